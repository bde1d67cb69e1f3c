// SPDX-License-Identifier: MIT
#include "views/font_atlas.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <fmt/format.h>
#include <imgui.h>
#include <imgui_freetype.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "embedded_fonts.h"
#include "views/icons.h"

namespace limn::views {
namespace {

/// (ascender − descender) / em of Inter: ImGui sizes fonts by the former, people by the latter.
constexpr float kInterHeightPerEm = 1.2102F;

/// □, for glyphs that the font lacks.
constexpr ImWchar kMissingGlyph = 0x25A1;

constexpr std::array<ImWchar, 19> kTextRanges{
    0x0020,
    0x024F,  // Latin
    0x0370,
    0x03FF,  // Greek
    0x0400,
    0x045F,  // Cyrillic
    0x0490,
    0x0491,  // Cyrillic, Ukrainian ґ
    0x2000,
    0x206F,  // Punctuation and spaces
    0x2070,
    0x20BF,  // Super- and subscripts, currencies
    0x2190,
    0x2199,  // Arrows
    0x2212,
    0x2265,  // Minus, ∞, ≈, ≠, ≤, ≥
    0x25A0,
    0x2717,  // Box, ✓ and ✗
    0};

/// The code point of three bytes of UTF-8.
constexpr ImWchar code_point(const char* utf8) {
    const auto bits = [&](std::size_t i, unsigned int mask) {
        return static_cast<unsigned char>(utf8[i]) & mask;
    };
    return static_cast<ImWchar>(bits(0, 0x0FU) << 12U | bits(1, 0x3FU) << 6U | bits(2, 0x3FU));
}

/// A range per icon: to draw all of Font Awesome takes longer than everything else at the start.
constexpr auto kIconRanges = [] {
    std::array<ImWchar, icon::kAll.size() * 2 + 1> ranges{};
    for (std::size_t i = 0; i < icon::kAll.size(); ++i) {
        ranges[2 * i] = ranges[2 * i + 1] = code_point(icon::kAll[i]);
    }
    return ranges;
}();

/// Unhinted advances, which ImGui's FreeType builder rounds up to whole pixels.
class AdvanceTable {
  public:
    static Result<AdvanceTable> open(std::span<const std::byte> bytes) {
        AdvanceTable table;
        if (FT_Init_FreeType(&table.library_) != 0) {
            return fail(ErrorCode::Internal, "FreeType could not be started");
        }
        const auto* data = reinterpret_cast<const FT_Byte*>(bytes.data());
        if (FT_New_Memory_Face(
                table.library_,
                data,
                static_cast<FT_Long>(bytes.size()),
                0,
                &table.face_
            ) != 0) {
            return fail(ErrorCode::NotFound, "a built-in font is damaged");
        }
        return table;
    }

    AdvanceTable(AdvanceTable&& other) noexcept
        : library_(std::exchange(other.library_, nullptr))
        , face_(std::exchange(other.face_, nullptr)) {}

    AdvanceTable(const AdvanceTable&) = delete;
    AdvanceTable& operator=(const AdvanceTable&) = delete;
    AdvanceTable& operator=(AdvanceTable&&) = delete;

    ~AdvanceTable() {
        if (face_ != nullptr) {
            FT_Done_Face(face_);
        }
        if (library_ != nullptr) {
            FT_Done_FreeType(library_);
        }
    }

    /// In ems; negative if the font has no such glyph.
    [[nodiscard]] float advance_em(unsigned int codepoint) const {
        const FT_UInt glyph = FT_Get_Char_Index(face_, codepoint);
        if (glyph == 0 || FT_Load_Glyph(face_, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING) != 0) {
            return -1.0F;
        }
        return static_cast<float>(face_->glyph->advance.x) /
               static_cast<float>(face_->units_per_EM);
    }

  private:
    AdvanceTable() = default;

