// SPDX-License-Identifier: MIT
#include "ui/toasts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>

#include "base/text.h"
#include "ui/widgets.h"
#include "views/icons.h"
#include "views/rect.h"

namespace limn::ui {
namespace {

/// What of a reason stands on the toast itself.
constexpr std::size_t kReasonChars = 220;
constexpr std::size_t kReasonEvents = 3;
constexpr float kTextBegin = 36.0F;
constexpr float kMostTitle = 120.0F;

struct ToastLook {
    Rgba8 back;
    Rgba8 line;
    Rgba8 text;
    const char* icon;
};

ToastLook look_of(const views::Theme& theme, session::ToastKind kind) {
    switch (kind) {
        case session::ToastKind::Warning:
            return {theme.warn_fill, theme.warn_line, theme.warn_text, views::icon::kWarning};
        case session::ToastKind::Error:
            return {theme.error_fill, theme.error_line, theme.error_text, views::icon::kError};
        case session::ToastKind::Info:
            break;
    }
    return {theme.raised, theme.line, theme.text, views::icon::kInfo};
}

std::string shortened(const std::string& text) {
    if (text.size() <= kReasonChars) {
        return text;
    }
    std::string cut = valid_utf8(text.substr(0, kReasonChars));
    while (cut.ends_with("\uFFFD")) {
        cut.resize(cut.size() - 3);
    }
    return cut + "…";
}

/// The first line of a reason. That it is about this file is clear from its name.
std::string brief_reason(const session::Toast::Event& event) {
    std::string reason = event.reason.substr(0, event.reason.find('\n'));
    if (!event.subject.empty() && reason.starts_with(event.subject)) {
        const std::string name = std::filesystem::path(event.subject).filename().string();
        reason = name + reason.substr(event.subject.size());
    }
    return shortened(reason);
}

/// Why: of several events the first few.
std::string reason_of(const session::Toast& toast) {
    if (toast.kind == session::ToastKind::Info) {
        return {};
    }
    if (toast.events.size() < 2) {
        return shortened(toast.details);
    }
    std::string reasons;
    for (std::size_t i = 0; i < std::min(toast.events.size(), kReasonEvents); ++i) {
        reasons += i > 0 ? "\n" : "";
        reasons += brief_reason(toast.events[i]);
    }
    if (toast.count > kReasonEvents) {
        reasons += fmt::format("\n… and {} more", toast.count - kReasonEvents);
    }
    return reasons;
}

std::string title_of(const session::Toast& toast) {
    const bool is_repeated = toast.count > 1 && toast.events.size() < 2;
    return is_repeated ? fmt::format("{} ({} times)", toast.title, toast.count) : toast.title;
}

void buttons_ui(const PanelContext& context, const session::Toast& toast, const views::Rect& rect) {
    const views::Theme& theme = context.theme;
    const views::Rect close{
        {rect.max.x - theme.px(30), rect.min.y + theme.px(5)},
        {rect.max.x - theme.px(6), rect.min.y + theme.px(29)}};
    if (icon_button(context, "##dismiss", close, views::icon::kClose, "Dismiss")) {
        context.commands.push(session::command::DismissToast{toast.id});
    }
    if (toast.details.empty()) {
        return;
    }
    const ChipResult details = chip(
        context,
        "##details",
        {rect.min.x + theme.px(kTextBegin - 2.0F), rect.max.y - theme.px(31)},
        "Details",
        false,
        "Everything about it",
        "toast/details"
    );
    if (details.clicked) {
        context.commands.push(session::command::ShowDetails{true, toast.details});
        context.commands.push(session::command::DismissToast{toast.id});
    }
}

/// Returns how high it is.
float toast_ui(
    const PanelContext& context,
    const session::Toast& toast,
    glm::vec2 lower_right,
    float width
) {
    const views::Theme& theme = context.theme;
    const ToastLook look = look_of(theme, toast.kind);
    const float wrap = width - theme.px(74);
    const std::string title = title_of(toast);
    const std::string reason = reason_of(toast);
    const float title_height = std::min(wrapped_height(context, wrap, title), theme.px(kMostTitle));
    const float gap = reason.empty() ? 0.0F : theme.px(4);
    const float text = title_height + gap + wrapped_height(context, wrap, reason);
    const float height = std::floor(text + theme.px(toast.details.empty() ? 22 : 52));
    const views::Rect rect{lower_right - glm::vec2(width, height), lower_right};
    const std::string name = fmt::format("##toast{}", toast.id);
    const PanelWindow window(context, name.c_str(), rect, {0, 0, 0, 0}, PanelLayer::Floating);
    fill(rect, look.back, theme.px(6));
    outline(rect, look.line, theme.px(6));
    const float icon_top = rect.min.y + theme.px(8);
    icon_in(
        context,
        {{rect.min.x, icon_top}, {rect.min.x + theme.px(34), icon_top + theme.px(20)}},
        look.text,
        look.icon
    );
    const glm::vec2 at = rect.min + glm::vec2(theme.px(kTextBegin), theme.px(11));
    text_wrapped(context, at, wrap, look.text, title);
    text_wrapped(context, at + glm::vec2(0.0F, title_height + gap), wrap, theme.text, reason);
    buttons_ui(context, toast, rect);
    context.probe.add(fmt::format("toast/{}", toast.id), rect.min.x, rect.min.y, width, height);
    return height;
}

}  // namespace

void toasts_ui(const PanelContext& context, glm::vec2 display_px) {
    const views::Theme& theme = context.theme;
    const float width = std::min(theme.px(380), display_px.x - theme.px(24));
    float bottom = display_px.y - theme.px(views::measure::kStatusBar + 10.0F);
    for (const session::Toast& toast : context.session.toasts) {
        const glm::vec2 corner{display_px.x - theme.px(12), bottom};
        bottom -= toast_ui(context, toast, corner, width) + theme.px(8);
    }
}

}  // namespace limn::ui
