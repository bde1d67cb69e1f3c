// SPDX-License-Identifier: MIT
#include "rrd/file_index.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "base/byte_reader.h"
#include "model/merged_chunk.h"
#include "rrd/framing.h"
#include "rrd/manifest.h"
#include "rrd_log.pb.h"

namespace limn::rrd {
namespace {

constexpr std::uint64_t kMessageHeaderBytes = 16;
constexpr std::uint64_t kFooterBytes = 32;

/// A larger index would cost more than it spares.
constexpr std::uint64_t kMostIndexBytes = std::uint64_t{256} << 20U;

/// Chunks of older writers are spelled in other ways than their manifests.
constexpr int kSameSpellingSince = 36;

/// Is it so small that it is better merged with others? A stream of one row has 2 to 4 kB beside its values.
bool is_merged(std::size_t num_rows, std::uint64_t unpacked_size) {
    constexpr std::uint64_t kBesideValues = 4096;
    constexpr JoinLimits kLimits;
    return num_rows <= static_cast<std::size_t>(kLimits.most_small_rows) &&
           unpacked_size <= kLimits.most_small_bytes + kBesideValues;
}

tl::unexpected<Error> wrong(std::string_view what) {
    return fail(ErrorCode::Corrupt, fmt::format("the index at the end does not fit: {}", what));
}

/// One stream and the payload of its end.
struct StreamEnd {
    std::uint64_t begin = 0;  ///< Of the stream.
    std::uint64_t index_offset = 0;
    std::uint64_t index_size = 0;
    std::uint32_t digest = 0;
};

/// Of the stream that ends at `end`; nothing if it has no footer.
Result<std::optional<StreamEnd>> find_end(const Input& input, std::uint64_t end) {
    if (end < kStreamHeaderBytes + kMessageHeaderBytes + kFooterBytes) {
        return std::nullopt;
    }
    LIMN_TRY(const arrow::Buffer tail, input.read(end - kFooterBytes, kFooterBytes));
    ByteReader reader(tail.bytes());
    const std::uint64_t offset = reader.read<std::uint64_t>().value_or(0);
    StreamEnd found;
    found.index_size = reader.read<std::uint64_t>().value_or(0);
    found.digest = reader.read<std::uint32_t>().value_or(0);
    const std::string_view magic(reinterpret_cast<const char*>(tail.bytes().data()) + 20, 8);
    if (magic != "RRF2FOOT") {
        return std::nullopt;
    }
    if (!reader.read_bytes(magic.size())) {
        return std::nullopt;
    }
    const std::uint32_t num_entries = reader.read<std::uint32_t>().value_or(0);
    if (num_entries != 1) {
        return wrong(fmt::format("it counts {} entries instead of 1", num_entries));
    }
    const std::uint64_t behind_header = end - kFooterBytes;
    if (found.index_size > behind_header || offset > behind_header - found.index_size) {
        return wrong("its place is not in the file");
    }
    found.index_offset = behind_header - found.index_size;
    found.begin = found.index_offset - offset;
    if (offset < kStreamHeaderBytes + kMessageHeaderBytes) {
        return wrong("it begins before its stream does");
    }
    if (found.index_size > kMostIndexBytes) {
        return std::nullopt;
    }
    return found;
}

Result<void> check_end(const Input& input, const StreamEnd& end, const arrow::Buffer& index) {
    if (XXH32(index.bytes().data(), index.size(), kFooterSeed) != end.digest) {
        return wrong("its checksum is another");
    }
    LIMN_TRY(
        const arrow::Buffer header,
        input.read(end.index_offset - kMessageHeaderBytes, kMessageHeaderBytes)
    );
    ByteReader reader(header.bytes());
    const auto kind = reader.read<std::uint64_t>();
    const auto size = reader.read<std::uint64_t>();
    if (kind != static_cast<std::uint64_t>(MessageKind::End) || size != end.index_size) {
        return wrong("no end of a stream lies there");
    }
    return {};
}

/// Makes the index of a file from those of its streams.
class IndexBuilder {
  public:
    explicit IndexBuilder(const Input& input)
        : input_(input) {}

