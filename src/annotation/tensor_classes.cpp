// SPDX-License-Identifier: MIT
#include "annotation/tensor_classes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <limits>
#include <tuple>
#include <utility>

#include "media/stats.h"
#include "model/image_format.h"

namespace limn::annotation {
namespace {

/// Values looked at in one go: enough to be quick, few enough to stop early.
constexpr std::size_t kBlockValues = 65'536;

bool is_named(const std::string& name, std::string_view wanted) {
    return std::ranges::equal(name, wanted, [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == b;
    });
}

std::optional<std::size_t>
find_named(const store::Tensor& tensor, std::string_view name, std::string_view letter) {
    for (std::size_t i = 0; i < tensor.names.size(); ++i) {
        if (is_named(tensor.names[i], name) || is_named(tensor.names[i], letter)) {
            return i;
        }
    }
    return std::nullopt;
}

/// Rows and columns where no names tell: the last two that are longer than 1, else the last two.
std::pair<std::size_t, std::size_t> last_two(const std::vector<std::uint64_t>& shape) {
    std::vector<std::size_t> longer;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] > 1) {
            longer.push_back(i);
        }
    }
    if (longer.size() < 2) {
        return {shape.size() - 2, shape.size() - 1};
    }
    return {longer[longer.size() - 2], longer.back()};
}

std::vector<std::uint64_t> strides_of(const std::vector<std::uint64_t>& shape) {
    std::vector<std::uint64_t> strides(shape.size(), 1);
    for (std::size_t i = shape.size(); i-- > 1;) {
        strides[i - 1] = strides[i] * shape[i];
    }
    return strides;
}

}  // namespace

std::optional<TensorPlane> tensor_plane(const store::Tensor& tensor) {
    constexpr std::uint64_t kMaxSide = std::numeric_limits<std::uint32_t>::max();
    if (tensor.shape.size() < 2) {
        return std::nullopt;
    }
    TensorPlane plane;
    const auto height = find_named(tensor, "height", "h");
    const auto width = find_named(tensor, "width", "w");
    if (height && width && *height != *width) {
        plane.rows = *height;
        plane.columns = *width;
    } else {
        std::tie(plane.rows, plane.columns) = last_two(tensor.shape);
    }
    if (tensor.shape[plane.rows] > kMaxSide || tensor.shape[plane.columns] > kMaxSide) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
        if (i == plane.rows || i == plane.columns || tensor.shape[i] <= 1) {
            continue;
        }
        const std::string& name = tensor.names[i];
        plane.sliders.push_back(
            {i, name.empty() ? fmt::format("dimension {}", i) : name, tensor.shape[i]}
        );
    }
    return plane;
}

bool describes_every_id(const ResolvedContext& context, const store::Tensor& tensor) {
    if (context.classes().empty()) {
        return false;
    }
    const std::size_t width = channel_bytes(tensor.type);
    ClassId known = context.classes().front().id;
    for (std::size_t at = 0; at < tensor.bytes.size(); at += kBlockValues * width) {
        const std::size_t size = std::min(kBlockValues * width, tensor.bytes.size() - at);
        ImageFormat format;
        format.width = static_cast<std::uint32_t>(size / width);
        format.height = 1;
        format.channel_type = tensor.type;
        const auto block = to_class_image(format, tensor.bytes.subspan(at, size), tensor.owner);
        if (!block || block->invalid_pixels > 0) {
            return false;
        }
        for (const media::ClassCount& count : media::count_classes(*block->image)) {
            if (count.class_id != known && context.find(count.class_id) == nullptr) {
                return false;
            }
            known = count.class_id;
        }
    }
    return true;
}

std::uint64_t value_index(
    const store::Tensor& tensor,
    const TensorPlane& plane,
    const std::vector<std::uint64_t>& index,
    std::uint64_t x,
    std::uint64_t y
) {
    const std::vector<std::uint64_t> strides = strides_of(tensor.shape);
    std::uint64_t at = y * strides[plane.rows] + x * strides[plane.columns];
    for (std::size_t i = 0; i < plane.sliders.size(); ++i) {
        const TensorPlane::Slider& slider = plane.sliders[i];
        const std::uint64_t wanted = i < index.size() ? index[i] : 0;
        at += std::min(wanted, slider.size - 1) * strides[slider.dimension];
    }
    return at;
}

Result<ClassImage> tensor_class_image(
    const store::Tensor& tensor,
    const TensorPlane& plane,
    const std::vector<std::uint64_t>& index
) {
    const std::vector<std::uint64_t> strides = strides_of(tensor.shape);
    const std::uint64_t first = value_index(tensor, plane, index, 0, 0);
    const std::uint64_t rows = tensor.shape[plane.rows];
    const std::uint64_t columns = tensor.shape[plane.columns];
    ImageFormat format;
    format.width = static_cast<std::uint32_t>(columns);
    format.height = static_cast<std::uint32_t>(rows);
    format.channel_type = tensor.type;
    const std::size_t width = channel_bytes(tensor.type);
    const std::uint64_t row_stride = strides[plane.rows];
    const std::uint64_t column_stride = strides[plane.columns];
    const auto start = static_cast<std::size_t>(first) * width;
    const auto size = static_cast<std::size_t>(rows * columns) * width;
    if (column_stride == 1 && row_stride == columns) {
        return to_class_image(format, tensor.bytes.subspan(start, size), tensor.owner);
    }
    auto pixels = std::make_shared<std::vector<std::byte>>(size);
    std::byte* to = pixels->data();
    for (std::uint64_t y = 0; y < rows; ++y) {
        for (std::uint64_t x = 0; x < columns; ++x, to += width) {
            const std::uint64_t from = (first + y * row_stride + x * column_stride) * width;
            std::memcpy(to, tensor.bytes.data() + from, width);
        }
    }
    const std::span<const std::byte> bytes(*pixels);
    return to_class_image(format, bytes, std::move(pixels));
}

}  // namespace limn::annotation
