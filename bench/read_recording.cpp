// SPDX-License-Identifier: MIT
#include "bench/read_recording.h"

#include <fmt/format.h>
#include <lz4.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <memory>
#include <vector>

#include "base/random_access_file.h"
#include "ingest/loader.h"
#include "ingest/merging_source.h"
#include "rrd/arrow_msg.h"
#include "rrd/framing.h"
#include "rrd/rrd_reader.h"
#include "store/payload_cache.h"
#include "store/recording.h"

namespace limn::bench {
namespace {

/// Of payloads that stay in memory, for `load_within`.
constexpr std::uint64_t kWithinBytes = std::uint64_t{128} << 20U;

constexpr std::size_t kPieceBytes = std::size_t{1} << 20U;
constexpr std::array<std::string_view, 5> kWays{"bytes", "lz4", "load", "load_within", "index"};

struct Amount {
    std::uint64_t chunks = 0;
    std::uint64_t unpacked = 0;
};

Result<Amount> read_bytes(const std::string& path) {
    LIMN_TRY(const auto file, RandomAccessFile::open(path));
    LIMN_TRY(const std::uint64_t size, file->size());
    std::vector<std::byte> piece(kPieceBytes);
    for (std::uint64_t at = 0; at < size; at += piece.size()) {
        const auto count =
            static_cast<std::size_t>(std::min<std::uint64_t>(kPieceBytes, size - at));
        LIMN_TRY_VOID(file->read(at, std::span(piece).first(count)));
    }
    return Amount{0, size};
}

Result<Amount> read_lz4(const std::string& path) {
    LIMN_TRY(auto file, RandomAccessFile::open(path));
    LIMN_TRY(rrd::Input input, rrd::Input::of_file(std::move(file)));
    rrd::FrameWalker walker(std::move(input), path);
    Diagnostics diagnostics;
    Amount amount;
    std::vector<char> out;
    while (true) {
        LIMN_TRY(const auto frame, walker.next(diagnostics));
        if (!frame) {
            return amount;
        }
        if (frame->kind != rrd::MessageKind::ArrowMsg) {
            continue;
        }
        LIMN_TRY(const rrd::ArrowMsgView message, rrd::walk_arrow_msg(frame->payload));
        out.resize(std::max<std::size_t>(out.size(), message.uncompressed_size));
        // The library's own pointer type.
        const int size = LZ4_decompress_safe(
            reinterpret_cast<const char*>(message.payload.data()),
            out.data(),
            static_cast<int>(message.payload.size()),
            static_cast<int>(out.size())
        );
        if (size < 0) {
            return fail(ErrorCode::Corrupt, "damaged LZ4 block");
        }
        ++amount.chunks;
        amount.unpacked += static_cast<std::uint64_t>(size);
    }
}

Amount amount_of(const store::Database& database) {
    Amount amount;
    for (const store::Recording* recording : database.recordings()) {
        amount.chunks += recording->num_chunks();
    }
    amount.unpacked = database.payloads().use().held_bytes;
    return amount;
}

Result<Amount> load(const std::string& path, std::uint64_t budget_bytes) {
    store::Database database;
    database.payloads().set_budget(budget_bytes);
    LIMN_TRY(auto reader, rrd::RrdReader::open(path, rrd::ReadDepth::Joined));
    ingest::MergingSource source(std::move(reader));
    (void)ingest::read_all(source, database);
    return amount_of(database);
}

Result<Amount> index(const std::string& path) {
    store::Database database;
    LIMN_TRY_VOID(ingest::read_all(path, database));
    return amount_of(database);
}

Result<Amount> read_in_way(std::string_view way, const std::string& path) {
    if (way == "bytes") {
        return read_bytes(path);
    }
    if (way == "lz4") {
        return read_lz4(path);
    }
    if (way == "index") {
        return index(path);
    }
    return load(path, way == "load" ? store::PayloadCache::kUnlimited : kWithinBytes);
}

}  // namespace

bool is_way_of_reading(std::string_view way) {
    return std::ranges::find(kWays, way) != kWays.end();
}

int read_recording(std::string_view way, const std::string& path) {
    const auto start = std::chrono::steady_clock::now();
    const auto amount = read_in_way(way, path);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    if (!amount) {
        std::cerr << amount.error().message << '\n';
        return 1;
    }
    std::cout << fmt::format(
        "chunks {} unpacked {} seconds {}\n",
        amount->chunks,
        amount->unpacked,
        took.count()
    );
    return 0;
}

}  // namespace limn::bench
