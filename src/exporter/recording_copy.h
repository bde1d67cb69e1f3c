// SPDX-License-Identifier: MIT
/// RecordingCopy: messages → a recording under its name, whole or in part.
///
/// What      What `limn convert` and "Save recording" write with. Messages go to the file one by one: memory does not grow with
///           the recording. The file appears when `commit` has brought it to the disk; without, nothing is left.
/// Errors    Unreadable with the system's reason (a full disk); InvalidArgument for other endings than .rrd; NotFound by
///           `commit` for an entity or a timeline of the part that no message had.
/// Threads   one owner at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "base/diagnostics.h"
#include "base/output_file.h"
#include "exporter/recording_part.h"
#include "model/message_source.h"
#include "rrd/rrd_writer.h"

namespace limn::exporter {

class RecordingCopy {
  public:
    [[nodiscard]] static Result<RecordingCopy>
    create(const std::filesystem::path& target, RecordingPart part);

    RecordingCopy(OutputFile file, RecordingPart part);

    /// Then every message goes through `survey` before the first one is written.
    [[nodiscard]] bool needs_survey() const { return part_.range.has_value(); }

    void survey(const LogMessage& message);

    /// A chunk that cannot be written is left out, with a diagnostic.
    [[nodiscard]] Result<void> write(const LogMessage& message);

    [[nodiscard]] Result<void> commit();

    [[nodiscard]] std::uint64_t num_chunks() const { return num_chunks_; }

    /// What was left out since the last call.
    [[nodiscard]] Diagnostics take_diagnostics();

  private:
    [[nodiscard]] PartSelector& selector_of(const StoreId& store);
    [[nodiscard]] Result<void> write_chunk(const StoreId& store, const ChunkPtr& chunk);

    void note_what_is_there(const Chunk& chunk);

    RecordingPart part_;
    std::set<EntityPath> missing_entities_;  ///< Of those asked for.
    bool is_timeline_missing_ = false;
    std::unique_ptr<OutputFile> file_;
    std::unique_ptr<rrd::RrdWriter> writer_;
    std::map<StoreId, PartSelector> selectors_;
    std::uint64_t num_chunks_ = 0;
    Diagnostics diagnostics_;
};

}  // namespace limn::exporter
