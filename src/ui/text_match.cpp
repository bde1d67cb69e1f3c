// SPDX-License-Identifier: MIT
#include "ui/text_match.h"

#include <cctype>
#include <cstddef>

namespace limn::ui {

bool fuzzy_match(std::string_view haystack, std::string_view needle) {
    const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
    std::size_t at = 0;
    for (const char c : needle) {
        if (c == ' ') {
            continue;
        }
        while (at < haystack.size() && lower(haystack[at]) != lower(c)) {
            ++at;
        }
        if (at == haystack.size()) {
            return false;
        }
        ++at;
    }
    return true;
}

}  // namespace limn::ui
