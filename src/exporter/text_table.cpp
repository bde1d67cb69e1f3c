// SPDX-License-Identifier: MIT
#include "exporter/text_table.h"

#include <algorithm>

#include "base/text.h"

namespace limn::exporter {
namespace {

/// Columns on the screen, near enough: code points, not bytes.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

}  // namespace

std::string TextTable::text(std::size_t indent) const {
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        std::size_t width = width_of(columns_[i].title);
        for (const auto& row : rows_) {
            width = std::max(width, width_of(row.at(i)));
        }
        widths.push_back(width);
    }
    std::string out;
    const auto add_line = [&](const auto& cell_of) {
        std::string line(indent, ' ');
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const std::string& cell = cell_of(i);
            const std::string fill(widths[i] - width_of(cell), ' ');
            line += i == 0 ? "" : "  ";
            line += columns_[i].align == Align::Right ? fill + cell : cell + fill;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    };
    add_line([&](std::size_t i) -> const std::string& { return columns_[i].title; });
    for (const auto& row : rows_) {
        add_line([&](std::size_t i) -> const std::string& { return row[i]; });
    }
    return out;
}

std::string printable(std::string_view text) {
    std::string out = valid_utf8(text);
    std::replace_if(
        out.begin(),
        out.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; },
        ' '
    );
    return out;
}

}  // namespace limn::exporter
