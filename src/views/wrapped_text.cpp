// SPDX-License-Identifier: MIT
#include "views/wrapped_text.h"

#include <algorithm>

#include "views/text_draw.h"

namespace limn::views {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "02:44:43.182" and "1,024" are one number.
bool is_part_of_number(char c) {
    return is_digit(c) || c == '.' || c == ':' || c == ',';
}

bool is_character_begin(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

/// Whether a line may end before `text[at]`.
bool may_break(std::string_view text, std::size_t at) {
    const char before = text[at - 1];
    const char after = text[at];
    if (before == ' ' || after == ' ') {
        return before == ' ' && after != ' ';
    }
    const bool separates = before == '/' || before == ',' || before == ';';
    const bool in_number = is_digit(after) && at >= 2 && is_digit(text[at - 2]);
    return separates && !in_number;
}

class Wrapper {
  public:
    Wrapper(float max_width, const MeasureText& measure)
        : max_width_(max_width)
        , measure_(measure) {}

    /// What stays together, with the spaces behind it.
    void add(std::string_view piece) {
        const std::string_view visible = piece.substr(0, piece.find_last_not_of(" \n") + 1);
        const float width = measure_(visible).x;
        if (line_ > 0.0F && line_ + width > max_width_) {
            break_line();
        }
        if (width > max_width_) {
            add_characters(visible);
        } else {
            out_ += visible;
            line_ += width;
        }
        const std::string_view rest = piece.substr(visible.size());
        out_ += rest;
        line_ = rest.ends_with('\n') ? 0.0F : line_ + measure_(rest).x;
    }

    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    void break_line() {
        out_.resize(out_.find_last_not_of(' ') + 1);
        out_ += '\n';
        line_ = 0.0F;
    }

    /// A word wider than a line.
    void add_characters(std::string_view word) {
        std::size_t begin = 0;  // Of the line.
        for (std::size_t at = 0; at < word.size();) {
            std::size_t end = at + 1;
            while (end < word.size() && !is_character_begin(word[end])) {
                ++end;
            }
            const float width = measure_(word.substr(at, end - at)).x;
            if (at > begin && line_ + width > max_width_) {
                const std::size_t cut = number_begin(word, begin, at);
                out_ += word.substr(begin, cut - begin);
                begin = cut;
                break_line();
                line_ = measure_(word.substr(begin, at - begin)).x;
            }
            line_ += width;
            at = end;
        }
        out_ += word.substr(begin);
    }

    /// `at`, or where the number around it begins, if that is behind the begin of the line.
    static std::size_t number_begin(std::string_view word, std::size_t begin, std::size_t at) {
        std::size_t cut = at;
        while (cut > begin && is_part_of_number(word[cut - 1]) && is_part_of_number(word[cut])) {
            --cut;
        }
        return cut > begin ? cut : at;
    }

    float max_width_;
    const MeasureText& measure_;
    std::string out_;
    float line_ = 0.0F;  ///< Width of the last line.
};

}  // namespace

std::string wrap_text(std::string_view text, float max_width, const MeasureText& measure) {
    Wrapper wrapper(max_width, measure);
    std::size_t begin = 0;
    for (std::size_t at = 1; at <= text.size(); ++at) {
        if (at == text.size() || text[at - 1] == '\n' || may_break(text, at)) {
            wrapper.add(text.substr(begin, at - begin));
            begin = at;
        }
    }
    return wrapper.take();
}

std::string wrap_text(const ImFont* font, std::string_view text, float max_width) {
    return wrap_text(text, max_width, [font](std::string_view part) {
        return text_size(font, part);
    });
}

}  // namespace limn::views
