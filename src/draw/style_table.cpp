// SPDX-License-Identifier: MIT
#include "draw/style_table.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

namespace limn::draw {
namespace {

/// No two changes of any tables share a number, so that a table which is rebuilt is another one.
std::uint64_t next_generation() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

void pad_to_rows(std::vector<StyleEntry>& entries) {
    const std::size_t rows = (entries.size() + kStyleRow - 1) / kStyleRow;
    entries.resize(rows * kStyleRow, StyleEntry{{0, 0, 0, 0}, 0, 0, 0});
}

bool is_entry_visible(const StyleEntry* entry, const StyleMode& mode) {
    if (entry == nullptr) {
        return !mode.solo_active;
    }
    return (entry->flags & kStyleVisible) != 0 &&
           (!mode.solo_active || (entry->flags & kStyleSoloed) != 0);
}

}  // namespace

StyleTable::StyleTable(std::vector<StyleEntry> classes, std::vector<StyleEntry> pairs)
    : classes_(std::move(classes))
    , pairs_(std::move(pairs))
    , generation_(next_generation()) {
    pad_to_rows(classes_);
    pad_to_rows(pairs_);
}

const StyleEntry* StyleTable::find(std::uint32_t index) const {
    if (index < kPairBase) {
        return index < classes_.size() ? &classes_[index] : nullptr;
    }
    const std::uint32_t pair = index - kPairBase;
    return pair < pairs_.size() ? &pairs_[pair] : nullptr;
}

const StyleEntry* StyleTable::find_class(std::uint32_t class_id) const {
    if (class_id < kPairBase) {
        return find(class_id);
    }
    const auto found = std::ranges::lower_bound(large_, class_id, {}, &LargeStyle::class_id);
    return found != large_.end() && found->class_id == class_id ? &found->entry : nullptr;
}

void StyleTable::set_large(std::uint32_t class_id, const std::optional<StyleEntry>& entry) {
    const auto at = std::ranges::lower_bound(large_, class_id, {}, &LargeStyle::class_id);
    const bool is_known = at != large_.end() && at->class_id == class_id;
    if (entry && is_known) {
        if (at->entry == *entry) {
            return;
        }
        at->entry = *entry;
    } else if (entry) {
        large_.insert(at, {class_id, *entry});
    } else if (is_known) {
        large_.erase(at);
    } else {
        return;
    }
    generation_ = next_generation();
}

bool StyleTable::set(std::uint32_t index, const StyleEntry& entry) {
    const StyleEntry* old = find(index);
    if (old == nullptr) {
        return false;
    }
    if (*old != entry) {
        (index < kPairBase ? classes_[index] : pairs_[index - kPairBase]) = entry;
        generation_ = next_generation();
    }
    return true;
}

bool is_visible(const StyleTable& table, const StyleMode& mode, std::uint32_t index) {
    return index == kNoStyle || is_entry_visible(table.find(index), mode);
}

bool is_class_visible(const StyleTable& table, const StyleMode& mode, std::uint32_t class_id) {
    return is_entry_visible(table.find_class(class_id), mode);
}

Rgba8 class_color(const StyleTable& table, std::uint32_t class_id) {
    const StyleEntry* entry = table.find_class(class_id);
    return entry != nullptr ? entry->color : large_id_color(class_id);
}

StyleTexel to_texel(const StyleEntry& entry) {
    return {
        entry.color.to_gpu(),
        (std::uint32_t{entry.class_id} << 16U) | (std::uint32_t{entry.opacity} << 8U) | entry.flags,
    };
}

Rgba8 large_id_color(std::uint32_t id) {
    const float hue = static_cast<float>(id * 2654435769U) / 4294967296.0F;
    constexpr float kSaturation = 0.85F;
    constexpr float kValue = 0.5F;
    const float h6 = (hue >= 1.0F ? 0.0F : hue) * 6.0F;
    const auto sector = static_cast<std::uint32_t>(h6);
    const float f = h6 - static_cast<float>(sector);
    const float p = kValue * (1.0F - kSaturation);
    const float q = kValue * (1.0F - f * kSaturation);
    const float t = kValue * (1.0F - (1.0F - f) * kSaturation);
    const std::array<std::array<float, 3>, 6> rgb{{
        {kValue, t, p},
        {q, kValue, p},
        {p, kValue, t},
        {p, q, kValue},
        {t, p, kValue},
        {kValue, p, q},
    }};
    const auto& linear = rgb.at(sector % 6);
    return {linear_to_srgb(linear[0]), linear_to_srgb(linear[1]), linear_to_srgb(linear[2]), 255};
}

}  // namespace limn::draw
