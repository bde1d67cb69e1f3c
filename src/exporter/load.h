// SPDX-License-Identifier: MIT
/// What every command does first: read its files, say what was wrong with them, find what was asked for.
///
/// Errors    NotFound for entities, components and timelines that the recording lacks; whatever the
///           importers say for files of which nothing could be read.
/// Threads   one.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "annotation/tensor_choice.h"
#include "base/result.h"
#include "store/recording.h"

namespace limn::exporter {

/// Where a command writes: the answer, and the talk.
struct Output {
    std::ostream& answer;
    std::ostream& talk;
};

/// Files, or the demo recording.
struct Input {
    std::vector<std::string> files;
    bool demo = false;
    std::optional<std::uint64_t> memory_limit_bytes;  ///< Of the data; nothing: half of the RAM.
};

/// One warning line for a file, however much is wrong with it.
void warn_of_file(const Diagnostics& diagnostics, const std::string& file, std::ostream& talk);

/// Reads all of it into `database`. One warning line per file of which something is missing; an error only
/// if no file could be read.
[[nodiscard]] Result<void> load(const Input& input, store::Database& database, Output output);

/// Says at the end of a command, in one line, which values could not be read again from their file.
class LostValues {
  public:
    LostValues(store::Database& database, std::ostream& talk)
        : database_(database)
        , talk_(talk) {}

    LostValues(const LostValues&) = delete;
    LostValues& operator=(const LostValues&) = delete;
    ~LostValues();

  private:
    store::Database& database_;
    std::ostream& talk_;
};

/// The first recording that is not empty, else the first.
[[nodiscard]] Result<const store::Recording*>
first_recording(const store::Database& database, const Input& input);

/// `path` if the recording has such an entity (or anything below it).
[[nodiscard]] Result<EntityPath>
find_entity(const store::Recording& recording, const std::string& path);

/// Tensors that are classes, whatever their values are. NotFound for an entity without a tensor.
[[nodiscard]] Result<annotation::TensorChoices>
tensors_as_classes(const store::Recording& recording, const std::vector<std::string>& paths);

struct TimeChoice {
    std::optional<std::string> timeline;
    std::optional<TimeInt> time;
};

/// The timeline asked for or the default one, at the time asked for or its last.
[[nodiscard]] Result<store::LatestAtQuery>
find_cursor(const store::Recording& recording, const TimeChoice& choice);

}  // namespace limn::exporter
