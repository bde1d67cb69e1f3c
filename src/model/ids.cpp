// SPDX-License-Identifier: MIT
#include "model/ids.h"

#include <fmt/format.h>

#include <charconv>

namespace limn {

std::string to_hex(const Tuid& id) {
    return fmt::format("{:016x}{:016x}", id.time_ns, id.inc);
}

std::optional<Tuid> parse_tuid(std::string_view text) {
    if (const std::size_t underscore = text.rfind('_'); underscore != std::string_view::npos) {
        text.remove_prefix(underscore + 1);
    }
    if (text.size() != 32) {
        return std::nullopt;
    }
    Tuid id;
    const char* middle = text.data() + 16;
    const char* end = text.data() + 32;
    const auto high = std::from_chars(text.data(), middle, id.time_ns, 16);
    const auto low = std::from_chars(middle, end, id.inc, 16);
    if (high.ec != std::errc{} || low.ec != std::errc{} || high.ptr != middle || low.ptr != end) {
        return std::nullopt;
    }
    return id;
}

}  // namespace limn
