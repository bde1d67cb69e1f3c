// SPDX-License-Identifier: MIT
/// Widgets: the few building blocks of all panels, drawn by hand for one calm look.
///
/// Units     positions in window pixels; sizes given in UI points are scaled by the theme.
/// Threads   the UI thread, inside an ImGui frame.
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>

#include "ui/panel_context.h"
#include "views/rect.h"
#include "views/swatch.h"

namespace limn::ui {

/// A borderless ImGui window filling a rectangle, for the lifetime of the object. It lies in the context's layer.
class PanelWindow {
  public:
    PanelWindow(
        const PanelContext& context,
        const char* name,
        const views::Rect& rect,
        Rgba8 background
    );
    PanelWindow(
        const PanelContext& context,
        const char* name,
        const views::Rect& rect,
        Rgba8 background,
        PanelLayer layer
    );
    PanelWindow(const PanelWindow&) = delete;
    PanelWindow& operator=(const PanelWindow&) = delete;
    ~PanelWindow();
};

/// A scrolling area inside a panel, from the cursor to the panel's end (or `height` pixels).
class ScrollArea {
  public:
    ScrollArea(const PanelContext& context, const char* name, const views::Rect& rect);
    ScrollArea(const ScrollArea&) = delete;
    ScrollArea& operator=(const ScrollArea&) = delete;
    ~ScrollArea();
};

/// Room around and between the items of a menu or popup, for the lifetime of the object.
class MenuStyle {
  public:
    explicit MenuStyle(const PanelContext& context);
    MenuStyle(const MenuStyle&) = delete;
    MenuStyle& operator=(const MenuStyle&) = delete;
    ~MenuStyle();
};

/// Names the item that ImGui drew last for the probe.
void probe_last_item(const PanelContext& context, std::string_view name);

/// The same for the window or popup that is being filled.
void probe_window(const PanelContext& context, std::string_view name);

/// One line of text, vertically centred in `rect`, cut with an ellipsis at its right edge.
/// Returns the x where it ended.
float text_in(
    const PanelContext& context,
    const views::Rect& rect,
    ImFont* font,
    Rgba8 color,
    std::string_view text
);

/// The same, right-aligned.
void text_right(
    const PanelContext& context,
    const views::Rect& rect,
    ImFont* font,
    Rgba8 color,
    std::string_view text
);

/// Lines of text in the font of rows, from its upper left corner, wrapped at `width`.
void text_wrapped(
    const PanelContext& context,
    glm::vec2 at,
    float width,
    Rgba8 color,
    std::string_view text
);

/// How high that is.
[[nodiscard]] float wrapped_height(const PanelContext& context, float width, std::string_view text);

[[nodiscard]] float text_width(ImFont* font, std::string_view text);

/// An icon centred in a rectangle.
void icon_in(const PanelContext& context, const views::Rect& rect, Rgba8 color, const char* icon);

void fill(const views::Rect& rect, Rgba8 color, float radius = 0.0F);
void outline(const views::Rect& rect, Rgba8 color, float radius);
void line_below(const PanelContext& context, const views::Rect& rect);

/// Rounded square (class) or circle (keypoint), centred in `rect`; see views/swatch.h.
void swatch(const PanelContext& context, const views::Rect& rect, const views::Swatch& swatch);

/// Of one color.
void swatch(
    const PanelContext& context,
    const views::Rect& rect,
    Rgba8 color,
    bool round,
    float opacity = 1.0F
);

struct RowState {
    views::Rect rect;
    bool hovered = false;
    bool clicked = false;
    bool double_clicked = false;
    bool right_clicked = false;

    /// True if this part of the row is under the mouse (and the row is hovered).
    [[nodiscard]] bool zone_hovered(const views::Rect& zone) const;
};

enum class RowLook { Plain, Lit, Selected };

/// A full-width row at the ImGui cursor, `height` in points; background by state.
[[nodiscard]] RowState
row(const PanelContext& context, const char* id, float height, RowLook look = RowLook::Plain);

/// A piece of a row: from x0 to x1 pixels from the row's left edge.
[[nodiscard]] views::Rect zone(const views::Rect& row, float x0, float x1);

/// Icon only; a raised background under the mouse. `probe_name` may be empty.
bool icon_button(
    const PanelContext& context,
    const char* id,
    const views::Rect& rect,
    const char* icon,
    const char* tooltip,
    bool active = false,
    std::string_view probe_name = {}
);

/// Text in a rounded frame; `active` ones are filled with the selection color. Width fits the text; returns it.
struct ChipResult {
    bool clicked = false;
    float width = 0.0F;
};

ChipResult chip(
    const PanelContext& context,
    const char* id,
    glm::vec2 position,
    std::string_view text,
    bool active,
    const char* tooltip,
    std::string_view probe_name = {}
);

/// A button for dialogs and pages, `width` in pixels.
bool push_button(
    const PanelContext& context,
    const char* id,
    const views::Rect& rect,
    const char* icon,
    std::string_view text,
    bool primary,
    std::string_view probe_name = {}
);

/// The same place, for a button that has nothing to do now.
void idle_button(const PanelContext& context, const views::Rect& rect, std::string_view text);

/// Header strip of a panel section; returns its rectangle. Text in the header font, `detail` muted after it.
views::Rect section_header(
    const PanelContext& context,
    const views::Rect& rect,
    std::string_view title,
    std::string_view detail = {}
);

/// Tooltip for what was drawn last, after a moment.
void tooltip(const PanelContext& context, bool hovered, std::string_view text);

/// Muted lines centred in a rectangle: what happened, what to do.
void empty_state(
    const PanelContext& context,
    const views::Rect& rect,
    std::string_view title,
    std::string_view hint
);

}  // namespace limn::ui
