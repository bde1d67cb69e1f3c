// SPDX-License-Identifier: MIT
#include "annotation/class_image.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <concepts>
#include <cstring>
#include <functional>
#include <limits>
#include <utility>

#include "annotation/class_image_source.h"
#include "base/half.h"
#include "base/hash.h"
#include "model/component_names.h"
#include "store/component_view.h"

namespace limn::annotation {
namespace {

struct Pixels {
    media::PixelType type = media::PixelType::U8;
    std::span<const std::byte> bytes;
    std::shared_ptr<const void> owner;
    std::uint64_t num_invalid = 0;
    std::optional<ClassId> no_class;
};

template <typename T>
T value_at(std::span<const std::byte> bytes, std::size_t index) {
    T value;
    std::memcpy(&value, bytes.data() + index * sizeof(T), sizeof(T));
    return value;
}

/// The value as class id, if it is an integer in 0…2^32−1.
template <typename T>
std::optional<ClassId> to_class_id(T value) {
    if constexpr (std::integral<T>) {
        return std::in_range<ClassId>(value) ? std::optional(static_cast<ClassId>(value))
                                             : std::nullopt;
    } else {
        const bool is_id = value >= T{0} && static_cast<double>(value) <= 4294967295.0 &&
                           value == std::floor(value);
        return is_id ? std::optional(static_cast<ClassId>(value)) : std::nullopt;
    }
}

/// The largest id that no pixel has: it can stand for "no class".
ClassId unused_id(std::vector<ClassId> ids) {
    std::ranges::sort(ids, std::greater<>());
    ClassId unused = std::numeric_limits<ClassId>::max();
    for (const ClassId id : ids) {
        if (id < unused) {
            break;
        }
        unused = id - 1;
    }
    return unused;
}

/// Every value converted to 32 bits.
template <typename T, typename Convert>
Pixels convert(std::span<const std::byte> bytes, std::size_t count, Convert&& to_value) {
    auto ids = std::make_shared<std::vector<ClassId>>(count);
    std::vector<std::size_t> invalid;
    bool has_largest = false;
    for (std::size_t i = 0; i < count; ++i) {
        const std::optional<ClassId> id = to_class_id(to_value(value_at<T>(bytes, i)));
        (*ids)[i] = id.value_or(kNoClass);
        if (!id) {
            invalid.push_back(i);
        }
        has_largest = has_largest || id == kNoClass;
    }
    Pixels pixels;
    pixels.type = media::PixelType::U32;
    pixels.num_invalid = invalid.size();
    if (!invalid.empty()) {
        pixels.no_class = has_largest ? unused_id(*ids) : kNoClass;
        for (const std::size_t i : invalid) {
            (*ids)[i] = *pixels.no_class;
        }
    }
    pixels.bytes = std::as_bytes(std::span<const ClassId>(*ids));
    pixels.owner = std::move(ids);
    return pixels;
}

template <typename T>
Pixels convert_all(std::span<const std::byte> bytes, std::size_t count) {
    return convert<T>(bytes, count, [](T value) { return value; });
}

/// Unsigned values are viewed where they lie, or copied if the address does not suit the type.
template <std::unsigned_integral T>
Pixels view(
    media::PixelType type,
    std::span<const std::byte> bytes,
    std::size_t count,
    std::shared_ptr<const void> owner
) {
    Pixels pixels{type, bytes, std::move(owner), 0, std::nullopt};
    if (reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(T) != 0) {
        auto copy = std::make_shared<std::vector<T>>(count);
        std::memcpy(copy->data(), bytes.data(), bytes.size());
        pixels.bytes = std::as_bytes(std::span<const T>(*copy));
        pixels.owner = std::move(copy);
    }
    return pixels;
}

/// Signed values without a negative one are the same bytes as unsigned ones.
template <std::signed_integral T>
Pixels view_or_convert(
    media::PixelType type,
    std::span<const std::byte> bytes,
    std::size_t count,
    std::shared_ptr<const void> owner
) {
    for (std::size_t i = 0; i < count; ++i) {
        if (value_at<T>(bytes, i) < 0) {
            return convert_all<T>(bytes, count);
        }
    }
    return view<std::make_unsigned_t<T>>(type, bytes, count, std::move(owner));
}

std::optional<Pixels> read_pixels(
    ChannelType type,
    std::span<const std::byte> bytes,
    std::size_t count,
    std::shared_ptr<const void> owner
) {
    using media::PixelType;
    switch (type) {
        case ChannelType::U8:
            return view<std::uint8_t>(PixelType::U8, bytes, count, std::move(owner));
        case ChannelType::U16:
            return view<std::uint16_t>(PixelType::U16, bytes, count, std::move(owner));
        case ChannelType::U32:
            return view<std::uint32_t>(PixelType::U32, bytes, count, std::move(owner));
        case ChannelType::I8:
            return view_or_convert<std::int8_t>(PixelType::U8, bytes, count, std::move(owner));
        case ChannelType::I16:
            return view_or_convert<std::int16_t>(PixelType::U16, bytes, count, std::move(owner));
        case ChannelType::I32:
            return view_or_convert<std::int32_t>(PixelType::U32, bytes, count, std::move(owner));
        case ChannelType::U64:
            return convert_all<std::uint64_t>(bytes, count);
        case ChannelType::I64:
            return convert_all<std::int64_t>(bytes, count);
        case ChannelType::F16:
            return convert<std::uint16_t>(bytes, count, half_to_float);
        case ChannelType::F32:
            return convert_all<float>(bytes, count);
        case ChannelType::F64:
            return convert_all<double>(bytes, count);
    }
    return std::nullopt;
}

Result<void> check_format(const ImageFormat& format) {
    if (format.pixel_format != 0 || format.color_model != ColorModel::L) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{} cannot hold class ids: one channel is needed", to_string(format))
        );
    }
    if (channel_bytes(format.channel_type) == 0) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("channel type {} is unknown", static_cast<unsigned>(format.channel_type))
        );
    }
    if (format.width == 0 || format.height == 0) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{} has no pixels, nothing is shown", to_string(format))
        );
    }
    return {};
}

}  // namespace

