// SPDX-License-Identifier: MIT
/// `limn query`: values of one component of one entity, at a time or over a range; one question or many.
///
/// Source    docs/COMMANDS.md, query.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "exporter/load.h"

namespace limn::exporter {

struct Question {
    std::string entity;
    std::string component;
    TimeChoice cursor;
    std::optional<TimeRange> range;  ///< Instead of a time.
};

struct QueryJob {
    Input input;
    Question question;
    std::optional<std::string>
        batch;  ///< File of questions instead of `question`; "-": standard input.
    bool json = false;
};

[[nodiscard]] Result<void> query(const QueryJob& job, Output output);

/// The rows that answer a question, in order of time and row id. NotFound for names that the recording lacks.
[[nodiscard]] Result<std::vector<store::Cell>>
find_cells(const store::Recording& recording, const Question& question);

/// `{"rows": [...]}` on one line.
[[nodiscard]] std::string rows_to_json(const std::vector<store::Cell>& cells);

/// One question per line of `questions`, one answer per line. Each is flushed, so that a program may ask on.
void answer_batch(
    const store::Recording& recording,
    std::istream& questions,
    std::ostream& answers
);

}  // namespace limn::exporter
