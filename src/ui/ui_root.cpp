// SPDX-License-Identifier: MIT
#include "ui/ui_root.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

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
#include "ui/top_bar.h"
#include "ui/views_bar.h"
#include "ui/widgets.h"

namespace limn::ui {
namespace {

constexpr float kStaticOnlyHeight = 34.0F;

/// Points that the views, the classes and the selection want before others get more.
constexpr float kLeastViews = 300.0F;
constexpr float kLeastMiddle = 360.0F;
constexpr float kLeastClasses = 250.0F;
constexpr float kLeastSelection = 80.0F;

/// Where everything stands, in window pixels.
struct Areas {
    views::Rect top;
    views::Rect left;
    views::Rect middle;
    views::Rect right;
    views::Rect timeline;
    views::Rect status;
};

/// A recording without times needs a line that says so, and no lanes.
bool is_static_only(const session::Session& session) {
    const session::RecordingState* state = session.active_state();
    return state != nullptr && state->opened && state->time.timeline.empty() &&
           std::ranges::all_of(session.loads, &session::LoadState::finished);
}

float timeline_height(const session::Session& session, const views::Theme& theme, float height) {
    const auto px = [&](float points) { return std::floor(theme.px(points)); };
    if (!session.settings.timeline_open || session.active_state() == nullptr) {
        return 0.0F;
    }
    if (is_static_only(session)) {
        return px(kStaticOnlyHeight);
    }
    const float for_views =
        height - px(views::measure::kTopBar + views::measure::kStatusBar + kLeastViews);
    return std::clamp(
        px(session.settings.timeline_height),
        px(80),
        std::max(px(80), std::min(height * 0.6F, for_views))
    );
}

Areas arrange(const session::Session& session, const views::Theme& theme, glm::vec2 size) {
    const session::Settings& settings = session.settings;
    const auto px = [&](float points) { return std::floor(theme.px(points)); };
    Areas areas;
    const float top = px(views::measure::kTopBar);
    const float status_top = size.y - px(views::measure::kStatusBar);
    const float timeline_top = status_top - timeline_height(session, theme, size.y);
    const float most = size.x * 0.4F;
    float left = settings.left_open
                     ? std::clamp(px(settings.left_width), px(160), std::max(px(160), most))
                     : 0.0F;
    float right = settings.right_open
                      ? std::clamp(px(settings.right_width), px(240), std::max(px(240), most))
                      : 0.0F;
    if (const float wanted = left + right; wanted > 0.0F && size.x - wanted < px(kLeastMiddle)) {
        const float share = std::max(size.x - px(kLeastMiddle), 0.0F) / wanted;
        left = std::floor(std::max(left * share, std::min(left, px(160))));
        right = std::floor(std::max(right * share, std::min(right, px(240))));
    }
    areas.top = {{0, 0}, {size.x, top}};
    areas.status = {{0, status_top}, size};
    areas.timeline = {{0, timeline_top}, {size.x, status_top}};
    areas.left = {{0, top}, {left, timeline_top}};
    areas.right = {{size.x - right, top}, {size.x, timeline_top}};
    areas.middle = {{left, top}, {size.x - right, timeline_top}};
    return areas;
}

/// Where the classes end and the selection begins. Where there is little room, the classes have it.
float classes_bottom(const views::Theme& theme, const views::Rect& right) {
    const float height = right.size().y;
    const float split = std::max(height * 0.62F, std::min(theme.px(kLeastClasses), height));
    const bool has_room = height - split >= theme.px(kLeastSelection);
    return has_room ? std::floor(right.min.y + split) : right.max.y;
}

enum class Edge { None, Left, Right, Timeline };

}  // namespace

struct UiRoot::Impl {
    explicit Impl(render::ViewRenderer& renderer)
        : view_area(renderer) {}

    void edges_ui(const PanelContext& context, const Areas& areas, glm::vec2 size);
    void side_panels_ui(const PanelContext& context, const Areas& areas);

