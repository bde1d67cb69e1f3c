// SPDX-License-Identifier: MIT
#include "ui/class_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>
#include <utility>

#include "annotation/auto_color.h"
#include "base/text.h"
#include "scene/subtrees.h"
#include "ui/text_match.h"

namespace limn::ui {
namespace {

using annotation::ClassChoice;
using annotation::ClassStyle;
using annotation::ClassTally;

template <typename T>
const T* find_by_id(const std::vector<T>* sorted, ClassId id) {
    if (sorted == nullptr) {
        return nullptr;
    }
    const auto found = std::ranges::lower_bound(*sorted, id, {}, &T::id);
    return found != sorted->end() && found->id == id ? &*found : nullptr;
}

std::string keypoint_name(const ClassStyle& style, KeypointId id) {
    const annotation::KeypointStyle* keypoint = style.find_keypoint(id);
    return keypoint != nullptr && keypoint->label ? *keypoint->label : fmt::format("{}", id);
}

/// A class row, and where its description stands.
struct Listed {
    ClassRow row;
    const ClassStyle* style = nullptr;
};

class TableMaker {
  public:
    explicit TableMaker(const ClassTableInput& input)
        : input_(input)
        , any_soloed_(input.choices->any_solo(input.application_id)) {
        annotation::for_each_choice(
            *input.choices,
            input.application_id,
            *input.context,
            [&](const annotation::ChoiceKey& key, const ClassChoice& choice) {
                choices_.emplace(choice_index(key.class_id, key.keypoint), &choice);
            }
        );
        for (const ClassTally& tally : *input.tallies) {
            all_pixels_ += tally.counts.pixels();
        }
    }

    ClassTable make() {
        collect();
        sort();
        count_groups();
        if (input_.grouped && table_.has_groups) {
            append_groups();
        } else {
            append_all();
        }
        return std::move(table_);
    }

  private:
    using Group = std::vector<const Listed*>;

    static std::uint64_t choice_index(ClassId id, std::optional<KeypointId> keypoint) {
        return (std::uint64_t{id} << 17U) | (keypoint ? *keypoint + 1U : 0U);
    }

    [[nodiscard]] ClassChoice choice(ClassId id, std::optional<KeypointId> keypoint = {}) const {
        const auto found = choices_.find(choice_index(id, keypoint));
        return found == choices_.end() ? ClassChoice{} : *found->second;
    }

    void collect() {
        auto tally = input_.tallies->begin();
        const auto add_undescribed_below = [&](std::optional<ClassId> limit) {
            for (; tally != input_.tallies->end() && (!limit || tally->id < *limit); ++tally) {
                if (input_.context->find(tally->id) == nullptr) {
                    add(tally->id, nullptr);
                }
            }
        };
        for (const ClassStyle& style : input_.context->classes()) {
            add_undescribed_below(style.id);
            add(style.id, &style);
        }
        add_undescribed_below(std::nullopt);
    }

    void add(ClassId id, const ClassStyle* style) {
        ClassRow row = class_row(id, style);
        ++table_.num_classes;
        table_.num_hidden += row.visible ? 0U : 1U;
        table_.num_edited += row.edited ? 1U : 0U;
        table_.num_undescribed += row.described ? 0U : 1U;
        const bool present = !row.counts.is_empty();
        const bool matches = input_.search.empty() || fuzzy_match(row.label, input_.search) ||
                             fmt::format("{}", id).starts_with(input_.search);
        if (matches && (present || !input_.only_present)) {
            listed_.push_back({std::move(row), style});
        }
    }

