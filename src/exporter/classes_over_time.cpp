// SPDX-License-Identifier: MIT
#include "exporter/classes_over_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "annotation/class_history.h"
#include "annotation/class_history_text.h"
#include "annotation/context.h"
#include "base/counted.h"
#include "base/text.h"
#include "exporter/text_table.h"

namespace limn::exporter {
namespace {

using annotation::ClassHistory;
using annotation::ClassSeries;
using annotation::HistoryRow;

std::vector<HistoryRow> make_rows(
    const store::Recording& recording,
    const ClassHistory& history,
    const std::vector<ClassSeries>& classes,
    const EntityPath& entity
) {
    std::vector<HistoryRow> rows;
    std::vector<std::size_t> order(classes.size());
    for (std::size_t i = 0; i < classes.size(); ++i) {
        rows.push_back({&classes[i], history.seen(classes[i]), {}});
        order[i] = i;
    }
    // By time, so that a context is resolved once for all that were seen last under it.
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return rows[i].seen.max; });
    annotation::ContextMap contexts;
    std::optional<TimeInt> time;
    for (const std::size_t i : order) {
        if (time != rows[i].seen.max) {
            time = rows[i].seen.max;
            contexts = annotation::ContextMap(recording, {history.timeline, *time}, contexts);
        }
        const auto label = contexts.find(entity)->label(rows[i].series->id);
        rows[i].label = label ? std::optional<std::string>(*label) : std::nullopt;
    }
    return rows;
}

/// Classes that are described at the last time, but never occur.
void add_described(
    const store::Recording& recording,
    const ClassHistory& history,
    const EntityPath& entity,
    std::vector<ClassSeries>& classes
) {
    const TimeInt last = history.times.empty() ? kMaxTime : history.times.back();
    const annotation::ContextMap contexts(recording, {history.timeline, last});
    for (const annotation::ClassStyle& style : contexts.find(entity)->classes()) {
        const auto place = std::ranges::lower_bound(classes, style.id, {}, &ClassSeries::id);
        if (place == classes.end() || place->id != style.id) {
            classes.insert(place, {style.id, {}});
        }
    }
}

std::string
to_text(const ClassHistory& history, const std::vector<HistoryRow>& rows, TimeKind kind) {
    TextTable table({
        {"class", Align::Right},
        {"label", Align::Left},
        {"first seen", Align::Right},
        {"last seen", Align::Right},
        {"times", Align::Right},
        {"most objects", Align::Right},
        {"most points, lines", Align::Right},
        {"most pixels", Align::Right},
    });
    for (const HistoryRow& row : rows) {
        std::uint64_t times = 0;
        std::uint64_t objects = 0;
        std::uint64_t others = 0;
        std::uint64_t pixels = 0;
        annotation::for_each_time(
            history,
            *row.series,
            [&](TimeInt /*time*/, const annotation::ClassCounts& now) {
                ++times;
                objects = std::max(objects, now.objects());
                others = std::max(others, now.instances() - now.objects());
                pixels = std::max(pixels, now.pixels());
            }
        );
        table.add({
            std::to_string(row.series->id),
            printable(row.label.value_or("")),
            format_time(kind, row.seen.min),
            format_time(kind, row.seen.max),
            group_digits(times),
            group_digits(objects),
            group_digits(others),
            group_digits(pixels),
        });
    }
    return rows.empty() ? "no classes\n" : table.text();
}

}  // namespace

Result<void> classes_over_time(
    const store::Recording& recording,
    const std::string& timeline,
    const EntityPath& entity,
    const annotation::TensorChoices& tensors,
    const ClassesJob& job,
    Output output
) {
    annotation::PixelCountCache cache;
    LIMN_TRY(
        const ClassHistory history,
        annotation::make_class_history(
            recording,
            timeline,
            annotation::times_of(recording.chunks(), timeline),
            entity,
            cache,
            {},
            tensors
        )
    );
    std::vector<ClassSeries> classes = annotation::follow_contexts(
        history,
        annotation::context_steps(recording, timeline, entity)
    );
    if (job.dense) {
        add_described(recording, history, entity, classes);
    }
    const std::vector<HistoryRow> rows = make_rows(recording, history, classes, entity);
    if (job.json) {
        output.answer << annotation::to_json(history, rows, entity.text()) << "\n";
        return {};
    }
    if (job.csv) {
        output.answer << annotation::to_csv(
            history,
            rows,
            job.dense ? annotation::CsvTimes::All : annotation::CsvTimes::Present
        );
        return {};
    }
    const store::TimelineInfo* info = recording.find_timeline(timeline);
    const TimeKind kind = info != nullptr ? info->timeline.kind : TimeKind::Sequence;
    output.answer << fmt::format(
        "{}: {} of {}\n",
        printable(entity.text()),
        counted(history.times.size(), "time"),
        timeline.empty() ? "no timeline" : printable(timeline)
    );
    output.answer << to_text(history, rows, kind);
    return {};
}

}  // namespace limn::exporter
