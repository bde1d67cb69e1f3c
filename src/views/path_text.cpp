// SPDX-License-Identifier: MIT
#include "views/path_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "views/text_draw.h"

namespace limn::views {
namespace {

constexpr std::string_view kEllipsis = "…";

/// Of the room; if whole parts fill less, characters are cut.
constexpr float kLeastFilled = 0.5F;

/// Where the slashes are.
std::vector<std::size_t> part_starts(std::string_view path) {
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] == '/') {
            starts.push_back(i);
        }
    }
    return starts;
}

class Shortener {
  public:
    Shortener(std::string_view path, float max_width, const MeasureText& measure)
        : path_(path)
        , max_width_(max_width)
        , measure_(measure)
        , starts_(part_starts(path)) {}

    /// As many whole parts from the end as fit, at least `parts` of them.
    [[nodiscard]] std::optional<std::string> last_parts(std::size_t parts) const {
        for (std::size_t i = 1; i < starts_.size() && starts_.size() - i >= parts; ++i) {
            std::string text = std::string(kEllipsis) + std::string(path_.substr(starts_[i]));
            const float width = measure_(text).x;
            if (width <= max_width_) {
                return width >= kLeastFilled * max_width_ ? std::optional(std::move(text))
                                                          : std::nullopt;
            }
        }
        return std::nullopt;
    }

    /// The one part that differs, and what fits of those behind it.
    [[nodiscard]] std::optional<std::string> around(std::size_t parts) const {
        if (parts < 2 || parts > starts_.size()) {
            return std::nullopt;
        }
        const std::size_t first = starts_.size() - parts;
        const std::string_view part =
            path_.substr(starts_[first], starts_[first + 1] - starts_[first]);
        const std::string head =
            fmt::format("{}{}/{}", first > 0 ? kEllipsis : "", part, kEllipsis);
        for (std::size_t i = first + 2; i < starts_.size(); ++i) {
            std::string text = head + std::string(path_.substr(starts_[i]));
            if (measure_(text).x <= max_width_) {
                return text;
            }
        }
        return measure_(head).x <= max_width_ ? std::optional(head) : std::nullopt;
    }

    /// The end of the one part that differs or, without others, of the path. At least one character stays.
    [[nodiscard]] std::string last_characters(std::size_t parts) const {
        const bool is_whole = parts < 2 || parts > starts_.size();
        const std::string end = is_whole ? std::string() : fmt::format("/{}", kEllipsis);
        const std::string_view kept =
            is_whole ? path_ : path_.substr(0, starts_[starts_.size() - parts + 1]);
        const float room = max_width_ - measure_(kEllipsis).x - measure_(end).x;
        std::vector<std::size_t> begins;
        for (std::size_t i = 1; i < kept.size(); ++i) {
            if ((static_cast<unsigned char>(kept[i]) & 0xC0U) != 0x80U) {
                begins.push_back(i);
            }
        }
        if (begins.empty()) {
            return std::string(path_);
        }
        const auto fitting = std::ranges::partition_point(begins, [&](std::size_t begin) {
            return measure_(kept.substr(begin)).x > room;
        });
        const std::size_t begin = fitting == begins.end() ? begins.back() : *fitting;
        return std::string(kEllipsis) + std::string(kept.substr(begin)) + end;
    }

  private:
    std::string_view path_;
    float max_width_;
    const MeasureText& measure_;
    std::vector<std::size_t> starts_;
};

}  // namespace

std::string shorten_path(
    std::string_view path,
    float max_width,
    const MeasureText& measure,
    std::size_t parts
) {
    if (path.empty() || measure(path).x <= max_width) {
        return std::string(path);
    }
    const Shortener shortener(path, max_width, measure);
    if (auto text = shortener.last_parts(parts)) {
        return *text;
    }
    if (auto text = shortener.around(parts)) {
        return *text;
    }
    return shortener.last_characters(parts);
}

std::string
fit_path(const ImFont* font, std::string_view path, float max_width, std::size_t parts) {
    const MeasureText measure = [font](std::string_view text) { return text_size(font, text); };
    return shorten_path(path, max_width, measure, parts);
}

std::string fit_words_and_path(const ImFont* font, std::string_view text, float max_width) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) {
        return ellipsize(text, max_width, [font](std::string_view part) {
            return text_size(font, part);
        });
    }
    const std::string_view words = text.substr(0, slash);
    const float room = max_width - text_size(font, words).x;
    return std::string(words) + fit_path(font, text.substr(slash), room);
}

std::size_t telling_parts(const EntityPath& path, std::span<const EntityPath> others) {
    const auto& parts = path.parts();
    std::size_t most = 0;
    for (const EntityPath& other : others) {
        if (other == path) {
            continue;
        }
        const auto& theirs = other.parts();
        std::size_t same = 0;
        while (same < parts.size() && same < theirs.size() &&
               parts[parts.size() - 1 - same] == theirs[theirs.size() - 1 - same]) {
            ++same;
        }
        most = std::max(most, same);
    }
    return std::clamp<std::size_t>(most + 1, 1, std::max<std::size_t>(parts.size(), 1));
}

}  // namespace limn::views