    ClassRow class_row(ClassId id, const ClassStyle* style) const {
        const ClassChoice own = choice(id);
        ClassRow row;
        row.id = id;
        row.described = style != nullptr;
        row.color =
            own.color.value_or(style != nullptr ? style->color : annotation::auto_color(id));
        if (own.label) {
            row.label = *own.label;
        } else if (style != nullptr && style->label) {
            row.label = *style->label;
        }
        row.group = own.group.value_or(std::string(group_of(row.label)));
        row.edited = own.is_edited();
        row.visible = own.visible;
        row.soloed = own.soloed;
        row.opacity = own.opacity.value_or(255);
        row.background = row.opacity == 0;
        row.expandable =
            style != nullptr && (!style->keypoints.empty() || !style->connections.empty());
        row.expanded = row.expandable && input_.expanded.contains(id);
        row.style_index = input_.context->style_index(id);
        if (const ClassTally* tally = find_by_id(input_.tallies, id)) {
            row.counts = tally->counts;
            row.share = all_pixels_ == 0 ? 0.0F
                                         : static_cast<float>(tally->counts.pixels()) /
                                               static_cast<float>(all_pixels_);
        }
        const ClassTally* shown = is_shown(row) ? find_by_id(input_.shown_tallies, id) : nullptr;
        if (shown != nullptr) {
            row.shown = shown->counts;
            row.own = input_.own_colors_win ? shown->own : annotation::OwnColors();
        }
        if (const ClassSeen* seen = find_by_id(input_.seen, id)) {
            row.first_seen = seen->first;
            row.last_seen = seen->last;
        }
        return row;
    }

    /// A class that is switched off, or not among those shown alone, is drawn nowhere.
    [[nodiscard]] bool is_shown(const ClassRow& row) const {
        return row.visible && (!any_soloed_ || row.soloed);
    }

    void sort() {
        const auto by = [&](auto&& less) {
            std::ranges::stable_sort(listed_, [&](const Listed& a, const Listed& b) {
                return input_.order.descending ? less(b.row, a.row) : less(a.row, b.row);
            });
        };
        switch (input_.order.column) {
            case ClassColumn::Id:
                by([](const ClassRow& a, const ClassRow& b) { return a.id < b.id; });
                break;
            case ClassColumn::Label:
                by([](const ClassRow& a, const ClassRow& b) {
                    return natural_compare(a.label, b.label) < 0;
                });
                break;
            case ClassColumn::Instances:
                by([](const ClassRow& a, const ClassRow& b) {
                    return std::pair(a.counts.objects(), a.counts.instances()) <
                           std::pair(b.counts.objects(), b.counts.instances());
                });
                break;
            case ClassColumn::Pixels:
            case ClassColumn::Share:
                by([](const ClassRow& a, const ClassRow& b) {
                    return a.counts.pixels() < b.counts.pixels();
                });
                break;
            case ClassColumn::FirstSeen:
                by([](const ClassRow& a, const ClassRow& b) { return a.first_seen < b.first_seen; }
                );
                break;
            case ClassColumn::LastSeen:
                by([](const ClassRow& a, const ClassRow& b) { return a.last_seen < b.last_seen; });
                break;
        }
    }

    /// Groups in the order of their first class; classes without one are a group of their own.
    void count_groups() {
        for (const Listed& one : listed_) {
            const std::string_view group = one.row.group;
            table_.has_groups = (!group.empty() && ++group_sizes_[group] > 1) || table_.has_groups;
        }
    }

    void append_groups() {
        std::vector<std::string_view> order;
        std::map<std::string_view, Group> groups;
        for (const Listed& one : listed_) {
            const std::string_view name = one.row.group;
            Group& group = groups[name];
            if (group.empty()) {
                order.push_back(name);
            }
            group.push_back(&one);
        }
        for (const std::string_view name : order) {
            append_group(name, groups.at(name));
        }
    }

    void append_group(std::string_view name, const Group& group) {
        ClassRow head;
        head.kind = ClassRow::Kind::Group;
        head.label = std::string(name);
        head.count = group.size();
        head.visible =
            std::ranges::any_of(group, [](const Listed* one) { return one->row.visible; });
        head.expandable = true;
        head.expanded = !input_.folded.contains(head.label) || !input_.search.empty();
        for (const Listed* one : group) {
            head.counts += one->row.counts;
            head.shown += one->row.shown;
            head.share += one->row.share;
        }
        const bool is_open = head.expanded;
        std::vector<ClassId>& members = table_.members[head.label];
        table_.rows.push_back(std::move(head));
        for (const Listed* one : group) {
            members.push_back(one->row.id);
            append(*one, is_open);
        }
    }

