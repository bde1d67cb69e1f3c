// SPDX-License-Identifier: MIT
#include "views/imgui_host.h"

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <utility>

#include "base/log.h"

namespace limn::views {
namespace {

ImVec4 to_vec4(Rgba8 color, float alpha = 1.0F) {
    return ImGui::ColorConvertU32ToFloat4(im_color(color, alpha));
}

void set_measures(ImGuiStyle& style, const Theme& theme) {
    style.WindowPadding = {theme.px(measure::kPadding), theme.px(8)};
    style.FramePadding = {theme.px(8), theme.px(4)};
    style.CellPadding = {theme.px(4), theme.px(2)};
    style.ItemSpacing = {theme.px(8), theme.px(4)};
    style.ItemInnerSpacing = {theme.px(6), theme.px(4)};
    style.IndentSpacing = theme.px(16);
    style.ScrollbarSize = theme.px(10);
    style.GrabMinSize = theme.px(12);
    style.WindowRounding = theme.px(measure::kFloatRadius);
    style.ChildRounding = 0.0F;
    style.FrameRounding = theme.px(measure::kControlRadius);
    style.PopupRounding = theme.px(measure::kFloatRadius);
    style.ScrollbarRounding = theme.px(5);
    style.GrabRounding = theme.px(measure::kControlRadius);
    style.TabRounding = theme.px(measure::kControlRadius);
    style.WindowBorderSize = 1.0F;
    style.ChildBorderSize = 0.0F;
    style.PopupBorderSize = 1.0F;
    style.FrameBorderSize = 0.0F;
    style.WindowTitleAlign = {0.0F, 0.5F};
    style.DisplaySafeAreaPadding = {0.0F, 0.0F};
    style.MouseCursorScale = 1.0F;
}

void set_colors(ImGuiStyle& style, const Theme& theme) {
    ImVec4* colors = style.Colors;
    const ImVec4 none{0.0F, 0.0F, 0.0F, 0.0F};
    colors[ImGuiCol_Text] = to_vec4(theme.text);
    colors[ImGuiCol_TextDisabled] = to_vec4(theme.faint);
    colors[ImGuiCol_WindowBg] = to_vec4(theme.panel);
    colors[ImGuiCol_ChildBg] = none;
    colors[ImGuiCol_PopupBg] = to_vec4(theme.panel);
    colors[ImGuiCol_Border] = to_vec4(theme.line);
    colors[ImGuiCol_BorderShadow] = none;
    colors[ImGuiCol_FrameBg] = to_vec4(theme.ground);
    colors[ImGuiCol_FrameBgHovered] = to_vec4(theme.raised);
    colors[ImGuiCol_FrameBgActive] = to_vec4(theme.raised);
    colors[ImGuiCol_TitleBg] = to_vec4(theme.raised);
    colors[ImGuiCol_TitleBgActive] = to_vec4(theme.raised);
    colors[ImGuiCol_TitleBgCollapsed] = to_vec4(theme.raised);
    colors[ImGuiCol_MenuBarBg] = to_vec4(theme.panel);
    colors[ImGuiCol_ScrollbarBg] = none;
    colors[ImGuiCol_ScrollbarGrab] = to_vec4(theme.faint, 0.45F);
    colors[ImGuiCol_ScrollbarGrabHovered] = to_vec4(theme.faint, 0.75F);
    colors[ImGuiCol_ScrollbarGrabActive] = to_vec4(theme.faint);
    colors[ImGuiCol_CheckMark] = to_vec4(theme.accent);
    colors[ImGuiCol_SliderGrab] = to_vec4(theme.accent);
    colors[ImGuiCol_SliderGrabActive] = to_vec4(theme.accent);
    colors[ImGuiCol_Button] = to_vec4(theme.raised);
    colors[ImGuiCol_ButtonHovered] = to_vec4(theme.hover);
    colors[ImGuiCol_ButtonActive] = to_vec4(theme.select);
    colors[ImGuiCol_Header] = to_vec4(theme.select);
    colors[ImGuiCol_HeaderHovered] = to_vec4(theme.hover);
    colors[ImGuiCol_HeaderActive] = to_vec4(theme.select);
    colors[ImGuiCol_Separator] = to_vec4(theme.line);
    colors[ImGuiCol_SeparatorHovered] = to_vec4(theme.accent);
    colors[ImGuiCol_SeparatorActive] = to_vec4(theme.accent);
    colors[ImGuiCol_ResizeGrip] = none;
    colors[ImGuiCol_ResizeGripHovered] = to_vec4(theme.accent, 0.5F);
    colors[ImGuiCol_ResizeGripActive] = to_vec4(theme.accent);
    colors[ImGuiCol_Tab] = to_vec4(theme.panel);
    colors[ImGuiCol_TabHovered] = to_vec4(theme.hover);
    colors[ImGuiCol_TabActive] = to_vec4(theme.raised);
    colors[ImGuiCol_TabUnfocused] = to_vec4(theme.panel);
    colors[ImGuiCol_TabUnfocusedActive] = to_vec4(theme.raised);
    colors[ImGuiCol_PlotHistogram] = to_vec4(theme.accent);
    colors[ImGuiCol_TableHeaderBg] = to_vec4(theme.panel);
    colors[ImGuiCol_TableBorderStrong] = to_vec4(theme.line);
    colors[ImGuiCol_TableBorderLight] = to_vec4(theme.line);
    colors[ImGuiCol_TextSelectedBg] = to_vec4(theme.accent, 0.35F);
    colors[ImGuiCol_DragDropTarget] = to_vec4(theme.accent);
    colors[ImGuiCol_NavHighlight] = to_vec4(theme.accent);
    colors[ImGuiCol_ModalWindowDimBg] = to_vec4({0, 0, 0, 255}, theme.dark ? 0.5F : 0.25F);
}

}  // namespace

ImGuiHost::ImGuiHost(FontAtlas fonts)
    : fonts_(std::move(fonts)) {}

Result<std::unique_ptr<ImGuiHost>> ImGuiHost::create(bool dark, float scale) {
    LIMN_TRY(FontAtlas fonts, FontAtlas::build(Theme::make(dark, scale).scale));
    return create(dark, std::move(fonts));
}

Result<std::unique_ptr<ImGuiHost>> ImGuiHost::create(bool dark, FontAtlas fonts) {
    std::unique_ptr<ImGuiHost> host(new ImGuiHost(std::move(fonts)));
    host->theme_ = Theme::make(dark, host->fonts_.scale());
    IMGUI_CHECKVERSION();
    host->context_ = ImGui::CreateContext(&host->fonts_.atlas());
    ImGui::SetCurrentContext(host->context_);
    ImGuiIO& io = ImGui::GetIO();
    io.UserData = host.get();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.FontDefault = host->fonts().body;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    io.ConfigDragClickToInputText = true;
    host->apply_style();
    if (!ImGui_ImplOpenGL3_Init("#version 330 core")) {
        return fail(
            ErrorCode::Gpu,
            "the user interface could not be set up on this OpenGL context"
        );
    }
    host->has_backend_ = true;
    return host;
}

ImGuiHost::~ImGuiHost() {
    if (context_ == nullptr) {
        return;
    }
    ImGui::SetCurrentContext(context_);
    if (has_backend_) {
        ImGui_ImplOpenGL3_Shutdown();
    }
    fonts_.atlas().Locked = false;  // If a frame was begun and not ended.
    ImGui::DestroyContext(context_);
}

void ImGuiHost::set_theme(bool dark, float scale) {
    const Theme wanted = Theme::make(dark, scale);
    if (wanted.dark == theme_.dark && wanted.scale == theme_.scale) {
        return;
    }
    const bool new_fonts = wanted.scale != theme_.scale;
    theme_ = wanted;
    if (new_fonts) {
        if (const auto built = fonts_.rebuild(theme_.scale); !built) {
            log::error("{}", built.error().message);
            return;
        }
        ImGui::GetIO().FontDefault = fonts().body;
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
    }
    apply_style();
}

void ImGuiHost::begin_frame(glm::vec2 size_px, float seconds_since_last) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {std::max(size_px.x, 1.0F), std::max(size_px.y, 1.0F)};
    io.DisplayFramebufferScale = {1.0F, 1.0F};
    io.DeltaTime = std::max(seconds_since_last, 1.0e-4F);
    Popups::close_abandoned();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    popups_.begin_frame();
    tips_.begin_frame(seconds_since_last, ImGui::IsAnyMouseDown());
}

ImGuiHost* ImGuiHost::current() {
    return ImGui::GetCurrentContext() == nullptr ? nullptr
                                                 : static_cast<ImGuiHost*>(ImGui::GetIO().UserData);
}

void ImGuiHost::end_frame(glm::uvec2 framebuffer_px) {
    ImGui::Render();
    ImDrawData* data = ImGui::GetDrawData();
    if (framebuffer_px.x == 0 || framebuffer_px.y == 0 || data == nullptr) {
        return;
    }
    data->FramebufferScale = {
        static_cast<float>(framebuffer_px.x) / data->DisplaySize.x,
        static_cast<float>(framebuffer_px.y) / data->DisplaySize.y};
    ImGui_ImplOpenGL3_RenderDrawData(data);
}

void ImGuiHost::apply_style() const {
    ImGuiStyle style;
    set_measures(style, theme_);
    set_colors(style, theme_);
    ImGui::GetStyle() = style;
}

}  // namespace limn::views
