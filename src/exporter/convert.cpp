// SPDX-License-Identifier: MIT
#include "exporter/convert.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/atomic_file.h"
#include "base/text.h"
#include "exporter/text_table.h"
#include "importers/registry.h"
#include "rrd/rrd_writer.h"

namespace limn::exporter {
namespace {

/// Copies all messages. A chunk with a column that cannot be written is left out with a diagnostic.
Result<Diagnostics>
copy_messages(MessageSource& source, rrd::RrdWriter& writer, std::uint64_t& chunks) {
    Diagnostics left_out;
    while (true) {
        LIMN_TRY(const auto message, source.next());
        if (!message) {
            break;
        }
        const bool is_chunk = std::holds_alternative<ChunkMessage>(*message);
        auto written = writer.write(*message);
        if (!written && is_chunk && written.error().code == ErrorCode::InvalidArgument) {
            left_out.add(Severity::Warning, {}, "a chunk was left out: " + written.error().message);
            continue;
        }
        LIMN_TRY_VOID(std::move(written));
        chunks += is_chunk ? 1U : 0U;
    }
    left_out.merge(source.diagnostics());
    return left_out;
}

}  // namespace

Result<void> convert(const ConvertJob& job, Output output) {
    const std::filesystem::path target(job.output);
    if (target.extension() != ".rrd") {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{}: only .rrd can be written, by its extension", job.output)
        );
    }
    LIMN_TRY(AtomicFile file, AtomicFile::create(target));
    rrd::RrdWriter writer([&file](std::span<const std::byte> bytes) { return file.write(bytes); });
    const importers::Registry registry = importers::Registry::with_builtin();
    std::uint64_t chunks = 0;
    for (const std::string& name : job.files) {
        LIMN_TRY(const auto source, registry.open(name));
        LIMN_TRY(const Diagnostics diagnostics, copy_messages(*source, writer, chunks));
        warn_of_file(diagnostics, name, output.talk);
    }
    LIMN_TRY_VOID(writer.finish());
    LIMN_TRY_VOID(file.commit());
    output.talk
        << fmt::format("limn: {}: {} chunks\n", printable(job.output), group_digits(chunks));
    return {};
}

}  // namespace limn::exporter