Result<ClassImage> to_class_image(
    const ImageFormat& format,
    std::span<const std::byte> bytes,
    std::shared_ptr<const void> owner
) {
    LIMN_TRY_VOID(check_format(format));
    const auto needed = required_bytes(format);
    if (!needed || *needed > bytes.size()) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format(
                "{} needs {} bytes, the buffer has {}",
                to_string(format),
                needed ? fmt::to_string(*needed) : "more than 2^64",
                bytes.size()
            )
        );
    }
    const auto used = bytes.first(static_cast<std::size_t>(*needed));
    const std::size_t count = used.size() / channel_bytes(format.channel_type);
    auto pixels = read_pixels(format.channel_type, used, count, std::move(owner));
    if (!pixels) {
        return fail(ErrorCode::InvalidArgument, "channel type is unknown");
    }
    ClassImage result;
    result.invalid_pixels = pixels->num_invalid;
    LIMN_TRY(
        result.image,
        media::Image::create(
            media::ImageKind::ClassIds,
            pixels->type,
            format.width,
            format.height,
            pixels->bytes,
            std::move(pixels->owner),
            pixels->no_class
        )
    );
    return result;
}

Result<std::optional<ClassImageSource>> find_class_image(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity
) {
    const auto buffer = recording.latest_at(query, entity, component::kSegmentationBuffer);
    const auto format_cell = recording.latest_at(query, entity, component::kSegmentationFormat);
    if (!buffer || buffer->values().empty()) {
        return std::nullopt;
    }
    const auto blob = store::first_blob(*buffer);
    if (!blob) {
        return fail(ErrorCode::Corrupt, entity.text() + ": the image buffer is no blob");
    }
    const auto format = format_cell ? store::first_image_format(*format_cell) : std::nullopt;
    if (!format) {
        return fail(ErrorCode::Corrupt, entity.text() + ": the image has a buffer, but no format");
    }
    const auto hash_cell = [](const store::Cell& cell) {
        const std::uint64_t row = hash_combine(cell.row_id.time_ns, cell.row_id.inc);
        const ChunkId& chunk = cell.chunk->id();
        return hash_combine(row, hash_combine(chunk.time_ns, chunk.inc));
    };
    const std::uint64_t store = hash_combine(
        hash_text(recording.id().application_id),
        hash_text(recording.id().recording_id)
    );
    const std::uint64_t cells = hash_combine(hash_cell(*buffer), hash_cell(*format_cell));
    const std::uint64_t key = hash_combine(hash_combine(store, entity.hash()), cells);
    return ClassImageSource{*format, blob->bytes, blob->owner, key};
}

Result<std::optional<ClassImage>> class_image_at(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity
) {
    LIMN_TRY(const auto source, find_class_image(recording, query, entity));
    if (!source) {
        return std::nullopt;
    }
    auto image = to_class_image(source->format, source->bytes, source->owner);
    if (!image) {
        return forward_error(std::move(image), entity.text());
    }
    image->key = source->key;
    return std::move(*image);
}

}  // namespace limn::annotation
