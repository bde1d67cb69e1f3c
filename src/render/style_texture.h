// SPDX-License-Identifier: MIT
/// StyleTextures: the style tables on the GPU.
///
/// What      One RG32UI texture per table identity, 256 wide: 256 class rows, then pair rows,
///           then rows of the class ids above 65535. Classes beyond the table have their automatic color there, so that no shader computes it. A copy
///           of what was uploaded stays on the CPU, so that only texels that differ travel.
/// Threads   the thread of the GL context.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.h"
#include "draw/style_table.h"
#include "render/program.h"
#include "render/texture.h"
#include "render/usage.h"
#include "render/view_frame.h"

namespace limn::render {

class StyleTextures {
  public:
    /// Brings the tables of a picture to the GPU; returns the bytes that were uploaded.
    /// `needs_default`: something refers to a slot that is not given.
    std::uint64_t update(
        std::span<const draw::StyleBinding> styles,
        bool needs_default,
        std::uint32_t target,
        std::uint64_t serial,
        Diagnostics& diagnostics
    );

    /// Binds the table of a slot and sets its uniforms. A slot that was not given is an empty table.
    void bind(draw::StyleSlot slot, const Program& program) const;

    /// Whether any visible entry of the slot's table lets something shine through.
    [[nodiscard]] bool has_transparent_entries(draw::StyleSlot slot) const;

    void forget_unused(const LivePictures& live);

  private:
    struct Table {
        Texture texture;
        std::vector<draw::StyleEntry> uploaded;  ///< Class rows, then pair rows.
        std::vector<draw::LargeStyle> large;
        std::uint32_t num_pairs = 0;
        std::uint32_t large_rows = 0;  ///< Of the texture, below the pair rows.
        bool has_transparent = false;
        std::optional<std::uint64_t> generation;  ///< Of what was uploaded, if it has an identity.
        Usage usage;
    };

    struct Slot {
        std::uint64_t key = 0;
        draw::StyleMode mode;
    };

    [[nodiscard]] const Table* table_of(draw::StyleSlot slot) const;
    [[nodiscard]] Result<std::uint64_t>
    update_table(std::uint64_t key, const draw::StyleTable& source);

    /// The table with this identity is on the GPU as it is now: nothing has to be compared.
    [[nodiscard]] bool
    is_uploaded(std::uint64_t key, bool has_identity, const draw::StyleTable& source) const;
    [[nodiscard]] std::span<const draw::StyleEntry> unlisted();
    [[nodiscard]] static std::uint64_t
    upload_large(Table& table, std::span<const draw::LargeStyle> large);
    [[nodiscard]] static std::uint64_t
    upload_rows(Table& table, std::span<const draw::StyleEntry> entries, std::uint32_t first_row);

    std::unordered_map<std::uint64_t, Table> tables_;
    std::vector<Slot> slots_;
    std::vector<draw::StyleEntry> unlisted_;  ///< Every class as it looks without a table.
};

}  // namespace limn::render
