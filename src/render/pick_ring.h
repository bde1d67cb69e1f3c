// SPDX-License-Identifier: MIT
/// PickRing: what lies under a pixel, read back without waiting for the GPU.
///
/// What      `ask` copies ids and depths around a pixel into a pixel buffer; the answer is there some
///           frames later. A question beyond the last buffer takes the place of the oldest.
/// Units     pixels, y down.
/// Threads   the thread of the GL context.
#pragma once

#include <glad/gl.h>

#include <array>
#include <cstdint>
#include <glm/vec2.hpp>
#include <optional>
#include <utility>

#include "render/gl_handle.h"
#include "render/render_target.h"
#include "render/view_frame.h"

namespace limn::render {

class PickRing {
  public:
    /// The number of the question; they count up from 1.
    std::uint64_t
    ask(std::uint32_t target, const RenderTarget& picture, glm::ivec2 pixel, int radius_px);

    /// The newest answer about a target that is there; it and older ones are forgotten.
    [[nodiscard]] std::optional<PickAnswer> take(std::uint32_t target);

    /// Waits for the answer to a question.
    [[nodiscard]] std::optional<PickResult> wait_for(std::uint64_t number);

    /// Questions about this target are forgotten.
    void drop(std::uint32_t target);

  private:
    class Fence {
      public:
        Fence() = default;

        explicit Fence(GLsync sync)
            : sync_(sync) {}

        Fence(const Fence&) = delete;
        Fence& operator=(const Fence&) = delete;

        Fence(Fence&& other) noexcept
            : sync_(std::exchange(other.sync_, nullptr)) {}

        Fence& operator=(Fence&& other) noexcept {
            std::swap(sync_, other.sync_);
            return *this;
        }

        ~Fence() {
            if (sync_ != nullptr) {
                glDeleteSync(sync_);
            }
        }

        [[nodiscard]] bool has_passed() const;

      private:
        GLsync sync_ = nullptr;
    };

    struct Question {
        std::uint64_t number = 0;  ///< 0: none is waiting.
        std::uint32_t target = 0;
        glm::ivec2 middle{0};  ///< Pixel asked for; it and the rectangle have y up.
        glm::ivec2 from{0};
        glm::ivec2 size{0};  ///< Zero: nothing is near the pixel.
        int radius = 0;
        UniqueGl<BufferTraits> buffer;  ///< Ids of the rectangle, then depths.
        Fence fence;
    };

    [[nodiscard]] static std::optional<PickResult> answer_of(const Question& question);

    std::array<Question, 3> questions_;
    std::uint64_t last_number_ = 0;
};

}  // namespace limn::render