    /// False if the stream has no footer.
    Result<bool> add_stream_before(std::uint64_t end, std::uint64_t& begin) {
        LIMN_TRY(const std::optional<StreamEnd> found, find_end(input_, end));
        if (!found) {
            return false;
        }
        begin = found->begin;
        LIMN_TRY(
            const arrow::Buffer index,
            input_.read(found->index_offset, static_cast<std::size_t>(found->index_size))
        );
        LIMN_TRY_VOID(check_end(input_, *found, index));
        LIMN_TRY(const arrow::Buffer header, input_.read(begin, kStreamHeaderBytes));
        const auto version = parse_stream_header(header.bytes());
        if (!version) {
            return wrong("no stream begins there");
        }
        const bool is_plain = version->major > 0 || version->minor >= kSameSpellingSince;
        proto::RrdFooter footer;
        if (!footer.ParseFromArray(index.bytes().data(), static_cast<int>(index.size()))) {
            return wrong("it is damaged");
        }
        for (const proto::RrdManifest& manifest : footer.manifests()) {
            LIMN_TRY(auto table, ManifestTable::parse(manifest.SerializeAsString()));
            add(std::move(table), *found, is_plain);
        }
        return true;
    }

    /// Everything that is no chunk of the index must lie between them.
    Result<void> check() {
        std::ranges::sort(chunks_, {}, &IndexedChunk::offset);
        FrameWalker walker(input_, "");
        walker.set_longest_chunk(0, [](std::uint64_t) { return std::size_t{0}; });
        std::vector<KnownMessage> known;
        known.reserve(chunks_.size());
        for (const IndexedChunk& chunk : chunks_) {
            known.push_back({chunk.offset, chunk.size});
        }
        walker.set_known(std::move(known));
        Diagnostics told;
        std::size_t num_known = 0;
        while (true) {
            LIMN_TRY(const std::optional<Frame> frame, walker.next(told));
            if (!frame) {
                break;
            }
            num_known += frame->known ? 1U : 0U;
        }
        const bool is_whole = std::ranges::none_of(told.items(), [](const Diagnostic& item) {
            return item.severity != Severity::Note;
        });
        if (!is_whole || num_known != chunks_.size()) {
            return wrong("chunks do not lie where it says");
        }
        return {};
    }

    FileIndex finish() {
        std::erase_if(chunks_, [&](const IndexedChunk& chunk) {
            const ManifestTable& table = manifests_[chunk.manifest];
            return !are_plain_[chunk.manifest] || table.must_be_read(chunk.row) ||
                   is_merged(table.num_rows(chunk.row), table.unpacked_size(chunk.row));
        });
        return {std::move(manifests_), std::move(chunks_)};
    }

  private:
    void add(ManifestTable table, const StreamEnd& stream, bool is_plain) {
        const auto manifest = static_cast<std::uint32_t>(manifests_.size());
        for (std::size_t i = 0; i < table.num_chunks(); ++i) {
            IndexedChunk chunk;
            // Sums that wrap around lie where no message begins.
            chunk.offset = stream.begin + table.offset(i) - kMessageHeaderBytes;
            chunk.size = table.size(i);
            chunk.manifest = manifest;
            chunk.row = static_cast<std::uint32_t>(i);
            chunks_.push_back(chunk);
        }
        manifests_.push_back(std::move(table));
        are_plain_.push_back(is_plain);
    }

    const Input& input_;
    std::vector<ManifestTable> manifests_;
    std::vector<bool> are_plain_;
    std::vector<IndexedChunk> chunks_;
};

}  // namespace

Result<std::optional<FileIndex>> read_file_index(const Input& input) {
    IndexBuilder builder(input);
    std::uint64_t end = input.size();
    while (end > 0) {
        std::uint64_t begin = 0;
        auto has_footer = builder.add_stream_before(end, begin);
        if (!has_footer) {
            const std::uint64_t footer = end - std::min(end, kFooterBytes);
            return forward_error(std::move(has_footer), fmt::format("byte {}", footer));
        }
        if (!*has_footer) {
            return std::nullopt;
        }
        end = begin;
    }
    LIMN_TRY_VOID(builder.check());
    return builder.finish();
}

}  // namespace limn::rrd