    void append_all() {
        table_.rows.reserve(listed_.size());
        for (const Listed& one : listed_) {
            append(one, true);
        }
    }

    void append(const Listed& one, bool is_open) {
        ++table_.num_shown;
        table_.shown.push_back(one.row.id);
        if (!is_open) {
            return;
        }
        table_.rows.push_back(one.row);
        if (one.row.expanded) {
            append_details(one.row, *one.style);
        }
    }

    void append_details(const ClassRow& parent, const ClassStyle& style) {
        const bool has_drawing = !style.connections.empty() && style.keypoints.size() > 1;
        for (std::size_t i = 0; has_drawing && i < kSkeletonRows; ++i) {
            ClassRow row;
            row.kind = ClassRow::Kind::Skeleton;
            row.id = style.id;
            row.count = i;
            table_.rows.push_back(std::move(row));
        }
        for (const annotation::KeypointStyle& keypoint : style.keypoints) {
            const ClassChoice own = choice(style.id, keypoint.id);
            const bool follows = !keypoint.logged_color && parent.edited && choice(style.id).color;
            ClassRow row;
            row.kind = ClassRow::Kind::Keypoint;
            row.id = style.id;
            row.keypoint = keypoint.id;
            row.label = own.label.value_or(keypoint.label.value_or(""));
            row.color = own.color.value_or(follows ? parent.color : keypoint.color);
            row.opacity = own.opacity.value_or(parent.opacity);
            row.edited = own.is_edited();
            row.visible = own.visible && parent.visible;
            row.style_index = keypoint.style_index;
            table_.rows.push_back(std::move(row));
        }
        append_connections(parent, style);
    }

    void append_connections(const ClassRow& parent, const ClassStyle& style) {
        if (style.connections.empty()) {
            return;
        }
        ClassRow header;
        header.kind = ClassRow::Kind::ConnectionsHeader;
        header.id = style.id;
        header.count = style.connections.size();
        header.expanded = input_.connections_expanded.contains(style.id);
        const bool is_open = header.expanded;
        table_.rows.push_back(std::move(header));
        for (const KeypointPair& pair : style.connections) {
            if (!is_open) {
                return;
            }
            ClassRow row;
            row.kind = ClassRow::Kind::Connection;
            row.id = style.id;
            row.label = fmt::format(
                "{} – {}",
                keypoint_name(style, pair.from),
                keypoint_name(style, pair.to)
            );
            row.color = parent.color;
            row.described = style.find_keypoint(pair.from) != nullptr &&
                            style.find_keypoint(pair.to) != nullptr;
            row.visible = parent.visible && choice(style.id, pair.from).visible &&
                          choice(style.id, pair.to).visible;
            table_.rows.push_back(std::move(row));
        }
    }

    const ClassTableInput& input_;
    bool any_soloed_;
    std::unordered_map<std::uint64_t, const ClassChoice*> choices_;
    std::uint64_t all_pixels_ = 0;
    std::vector<Listed> listed_;
    std::map<std::string_view, std::size_t> group_sizes_;
    ClassTable table_;
};

}  // namespace

std::string_view group_of(std::string_view label) {
    const std::size_t at = label.find_first_of("/.:|");
    const bool is_inside = at != std::string_view::npos && at > 0 && at + 1 < label.size();
    return is_inside ? label.substr(0, at) : std::string_view();
}

std::vector<ClassTally> sum_of_visible(
    std::span<const annotation::EntityTally> by_entity,
    const std::set<EntityPath>& hidden
) {
    const scene::SubtreeSet hidden_set(hidden);
    std::vector<annotation::EntityTally> visible;
    std::ranges::copy_if(by_entity, std::back_inserter(visible), [&](const auto& tally) {
        return !hidden_set.contains(tally.entity);
    });
    return annotation::sum_of(visible);
}

ClassTable make_class_table(const ClassTableInput& input) {
    return TableMaker(input).make();
}

}  // namespace limn::ui
