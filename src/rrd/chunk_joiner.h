// SPDX-License-Identifier: MIT
/// ChunkJoiner: small chunks of one entity with the same columns become one while they are unpacked.
///
/// What      Rows stay in the order in which they were added. A chunk is refused if its schema is new to the file, if it
///           is static, large, or damaged, or anything is to be told of it: it must be read alone.
/// Threads   one at a time.
/// Source    docs/decisions/0016
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "arrow/batch_joiner.h"
#include "model/chunk.h"
#include "model/merged_chunk.h"
#include "rrd/arrow_msg.h"
#include "rrd/chunk_message.h"

namespace limn::rrd {

class ChunkJoiner {
  public:
    explicit ChunkJoiner(ChunkFile& file, JoinLimits limits = {})
        : file_(file)
        , limits_(limits) {}

    /// `store`: chunks of different stores are not joined. `tag`: whatever the caller knows the chunk by.
    /// False if it is refused.
    [[nodiscard]] bool
    add(const ArrowMsgView& message, const MessagePlace& place, std::size_t store, std::size_t tag);

    struct Member {
        ChunkMember chunk;
        MessagePlace place;
        std::size_t tag = 0;
    };

    struct Joined {
        std::size_t store = 0;
        ChunkPtr
            chunk;  ///< With the id of the first member. nullptr: the members must be read alone.
        std::vector<Member> members;
    };

    /// All that was added, in the order of the first members.
    [[nodiscard]] std::vector<Joined> finish();

  private:
    struct Group {
        arrow::BatchJoiner batches;
        std::size_t store = 0;
        std::vector<Member> members;
    };

    [[nodiscard]] Group* open_group(const arrow::KnownStream& stream, std::size_t store);
    [[nodiscard]] Joined joined(Group group);

    ChunkFile& file_;
    JoinLimits limits_;
    std::vector<Group> groups_;
    /// The one that still takes chunks; of schemas that are refused, nothing.
    std::unordered_map<std::uint64_t, std::optional<std::size_t>> open_;
};

}  // namespace limn::rrd
