// SPDX-License-Identifier: MIT
#include "ui/text_match.h"

#include <algorithm>
#include <string>

namespace limn::ui {
namespace {

constexpr int kWholeScore = 200;
constexpr int kPartScore = 100;
constexpr int kWordStartScore = 12;
constexpr int kInARowScore = 6;
constexpr int kMaxLateness = 40;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_word_start(std::string_view text, std::size_t at) {
    if (at == 0) {
        return true;
    }
    const char before = text[at - 1];
    const bool is_separator =
        before == ' ' || before == '/' || before == '_' || before == '-' || before == '.';
    const bool is_hump = before >= 'a' && before <= 'z' && text[at] >= 'A' && text[at] <= 'Z';
    return is_separator || is_hump;
}

std::size_t find_part(std::string_view haystack, std::string_view needle) {
    const auto found =
        std::ranges::search(haystack, needle, [](char a, char b) { return lower(a) == lower(b); });
    return found.empty() && !needle.empty()
               ? std::string_view::npos
               : static_cast<std::size_t>(found.begin() - haystack.begin());
}

/// The needle as one piece: the best that can be.
std::optional<FuzzyMatch> match_part(std::string_view haystack, std::string_view needle) {
    const std::size_t first = find_part(haystack, needle);
    if (first == std::string_view::npos) {
        return std::nullopt;
    }
    FuzzyMatch match;
    match.score = haystack.size() == needle.size() ? kWholeScore : kPartScore;
    match.score += is_word_start(haystack, first) ? 2 * kWordStartScore : 0;
    match.score -= std::min(static_cast<int>(first), kMaxLateness);
    for (std::size_t i = 0; i < needle.size(); ++i) {
        match.at.push_back(first + i);
    }
    return match;
}

std::optional<FuzzyMatch> match_letters(std::string_view haystack, std::string_view needle) {
    FuzzyMatch match;
    std::size_t at = 0;
    for (const char c : needle) {
        while (at < haystack.size() && lower(haystack[at]) != lower(c)) {
            ++at;
        }
        if (at == haystack.size()) {
            return std::nullopt;
        }
        match.score += is_word_start(haystack, at) ? kWordStartScore : 0;
        match.score += !match.at.empty() && match.at.back() + 1 == at ? kInARowScore : 0;
        match.at.push_back(at++);
    }
    if (!match.at.empty()) {
        match.score -= std::min(static_cast<int>(match.at.front()), kMaxLateness);
    }
    return match;
}

}  // namespace

bool fuzzy_match(std::string_view haystack, std::string_view needle) {
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

std::optional<FuzzyMatch> fuzzy_find(std::string_view haystack, std::string_view needle) {
    if (auto whole = match_part(haystack, needle)) {
        return whole;
    }
    std::string letters(needle);
    std::erase(letters, ' ');
    return match_letters(haystack, letters);
}

}  // namespace limn::ui
