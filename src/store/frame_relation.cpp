// SPDX-License-Identifier: MIT
#include "store/frame_relation.h"

#include <array>

#include "model/component_names.h"
#include "store/query.h"

namespace limn::store {
namespace {

constexpr std::array<std::string_view, 8> kTransform{
    component::kTransformTranslation,
    component::kTransformAxisAngle,
    component::kTransformQuaternion,
    component::kTransformScale,
    component::kTransformMat3x3,
    component::kTransformRelation,
    component::kTransformChildFrame,
    component::kTransformParentFrame,
};

constexpr std::array<std::string_view, 4> kPinhole{
    component::kPinholeImageFromCamera,
    component::kPinholeResolution,
    component::kPinholeChildFrame,
    component::kPinholeParentFrame,
};

}  // namespace

std::span<const std::string_view> components_of(FrameRelation relation) {
    return relation == FrameRelation::Transform ? std::span<const std::string_view>(kTransform)
                                                : std::span<const std::string_view>(kPinhole);
}

std::string_view child_frame_component(FrameRelation relation) {
    return relation == FrameRelation::Transform ? component::kTransformChildFrame
                                                : component::kPinholeChildFrame;
}

std::string_view parent_frame_component(FrameRelation relation) {
    return relation == FrameRelation::Transform ? component::kTransformParentFrame
                                                : component::kPinholeParentFrame;
}

std::optional<Cell> FrameRow::cell(std::string_view component) const {
    const ComponentColumn* column = chunk->find_component(component);
    if (column == nullptr || !column->cells.is_valid(static_cast<std::int64_t>(row))) {
        return std::nullopt;
    }
    return Cell{chunk, column, row, time, row_id};
}

}  // namespace limn::store
