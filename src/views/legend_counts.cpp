// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <set>
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

ClassId class_of(const scene::Scene& scene, draw::StyleSlot slot, std::uint32_t style_index) {
    if (style_index == draw::kNoStyle || slot >= scene.styles.size()) {
        return kNoClass;
    }
    if (style_index < draw::kPairBase) {
        return style_index;
    }
    const auto& context = scene.styles[slot].context;
    return context ? context->id_of(style_index).first : kNoClass;
}

ClassOccurrence& entry(Counts& counts, draw::StyleSlot slot, ClassId id) {
    ClassOccurrence& found = counts[{slot, id}];
    found.style = slot;
    found.id = id;
    return found;
}

/// A skeleton has each of its joints at most once, so there are as many as the most frequent joint.
void add_points(Counts& counts, const scene::Scene& scene, const draw::PointBatch& batch) {
    std::map<std::uint32_t, std::uint64_t> per_index;
    std::uint32_t last = draw::kNoStyle;
    std::uint64_t* last_count = nullptr;
    for (const std::uint32_t index : batch.style_index) {
        if (index != last || last_count == nullptr) {
            last = index;
            last_count = &per_index[index];
        }
        ++*last_count;
    }
    std::map<ClassId, std::uint64_t> skeletons;
    for (const auto& [index, count] : per_index) {
        const ClassId id = class_of(scene, batch.style, index);
        if (id == kNoClass) {
            continue;
        }
        if (index >= draw::kPairBase) {
            skeletons[id] = std::max(skeletons[id], count);
        } else {
            entry(counts, batch.style, id).instances += count;
        }
    }
    for (const auto& [id, count] : skeletons) {
        entry(counts, batch.style, id).instances += count;
    }
}

struct InstanceKey {
    std::uint32_t entity = 0;
    std::uint32_t instance = 0;

    friend auto operator<=>(const InstanceKey&, const InstanceKey&) = default;
};

/// Bones belong to their points; everything else of lines and meshes counts once per instance.
class ShapeCounter {
  public:
    ShapeCounter(Counts& counts, const scene::Scene& scene)
        : counts_(counts)
        , scene_(scene) {}

    void add(
        draw::StyleSlot slot,
        std::uint32_t entity,
        std::uint32_t instance,
        std::uint32_t style_index
    ) {
        const InstanceKey key{entity, instance};
        if (key == last_) {
            return;
        }
        last_ = key;
        const ClassId id = class_of(scene_, slot, style_index);
        if (id != kNoClass && seen_.insert(key).second) {
            ++entry(counts_, slot, id).instances;
        }
    }

  private:
    Counts& counts_;
    const scene::Scene& scene_;
    std::set<InstanceKey> seen_;
    InstanceKey last_{draw::kNoEntity, draw::kAllInstances};
};

void add_shapes(Counts& counts, const scene::Scene& scene) {
    ShapeCounter shapes(counts, scene);
    for (const draw::LineBatch& batch : scene.list.lines) {
        for (const draw::LineSegment& segment : batch.segments) {
            if (segment.joint_from == draw::kNoStyle && batch.entity != draw::kNoEntity) {
                shapes.add(batch.style, batch.entity, segment.instance, segment.style_index);
            }
        }
    }
    for (const draw::MeshBatch& batch : scene.list.meshes) {
        for (const draw::MeshVertex& vertex : batch.vertices) {
            shapes.add(batch.style, batch.entity, vertex.instance, vertex.style_index);
        }
    }
}

std::string share_text(const ClassOccurrence& sum) {
    if (sum.instances > 0) {
        return short_count(sum.instances);
    }
    const double percent = sum.of_pixels > 0 ? 100.0 * static_cast<double>(sum.pixels) /
                                                   static_cast<double>(sum.of_pixels)
                                             : 0.0;
    return percent < 0.5 ? std::string("< 1 %") : fmt::format("{:.0f} %", percent);
}

bool is_line_end(char c) {
    return c == '\n' || c == '\r';
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
            found.pixels += count.pixels;
            found.of_pixels += all;
        }
    }
    for (const draw::PointBatch& batch : scene.list.points) {
        add_points(counts, scene, batch);
    }
    add_shapes(counts, scene);
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
    std::span<const render::StyleBinding> styles,
    const session::Session& session,
    draw::ColorBy color_by
) {
    std::vector<LegendRow> rows;
    std::vector<ClassOccurrence> sums;
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
            sum.instances += occurrence.instances;
            sum.pixels += occurrence.pixels;
            sum.of_pixels += occurrence.of_pixels;
            continue;
        }
        const render::StyleBinding& style = styles[occurrence.style];
        row.color = style.table != nullptr ? draw::class_color(*style.table, occurrence.id)
                                           : draw::large_id_color(occurrence.id);
        row.visible = style.table == nullptr ||
                      draw::is_class_visible(*style.table, style.mode, occurrence.id);
        row.is_painted = color_by != draw::ColorBy::Instance && color_by != draw::ColorBy::Entity &&
                         (color_by != draw::ColorBy::Logged || occurrence.of_pixels > 0);
        row.context = context;
        row.id = occurrence.id;
        row.style_index = occurrence.id <= kMaxTableClass ? occurrence.id : draw::kNoStyle;
        rows.push_back(std::move(row));
        sums.push_back(occurrence);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].value = share_text(sums[i]);
    }
    std::ranges::stable_sort(rows, is_before);
    return rows;
}

}  // namespace limn::views
