// SPDX-License-Identifier: MIT
#include "exporter/convert.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/counted.h"
#include "base/text.h"
#include "exporter/recording_copy.h"
#include "exporter/text_table.h"
#include "importers/registry.h"

namespace limn::exporter {
namespace {

/// Calls `visitor` with every message of a file.
template <typename Visitor>
Result<Diagnostics>
read_messages(const importers::Registry& registry, const std::string& name, Visitor&& visitor) {
    LIMN_TRY(const auto source, registry.open(name));
    while (true) {
        LIMN_TRY(const auto message, source->next());
        if (!message) {
            return source->diagnostics();
        }
        LIMN_TRY_VOID(visitor(*message));
    }
}

}  // namespace

Result<void> convert(const ConvertJob& job, Output output) {
    LIMN_TRY(RecordingCopy copy, RecordingCopy::create(job.output, job.part));
    const importers::Registry registry = importers::Registry::with_builtin();
    if (copy.needs_survey()) {
        if (std::ranges::find(job.files, "-") != job.files.end()) {
            return fail(
                ErrorCode::InvalidArgument,
                "-: for a range of times files are read twice, and standard input cannot be"
            );
        }
        for (const std::string& name : job.files) {
            LIMN_TRY_VOID(read_messages(registry, name, [&](const LogMessage& message) {
                copy.survey(message);
                return Result<void>{};
            }));
        }
    }
    for (const std::string& name : job.files) {
        LIMN_TRY(Diagnostics faults, read_messages(registry, name, [&](const LogMessage& message) {
                     return copy.write(message);
                 }));
        Diagnostics diagnostics = copy.take_diagnostics();
        diagnostics.merge(faults);
        warn_of_file(diagnostics, name, output.talk);
    }
    LIMN_TRY_VOID(copy.commit());
    output.talk << fmt::format(
        "limn: {}: {}\n",
        printable(job.output),
        counted(copy.num_chunks(), "chunk")
    );
    return {};
}

}  // namespace limn::exporter
