// SPDX-License-Identifier: MIT
#include "annotation/csv_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "annotation/palette_text.h"

namespace limn::annotation {
namespace {

class CsvReader {
  public:
    CsvReader(std::string_view text, char separator)
        : text_(text)
        , separator_(separator) {}

    Result<std::vector<CsvRow>> read() {
        while (at_ < text_.size()) {
            CsvRow row;
            row.line = line_;
            LIMN_TRY_VOID(read_row(row));
            const bool has_text =
                std::ranges::any_of(row.fields, [](const auto& field) { return !field.empty(); });
            if (has_text) {
                rows_.push_back(std::move(row));
            }
        }
        return std::move(rows_);
    }

  private:
    Result<void> read_row(CsvRow& row) {
        while (true) {
            row.fields.emplace_back();
            const bool is_quoted = at_ < text_.size() && text_[at_] == '"';
            if (is_quoted) {
                LIMN_TRY_VOID(read_quoted(row.fields.back()));
            }
            while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' &&
                   text_[at_] != '\r') {
                row.fields.back() += text_[at_++];
            }
            if (!is_quoted) {
                row.fields.back() = std::string(trimmed(row.fields.back()));
            }
            if (at_ >= text_.size() || text_[at_] != separator_) {
                break;
            }
            ++at_;
        }
        if (at_ < text_.size() && text_[at_] == '\r') {
            ++at_;
        }
        if (at_ < text_.size() && text_[at_] == '\n') {
            ++at_;
        }
        ++line_;
        return {};
    }

    Result<void> read_quoted(std::string& field) {
        const std::size_t first_line = line_;
        ++at_;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c == '"' && (at_ >= text_.size() || text_[at_] != '"')) {
                return {};
            }
            if (c == '"') {
                ++at_;
            }
            const bool is_half = c == '\r' && at_ < text_.size() && text_[at_] == '\n';
            line_ += c == '\n' || (c == '\r' && !is_half) ? 1U : 0U;
            field += c;
        }
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("line {}: a quote has no end", first_line)
        );
    }

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::vector<CsvRow> rows_;
};

}  // namespace

Result<std::vector<CsvRow>> read_csv(std::string_view text, char separator) {
    return CsvReader(text, separator).read();
}

std::string csv_field(std::string_view text) {
    const bool has_space_around = text != trimmed(text);
    if (text.find_first_of("\",\r\n") == std::string_view::npos && !has_space_around) {
        return std::string(text);
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"') {
            quoted += '"';
        }
    }
    return quoted + "\"";
}

}  // namespace limn::annotation
