// SPDX-License-Identifier: MIT
/// LabelMemory: what is kept of a view's labels from frame to frame: where they stood, so that they stay
/// there, and how texts are broken into lines.
///
/// Cost      Finding the plate of a text is one look into a flat table: a view may have tens of thousands.
/// Threads   plain value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <glm/vec2.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace limn::views {

/// How large a text is on its plate, padding included.
struct LabelPlate {
    std::vector<std::string> lines;  ///< Empty: the text as it is, in one line.
    glm::vec2 size{0.0F};            ///< Whole pixels.
};

class LabelMemory {
  public:
    /// Which of the places the label of a key had in the frame before.
    [[nodiscard]] std::optional<std::uint8_t> place_of(std::uint64_t key) const;

    void remember(std::uint64_t key, std::uint8_t place) { next_[key] = place; }

    /// What was remembered since is now the frame before.
    void end_frame();

    /// The plate of a text, made if it is not known for this width. Valid until the next one is asked for.
    template <typename Make>
    const LabelPlate& plate(std::string_view text, float max_width, Make&& make) {
        const std::uint64_t key = plate_key(text, max_width);
        const LabelPlate* known = find_plate(key);
        return known != nullptr ? *known : keep_plate(key, make());
    }

    /// Fonts changed: plates are measured anew.
    void forget_plates();

  private:
    /// Small, so that a table of ten thousand stays near the processor.
    struct Slot {
        std::uint64_t key = 0;  ///< 0: free.
        float width_px = 0.0F;
        std::uint16_t height_px = 0;
        bool has_lines = false;
    };

    [[nodiscard]] static std::uint64_t plate_key(std::string_view text, float max_width);
    [[nodiscard]] const LabelPlate* find_plate(std::uint64_t key);
    const LabelPlate& keep_plate(std::uint64_t key, LabelPlate&& plate);
    [[nodiscard]] Slot& slot_of(std::uint64_t key);

    std::unordered_map<std::uint64_t, std::uint8_t> last_;
    std::unordered_map<std::uint64_t, std::uint8_t> next_;
    std::vector<Slot>
        slots_;  ///< By text and width; as many as a power of two, a quarter of them free.
    std::size_t num_plates_ = 0;
    std::unordered_map<std::uint64_t, std::vector<std::string>> lines_;
    LabelPlate answer_;
};

}  // namespace limn::views
