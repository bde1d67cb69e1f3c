// SPDX-License-Identifier: MIT
#include "ui/ui_root.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "session/panels.h"
#include "ui/arrangement.h"
#include "ui/class_chart.h"
#include "ui/classes_panel.h"
#include "ui/command_palette.h"
#include "ui/entities_panel.h"
#include "ui/file_browser.h"
#include "ui/overlays.h"
#include "ui/panel_context.h"
#include "ui/recordings_panel.h"
#include "ui/save_dialog.h"
#include "ui/selection_panel.h"
#include "ui/start_page.h"
#include "ui/status_bar.h"
#include "ui/timeline_panel.h"
#include "ui/toasts.h"
#include "ui/top_bar.h"
#include "ui/views_bar.h"
#include "ui/widgets.h"
#include "views/popups.h"
#include "views/tooltip.h"

namespace limn::ui {
struct UiRoot::Impl {
    explicit Impl(render::ViewRenderer& renderer)
        : view_area(renderer) {}

    void edges_ui(const PanelContext& context, const Areas& areas);
    void left_ui(const PanelContext& context, const Areas& areas);
    void right_ui(const PanelContext& context, const Areas& areas);
    void panels_ui(const PanelContext& context, const Areas& areas);
    void drawer_ui(const PanelContext& panels, const Areas& areas);

    views::ViewArea view_area;
    ViewsBar views_bar;
    RecordingLengths lengths;
    EntitiesPanel entities;
    ClassesPanel classes;
    SelectionPanel selection;
    TimelinePanel timeline;
    ClassChart chart;
    FileBrowser browser;
    SaveDialog save_dialog;
    CommandPalette palette;
    Edge dragged = Edge::None;
    bool wants_text = false;
};

/// The borders between panels: drag to resize, double click for the default.
void UiRoot::Impl::edges_ui(const PanelContext& context, const Areas& areas) {
    const ImVec2 mouse = ImGui::GetMousePos();
    const bool blocked =
        ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
    const glm::vec2 at{mouse.x, mouse.y};
    const Edge under =
        blocked ? Edge::None : edge_at(context.session, areas, at, context.theme.px(4));
    if (under != Edge::None && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
        dragged = under;
    }
    if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        dragged = Edge::None;
    }
    const Edge shown = dragged != Edge::None ? dragged : under;
    if (shown != Edge::None) {
        const bool is_flat = shown == Edge::Timeline || shown == Edge::Selection;
        ImGui::SetMouseCursor(is_flat ? ImGuiMouseCursor_ResizeNS : ImGuiMouseCursor_ResizeEW);
    }
    namespace command = session::command;
    if (under != Edge::None && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        context.commands.push(command::ChangeSettings{reset_edge(under)});
    } else if (dragged != Edge::None && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 1.0F)) {
        context.commands.push(command::ChangeSettings{
            drag_edge(dragged, areas, at, context.theme.scale)});
    }
}

void UiRoot::Impl::left_ui(const PanelContext& context, const Areas& areas) {
    const float split = std::min(areas.left.min.y + recordings_height(context), areas.left.max.y);
    const float inner = areas.left.max.x - 1.0F;
    recordings_ui(context, {areas.left.min, {inner, split}}, lengths);
    entities.draw(context, {{areas.left.min.x, split}, {inner, areas.left.max.y}});
}

void UiRoot::Impl::right_ui(const PanelContext& context, const Areas& areas) {
    const float split = areas.classes_bottom;
    const float inner = areas.right.min.x + 1.0F;
    classes.draw(context, {{inner, areas.right.min.y}, {areas.right.max.x, split}});
    if (areas.has_selection()) {
        const views::Rect rect{{inner, split + 1.0F}, areas.right.max};
        selection.draw(context, rect);
        context.probe.add("selection", rect.min.x, rect.min.y, rect.size().x, rect.size().y);
    }
}

void UiRoot::Impl::panels_ui(const PanelContext& context, const Areas& areas) {
    using session::Panel;
    const session::Session& session = context.session;
    const auto is_docked = [&](Panel panel) {
        return session.drawer != panel && is_panel_shown(session, panel);
    };
    if (is_docked(Panel::Left)) {
        left_ui(context, areas);
    }
    if (is_docked(Panel::Right)) {
        right_ui(context, areas);
    } else {
        classes.follow(context);
    }
    if (areas.timeline.size().y > 0.0F) {
        timeline.draw(
            context,
            {{areas.timeline.min.x, areas.timeline.min.y + 1.0F}, areas.timeline.max},
            classes.shown()
        );
    }
}

