// SPDX-License-Identifier: MIT
#include "exporter/recording_copy.h"

#include <fmt/format.h>

#include <utility>
#include <variant>

namespace limn::exporter {

Result<RecordingCopy>
RecordingCopy::create(const std::filesystem::path& target, RecordingPart part) {
    if (target.extension() != ".rrd") {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{}: only .rrd can be written, by its extension", target.string())
        );
    }
    LIMN_TRY(OutputFile file, OutputFile::create(target));
    return RecordingCopy(std::move(file), std::move(part));
}

RecordingCopy::RecordingCopy(OutputFile file, RecordingPart part)
    : part_(std::move(part))
    , missing_entities_(part_.entities.begin(), part_.entities.end())
    , is_timeline_missing_(part_.range.has_value())
    , file_(std::make_unique<OutputFile>(std::move(file)))
    , writer_(std::make_unique<rrd::RrdWriter>(
          [target = file_.get()](std::span<const std::byte> bytes) { return target->write(bytes); }
      )) {}

PartSelector& RecordingCopy::selector_of(const StoreId& store) {
    return selectors_.try_emplace(store, part_).first->second;
}

void RecordingCopy::survey(const LogMessage& message) {
    if (const auto* chunk = std::get_if<ChunkMessage>(&message)) {
        selector_of(chunk->store).survey(*chunk->chunk);
    }
}

Result<void> RecordingCopy::write(const LogMessage& message) {
    const auto* chunk = std::get_if<ChunkMessage>(&message);
    if (chunk == nullptr) {
        return writer_->write(message);
    }
    note_what_is_there(*chunk->chunk);
    LIMN_TRY(const auto pieces, selector_of(chunk->store).select(chunk->chunk));
    for (const ChunkPtr& piece : pieces) {
        LIMN_TRY_VOID(write_chunk(chunk->store, piece));
    }
    return {};
}

Result<void> RecordingCopy::write_chunk(const StoreId& store, const ChunkPtr& chunk) {
    auto written = writer_->write_chunk(store, *chunk);
    if (!written && written.error().code == ErrorCode::InvalidArgument) {
        diagnostics_.add(Severity::Warning, {}, "a chunk was left out: " + written.error().message);
        return {};
    }
    LIMN_TRY_VOID(std::move(written));
    ++num_chunks_;
    return {};
}

void RecordingCopy::note_what_is_there(const Chunk& chunk) {
    std::erase_if(missing_entities_, [&](const EntityPath& entity) {
        return chunk.entity().is_in_subtree_of(entity);
    });
    is_timeline_missing_ = is_timeline_missing_ && chunk.find_timeline(part_.timeline) == nullptr;
}

Result<void> RecordingCopy::commit() {
    if (!missing_entities_.empty()) {
        const std::string& name = missing_entities_.begin()->text();
        return fail(ErrorCode::NotFound, fmt::format("there is no entity {}", name));
    }
    if (is_timeline_missing_) {
        return fail(ErrorCode::NotFound, fmt::format("there is no timeline {}", part_.timeline));
    }
    LIMN_TRY_VOID(writer_->finish());
    return file_->commit();
}

Diagnostics RecordingCopy::take_diagnostics() {
    return std::exchange(diagnostics_, {});
}

}  // namespace limn::exporter
