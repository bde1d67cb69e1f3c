// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "session/style_cache.h"
#include "views/legend.h"

#include <fmt/format.h>

namespace limn::views {
namespace {

using ClassKey = std::pair<draw::StyleSlot, ClassId>;
using Counts = std::map<ClassKey, ClassOccurrence>;

/// Still images of many times: forgotten all at once when there are too many.
constexpr std::size_t kMaxCountedImages = 512;

ClassOccurrence& entry(Counts& counts, draw::StyleSlot slot, ClassId id) {
    ClassOccurrence& found = counts[{slot, id}];
    found.style = slot;
    found.id = id;
    return found;
}

/// In the units of the class panel.
std::string value_text(const ClassOccurrence& sum) {
    if (const std::uint64_t objects = sum.counts.objects(); objects > 0) {
        return short_count(objects);
    }
    for (const auto& [kind, unit] :
         {std::pair(CountKind::Points, "pt"), std::pair(CountKind::Lines, "ln")}) {
        if (const std::uint64_t count = sum.counts[kind]; count > 0) {
            return fmt::format("{} {}", short_count(count), unit);
        }
    }
    const double percent = sum.of_pixels > 0 ? 100.0 * static_cast<double>(sum.counts.pixels()) /
                                                   static_cast<double>(sum.of_pixels)
                                             : 0.0;
    return percent < 0.5 ? std::string("< 1 %") : fmt::format("{:.0f} %", percent);
}

bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

draw::StyleEntry look_of(const draw::StyleBinding& style, ClassId id) {
    const draw::StyleEntry* entry = style.table != nullptr ? style.table->find_class(id) : nullptr;
    return entry != nullptr ? *entry : draw::StyleEntry{.color = draw::large_id_color(id)};
}

Swatch swatch_of(const draw::StyleEntry& look, const ClassOccurrence& sum, draw::ColorBy color_by) {
    Swatch swatch = class_swatch(look.color, sum.counts, sum.own, look.opacity);
    if (color_by == draw::ColorBy::Instance || color_by == draw::ColorBy::Entity) {
        swatch.color.reset();
    } else if (color_by == draw::ColorBy::Logged && sum.of_pixels == 0) {
        // What has no color of its own is gray.
        swatch.color = shown_color(draw::kUncolored, look.opacity);
    }
    return swatch;
}

/// Classes of one context stand together, those of outer contexts first.
bool is_before(const LegendRow& a, const LegendRow& b) {
    if (a.context != nullptr && b.context != nullptr &&
        a.context->entity() != b.context->entity()) {
        return a.context->entity() < b.context->entity();
    }
    return a.id < b.id;
}

}  // namespace

const std::vector<media::ClassCount>& ImageCounts::get(const draw::ImageDraw& image) {
    const auto known = counts_.find(image.key);
    if (known != counts_.end()) {
        return known->second;
    }
    if (counts_.size() >= kMaxCountedImages) {
        counts_.clear();
    }
    return counts_.emplace(image.key, media::count_classes(*image.image)).first->second;
}

std::vector<ClassOccurrence> count_scene(const scene::Scene& scene, ImageCounts& images) {
    Counts counts;
    for (const draw::ImageDraw& image : scene.list.images) {
        if (!image.has_class_ids()) {
            continue;
        }
        const std::uint64_t all = std::uint64_t{image.image->width()} * image.image->height();
        for (const media::ClassCount& count : images.get(image)) {
            ClassOccurrence& found = entry(counts, image.style, count.class_id);
            found.counts[CountKind::Pixels] += count.pixels;
            found.of_pixels += all;
        }
    }
    for (const scene::SceneCount& count : scene.counts) {
        if (count.tally.id != kNoClass) {
            ClassOccurrence& found = entry(counts, count.style, count.tally.id);
            found.counts += count.tally.counts;
            found.own += count.tally.own;
        }
    }
    std::vector<ClassOccurrence> sorted;
    sorted.reserve(counts.size());
    for (const auto& [key, occurrence] : counts) {
        sorted.push_back(occurrence);
    }
    return sorted;
}

std::vector<LegendRow> legend_rows(
    const scene::Scene& scene,
    std::span<const ClassOccurrence> occurrences,
    std::span<const draw::StyleBinding> styles,
    const session::Session& session,
    draw::ColorBy color_by
) {
    std::vector<LegendRow> rows;
    std::vector<ClassOccurrence> sums;
    std::vector<draw::StyleEntry> looks;
    std::map<std::pair<ClassId, std::string>, std::size_t> by_name;
    for (const ClassOccurrence& occurrence : occurrences) {
        if (occurrence.style >= styles.size() || occurrence.style >= scene.styles.size()) {
            continue;
        }
        const annotation::ContextPtr& context = scene.styles[occurrence.style].context;
        LegendRow row;
        row.label =
            context
                ? session::StyleCache::class_label(session, *context, occurrence.id).value_or("")
                : std::string();
        if (row.label.empty()) {
            row.label = fmt::format("class {}", occurrence.id);
        }
        std::ranges::replace_if(row.label, is_line_end, ' ');  // A row is one line.
        const auto [known, is_new] = by_name.try_emplace({occurrence.id, row.label}, rows.size());
        if (!is_new) {
            ClassOccurrence& sum = sums[known->second];
            sum.counts += occurrence.counts;
            sum.own += occurrence.own;
            sum.of_pixels += occurrence.of_pixels;
            continue;
        }
        const draw::StyleBinding& style = styles[occurrence.style];
        row.visible = style.table == nullptr ||
                      draw::is_class_visible(*style.table, style.mode, occurrence.id);
        row.context = context;
        row.id = occurrence.id;
        row.style_index = occurrence.id <= kMaxTableClass ? occurrence.id : draw::kNoStyle;
        rows.push_back(std::move(row));
        sums.push_back(occurrence);
        looks.push_back(look_of(style, occurrence.id));
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].value = rows[i].visible ? value_text(sums[i]) : "–";
        if (!rows[i].visible || !draw::shows_logged_colors(color_by)) {
            sums[i].own = {};
        }
        rows[i].swatch = swatch_of(looks[i], sums[i], color_by);
        rows[i].own_text = own_colors_text(sums[i].counts, sums[i].own);
    }
    std::ranges::stable_sort(rows, is_before);
    return rows;
}

}  // namespace limn::views
