// SPDX-License-Identifier: MIT
/// StyleTable: the one table that decides how every class and keypoint of a context looks.
///
/// What      A flat list of entries. Every instance and every mask pixel carries an index into it;
///           color, visibility, highlight and opacity come from the entry. Switching or recoloring
///           a class changes entries, nothing else.
/// Shapes    index = class id for 0…65535; 65536 + k for the k-th (class, keypoint) pair; kNoStyle
///           for "no class" (always visible). The tables hold only as many entries as are in use:
///           class entries up to the largest id, rounded up to whole rows of 256. Mask pixels can have
///           ids above 65535: they look as `large_id_color` says, unless the user chose otherwise; such
///           choices stand in a short list by id.
///           GPU: RG32UI, 256 texels wide: class rows first, then pair rows, then the list of large ids.
///           R = RGBA, red in the lowest byte. G = class id << 16 | opacity (0…255) << 8 | flags.
/// Threads   plain value.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/color.h"

namespace limn::draw {

inline constexpr std::uint32_t kNoStyle = 0xFFFFFFFFU;
inline constexpr std::uint32_t kPairBase = 0x10000U;
inline constexpr std::uint32_t kStyleRow = 256;

enum StyleFlags : std::uint8_t {
    kStyleVisible = 1,
    kStyleSoloed = 2,
    kStyleDescribed = 4,  ///< The context lists it.
    kStyleEdited = 8,     ///< The user changed it.
};

struct StyleEntry {
    Rgba8 color;
    std::uint16_t class_id = 0;
    std::uint8_t opacity = 255;
    std::uint8_t flags = kStyleVisible;

    friend bool operator==(const StyleEntry&, const StyleEntry&) = default;
};

/// What holds for a whole table while it is drawn; all uniforms, no table is rewritten for them.
struct StyleMode {
    bool solo_active = false;          ///< Only soloed entries (and "no class") are visible.
    bool dim_others = false;           ///< While something is hovered, all else is dimmed.
    std::uint32_t hovered = kNoStyle;  ///< Style index, highlighted.
    std::uint32_t hovered_large = 0;   ///< Class id above 65535, highlighted; 0: none.

    [[nodiscard]] bool has_hovered() const { return hovered != kNoStyle || hovered_large != 0; }

    friend bool operator==(const StyleMode&, const StyleMode&) = default;
};

/// What the user chose for a class id above 65535.
struct LargeStyle {
    std::uint32_t class_id = 0;
    StyleEntry entry;

    friend bool operator==(const LargeStyle&, const LargeStyle&) = default;
};

class StyleTable {
  public:
    StyleTable() = default;

    /// Both are padded to whole rows with invisible entries.
    StyleTable(std::vector<StyleEntry> classes, std::vector<StyleEntry> pairs);

    [[nodiscard]] std::span<const StyleEntry> classes() const { return classes_; }

    [[nodiscard]] std::span<const StyleEntry> pairs() const { return pairs_; }

    /// The entry of an index, nullptr for kNoStyle and for ids beyond the table.
    [[nodiscard]] const StyleEntry* find(std::uint32_t index) const;

    /// Sorted by class id.
    [[nodiscard]] std::span<const LargeStyle> large() const { return large_; }

    /// The entry of a class id, of a large one too; nullptr if the table says nothing of it.
    [[nodiscard]] const StyleEntry* find_class(std::uint32_t class_id) const;

    /// Replaces or (nothing) forgets what was chosen for an id above 65535.
    void set_large(std::uint32_t class_id, const std::optional<StyleEntry>& entry);

    /// Replaces one entry; false if the table has no such index.
    bool set(std::uint32_t index, const StyleEntry& entry);

    /// Grows whenever something changed; tables of one generation and id are equal.
    [[nodiscard]] std::uint64_t generation() const { return generation_; }

  private:
    std::vector<StyleEntry> classes_;
    std::vector<StyleEntry> pairs_;
    std::vector<LargeStyle> large_;
    std::uint64_t generation_ = 0;
};

/// Whether an instance with this index is seen, on the CPU (labels, picking by ray, counts).
[[nodiscard]] bool is_visible(const StyleTable& table, const StyleMode& mode, std::uint32_t index);

/// The same for a mask pixel: its class id may be above 65535.
[[nodiscard]] bool
is_class_visible(const StyleTable& table, const StyleMode& mode, std::uint32_t class_id);

/// Color of a mask pixel's class, without opacity and highlight.
[[nodiscard]] Rgba8 class_color(const StyleTable& table, std::uint32_t class_id);

/// One texel as the GPU sees it.
struct StyleTexel {
    std::uint32_t rgba = 0;
    std::uint32_t bits = 0;

    friend bool operator==(const StyleTexel&, const StyleTexel&) = default;
};

[[nodiscard]] StyleTexel to_texel(const StyleEntry& entry);

/// Class ids above 65535: hue = (id · 2654435769 mod 2^32) / 2^32; the shader computes the same.
[[nodiscard]] Rgba8 large_id_color(std::uint32_t id);

}  // namespace limn::draw
