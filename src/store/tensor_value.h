// SPDX-License-Identifier: MIT
/// The value of a `Tensor:data` component.
///
/// Shapes    row-major: the last dimension changes fastest.
/// Threads   pure; views keep the cell's chunk alive.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/image_format.h"
#include "store/recording.h"

namespace limn::store {

struct Tensor {
    std::vector<std::uint64_t> shape;
    std::vector<std::string> names;  ///< One per dimension; empty where none was logged.
    ChannelType type = ChannelType::U8;
    std::span<const std::byte> bytes;  ///< As many values as the shape says.
    std::shared_ptr<const void> owner;
};

/// First instance of the column; nothing if it is of another type, or has fewer values than its shape.
[[nodiscard]] std::optional<Tensor> first_tensor(const Cell& cell);

}  // namespace limn::store
