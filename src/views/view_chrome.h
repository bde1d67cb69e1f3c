// SPDX-License-Identifier: MIT
/// What floats at the edges of a view: badge of hidden things, axes.
///
/// Threads   the UI thread, inside an ImGui frame.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "draw/camera.h"
#include "render/view_frame.h"
#include "scene/scene.h"
#include "session/commands.h"
#include "session/session.h"
#include "views/imgui_host.h"
#include "views/rect.h"

struct ImDrawList;

namespace limn::views {

/// What the user switched off in a view.
struct HiddenCount {
    std::size_t classes = 0;
    std::size_t entities = 0;
    std::size_t soloed = 0;

    [[nodiscard]] bool any() const { return classes + entities + soloed > 0; }

    /// "2 classes hidden", "1 class soloed, 1 entity hidden".
    [[nodiscard]] std::string text() const;
};

[[nodiscard]] HiddenCount count_hidden(
    const scene::Scene& scene,
    std::span<const draw::StyleBinding> styles,
    const session::Session& session,
    const EntityPath& origin
);

/// `count_hidden`, counted again only when choices, contexts or hidden entities changed: a table has 65536 entries.
class HiddenCounter {
  public:
    const HiddenCount& update(
        const scene::Scene& scene,
        std::span<const draw::StyleBinding> styles,
        const session::Session& session,
        const EntityPath& origin
    );

    [[nodiscard]] const HiddenCount& count() const { return count_; }

    /// How often the tables were looked through; for tests.
    [[nodiscard]] std::uint64_t num_looks() const { return num_looks_; }

  private:
    std::optional<std::uint64_t> key_;
    HiddenCount count_;
    std::uint64_t num_looks_ = 0;
};

/// A place that can be clicked, submitted before what lies under it.
struct HotSpot {
    bool hovered = false;
    bool clicked = false;
};

HotSpot hot_spot(const char* id, const Rect& rect);

struct BadgeLayout {
    Rect box;
    Rect button;  ///< "Show all".
    std::string text;
};

[[nodiscard]] BadgeLayout
layout_badge(const HiddenCount& hidden, const Rect& view, const Theme& theme, const Fonts& fonts);
void draw_badge(
    ImDrawList& list,
    const BadgeLayout& badge,
    bool hovered,
    const Theme& theme,
    const Fonts& fonts
);

/// x, y, z as the camera sees them, lower left.
void draw_axes(
    ImDrawList& list,
    const draw::Camera3D& camera,
    const Rect& view,
    const Theme& theme,
    const Fonts& fonts
);

}  // namespace limn::views