    views::ViewArea view_area;
    ViewsBar views_bar;
    RecordingLengths lengths;
    EntitiesPanel entities;
    ClassesPanel classes;
    TimelinePanel timeline;
    ClassChart chart;
    FileBrowser browser;
    SaveDialog save_dialog;
    CommandPalette palette;
    Edge dragged = Edge::None;
    bool wants_text = false;
};

/// The borders between panels: drag to resize, double click for the default.
void UiRoot::Impl::edges_ui(const PanelContext& context, const Areas& areas, glm::vec2 size) {
    const float grab = context.theme.px(4);
    const ImVec2 mouse = ImGui::GetMousePos();
    const auto near = [&](float at, float position) { return std::abs(at - position) <= grab; };
    const bool blocked =
        ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
    const bool in_body = mouse.y > areas.top.max.y && mouse.y < areas.timeline.min.y - grab;
    Edge under = Edge::None;
    if (!blocked && context.session.settings.left_open && in_body &&
        near(mouse.x, areas.left.max.x)) {
        under = Edge::Left;
    } else if (!blocked && context.session.settings.right_open && in_body && near(mouse.x, areas.right.min.x)) {
        under = Edge::Right;
    } else if (!blocked && context.session.settings.timeline_open && !is_static_only(context.session) && near(mouse.y, areas.timeline.min.y)) {
        under = Edge::Timeline;
    }
    if (under != Edge::None && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
        dragged = under;
    }
    if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        dragged = Edge::None;
    }
    const Edge shown = dragged != Edge::None ? dragged : under;
    if (shown != Edge::None) {
        ImGui::SetMouseCursor(
            shown == Edge::Timeline ? ImGuiMouseCursor_ResizeNS : ImGuiMouseCursor_ResizeEW
        );
    }
    session::Settings settings = context.session.settings;
    const bool reset = under != Edge::None && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
    const session::Settings defaults;
    const float scale = context.theme.scale;
    switch (reset ? under : dragged) {
        case Edge::None:
            return;
        case Edge::Left:
            settings.left_width =
                reset ? defaults.left_width : std::clamp(mouse.x / scale, 160.0F, 600.0F);
            break;
        case Edge::Right:
            settings.right_width = reset ? defaults.right_width
                                         : std::clamp((size.x - mouse.x) / scale, 240.0F, 800.0F);
            break;
        case Edge::Timeline:
            settings.timeline_height =
                reset ? defaults.timeline_height
                      : std::clamp((areas.status.min.y - mouse.y) / scale, 80.0F, 800.0F);
            break;
    }
    if (ImGui::IsMouseDragging(ImGuiMouseButton_Left, 1.0F) || reset) {
        context.commands.push(session::command::ChangeSettings{std::move(settings)});
    }
}

void UiRoot::Impl::side_panels_ui(const PanelContext& context, const Areas& areas) {
    const session::Settings& settings = context.session.settings;
    if (settings.left_open) {
        const float split =
            std::min(areas.left.min.y + recordings_height(context), areas.left.max.y);
        const float inner = areas.left.max.x - 1.0F;
        recordings_ui(context, {areas.left.min, {inner, split}}, lengths);
        entities.draw(context, {{areas.left.min.x, split}, {inner, areas.left.max.y}});
    }
    if (settings.right_open) {
        const float split = classes_bottom(context.theme, areas.right);
        const float inner = areas.right.min.x + 1.0F;
        classes.draw(context, {{inner, areas.right.min.y}, {areas.right.max.x, split}});
        if (split < areas.right.max.y) {
            selection_ui(context, {{inner, split + 1.0F}, areas.right.max});
        }
    }
    if (areas.timeline.size().y > 0.0F) {
        timeline.draw(
            context,
            {{areas.timeline.min.x, areas.timeline.min.y + 1.0F}, areas.timeline.max},
            classes.shown()
        );
    }
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
    impl_->side_panels_ui(context, areas);
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
    impl_->edges_ui(context, areas, size);
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
    const bool in_dialog = session.show_file_browser || session.save_dialog.has_value();
    impl_->wants_text = in_dialog || ImGui::GetIO().WantTextInput;
    return hover;
}

views::ViewArea& UiRoot::views() {
    return impl_->view_area;
}

bool UiRoot::wants_text() const {
    return impl_->wants_text;
}

bool UiRoot::animating() const {
    return impl_->view_area.animating() || impl_->save_dialog.is_counting();
}

}  // namespace limn::ui
