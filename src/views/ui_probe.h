// SPDX-License-Identifier: MIT
/// UiProbe: names and rectangles of widgets, for tests that click like a person.
///
/// What      Widgets report themselves while they draw; the application writes the frame as JSON.
///           Does nothing unless switched on.
/// Units     window pixels.
/// Threads   the UI thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limn::views {

class UiProbe {
  public:
    struct Widget {
        std::string name;
        float x = 0.0F;
        float y = 0.0F;
        float w = 0.0F;
        float h = 0.0F;
    };

    void enable() { enabled_ = true; }

    [[nodiscard]] bool enabled() const { return enabled_; }

    void begin_frame() { widgets_.clear(); }

    void add(std::string_view name, float x, float y, float w, float h) {
        if (enabled_) {
            widgets_.push_back({std::string(name), x, y, w, h});
        }
    }

    [[nodiscard]] const std::vector<Widget>& widgets() const { return widgets_; }

  private:
    bool enabled_ = false;
    std::vector<Widget> widgets_;
};

}  // namespace limn::views
