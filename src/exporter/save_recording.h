// SPDX-License-Identifier: MIT
/// Saving of an open recording while the window goes on.
///
/// What      The chunks that were there when the job was made, written like `limn convert` does. Those that are not held are
///           read one by one, past the payload cache: what the window shows stays in memory, and memory does not grow.
/// Errors    Cancelled; what RecordingCopy says. Then nothing is left under the name.
/// Threads   `save_recording` runs on one thread; its progress is read by any.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

#include "exporter/recording_part.h"
#include "model/message_source.h"
#include "store/recording.h"

namespace limn::exporter {

/// Chunks are immutable: the recording may grow or close meanwhile.
struct SaveJob {
    std::filesystem::path target;
    RecordingPart part;
    StoreInfo info;
    std::vector<OutlinePtr> chunks;
};

[[nodiscard]] SaveJob
make_save_job(const store::Recording& recording, std::filesystem::path target, RecordingPart part);

/// Bytes of chunks, each counted once per pass.
struct SaveProgress {
    std::atomic<std::uint64_t> done_bytes{0};
    std::atomic<std::uint64_t> total_bytes{0};
};

/// Gives what was left out, chunks that cannot be read again among it.
[[nodiscard]] Result<Diagnostics>
save_recording(const SaveJob& job, SaveProgress& progress, const std::stop_token& stop);

}  // namespace limn::exporter
