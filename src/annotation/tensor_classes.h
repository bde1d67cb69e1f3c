// SPDX-License-Identifier: MIT
/// Tensors as masks: nothing in a recording says that a tensor's values are class ids.
///
/// What      Off unless the user says so, or the context that applies describes every id that occurs in
///           the tensor. Two dimensions make the picture; each of the others has one index that is shown.
/// Threads   pure functions and plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "annotation/class_image.h"
#include "annotation/context.h"
#include "annotation/tensor_choice.h"
#include "base/result.h"
#include "store/tensor_value.h"

namespace limn::annotation {

/// How a tensor becomes a picture.
struct TensorPlane {
    struct Slider {
        std::size_t dimension = 0;
        std::string name;  ///< As logged, else "dimension 0".
        std::uint64_t size = 0;
    };

    std::size_t rows = 0;     ///< Dimension from top to bottom.
    std::size_t columns = 0;  ///< From left to right.
    std::vector<Slider> sliders;
};

/// Dimensions named height and width, else the last two that are longer than 1. Nothing for a tensor
/// of less than two dimensions, or a picture beyond 32 bits on a side.
[[nodiscard]] std::optional<TensorPlane> tensor_plane(const store::Tensor& tensor);

/// Whether every value of the whole tensor is a class id that the context describes.
[[nodiscard]] bool describes_every_id(const ResolvedContext& context, const store::Tensor& tensor);

/// Which value of the tensor is the picture's pixel (x, y) at the given indices (clamped).
[[nodiscard]] std::uint64_t value_index(
    const store::Tensor& tensor,
    const TensorPlane& plane,
    const std::vector<std::uint64_t>& index,
    std::uint64_t x,
    std::uint64_t y
);

/// The picture at the given indices (clamped), converted as masks are. Its key is 0.
[[nodiscard]] Result<ClassImage> tensor_class_image(
    const store::Tensor& tensor,
    const TensorPlane& plane,
    const std::vector<std::uint64_t>& index
);

}  // namespace limn::annotation
