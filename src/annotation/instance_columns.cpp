// SPDX-License-Identifier: MIT
#include "annotation/instance_columns.h"

#include <array>

#include "model/archetypes.h"
#include "store/component_view.h"

namespace limn::annotation {
namespace {

using CountValues = std::size_t (*)(const store::Cell&);

template <auto kRead>
std::size_t count_with(const store::Cell& cell) {
    return kRead(cell).size();
}

struct FieldType {
    std::string_view field;
    CountValues count = nullptr;
};

/// Fields that are vectors in space or in the plane are not listed.
constexpr std::array<FieldType, 6> kFieldTypes{{
    {"lengths", count_with<store::f32_values>},
    {"radii", count_with<store::f32_values>},
    {"quaternions", count_with<store::vec4_values>},
    {"rotation_axis_angles", count_with<store::axis_angle_values>},
    {"mat3x3", count_with<store::mat3_values>},
    {"triangle_indices", count_with<store::uvec3_values>},
}};

}  // namespace

std::size_t num_values(std::string_view component, const store::Cell& cell) {
    const std::string_view archetype = archetype_of(component);
    const std::string_view field = component.substr(component.find(':') + 1);
    for (const FieldType& type : kFieldTypes) {
        if (type.field == field) {
            return type.count(cell);
        }
    }
    const bool is_flat = archetype.ends_with("2D");
    if (field == "strips") {
        return is_flat ? store::strips2_values(cell).size() : store::strips3_values(cell).size();
    }
    return is_flat ? store::vec2_values(cell).size() : store::vec3_values(cell).size();
}

}  // namespace limn::annotation
