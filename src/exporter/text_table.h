// SPDX-License-Identifier: MIT
/// TextTable: aligned columns for people who read a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace limn::exporter {

enum class Align { Left, Right };

class TextTable {
  public:
    struct Column {
        std::string title;
        Align align = Align::Left;
    };

    explicit TextTable(std::vector<Column> columns)
        : columns_(std::move(columns)) {}

    /// One cell per column.
    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

    /// Every line starts with `indent` spaces and ends with a line break.
    [[nodiscard]] std::string text(std::size_t indent = 0) const;

  private:
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

/// The text without control characters, so that a recording cannot play with the terminal.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace limn::exporter
