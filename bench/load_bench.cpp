// SPDX-License-Identifier: MIT
// Reading of recordings, stage by stage: LZ4 alone, as a limit; payloads; chunks; a queryable store.
#include <benchmark/benchmark.h>
#include <lz4.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <variant>

#include "arrow/buffer.h"
#include "bench/samples.h"
#include "rrd/arrow_msg.h"
#include "rrd/framing.h"
#include "rrd/rrd_reader.h"
#include "store/recording.h"

namespace limn::bench {
namespace {

/// A recording in memory and its LZ4 blocks.
struct File {
    arrow::Buffer bytes;
    std::vector<rrd::ArrowMsgView> blocks;
    std::uint64_t payload_bytes = 0;
    std::size_t largest = 0;
};

File make_file(const std::vector<LogMessage>& messages) {
    File file;
    const auto owner = std::make_shared<const std::vector<std::byte>>(to_rrd(messages));
    file.bytes = arrow::Buffer(owner, *owner);
    Diagnostics diagnostics;
    rrd::FrameWalker walker(rrd::Input(file.bytes), "bench.rrd");
    while (const std::optional<rrd::Frame> frame = must(walker.next(diagnostics))) {
        if (frame->kind == rrd::MessageKind::ArrowMsg) {
            file.blocks.push_back(must(rrd::walk_arrow_msg(frame->payload)));
            const auto size = static_cast<std::size_t>(file.blocks.back().uncompressed_size);
            file.payload_bytes += size;
            file.largest = std::max(file.largest, size);
        }
    }
    return file;
}

/// (a) large chunks: 60 frames of a 1280×720 camera with masks and keypoints.
const File& camera_file() {
    static const File file = make_file(camera_run(1280, 720, 60));
    return file;
}

/// (b) 100 000 chunks of one row.
const File& single_rows_file() {
    static const File file = make_file(single_row_chunks(100, 1000));
    return file;
}

using FileOf = const File& (*)();

void set_rates(benchmark::State& state, const File& file) {
    const auto iterations = static_cast<std::int64_t>(state.iterations());
    state.SetBytesProcessed(iterations * static_cast<std::int64_t>(file.payload_bytes));
    state.SetItemsProcessed(iterations * static_cast<std::int64_t>(file.blocks.size()));
    state.counters["payload_mb"] = static_cast<double>(file.payload_bytes) / 1e6;
    state.counters["file_mb"] = static_cast<double>(file.bytes.size()) / 1e6;
}

/// The limit: the same blocks into one buffer that is there already.
void lz4_alone(benchmark::State& state, FileOf get_file) {
    const File& file = get_file();
    std::vector<char> out(file.largest);
    for (auto _ : state) {
        for (const rrd::ArrowMsgView& block : file.blocks) {
            // The library's own pointer type.
            const auto* in = reinterpret_cast<const char*>(block.payload.data());
            const int size = LZ4_decompress_safe(
                in,
                out.data(),
                static_cast<int>(block.payload.size()),
                static_cast<int>(out.size())
            );
            benchmark::DoNotOptimize(size);
        }
        benchmark::ClobberMemory();
    }
    set_rates(state, file);
}

/// LZ4 into fresh aligned memory that is kept, as a store does.
void unpack(benchmark::State& state, FileOf get_file) {
    const File& file = get_file();
    for (auto _ : state) {
        std::vector<arrow::Buffer> kept;
        for (const rrd::ArrowMsgView& block : file.blocks) {
            kept.push_back(must(rrd::unpack_payload(block)));
        }
        state.PauseTiming();
        kept.clear();
        state.ResumeTiming();
    }
    set_rates(state, file);
}

/// Chunks that are checked, but stored nowhere (and kept alive until the end).
void read_chunks(benchmark::State& state, FileOf get_file) {
    const File& file = get_file();
    for (auto _ : state) {
        std::vector<LogMessage> kept;
        const auto reader = must(rrd::RrdReader::from_bytes("bench.rrd", file.bytes));
        while (std::optional<LogMessage> message = must(reader->next())) {
            kept.push_back(std::move(*message));
        }
        state.PauseTiming();
        kept.clear();
        state.ResumeTiming();
    }
    set_rates(state, file);
}

void load(benchmark::State& state, FileOf get_file) {
    const File& file = get_file();
    for (auto _ : state) {
        auto database = std::make_unique<store::Database>();
        const auto reader = must(rrd::RrdReader::from_bytes("bench.rrd", file.bytes));
        while (const std::optional<LogMessage> message = must(reader->next())) {
            database->apply(*message);
        }
        benchmark::DoNotOptimize(database->recordings().front()->num_rows());
        state.PauseTiming();
        database.reset();
        state.ResumeTiming();
    }
    set_rates(state, file);
}

BENCHMARK_CAPTURE(lz4_alone, images, camera_file)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(unpack, images, camera_file)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_chunks, images, camera_file)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(load, images, camera_file)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(lz4_alone, single_rows, single_rows_file)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(unpack, single_rows, single_rows_file)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_chunks, single_rows, single_rows_file)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(load, single_rows, single_rows_file)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace limn::bench
