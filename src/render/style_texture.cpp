// SPDX-License-Identifier: MIT
#include "render/style_texture.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <type_traits>
#include <utility>

#include "base/hash.h"

namespace limn::render {
namespace {

using draw::kStyleRow;
using draw::StyleEntry;

// Entries are compared as whole objects; nothing in them may be padding.
static_assert(std::has_unique_object_representations_v<StyleEntry>);

constexpr std::uint32_t kClassRows = draw::kPairBase / kStyleRow;

/// Two texels each: id, style.
constexpr std::size_t kLargePerRow = kStyleRow / 2;

/// There from the beginning, so that choosing such an id does not make the texture anew.
constexpr std::uint32_t kFewLargeRows = 2;

constexpr std::uint64_t kEmptyTable = 0x656D707479ULL;
constexpr std::uint64_t kUnnamed = 0x756E6E616D6564ULL;

bool is_transparent(const StyleEntry& entry) {
    return (entry.flags & draw::kStyleVisible) != 0 &&
           (entry.opacity != 255 || entry.color.a != 255);
}

std::uint32_t max_rows() {
    GLint limit = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
    return static_cast<std::uint32_t>(std::max(limit, 1));
}

}  // namespace

std::uint64_t StyleTextures::update(
    std::span<const draw::StyleBinding> styles,
    bool needs_default,
    std::uint32_t target,
    std::uint64_t serial,
    Diagnostics& diagnostics
) {
    static const draw::StyleTable kNoTable;
    std::uint64_t bytes = 0;
    slots_.clear();
    const auto add = [&](const draw::StyleTable& table, const Slot& slot, bool has_identity) {
        if (is_uploaded(slot.key, has_identity, table)) {
            tables_.at(slot.key).usage.mark(target, serial);
            return;
        }
        Result<std::uint64_t> uploaded = update_table(slot.key, table);
        if (!uploaded) {
            diagnostics.add(Severity::Error, "style table", uploaded.error().message);
            tables_.erase(slot.key);
            return;
        }
        bytes += *uploaded;
        Table& known = tables_.at(slot.key);
        known.generation = has_identity ? std::optional(table.generation()) : std::nullopt;
        known.usage.mark(target, serial);
    };
    for (std::size_t i = 0; i < styles.size(); ++i) {
        const draw::StyleBinding& binding = styles[i];
        // A table without identity is known by its place in the list.
        const std::uint64_t key =
            binding.table_id != 0 ? binding.table_id : hash_combine(kUnnamed, i);
        slots_.push_back({binding.table == nullptr ? kEmptyTable : key, binding.mode});
        const bool has_identity = binding.table == nullptr || binding.table_id != 0;
        add(binding.table == nullptr ? kNoTable : *binding.table, slots_.back(), has_identity);
    }
    if (needs_default) {
        add(kNoTable, {kEmptyTable, {}}, true);
    }
    return bytes;
}

bool StyleTextures::is_uploaded(
    std::uint64_t key,
    bool has_identity,
    const draw::StyleTable& source
) const {
    const auto found = tables_.find(key);
    return has_identity && found != tables_.end() &&
           found->second.generation == source.generation();
}

Result<std::uint64_t>
StyleTextures::update_table(std::uint64_t key, const draw::StyleTable& source) {
    const std::span<const StyleEntry> classes =
        source.classes().first(std::min<std::size_t>(source.classes().size(), draw::kPairBase));
    const auto num_pairs = static_cast<std::uint32_t>(source.pairs().size());
    auto found = tables_.find(key);
    const auto needed_large =
        static_cast<std::uint32_t>((source.large().size() + kLargePerRow - 1) / kLargePerRow);
    if (found == tables_.end() || found->second.num_pairs != num_pairs ||
        found->second.large_rows < needed_large) {
        const std::uint32_t large_rows = std::bit_ceil(std::max(needed_large, kFewLargeRows));
        const std::uint32_t rows = kClassRows + num_pairs / kStyleRow + large_rows;
        if (rows > max_rows()) {
            return fail(
                ErrorCode::Gpu,
                "more keypoint styles than this GPU takes; shown in automatic colors"
            );
        }
        LIMN_TRY(Texture texture, Texture::create_2d(TextureFormat::Rg32Ui, {kStyleRow, rows}));
        Usage usage = found == tables_.end() ? Usage() : found->second.usage;
        Table fresh{
            std::move(texture),
            {},
            {},
            num_pairs,
            large_rows,
            false,
            std::nullopt,
            std::move(usage)};
        found = tables_.insert_or_assign(key, std::move(fresh)).first;
    }
    Table& table = found->second;
    const auto given_rows = static_cast<std::uint32_t>(classes.size() / kStyleRow);
    std::uint64_t bytes = upload_rows(table, classes, 0);
    bytes += upload_rows(table, unlisted().subspan(classes.size()), given_rows);
    bytes += upload_rows(table, source.pairs(), kClassRows);
    bytes += upload_large(table, source.large());
    if (bytes > 0) {
        table.has_transparent =
            std::ranges::any_of(table.uploaded, is_transparent) ||
            std::ranges::any_of(table.large, is_transparent, &draw::LargeStyle::entry);
    }
    return bytes;
}

std::span<const StyleEntry> StyleTextures::unlisted() {
    if (unlisted_.empty()) {
        unlisted_.reserve(draw::kPairBase);
        for (std::uint32_t id = 0; id < draw::kPairBase; ++id) {
            unlisted_.push_back(
                {draw::large_id_color(id), static_cast<std::uint16_t>(id), 255, draw::kStyleVisible}
            );
        }
    }
    return unlisted_;
}

std::uint64_t StyleTextures::upload_rows(
    Table& table,
    std::span<const StyleEntry> entries,
    std::uint32_t first_row
) {
    std::uint64_t bytes = 0;
    for (std::uint32_t row = 0; row < entries.size() / kStyleRow; ++row) {
        const auto fresh = entries.subspan(std::size_t{row} * kStyleRow, kStyleRow);
        const std::size_t at = std::size_t{first_row + row} * kStyleRow;
        std::uint32_t begin = 0;
        std::uint32_t end = kStyleRow;
        if (at < table.uploaded.size()) {
            const std::span<StyleEntry> known(&table.uploaded[at], kStyleRow);
            while (begin < end && known[begin] == fresh[begin]) {
                ++begin;
            }
            while (end > begin && known[end - 1] == fresh[end - 1]) {
                --end;
            }
            std::ranges::copy(fresh, known.begin());
        } else {
            table.uploaded.insert(table.uploaded.end(), fresh.begin(), fresh.end());
        }
        if (begin == end) {
            continue;
        }
        std::array<draw::StyleTexel, kStyleRow> texels{};
        std::ranges::transform(fresh, texels.begin(), draw::to_texel);
        table.texture.upload(
            {.at = {begin, first_row + row},
             .size = {end - begin, 1},
             .source_at = {begin, 0},
             .row_texels = kStyleRow},
            std::as_bytes(std::span(texels))
        );
        bytes += std::uint64_t{end - begin} * sizeof(draw::StyleTexel);
    }
    return bytes;
}

std::uint64_t StyleTextures::upload_large(Table& table, std::span<const draw::LargeStyle> large) {
    std::uint64_t bytes = 0;
    const std::uint32_t first_row = kClassRows + table.num_pairs / kStyleRow;
    for (std::size_t begin = 0; begin < large.size(); begin += kLargePerRow) {
        const auto fresh = large.subspan(begin, std::min(kLargePerRow, large.size() - begin));
        const auto known = std::span<const draw::LargeStyle>(table.large)
                               .subspan(std::min(begin, table.large.size()));
        if (std::ranges::equal(fresh, known.first(std::min(known.size(), fresh.size())))) {
            continue;
        }
        std::array<draw::StyleTexel, kStyleRow> texels{};
        for (std::size_t i = 0; i < fresh.size(); ++i) {
            texels.at(2 * i).rgba = fresh[i].class_id;
            texels.at(2 * i + 1) = draw::to_texel(fresh[i].entry);
        }
        const auto width = static_cast<std::uint32_t>(2 * fresh.size());
        table.texture.upload(
            {.at = {0, first_row + static_cast<std::uint32_t>(begin / kLargePerRow)},
             .size = {width, 1},
             .source_at = {0, 0},
             .row_texels = kStyleRow},
            std::as_bytes(std::span(texels))
        );
        bytes += std::uint64_t{width} * sizeof(draw::StyleTexel);
    }
    table.large.assign(large.begin(), large.end());
    return bytes;
}

const StyleTextures::Table* StyleTextures::table_of(draw::StyleSlot slot) const {
    const std::uint64_t key = slot < slots_.size() ? slots_[slot].key : kEmptyTable;
    auto found = tables_.find(key);
    if (found == tables_.end()) {
        found = tables_.find(kEmptyTable);
    }
    return found == tables_.end() ? nullptr : &found->second;
}

void StyleTextures::bind(draw::StyleSlot slot, const Program& program) const {
    const Table* table = table_of(slot);
    const draw::StyleMode mode = slot < slots_.size() ? slots_[slot].mode : draw::StyleMode();
    if (table != nullptr) {
        table->texture.bind(kStyleUnit);
    }
    program.set(
        Uniform::StyleLarge,
        table == nullptr ? 0U : static_cast<std::uint32_t>(table->large.size())
    );
    program.set(Uniform::StylePairs, table == nullptr ? 0U : table->num_pairs);
    program.set(Uniform::Solo, mode.solo_active);
    program.set(Uniform::DimOthers, mode.dim_others);
    program.set(Uniform::HoveredStyle, mode.hovered);
    program.set(Uniform::HoveredLarge, mode.hovered_large);
}

bool StyleTextures::has_transparent_entries(draw::StyleSlot slot) const {
    const Table* table = table_of(slot);
    return table != nullptr && table->has_transparent;
}

void StyleTextures::forget_unused(const LivePictures& live) {
    std::erase_if(tables_, [&live](const auto& item) { return !item.second.usage.is_live(live); });
}

}  // namespace limn::render