    FT_Library library_ = nullptr;
    FT_Face face_ = nullptr;
};

/// Font Awesome lies in the private use area.
bool is_icon(unsigned int codepoint) {
    return codepoint >= 0xE000 && codepoint <= 0xF8FF;
}

bool is_digit(unsigned int codepoint) {
    return codepoint >= '0' && codepoint <= '9';
}

/// Gives every text glyph its rounded natural advance, and all digits the widest digit's.
void set_advances(ImFont& font, const AdvanceTable& advances, float em_px) {
    float digit_advance = 0.0F;
    for (const ImFontGlyph& glyph : font.Glyphs) {
        if (is_digit(glyph.Codepoint)) {
            digit_advance = std::max(digit_advance, advances.advance_em(glyph.Codepoint) * em_px);
        }
    }
    digit_advance = std::round(digit_advance);
    for (ImFontGlyph& glyph : font.Glyphs) {
        const float natural =
            is_icon(glyph.Codepoint) ? -1.0F : advances.advance_em(glyph.Codepoint);
        if (is_digit(glyph.Codepoint)) {
            const float shift = std::round((digit_advance - natural * em_px) * 0.5F);
            glyph.X0 += shift;
            glyph.X1 += shift;
            glyph.AdvanceX = digit_advance;
        } else if (natural >= 0.0F && glyph.Codepoint != '\t') {
            glyph.AdvanceX = std::round(natural * em_px);
        }
    }
    font.FallbackChar = kMissingGlyph;
    font.BuildLookupTable();
}

ImFont* add_font(
    ImFontAtlas& atlas,
    std::span<const std::byte> bytes,
    float em_points,
    float scale,
    const char* name
) {
    const auto add = [&](std::span<const std::byte> file,
                         float size_px,
                         const ImWchar* ranges,
                         bool merge) {
        ImFontConfig config;
        config.FontDataOwnedByAtlas = false;
        config.MergeMode = merge;
        config.PixelSnapH = true;
        config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
        config.GlyphRanges = ranges;
        fmt::format_to_n(config.Name, sizeof(config.Name) - 1, "{} {:.1f}", name, em_points);
        // ImGui takes a void* but does not write when it does not own the data.
        void* data = const_cast<std::byte*>(file.data());  // NOLINT(*-const-cast)
        return atlas
            .AddFontFromMemoryTTF(data, static_cast<int>(file.size()), size_px, &config, ranges);
    };
    const float em_px = em_points * scale;
    ImFont* font = add(bytes, em_px * kInterHeightPerEm, kTextRanges.data(), false);
    add(assets::font_icons(), std::round(em_px), kIconRanges.data(), true);
    return font;
}

}  // namespace

FontAtlas::FontAtlas()
    : atlas_(std::make_unique<ImFontAtlas>()) {}

FontAtlas::FontAtlas(FontAtlas&&) noexcept = default;
FontAtlas& FontAtlas::operator=(FontAtlas&&) noexcept = default;
FontAtlas::~FontAtlas() = default;

Result<FontAtlas> FontAtlas::build(float scale) {
    FontAtlas built;
    LIMN_TRY_VOID(built.rebuild(scale));
    return built;
}

Result<void> FontAtlas::rebuild(float scale) {
    ImFontAtlas& atlas = *atlas_;
    atlas.Clear();
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
    const auto regular = assets::font_regular();
    const auto semibold = assets::font_semibold();
    LIMN_TRY(const AdvanceTable regular_advances, AdvanceTable::open(regular));
    LIMN_TRY(const AdvanceTable semibold_advances, AdvanceTable::open(semibold));

    scale_ = scale;
    fonts_.body = add_font(atlas, regular, 13.0F, scale, "Inter");
    fonts_.row = add_font(atlas, regular, 12.5F, scale, "Inter");
    fonts_.header = add_font(atlas, semibold, 12.0F, scale, "Inter semibold");
    fonts_.tick = add_font(atlas, regular, 11.0F, scale, "Inter");
    fonts_.title = add_font(atlas, semibold, 15.0F, scale, "Inter semibold");
    if (!atlas.Build()) {
        return fail(ErrorCode::NotFound, "the built-in fonts could not be read");
    }
    set_advances(*fonts_.body, regular_advances, 13.0F * scale);
    set_advances(*fonts_.row, regular_advances, 12.5F * scale);
    set_advances(*fonts_.header, semibold_advances, 12.0F * scale);
    set_advances(*fonts_.tick, regular_advances, 11.0F * scale);
    set_advances(*fonts_.title, semibold_advances, 15.0F * scale);
    return {};
}

}  // namespace limn::views
