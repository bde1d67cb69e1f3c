// SPDX-License-Identifier: MIT
#include "views/overlay_canvas.h"

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <imgui_internal.h>

#include "views/label_draw.h"

namespace limn::views {
namespace {

constexpr float kCircleError = 0.3F;

/// What draw lists share, for lists that belong to no ImGui frame.
void fill_shared(ImDrawListSharedData& shared, const Fonts& fonts) {
    const ImFontAtlas& atlas = *fonts.row->ContainerAtlas;
    shared.TexUvWhitePixel = atlas.TexUvWhitePixel;
    shared.TexUvLines = atlas.TexUvLines;
    shared.Font = fonts.row;
    shared.FontSize = fonts.row->FontSize;
    shared.CurveTessellationTol = 1.25F;
    shared.SetCircleTessellationMaxError(kCircleError);
    shared.InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill |
                          ImDrawListFlags_AllowVtxOffset;
}

}  // namespace

LegendLayout
printed_legend(const Overlay& overlay, glm::vec2 size, const Theme& theme, const Fonts& fonts) {
    return layout_legend(
        overlay.legend,
        {{0, 0}, size},
        theme,
        fonts,
        LegendExtent::Printed,
        overlay.legend_corner,
        overlay.picture
    );
}

Result<void> OverlayCanvas::draw_onto(
    glm::uvec2 size,
    std::vector<std::byte>& rgba,
    const Overlay& overlay,
    const Theme& theme,
    const Fonts& fonts
) {
    if (overlay.empty()) {
        return {};
    }
    if (!target_ || target_->size() != size) {
        LIMN_TRY(target_, render::PictureTarget::create(size));
    }
    target_->set_pixels(rgba);
    ImGui_ImplOpenGL3_NewFrame();  // Makes the font texture at the first time.

    const glm::vec2 extent(size);
    ImDrawListSharedData shared;
    fill_shared(shared, fonts);
    ImDrawList list(&shared);
    list._ResetForNewFrame();
    list.PushTextureID(fonts.row->ContainerAtlas->TexID);
    list.PushClipRect({0.0F, 0.0F}, {extent.x, extent.y});
    draw_labels(list, overlay.labels, {0.0F, 0.0F}, theme, fonts, overlay.label_size);
    const LegendLayout legend = printed_legend(overlay, extent, theme, fonts);
    draw_legend(list, overlay.legend, legend, {}, theme, fonts);
    list.PopClipRect();
    list.PopTextureID();

    ImDrawList* lists = &list;
    ImDrawData data;
    data.Valid = true;
    data.CmdLists = &lists;
    data.CmdListsCount = 1;
    data.TotalIdxCount = list.IdxBuffer.Size;
    data.TotalVtxCount = list.VtxBuffer.Size;
    data.DisplayPos = {0.0F, 0.0F};
    data.DisplaySize = {extent.x, extent.y};
    data.FramebufferScale = {1.0F, 1.0F};
    target_->bind();
    ImGui_ImplOpenGL3_RenderDrawData(&data);
    target_->release();
    rgba = target_->read_pixels();
    return {};
}

}  // namespace limn::views
