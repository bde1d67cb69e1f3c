// SPDX-License-Identifier: MIT
#include "exporter/convert.h"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "base/counted.h"
#include "base/text.h"
#include "exporter/recording_copy.h"
#include "exporter/text_table.h"
#include "importers/registry.h"

namespace limn::exporter {
namespace {

namespace fs = std::filesystem;

/// Calls `visitor` with every message of a file.
template <typename Visitor>
Result<Diagnostics>
read_messages(const importers::Registry& registry, const std::string& name, Visitor&& visitor) {
    LIMN_TRY(const auto source, registry.open(name));
    while (true) {
        LIMN_TRY(const auto message, importers::wait_for_next(*source));
        if (!message) {
            return source->diagnostics();
        }
        LIMN_TRY_VOID(visitor(*message));
    }
}

/// There is one format; what decides it must be there all the same.
Result<void> check_format(const ConvertJob& job) {
    if (job.format == "rrd" || (!job.format && fs::path(job.output).extension() == ".rrd")) {
        return {};
    }
    const std::string what = job.format ? "the format " + *job.format : job.output;
    return fail(
        ErrorCode::InvalidArgument,
        fmt::format("{}: only recordings can be written, as OUT.rrd or with --format rrd", what)
    );
}

/// For a range of times the sources are read twice, which pipes cannot be.
Result<void> check_sources(const ConvertJob& job) {
    if (!job.part.range) {
        return {};
    }
    for (const std::string& name : job.files) {
        std::error_code ignored;
        const fs::file_status status = fs::status(name, ignored);
        if (name == importers::kStandardInput ||
            (fs::exists(status) && importers::is_stream(status))) {
            return fail(
                ErrorCode::InvalidArgument,
                name + ": for a range of times the source is read twice, and a pipe cannot be"
            );
        }
    }
    return {};
}

}  // namespace

Result<void> convert(const ConvertJob& job, Output output) {
    LIMN_TRY_VOID(check_format(job));
    LIMN_TRY_VOID(check_sources(job));
    LIMN_TRY(OutputFile file, OutputFile::of_argument(job.output));
    RecordingCopy copy(std::move(file), job.part);
    const importers::Registry registry = importers::Registry::with_builtin();
    if (copy.needs_survey()) {
        for (const std::string& name : job.files) {
            LIMN_TRY_VOID(read_messages(registry, name, [&](const LogMessage& message) {
                copy.survey(message);
                return Result<void>{};
            }));
        }
    }
    bool has_faults = false;
    for (const std::string& name : job.files) {
        LIMN_TRY(Diagnostics faults, read_messages(registry, name, [&](const LogMessage& message) {
                     return copy.write(message);
                 }));
        Diagnostics diagnostics = copy.take_diagnostics();
        diagnostics.merge(faults);
        has_faults = has_faults || !diagnostics.items().empty();
        warn_of_file(diagnostics, name, output.talk);
    }
    if (copy.num_chunks() == 0 && has_faults) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format("{}: not written, as nothing could be read", job.output)
        );
    }
    LIMN_TRY_VOID(copy.commit());
    const bool to_standard_output = job.output == OutputFile::kStandardOutput;
    output.talk << fmt::format(
        "limn: {}: {}\n",
        to_standard_output ? "standard output" : printable(job.output),
        counted(copy.num_chunks(), "chunk")
    );
    return {};
}

}  // namespace limn::exporter
