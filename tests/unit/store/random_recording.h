// SPDX-License-Identifier: MIT
/// Random chunks, and everything that a recording says of them as text: two recordings that hold the same give
/// the same text, whatever happened to them before.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "model/chunk.h"
#include "store/recording.h"

namespace limn::store::test {

class Random {
  public:
    explicit Random(std::uint32_t seed)
        : engine_(seed) {}

    /// From `min` to `max`, both included.
    int pick(int min, int max) { return std::uniform_int_distribution<int>(min, max)(engine_); }

    [[nodiscard]] std::mt19937& engine() { return engine_; }

  private:
    std::mt19937 engine_;
};

/// Ids, boxes, clears and transforms of a few entities, on two timelines or none; many equal times; the ids of
/// rows in no order.
[[nodiscard]] std::vector<ChunkPtr> random_chunks(Random& random, std::size_t count);

/// Whole, or what a reader knows of it that saw its beginning, or only an index.
void insert_somehow(Random& random, Recording& recording, const ChunkPtr& chunk);

/// Answers of one entity at one cursor.
[[nodiscard]] std::string
answers_at(const Recording& recording, const LatestAtQuery& query, const EntityPath& entity);

/// Every kind of question, at the cursors and ranges that the seed gives.
[[nodiscard]] std::string answers(const Recording& recording, std::uint32_t seed);

/// The entities that `random_chunks` speaks of, and one that it does not.
[[nodiscard]] const std::vector<EntityPath>& random_entities();

}  // namespace limn::store::test
