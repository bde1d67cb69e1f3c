// SPDX-License-Identifier: MIT
#include "views/label_memory.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/hash.h"

namespace limn::views {
namespace {

constexpr std::size_t kFirstSlots = 1024;
constexpr std::size_t kMaxPlates = 50'000;

}  // namespace

std::optional<std::uint8_t> LabelMemory::place_of(std::uint64_t key) const {
    const auto found = last_.find(key);
    return key == 0 || found == last_.end() ? std::nullopt : std::optional(found->second);
}

void LabelMemory::end_frame() {
    std::swap(last_, next_);
    next_.clear();
}

void LabelMemory::forget_plates() {
    slots_.clear();
    lines_.clear();
    num_plates_ = 0;
}

std::uint64_t LabelMemory::plate_key(std::string_view text, float max_width) {
    return std::max<std::uint64_t>(hash_text(text, std::bit_cast<std::uint32_t>(max_width)), 1);
}

/// The slot of a key, or the free one that it would get.
LabelMemory::Slot& LabelMemory::slot_of(std::uint64_t key) {
    const std::size_t last = slots_.size() - 1;
    std::size_t at = static_cast<std::size_t>(key) & last;
    while (slots_[at].key != 0 && slots_[at].key != key) {
        at = (at + 1) & last;
    }
    return slots_[at];
}

const LabelPlate* LabelMemory::find_plate(std::uint64_t key) {
    if (slots_.empty()) {
        return nullptr;
    }
    const Slot& slot = slot_of(key);
    if (slot.key == 0) {
        return nullptr;
    }
    answer_.size = {slot.width_px, static_cast<float>(slot.height_px)};
    answer_.lines.clear();
    if (slot.has_lines) {
        answer_.lines = lines_.at(key);
    }
    return &answer_;
}

const LabelPlate& LabelMemory::keep_plate(std::uint64_t key, LabelPlate&& plate) {
    if (num_plates_ >= kMaxPlates) {
        forget_plates();
    }
    if (num_plates_ * 4 >= slots_.size() * 3) {
        const std::vector<Slot> before =
            std::exchange(slots_, std::vector<Slot>(std::max(slots_.size() * 2, kFirstSlots)));
        for (const Slot& slot : before) {
            if (slot.key != 0) {
                slot_of(slot.key) = slot;
            }
        }
    }
    answer_ = std::move(plate);
    constexpr float kMostHeight = 65535.0F;
    const float height = std::min(answer_.size.y, kMostHeight);
    slot_of(key
    ) = {key, answer_.size.x, static_cast<std::uint16_t>(height), !answer_.lines.empty()};
    ++num_plates_;
    if (!answer_.lines.empty()) {
        lines_.insert_or_assign(key, answer_.lines);
    }
    return answer_;
}

}  // namespace limn::views
