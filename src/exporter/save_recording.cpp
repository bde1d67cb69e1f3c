// SPDX-License-Identifier: MIT
#include "exporter/save_recording.h"

#include <utility>
#include <vector>

#include "exporter/recording_copy.h"

namespace limn::exporter {
namespace {

/// As they were logged: merged ones part by part.
std::vector<Result<ChunkPtr>> chunks_of(const ChunkOutline& outline) {
    std::vector<Result<ChunkPtr>> chunks;
    if (outline.resident() != nullptr) {
        chunks.emplace_back(outline.resident());
    } else if (outline.source()->num_parts() == 0) {
        chunks.push_back(outline.source()->read());
    } else {
        for (std::size_t i = 0; i < outline.source()->num_parts(); ++i) {
            chunks.push_back(outline.source()->part(i)->read());
        }
    }
    return chunks;
}

/// Calls `visitor` with every chunk, and counts it. Gives those that could not be read.
template <typename Visitor>
Result<Diagnostics> for_each_chunk(
    const SaveJob& job,
    SaveProgress& progress,
    const std::stop_token& stop,
    Visitor&& visitor
) {
    Diagnostics lost;
    for (const OutlinePtr& outline : job.chunks) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "saving was stopped");
        }
        for (Result<ChunkPtr>& chunk : chunks_of(*outline)) {
            if (chunk) {
                LIMN_TRY_VOID(visitor(ChunkMessage{job.info.id, std::move(*chunk)}));
            } else {
                lost.add(Severity::Error, {}, "a chunk was left out: " + chunk.error().message);
            }
        }
        progress.done_bytes.fetch_add(outline->announced_bytes(), std::memory_order_relaxed);
    }
    return lost;
}

}  // namespace

SaveJob
make_save_job(const store::Recording& recording, std::filesystem::path target, RecordingPart part) {
    SaveJob job;
    job.target = std::move(target);
    job.part = std::move(part);
    job.info = recording.info();
    job.info.id = recording.id();
    const auto chunks = recording.chunks();
    job.chunks.assign(chunks.begin(), chunks.end());
    return job;
}

Result<Diagnostics>
save_recording(const SaveJob& job, SaveProgress& progress, const std::stop_token& stop) {
    LIMN_TRY(RecordingCopy copy, RecordingCopy::create(job.target, job.part));
    std::uint64_t bytes = 0;
    for (const OutlinePtr& chunk : job.chunks) {
        bytes += chunk->announced_bytes();
    }
    progress.total_bytes = bytes * (copy.needs_survey() ? 2 : 1);
    if (copy.needs_survey()) {
        auto surveyed = for_each_chunk(job, progress, stop, [&](const ChunkMessage& message) {
            copy.survey(message);
            return Result<void>{};
        });
        LIMN_TRY_VOID(std::move(surveyed));
    }
    LIMN_TRY_VOID(copy.write(job.info));
    LIMN_TRY(
        Diagnostics left_out,
        for_each_chunk(
            job,
            progress,
            stop,
            [&](const ChunkMessage& message) { return copy.write(message); }
        )
    );
    LIMN_TRY_VOID(copy.commit());
    left_out.merge(copy.take_diagnostics());
    return left_out;
}

}  // namespace limn::exporter
