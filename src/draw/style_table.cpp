// SPDX-License-Identifier: MIT
#include "draw/style_table.h"

#include <array>
#include <utility>

namespace limn::draw {
namespace {

void pad_to_rows(std::vector<StyleEntry>& entries) {
    const std::size_t rows = (entries.size() + kStyleRow - 1) / kStyleRow;
    entries.resize(rows * kStyleRow, StyleEntry{{0, 0, 0, 0}, 0, 0, 0});
}

}  // namespace

StyleTable::StyleTable(std::vector<StyleEntry> classes, std::vector<StyleEntry> pairs)
    : classes_(std::move(classes))
    , pairs_(std::move(pairs))
    , generation_(1) {
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

bool StyleTable::set(std::uint32_t index, const StyleEntry& entry) {
    const StyleEntry* old = find(index);
    if (old == nullptr) {
        return false;
    }
    if (*old != entry) {
        (index < kPairBase ? classes_[index] : pairs_[index - kPairBase]) = entry;
        ++generation_;
    }
    return true;
}

bool is_visible(const StyleTable& table, const StyleMode& mode, std::uint32_t index) {
    if (index == kNoStyle) {
        return true;
    }
    const StyleEntry* entry = table.find(index);
    if (entry == nullptr) {
        return !mode.solo_active;
    }
    return (entry->flags & kStyleVisible) != 0 &&
           (!mode.solo_active || (entry->flags & kStyleSoloed) != 0);
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
