// SPDX-License-Identifier: MIT
/// HoverPick: what lies under the mouse of one tile, asked of the renderer without waiting for the GPU.
///
/// What      Asks where the mouse or the picture changed, and keeps the newest answer until the next one
///           comes. Answers about an earlier scene are left out: their numbers mean other entities.
/// Threads   the thread of the GL context.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <map>
#include <optional>

#include "render/view_renderer.h"

namespace limn::views {

struct PickPlace {
    std::uint64_t scene = 0;    ///< Changes when entities have other numbers.
    std::uint64_t picture = 0;  ///< Changes with each drawing of it.
    glm::ivec2 pixel{0};
    int radius_px = 0;

    friend bool operator==(const PickPlace&, const PickPlace&) = default;
};

/// What was found where the mouse was when it was asked.
struct PickedPlace {
    glm::ivec2 pixel{0};
    std::optional<render::PickResult> found;
};

class HoverPick {
  public:
    explicit HoverPick(std::uint32_t target)
        : target_(target) {}

    /// The newest answer; nothing while there is none about this scene. `waits`: the answer to this very
    /// question, for clicks.
    std::optional<PickedPlace>
    find(render::ViewRenderer& renderer, const PickPlace& place, bool waits);

    /// The mouse has left.
    void forget();

    /// An answer is still to come: another frame is needed.
    [[nodiscard]] bool is_waiting() const { return answered_ < asked_; }

  private:
    std::uint32_t target_ = 0;
    std::optional<PickPlace> place_;              ///< Asked last.
    std::map<std::uint64_t, glm::ivec2> pixels_;  ///< Of questions without an answer.
    std::uint64_t asked_ = 0;
    std::uint64_t answered_ = 0;
    std::uint64_t first_of_scene_ = 0;
    std::optional<PickedPlace> picked_;
};

}  // namespace limn::views
