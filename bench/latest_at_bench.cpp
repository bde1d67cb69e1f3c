// SPDX-License-Identifier: MIT
// Latest-at of a whole frame: 100 entities with 100 000 rows each, three components per entity.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "arrow/builder.h"
#include "bench/samples.h"
#include "store/recording.h"

namespace limn::bench {
namespace {

constexpr std::uint32_t kEntities = 100;
constexpr std::uint32_t kRows = 100'000;
constexpr std::array<std::string_view, 3> kComponents{
    "Boxes2D:half_sizes",
    "Boxes2D:centers",
    "Boxes2D:class_ids",
};

/// How the rows of an entity are cut into chunks.
enum class Cut {
    Whole,        ///< One chunk.
    Batches,      ///< 256 rows each, as SDKs send them.
    Interleaved,  ///< The same, but even and odd times come in different chunks.
};

struct Columns {
    arrow::Array sizes;
    arrow::Array centers;
    arrow::Array ids;
};

arrow::Array one_each(arrow::Array items, std::size_t rows) {
    const std::vector<std::optional<std::uint32_t>> sizes(rows, 1U);
    return arrow::make_list(sizes, std::move(items));
}

Columns make_columns(std::size_t rows) {
    const std::vector<float> floats(rows * 2, 7.0F);
    const std::vector<std::uint16_t> ids(rows, std::uint16_t{3});
    const auto vectors = [&] {
        return arrow::make_fixed_size_list(2, arrow::make_primitive<float>(floats));
    };
    return {
        one_each(vectors(), rows),
        one_each(vectors(), rows),
        one_each(arrow::make_primitive<std::uint16_t>(ids), rows),
    };
}

class RecordingMaker {
  public:
    explicit RecordingMaker(Cut cut)
        : cut_(cut)
        , rows_per_chunk_(cut == Cut::Whole ? kRows : 256)
        , columns_(make_columns(rows_per_chunk_)) {}

    std::unique_ptr<store::Recording> make() {
        auto recording = std::make_unique<store::Recording>(
            StoreId{StoreKind::Recording, "limn_bench", "latest-at"}
        );
        for (std::uint32_t entity = 0; entity < kEntities; ++entity) {
            const EntityPath path = EntityPath::parse(fmt::format("tracks/{}", entity));
            const std::uint32_t step = cut_ == Cut::Interleaved ? 2 : 1;
            for (std::uint32_t first = 0; first < kRows; first += rows_per_chunk_ * step) {
                for (std::uint32_t phase = 0; phase < step; ++phase) {
                    recording->insert(make_chunk(path, first + phase, step));
                }
            }
        }
        return recording;
    }

  private:
    ChunkPtr make_chunk(const EntityPath& path, std::uint32_t first, std::uint32_t step) {
        Chunk::Parts parts;
        parts.id = ChunkId{{1, ++chunks_}};
        parts.entity = path;
        std::vector<TimeInt> times;
        for (std::uint32_t row = 0; row < rows_per_chunk_; ++row) {
            parts.row_ids.push_back(RowId{{2, ++row_ids_}});
            times.push_back(first + row * step);
        }
        TimeColumn column;
        column.timeline = {"frame", TimeKind::Sequence};
        column.times = arrow::make_primitive<TimeInt>(times);
        parts.timelines.push_back(std::move(column));
        const std::array<const arrow::Array*, 3> cells{
            &columns_.sizes,
            &columns_.centers,
            &columns_.ids,
        };
        for (std::size_t i = 0; i < kComponents.size(); ++i) {
            parts.components.push_back(
                {std::string(kComponents[i]), "rerun.archetypes.Boxes2D", "", *cells[i]}
            );
        }
        return must(Chunk::create(std::move(parts)));
    }

    Cut cut_;
    std::uint32_t rows_per_chunk_;
    Columns columns_;
    std::uint64_t chunks_ = 0;
    std::uint64_t row_ids_ = 0;
};

void latest_at_frame(benchmark::State& state, Cut cut) {
    const auto recording = RecordingMaker(cut).make();
    const std::vector<EntityPath> entities = recording->entities().paths();
    std::uint64_t random = 1;
    for (auto _ : state) {
        random = random * 6364136223846793005ULL + 1442695040888963407ULL;
        const store::LatestAtQuery query{"frame", static_cast<TimeInt>((random >> 33U) % kRows)};
        for (const EntityPath& entity : entities) {
            for (const std::string_view component : kComponents) {
                benchmark::DoNotOptimize(recording->latest_at(query, entity, component));
            }
        }
    }
    const auto queries = static_cast<std::int64_t>(entities.size() * kComponents.size());
    state.SetItemsProcessed(state.iterations() * queries);
    state.counters["rows"] = static_cast<double>(recording->num_rows());
    state.counters["chunks"] = static_cast<double>(recording->num_chunks());
}

BENCHMARK_CAPTURE(latest_at_frame, whole, Cut::Whole)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(latest_at_frame, batches, Cut::Batches)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(latest_at_frame, interleaved, Cut::Interleaved)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace limn::bench
