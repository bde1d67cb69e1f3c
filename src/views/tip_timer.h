// SPDX-License-Identifier: MIT
/// When a tooltip shows: after the mouse rested on a thing for half a second.
///
/// Threads   plain value.
#pragma once

#include <cstdint>
#include <optional>

namespace limn::views {

/// How long the mouse was on the same thing.
class TipTimer {
  public:
    void begin_frame(float seconds, bool is_pressed);

    /// The mouse is on the thing with this key. True once it has been there for half a second. Of several in one
    /// frame the first counts.
    [[nodiscard]] bool is_due(std::uint64_t key);

    /// A tooltip will show without any further input, or began to and needs frames to become visible.
    [[nodiscard]] bool is_waiting() const;

  private:
    std::optional<std::uint64_t> key_;
    float age_secs_ = 0.0F;
    bool is_asked_ = false;
    bool is_dismissed_ = false;  ///< Something was pressed since.
};

}  // namespace limn::views
