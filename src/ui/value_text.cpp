// SPDX-License-Identifier: MIT
#include "ui/value_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include "base/text.h"

namespace limn::ui {
namespace {

using arrow::TypeId;

/// Appends until the budget is used up.
class Writer {
  public:
    Writer(std::size_t max_chars, Digits digits)
        : max_chars_(max_chars)
        , digits_(digits) {}

    [[nodiscard]] Digits digits() const { return digits_; }

    [[nodiscard]] bool full() const { return text_.size() >= max_chars_; }

    void add(std::string_view text) { text_ += text; }

    [[nodiscard]] std::string take() {
        if (text_.size() > max_chars_) {
            text_.resize(max_chars_);
            text_ = valid_utf8(text_);
            while (text_.ends_with("\uFFFD")) {
                text_.resize(text_.size() - 3);
            }
            text_ += "…";
        }
        return std::move(text_);
    }

  private:
    std::string text_;
    std::size_t max_chars_;
    Digits digits_;
};

void write_value(Writer& out, const arrow::Array& array, std::int64_t index, int depth);

/// No exponent between 1e-4 and 1e16. Rounded, a number keeps all digits before the point and at least three behind it.
template <typename T>
std::string float_text(T value, Digits digits) {
    constexpr int kFewest = std::is_same_v<T, float> ? 7 : 9;
    constexpr int kBehindPoint = 3;
    std::string exact = fmt::format("{}", value);
    if (digits == Digits::All || !std::isfinite(value) || value == T{0}) {
        return exact;
    }
    const int before_point = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
    const int num_digits = std::max(kFewest, before_point + kBehindPoint);
    if (num_digits >= std::numeric_limits<T>::max_digits10) {
        return exact;
    }
    std::string rounded = fmt::format("{:.{}g}", value, num_digits);
    return rounded.size() < exact.size() ? rounded : exact;
}

template <typename T>
std::string number(const arrow::Array& array, std::int64_t index, Digits digits) {
    const auto values = array.values<T>();
    const auto at = static_cast<std::size_t>(index);
    if (at >= values.size()) {
        return "?";
    }
    if constexpr (std::is_floating_point_v<T>) {
        return float_text(values[at], digits);
    } else {
        return fmt::format("{}", values[at]);
    }
}

std::string scalar_text(const arrow::Array& array, std::int64_t index, Digits digits) {
    switch (array.type_id()) {
        case TypeId::Bool:
            return array.bool_at(index) ? "true" : "false";
        case TypeId::Int8:
            return number<std::int8_t>(array, index, digits);
        case TypeId::Int16:
            return number<std::int16_t>(array, index, digits);
        case TypeId::Int32:
            return number<std::int32_t>(array, index, digits);
        case TypeId::Int64:
        case TypeId::Timestamp:
        case TypeId::Duration:
            return number<std::int64_t>(array, index, digits);
        case TypeId::UInt8:
            return number<std::uint8_t>(array, index, digits);
        case TypeId::UInt16:
            return number<std::uint16_t>(array, index, digits);
        case TypeId::UInt32:
            return number<std::uint32_t>(array, index, digits);
        case TypeId::UInt64:
            return number<std::uint64_t>(array, index, digits);
        case TypeId::Float32:
            return number<float>(array, index, digits);
        case TypeId::Float64:
            return number<double>(array, index, digits);
        default:
            return arrow::to_string(array.type());
    }
}

void write_list(Writer& out, const arrow::Array& items, int depth) {
    if (items.type_id() == TypeId::UInt8 && items.length() > 16) {
        out.add(format_bytes(static_cast<std::uint64_t>(items.length())));
        return;
    }
    out.add("(");
    for (std::int64_t i = 0; i < items.length() && !out.full(); ++i) {
        out.add(i == 0 ? "" : ", ");
        write_value(out, items, i, depth + 1);
    }
    out.add(")");
}

void write_struct(Writer& out, const arrow::Array& array, std::int64_t index, int depth) {
    out.add("{");
    const auto& fields = array.type().children;
    for (std::size_t i = 0; i < fields.size() && !out.full(); ++i) {
        out.add(i == 0 ? "" : ", ");
        out.add(fields[i].name);
        out.add(": ");
        write_value(out, array.child(i), index, depth + 1);
    }
    out.add("}");
}

void write_value(Writer& out, const arrow::Array& array, std::int64_t index, int depth) {
    if (depth > 8 || out.full()) {
        out.add("…");
        return;
    }
    if (!array.is_valid(index)) {
        out.add("–");
        return;
    }
    if (array.type().dictionary_index != nullptr) {
        const arrow::Array value = array.dictionary_value_at(index);
        if (value.empty()) {
            out.add("?");
        } else {
            write_value(out, value, 0, depth + 1);
        }
        return;
    }
    switch (array.type_id()) {
        case TypeId::Utf8:
        case TypeId::LargeUtf8:
            out.add(array.text_at(index).value_or(""));
            break;
        case TypeId::Binary:
        case TypeId::LargeBinary:
        case TypeId::FixedSizeBinary: {
            const auto bytes = array.bytes_at(index);
            out.add(format_bytes(bytes ? bytes->size() : 0));
            break;
        }
        case TypeId::List:
        case TypeId::LargeList:
        case TypeId::FixedSizeList:
            write_list(out, array.list_at(index), depth);
            break;
        case TypeId::Struct:
            write_struct(out, array, index, depth);
            break;
        case TypeId::DenseUnion:
        case TypeId::SparseUnion: {
            const arrow::Array value = array.union_value_at(index);
            if (!value.empty()) {
                write_value(out, value, 0, depth + 1);
            }
            break;
        }
        default:
            out.add(scalar_text(array, index, out.digits()));
    }
}

}  // namespace

std::string
value_text(const arrow::Array& array, std::int64_t index, std::size_t max_chars, Digits digits) {
    if (index < 0 || index >= array.length()) {
        return {};
    }
    Writer out(max_chars, digits);
    write_value(out, array, index, 0);
    return out.take();
}

std::string values_text(
    const arrow::Array& values,
    std::int64_t max_values,
    std::size_t max_chars,
    Digits digits
) {
    std::string text;
    for (std::int64_t i = 0; i < values.length(); ++i) {
        text += i > 0 ? ", " : "";
        if (i == max_values || text.size() >= max_chars) {
            return text + fmt::format("… {} more", values.length() - i);
        }
        text += value_text(values, i, max_chars - text.size(), digits);
    }
    return text;
}

}  // namespace limn::ui