/// The folded panel that is open, over the views.
void UiRoot::Impl::drawer_ui(const PanelContext& panels, const Areas& areas) {
    if (!panels.session.drawer) {
        return;
    }
    PanelContext context = panels;
    context.layer = PanelLayer::Drawer;
    const bool is_left = panels.session.drawer == session::Panel::Left;
    const views::Rect& rect = is_left ? areas.left : areas.right;
    const auto line = [&](const char* name, const views::Rect& place) {
        const PanelWindow window(context, name, place, context.theme.line);
    };
    const float edge = is_left ? rect.max.x - 1.0F : rect.min.x;
    line("##edge", {{edge, rect.min.y}, {edge + 1.0F, rect.max.y}});
    if (!is_left && areas.has_selection()) {
        const float split = areas.classes_bottom;
        line("##split", {{rect.min.x, split}, {rect.max.x, split + 1.0F}});
    }
    if (is_left) {
        left_ui(context, areas);
    } else {
        right_ui(context, areas);
    }
    context.probe.add("drawer", rect.min.x, rect.min.y, rect.size().x, rect.size().y);
}

UiRoot::UiRoot(render::ViewRenderer& renderer)
    : impl_(std::make_unique<Impl>(renderer)) {}

UiRoot::~UiRoot() = default;

std::optional<session::HoverInfo> UiRoot::frame(
    const session::Session& session,
    session::StyleCache& styles,
    scene::SceneCache& scene_cache,
    annotation::PixelCountCache& pixel_counts,
    session::CommandSink& commands,
    const views::ImGuiHost& host,
    views::UiProbe& probe,
    const FrameInfo& info
) {
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    const glm::vec2 size{display.x, display.y};
    std::optional<session::HoverInfo> hover;
    const PanelContext
        context{session, styles, pixel_counts, commands, host.theme(), host.fonts(), probe, hover};
    probe.begin_frame();
    ImGui::GetBackgroundDrawList()
        ->AddRectFilled(ImVec2(0, 0), display, views::im_color(host.theme().line));

    const Areas areas = arrange(session, host.theme(), size);
    top_bar_ui(context, areas.top, info);
    impl_->panels_ui(context, areas);
    if (session.active_recording() == nullptr) {
        start_page_ui(context, areas.middle);
    } else {
        const views::ViewContext
            view_context{session, styles, commands, host.theme(), host.fonts(), probe, scene_cache};
        views::Rect tiles = areas.middle;
        impl_->views_bar.draw(context, tiles);
        std::optional<session::HoverInfo> in_view = impl_->view_area.draw(view_context, tiles);
        if (in_view) {
            hover = std::move(in_view);
        }
    }
    status_bar_ui(context, areas.status, info);
    if (session.settings.timeline_open) {
        impl_->chart.draw(context, areas.middle, impl_->timeline.axis(), impl_->classes.shown());
    }
    impl_->drawer_ui(context, areas);
    impl_->edges_ui(context, areas);
    impl_->browser.draw(context, size);
    impl_->save_dialog.draw(context, size);
    impl_->palette.draw(context, size);
    keys_page_ui(context, size);
    details_page_ui(
        context,
        size,
        session.show_details ? impl_->view_area.problems() : Diagnostics()
    );
    toasts_ui(context, size);
    const bool is_escape = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape), false);
    if (session.drawer && is_escape && !ImGui::GetIO().WantTextInput) {
        commands.push(session::command::TogglePanel{*session.drawer});
    }
    const bool in_dialog = session.show_file_browser || session.save_dialog.has_value();
    impl_->wants_text = in_dialog || ImGui::GetIO().WantTextInput || views::is_text_active();
    return hover;
}

views::ViewArea& UiRoot::views() {
    return impl_->view_area;
}

bool UiRoot::wants_text() const {
    return impl_->wants_text;
}

bool UiRoot::takes_escape(const session::Session& session) {
    return views::is_any_popup_open() || session.show_keys_page || session.show_details ||
           session.drawer.has_value();
}

bool UiRoot::animating() const {
    return impl_->view_area.animating() || impl_->save_dialog.is_counting() ||
           views::is_tooltip_waiting();
}

}  // namespace limn::ui
