// SPDX-License-Identifier: MIT
#include "exporter/verify.h"

#include <fmt/format.h>

#include <memory>
#include <set>

#include "base/counted.h"
#include "base/random_access_file.h"
#include "exporter/text_table.h"
#include "importers/registry.h"
#include "rrd/file_index.h"
#include "rrd/rrd_reader.h"

namespace limn::exporter {
namespace {

/// What was read of one file.
struct Tally {
    std::set<StoreId> stores;  ///< A store may be announced again, or never.
    std::uint64_t chunks = 0;
    std::uint64_t rows = 0;
    std::uint64_t faults = 0;
};

void tell_fault(const std::string& file, const std::string& what, std::ostream& answer) {
    const bool names_file = what.find(file) != std::string::npos;
    answer << printable(names_file ? what : file + ": " + what) << "\n";
}

void tell_faults(
    const std::string& file,
    const Diagnostics& diagnostics,
    Tally& tally,
    std::ostream& answer
) {
    for (const Diagnostic& item : diagnostics.items()) {
        if (item.severity == Severity::Note) {
            continue;
        }
        tally.faults += item.count;
        std::string text = item.place.empty() ? item.message : item.place + ": " + item.message;
        if (item.count > 1) {
            text += fmt::format(" ({} times)", item.count);
        }
        tell_fault(file, text, answer);
    }
    if (diagnostics.dropped() > 0) {
        tally.faults += diagnostics.dropped();
        tell_fault(file, counted(diagnostics.dropped(), "more fault") + " of other kinds", answer);
    }
}

void count(const LogMessage& message, Tally& tally) {
    if (const auto* info = std::get_if<StoreInfo>(&message)) {
        tally.stores.insert(info->id);
    } else if (const auto* chunk = std::get_if<ChunkMessage>(&message)) {
        tally.stores.insert(chunk->store);
        ++tally.chunks;
        tally.rows += chunk->chunk->num_rows();
    }
}

/// Other programs go by the index at the end of a recording; reading it through does not.
void check_index(const std::string& file, Diagnostics& diagnostics) {
    const auto opened = RandomAccessFile::open(file);
    if (!opened) {
        return;  // Standard input.
    }
    const auto input = rrd::Input::of_file(*opened);
    const auto magic = input && input->size() >= 4 ? input->read(0, 4) : Result<arrow::Buffer>();
    if (!magic || !rrd::is_rrd(magic->bytes())) {
        return;
    }
    if (const auto index = rrd::read_file_index(*input); !index) {
        diagnostics.add(Severity::Warning, file, index.error().message);
    }
}

Tally read_through(
    const std::string& file,
    const importers::Registry& registry,
    std::ostream& answer
) {
    Tally tally;
    const auto source = registry.open(file);
    if (!source) {
        ++tally.faults;
        tell_fault(file, source.error().message, answer);
        return tally;
    }
    while (true) {
        const auto message = importers::wait_for_next(**source);
        if (!message) {
            ++tally.faults;
            tell_fault(file, message.error().message, answer);
            break;
        }
        if (!*message) {
            break;
        }
        count(**message, tally);
    }
    Diagnostics diagnostics = (*source)->diagnostics();
    check_index(file, diagnostics);
    tell_faults(file, diagnostics, tally, answer);
    return tally;
}

}  // namespace

bool verify(const VerifyJob& job, Output output) {
    const importers::Registry registry = importers::Registry::with_builtin();
    std::uint64_t faults = 0;
    for (const std::string& file : job.files) {
        const Tally tally = read_through(file, registry, output.answer);
        faults += tally.faults;
        output.answer << fmt::format(
            "{}: {}: {}, {}, {}\n",
            printable(file),
            tally.faults == 0 ? "sound" : counted(tally.faults, "fault"),
            counted(tally.stores.size(), "store"),
            counted(tally.chunks, "chunk"),
            counted(tally.rows, "row")
        );
    }
    return faults == 0;
}

}  // namespace limn::exporter
