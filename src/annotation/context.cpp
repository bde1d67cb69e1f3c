// SPDX-License-Identifier: MIT
#include "annotation/context.h"

#include <algorithm>
#include <utility>

#include "annotation/auto_color.h"
#include "base/hash.h"

namespace limn::annotation {
namespace {

/// Sorts by id and keeps the last of those that have the same.
template <typename T, typename IdOf>
void keep_last_by_id(std::vector<T>& items, IdOf id_of) {
    std::ranges::stable_sort(items, {}, id_of);
    std::vector<T> kept;
    kept.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i + 1 == items.size() || id_of(items[i]) != id_of(items[i + 1])) {
            kept.push_back(std::move(items[i]));
        }
    }
    items = std::move(kept);
}

std::optional<std::string> non_empty(const std::optional<std::string>& label) {
    return label && !label->empty() ? label : std::nullopt;
}

ClassStyle resolve_class(const ClassDescription& logged) {
    ClassStyle style;
    style.id = logged.key;
    style.label = non_empty(logged.info.label);
    style.logged_color = logged.info.color;
    style.color = logged.info.color.value_or(auto_color(logged.info.id));
    style.connections = logged.connections;
    style.keypoints.reserve(logged.keypoints.size());
    for (const AnnotationInfo& info : logged.keypoints) {
        KeypointStyle keypoint;
        keypoint.id = info.id;
        keypoint.label = non_empty(info.label);
        keypoint.logged_color = info.color;
        if (info.color) {
            keypoint.color = *info.color;
        } else {
            keypoint.color = style.logged_color.value_or(auto_color(info.id));
        }
        style.keypoints.push_back(std::move(keypoint));
    }
    keep_last_by_id(style.keypoints, [](const KeypointStyle& keypoint) { return keypoint.id; });
    return style;
}

std::uint64_t
hash_info(std::uint64_t hash, std::uint32_t id, const std::optional<std::string>& label, Rgba8 c) {
    hash = hash_combine(hash, (std::uint64_t{id} << 32U) | c.to_rrggbbaa());
    return hash_combine(hash, label ? hash_text(*label, 1) : 0);
}

/// Contents, so that two recordings whose row ids happen to be equal do not share a key.
std::uint64_t hash_classes(std::uint64_t hash, const std::vector<ClassStyle>& classes) {
    for (const ClassStyle& style : classes) {
        hash = hash_info(hash, style.id, style.label, style.color);
        for (const KeypointStyle& keypoint : style.keypoints) {
            hash = hash_info(hash, keypoint.id, keypoint.label, keypoint.color);
        }
        for (const KeypointPair& pair : style.connections) {
            hash = hash_combine(hash, (std::uint64_t{pair.from} << 16U) | pair.to);
        }
    }
    return hash;
}

}  // namespace

const KeypointStyle* ClassStyle::find_keypoint(KeypointId keypoint) const {
    const auto found = std::ranges::lower_bound(keypoints, keypoint, {}, &KeypointStyle::id);
    return found != keypoints.end() && found->id == keypoint ? &*found : nullptr;
}

ResolvedContext::ResolvedContext() = default;

ResolvedContext::ResolvedContext(
    EntityPath entity,
    RowId row_id,
    TimeInt time,
    const AnnotationContext& logged
)
    : exists_(true)
    , entity_(std::move(entity))
    , row_id_(row_id)
    , time_(time) {
    classes_.reserve(logged.classes.size());
    for (const ClassDescription& description : logged.classes) {
        classes_.push_back(resolve_class(description));
    }
    keep_last_by_id(classes_, [](const ClassStyle& style) { return style.id; });
    for (ClassStyle& style : classes_) {
        for (KeypointStyle& keypoint : style.keypoints) {
            keypoint.style_index = draw::kPairBase + static_cast<std::uint32_t>(pairs_.size());
            pairs_.emplace_back(style.id, keypoint.id);
        }
    }
    const std::uint64_t origin =
        hash_combine(entity_.hash(), hash_combine(row_id_.time_ns, row_id_.inc));
    key_ = hash_classes(origin, classes_);
}

const ClassStyle* ResolvedContext::find(ClassId id) const {
    const auto found = std::ranges::lower_bound(classes_, id, {}, &ClassStyle::id);
    return found != classes_.end() && found->id == id ? &*found : nullptr;
}

std::uint32_t ResolvedContext::style_index(ClassId id, std::optional<KeypointId> keypoint) const {
    if (id > kMaxTableClass) {
        return draw::kNoStyle;
    }
    if (keypoint) {
        const ClassStyle* style = find(id);
        const KeypointStyle* found = style != nullptr ? style->find_keypoint(*keypoint) : nullptr;
        if (found != nullptr) {
            return found->style_index;
        }
    }
    return id;
}

std::pair<ClassId, std::optional<KeypointId>> ResolvedContext::id_of(std::uint32_t style_index
) const {
    if (style_index < draw::kPairBase) {
        return {style_index, std::nullopt};
    }
    const std::size_t pair = style_index - draw::kPairBase;
    if (pair < pairs_.size()) {
        return {pairs_[pair].first, pairs_[pair].second};
    }
    return {kNoClass, std::nullopt};
}

Rgba8 ResolvedContext::color(ClassId id, std::optional<KeypointId> keypoint) const {
    const ClassStyle* style = find(id);
    if (style == nullptr) {
        return auto_color(id);
    }
    const KeypointStyle* found = keypoint ? style->find_keypoint(*keypoint) : nullptr;
    return found != nullptr ? found->color : style->color;
}

std::optional<std::string_view>
ResolvedContext::label(ClassId id, std::optional<KeypointId> keypoint) const {
    const ClassStyle* style = find(id);
    if (style == nullptr) {
        return std::nullopt;
    }
    const KeypointStyle* found = keypoint ? style->find_keypoint(*keypoint) : nullptr;
    if (found != nullptr && found->label) {
        return *found->label;
    }
    return style->label ? std::optional<std::string_view>(*style->label) : std::nullopt;
}

draw::StyleTable ResolvedContext::make_table(ClassId max_class) const {
    ClassId last = std::min(max_class, kMaxTableClass);
    if (!classes_.empty()) {
        last = std::max(last, classes_.back().id);
    }
    std::vector<draw::StyleEntry> entries(std::size_t{last} + 1);
    for (ClassId id = 0; id <= last; ++id) {
        entries[id].color = auto_color(id);
        entries[id].class_id = static_cast<std::uint16_t>(id);
    }
    constexpr std::uint8_t kDescribed = draw::kStyleVisible | draw::kStyleDescribed;
    std::vector<draw::StyleEntry> pairs;
    pairs.reserve(pairs_.size());
    for (const ClassStyle& style : classes_) {
        entries[style.id].color = style.color;
        entries[style.id].flags = kDescribed;
        for (const KeypointStyle& keypoint : style.keypoints) {
            const auto class_id = static_cast<std::uint16_t>(style.id);
            pairs.push_back({keypoint.color, class_id, 255, kDescribed});
        }
    }
    return {std::move(entries), std::move(pairs)};
}

}  // namespace limn::annotation
