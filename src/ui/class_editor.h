// SPDX-License-Identifier: MIT
/// ClassEditor: the popup in which colors, label and opacity of classes are changed, live.
///
/// What      Works on one class, one keypoint, or several classes at once. A drag is one undo step.
/// Threads   the UI thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annotation/context.h"
#include "ui/panel_context.h"

namespace limn::ui {

class ClassEditor {
  public:
    /// Asks for the popup; `draw` opens it.
    void open(
        annotation::ContextPtr classes,
        std::vector<ClassId> ids,
        std::optional<KeypointId> keypoint = std::nullopt
    );

    void draw(const PanelContext& context);

  private:
    struct Now {
        Rgba8 color;
        std::string label;
        std::string logged_label;
        std::uint8_t opacity = 255;
        bool is_edited = false;
    };

    [[nodiscard]] Now look(const PanelContext& context) const;
    void title_ui(const PanelContext& context, const Now& now) const;
    void color_ui(const PanelContext& context, const Now& now);
    void label_ui(const PanelContext& context, const Now& now);
    void opacity_ui(const PanelContext& context, const Now& now) const;
    void buttons_ui(const PanelContext& context, const Now& now) const;
    void set_color(const PanelContext& context, std::optional<Rgba8> color) const;

    annotation::ContextPtr classes_;
    std::vector<ClassId> ids_;
    std::optional<KeypointId> keypoint_;
    std::string hex_;
    std::string label_;
    bool asked_ = false;
    bool hex_active_ = false;
    bool label_active_ = false;
};

}  // namespace limn::ui
