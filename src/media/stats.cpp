// SPDX-License-Identifier: MIT
#include "media/stats.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <type_traits>
#include <unordered_map>

namespace limn::media {
namespace {

/// Pixels that are counted at once: 32-bit counters, which stay in the cache, cannot overflow.
constexpr std::size_t kBlockBytes = std::size_t{1} << 30U;

/// Counts a narrow type with one table per lane group, so that runs of one value do not wait for
/// their own last increment; runs of equal words are added at once.
template <typename T>
void add_block(std::span<const std::byte> bytes, std::span<std::uint64_t> totals) {
    const std::size_t num_values = totals.size();
    constexpr std::size_t kLanes = sizeof(std::uint64_t) / sizeof(T);
    constexpr std::size_t kTables = sizeof(T) == 1 ? 4 : 2;
    std::vector<std::uint32_t> tables(kTables * num_values);

    const auto add_word = [&tables, num_values](std::uint64_t word, std::uint32_t times) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            const auto value = static_cast<T>(word >> (8U * sizeof(T) * lane));
            tables[(lane % kTables) * num_values + value] += times;
        }
    };

    const std::size_t num_words = bytes.size() / sizeof(std::uint64_t);
    std::uint64_t run_word = 0;
    std::uint32_t run_length = 0;
    for (std::size_t i = 0; i < num_words; ++i) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + i * sizeof(word), sizeof(word));
        if (word == run_word) {
            ++run_length;
            continue;
        }
        add_word(run_word, run_length);
        run_word = word;
        run_length = 1;
    }
    add_word(run_word, run_length);

    for (std::size_t at = num_words * sizeof(std::uint64_t); at < bytes.size(); at += sizeof(T)) {
        T value{};
        std::memcpy(&value, bytes.data() + at, sizeof(T));
        ++tables[value];
    }
    for (std::size_t i = 0; i < tables.size(); ++i) {
        totals[i % num_values] += tables[i];
    }
}

template <typename T>
std::vector<std::uint64_t> histogram(std::span<const std::byte> bytes) {
    std::vector<std::uint64_t> totals(std::size_t{1} << (8U * sizeof(T)));
    while (!bytes.empty()) {
        const std::size_t size = std::min(bytes.size(), kBlockBytes);
        add_block<T>(bytes.first(size), totals);
        bytes = bytes.subspan(size);
    }
    return totals;
}

template <typename T>
std::vector<ClassCount> count_narrow(std::span<const std::byte> bytes) {
    const std::vector<std::uint64_t> counts = histogram<T>(bytes);
    std::vector<ClassCount> result;
    for (std::size_t id = 0; id < counts.size(); ++id) {
        if (counts[id] != 0) {
            result.push_back({static_cast<std::uint32_t>(id), counts[id]});
        }
    }
    return result;
}

std::vector<ClassCount>
count_wide(std::span<const std::byte> bytes, std::optional<std::uint32_t> no_class) {
    std::unordered_map<std::uint32_t, std::uint64_t> counts;
    std::uint32_t run_id = 0;
    std::uint64_t run_length = 0;
    const auto end_run = [&] {
        if (run_length > 0 && run_id != no_class) {
            counts[run_id] += run_length;
        }
    };
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint32_t)) {
        std::uint32_t id = 0;
        std::memcpy(&id, bytes.data() + at, sizeof(id));
        if (id != run_id) {
            end_run();
            run_id = id;
            run_length = 0;
        }
        ++run_length;
    }
    end_run();

    std::vector<ClassCount> result;
    result.reserve(counts.size());
    for (const auto& [id, pixels] : counts) {
        result.push_back({id, pixels});
    }
    std::ranges::sort(result, {}, &ClassCount::class_id);
    return result;
}

template <typename T>
ValueRange range_of(const Image& image) {
    const std::span<const std::byte> bytes = image.bytes();
    T min = std::numeric_limits<T>::max();
    T max = std::numeric_limits<T>::lowest();
    bool found = false;
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(T)) {
        T value{};
        std::memcpy(&value, bytes.data() + at, sizeof(T));
        if constexpr (std::is_floating_point_v<T>) {
            if (!std::isfinite(value)) {
                continue;
            }
        }
        found = true;
        min = std::min(min, value);
        max = std::max(max, value);
    }
    const double offset = image.value_offset();
    return found ? ValueRange{static_cast<double>(min) + offset, static_cast<double>(max) + offset}
                 : ValueRange{};
}

template <typename T>
std::optional<PixelBox> box_of(const Image& image, std::uint32_t class_id) {
    std::optional<PixelBox> box;
    const std::byte* at = image.bytes().data();
    for (std::uint32_t y = 0; y < image.height(); ++y) {
        for (std::uint32_t x = 0; x < image.width(); ++x, at += sizeof(T)) {
            T value{};
            std::memcpy(&value, at, sizeof(T));
            if (value != class_id) {
                continue;
            }
            if (!box) {
                box = PixelBox{x, y, x, y};
            }
            box->min_x = std::min(box->min_x, x);
            box->max_x = std::max(box->max_x, x);
            box->max_y = y;
        }
    }
    return box;
}

}  // namespace

std::optional<PixelBox> class_box(const Image& image, std::uint32_t class_id) {
    if (image.kind() != ImageKind::ClassIds || class_id == image.no_class()) {
        return std::nullopt;
    }
    switch (image.pixel_type()) {
        case PixelType::U8:
            return box_of<std::uint8_t>(image, class_id);
        case PixelType::U16:
            return box_of<std::uint16_t>(image, class_id);
        case PixelType::U32:
            return box_of<std::uint32_t>(image, class_id);
        case PixelType::Rgba8:
        case PixelType::F32:
            break;
    }
    return std::nullopt;
}

std::vector<ClassCount> count_classes(const Image& image) {
    if (image.kind() != ImageKind::ClassIds) {
        return {};
    }
    switch (image.pixel_type()) {
        case PixelType::U8:
            return count_narrow<std::uint8_t>(image.bytes());
        case PixelType::U16:
            return count_narrow<std::uint16_t>(image.bytes());
        case PixelType::U32:
            return count_wide(image.bytes(), image.no_class());
        case PixelType::Rgba8:
        case PixelType::F32:
            break;
    }
    return {};
}

ValueRange value_range(const Image& image) {
    switch (image.pixel_type()) {
        case PixelType::U8:
            return range_of<std::uint8_t>(image);
        case PixelType::U16:
            return range_of<std::uint16_t>(image);
        case PixelType::U32:
            return range_of<std::uint32_t>(image);
        case PixelType::F32:
            return range_of<float>(image);
        case PixelType::Rgba8:
            break;
    }
    return {};
}

}  // namespace limn::media
