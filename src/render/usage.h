// SPDX-License-Identifier: MIT
/// Usage: whether something on the GPU belongs to a picture that is still shown.
///
/// What      Every draw has a serial number; a target's picture is its last draw. What no such
///           picture used can be freed, while tiles that are not drawn anew keep theirs.
/// Threads   plain value.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace limn::render {

/// Target → serial number of its last draw.
using LivePictures = std::unordered_map<std::uint32_t, std::uint64_t>;

class Usage {
  public:
    void mark(std::uint32_t target, std::uint64_t serial) {
        for (auto& [known, last] : uses_) {
            if (known == target) {
                last = serial;
                return;
            }
        }
        uses_.emplace_back(target, serial);
    }

    [[nodiscard]] bool is_live(const LivePictures& live) const {
        for (const auto& [target, last] : uses_) {
            const auto found = live.find(target);
            if (found != live.end() && found->second == last) {
                return true;
            }
        }
        return false;
    }

  private:
    std::vector<std::pair<std::uint32_t, std::uint64_t>> uses_;
};

}  // namespace limn::render
