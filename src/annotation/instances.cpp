// SPDX-License-Identifier: MIT
#include "annotation/instances.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "annotation/instance_columns.h"
#include "annotation/mesh_triangles.h"
#include "model/component_names.h"
#include "store/component_view.h"

namespace limn::annotation {
namespace {

/// The class of points that have keypoint ids alone.
constexpr std::array<std::uint16_t, 1> kClassZero{0};

constexpr std::string_view kVertexPositions = "Mesh3D:vertex_positions";
constexpr std::string_view kTriangleIndices = "Mesh3D:triangle_indices";

/// 0 without a cell, or if its type is not that of the component.
std::size_t values_in(const FindCell& find_cell, std::string_view component) {
    const store::Cell* cell = find_cell(component);
    return cell == nullptr ? 0 : num_values(component, *cell);
}

std::span<const std::uint16_t> ids_of(const FindCell& find_cell, std::string_view component) {
    const store::Cell* cell = component.empty() ? nullptr : find_cell(component);
    return cell == nullptr ? std::span<const std::uint16_t>() : store::u16_values(*cell);
}

std::size_t count_poses(const FindCell& find_cell) {
    std::size_t count = 0;
    for (const std::string_view component : component::kInstancePoses) {
        count = std::max(count, values_in(find_cell, component));
    }
    return count;
}

std::size_t count_of(const Archetype& archetype, const FindCell& find_cell) {
    const auto columns = archetype.used_instance_columns();
    if (columns.empty()) {
        return 0;
    }
    std::size_t count = values_in(find_cell, columns.front());
    if (count == 0) {
        return 0;
    }
    for (const std::string_view column : columns.subspan(1)) {
        count = std::max(count, values_in(find_cell, column));
    }
    return archetype.poses == PoseUse::Pairs ? std::max(count, count_poses(find_cell)) : count;
}

/// Sets those false that have a number which is not finite; a shorter column repeats its last value.
void mark_not_finite(
    const FindCell& find_cell,
    std::string_view component,
    std::size_t count,
    std::vector<bool>& finite
) {
    if (values_in(find_cell, component) == 0) {
        return;
    }
    const store::FloatRows rows = store::float_rows(*find_cell(component));
    const std::size_t num_rows = rows.numbers.size() / std::max<std::size_t>(1, rows.width);
    const bool all_finite =
        std::ranges::all_of(rows.numbers, [](float number) { return std::isfinite(number); });
    if (all_finite || num_rows == 0) {
        return;
    }
    finite.resize(count, true);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t row = std::min(i, num_rows - 1);
        const auto numbers = rows.numbers.subspan(row * rows.width, rows.width);
        if (!std::ranges::all_of(numbers, [](float number) { return std::isfinite(number); })) {
            finite[i] = false;
        }
    }
}

/// A strip is drawn if it has a piece between two finite points.
template <typename Vector>
void mark_strips(const std::vector<std::span<const Vector>>& strips, std::vector<bool>& finite) {
    const auto is_finite = [](const Vector& point) {
        for (int k = 0; k < Vector::length(); ++k) {
            if (!std::isfinite(point[k])) {
                return false;
            }
        }
        return true;
    };
    finite.assign(strips.size(), false);
    for (std::size_t i = 0; i < strips.size(); ++i) {
        const std::span<const Vector> points = strips[i];
        for (std::size_t k = 1; k < points.size() && !finite[i]; ++k) {
            finite[i] = is_finite(points[k - 1]) && is_finite(points[k]);
        }
    }
}

/// Rotations that are not finite are drawn as none; the rest of a pose must be finite.
void mark_poses(const FindCell& find_cell, std::size_t count, std::vector<bool>& finite) {
    for (const std::string_view component : component::kInstancePoses) {
        if (!component.ends_with(":quaternions")) {
            mark_not_finite(find_cell, component, count, finite);
        }
    }
}

/// How often all instances are drawn: once, or once per finite pose.
std::size_t count_repeats(const Archetype& archetype, const FindCell& find_cell) {
    const bool takes_one = archetype.poses == PoseUse::First;
    const std::size_t num_poses =
        takes_one || archetype.poses == PoseUse::Each ? count_poses(find_cell) : 0;
    if (num_poses == 0) {
        return 1;
    }
    std::vector<bool> finite;
    mark_poses(find_cell, num_poses, finite);
    if (takes_one) {
        return finite.empty() || finite.front() ? 1 : 0;
    }
    return num_poses - static_cast<std::size_t>(std::ranges::count(finite, false));
}

std::vector<bool>
read_finite(const Archetype& archetype, const FindCell& find_cell, std::size_t count) {
    std::vector<bool> finite;
    if (archetype.count == CountKind::Lines) {
        if (const store::Cell* cell = find_cell(archetype.required)) {
            if (archetype.required == component::kLineStrips2DStrips) {
                mark_strips(store::strips2_values(*cell), finite);
            } else {
                mark_strips(store::strips3_values(*cell), finite);
            }
        }
        return finite;
    }
    if (archetype.count == CountKind::Meshes) {
        return finite;  // Its triangles decide.
    }
    for (const std::string_view column : archetype.used_finite_columns()) {
        mark_not_finite(find_cell, column, count, finite);
    }
    if (archetype.poses == PoseUse::Pairs) {
        mark_poses(find_cell, count, finite);
    }
    return finite;
}

/// The classes of the triangles that are drawn, sorted.
std::vector<MeshClass>
read_mesh_classes(const FindCell& find_cell, std::span<const std::uint16_t> class_ids) {
    const store::Cell* indices = find_cell(kTriangleIndices);
    const MeshTriangles triangles(
        store::vec3_values(*find_cell(kVertexPositions)),
        indices == nullptr ? std::span<const Triangle>() : store::uvec3_values(*indices)
    );
    const auto class_at = [&](std::uint32_t vertex) {
        return ClassId{class_ids[std::min<std::size_t>(vertex, class_ids.size() - 1)]};
    };
    std::map<ClassId, std::uint32_t> vertices;
    std::optional<ClassId> last;
    for (std::size_t i = 0; i < triangles.size() && (!last || class_ids.size() > 1); ++i) {
        const Triangle triangle = triangles.at(i);
        if (!triangles.is_drawn(triangle)) {
            continue;
        }
        const std::uint32_t vertex = leading_corner(triangle, class_at);
        const ClassId id = class_at(vertex);
        if (last != id) {
            vertices.emplace(id, vertex);
            last = id;
        }
    }
    std::vector<MeshClass> classes;
    for (const auto& [id, vertex] : vertices) {
        classes.push_back({id, vertex});
    }
    return classes;
}

/// Counts by class. Runs of one class are cheap: there may be a million instances.
class Tallies {
  public:
    explicit Tallies(const OwnColorOf& own_color)
        : own_color_(own_color) {}

    void add(ClassId id, CountKind kind, std::uint64_t count, std::size_t instance) {
        if (last_ == nullptr || last_->id != id) {
            last_ = &tallies_[id];
            last_->id = id;
        }
        last_->counts[kind] += count;
        if (own_color_ && last_->counts[kind] <= kMaxSampled &&
            last_->own.num_examples < OwnColors::kMaxExamples) {
            last_->own.add_example(own_color_(instance));
        }
    }

    [[nodiscard]] std::vector<ClassTally> result() const {
        std::vector<ClassTally> sorted;
        sorted.reserve(tallies_.size());
        for (const auto& [id, tally] : tallies_) {
            sorted.push_back(tally);
            if (own_color_) {
                sorted.back().own.counts = tally.counts;
            }
        }
        return sorted;
    }

  private:
    /// Examples of colors are looked for among the first instances of a class.
    static constexpr std::uint64_t kMaxSampled = 64;

    const OwnColorOf& own_color_;
    std::map<ClassId, ClassTally> tallies_;
    ClassTally* last_ = nullptr;
};

using IsDrawn = std::function<bool(std::size_t)>;

void tally_skeletons(const Instances& instances, const IsDrawn& is_drawn, Tallies& tallies) {
    std::vector<bool> counts(instances.skeletons.num_skeletons(), false);
    for (std::size_t i = 0; i < instances.skeletons.of_point.size(); ++i) {
        const std::uint32_t skeleton = instances.skeletons.of_point[i];
        if (!counts[skeleton] && instances.is_finite(i) && (!is_drawn || is_drawn(i))) {
            counts[skeleton] = true;
            tallies.add(
                instances.skeletons.classes[skeleton],
                CountKind::Skeletons,
                instances.repeats,
                i
            );
        }
    }
}

void tally_mesh(const Instances& instances, Tallies& tallies) {
    for (const MeshClass& mesh : instances.mesh_classes) {
        tallies.add(mesh.id, CountKind::Meshes, instances.repeats, mesh.vertex);
    }
}

}  // namespace

std::uint64_t ClassCounts::instances() const {
    return std::accumulate(of_kind.begin(), of_kind.end(), std::uint64_t{0}) - pixels();
}

std::uint64_t ClassCounts::objects() const {
    return (*this)[CountKind::Skeletons] + (*this)[CountKind::Boxes] + (*this)[CountKind::Shapes] +
           (*this)[CountKind::Meshes];
}

bool ClassCounts::is_empty() const {
    return std::ranges::all_of(of_kind, [](std::uint64_t count) { return count == 0; });
}

ClassCounts& ClassCounts::operator+=(const ClassCounts& other) {
    for (std::size_t i = 0; i < of_kind.size(); ++i) {
        of_kind[i] += other.of_kind[i];
    }
    return *this;
}

void OwnColors::add_example(Rgba8 color) {
    const auto looks_like = [&](Rgba8 known) {
        constexpr int kAlike = 32;
        const auto is_near = [](std::uint8_t a, std::uint8_t b) {
            return std::abs(int{a} - int{b}) < kAlike;
        };
        return is_near(known.r, color.r) && is_near(known.g, color.g) &&
               is_near(known.b, color.b) && is_near(known.a, color.a);
    };
    const auto known = std::span(examples).first(num_examples);
    if (num_examples < kMaxExamples && std::ranges::none_of(known, looks_like)) {
        examples.at(num_examples++) = color;
    }
}

OwnColors& OwnColors::operator+=(const OwnColors& other) {
    counts += other.counts;
    for (const Rgba8 color : std::span(other.examples).first(other.num_examples)) {
        add_example(color);
    }
    return *this;
}

ClassId Instances::class_of(std::size_t instance) const {
    return class_ids.empty() ? kNoClass : class_ids[std::min(instance, class_ids.size() - 1)];
}

Instances read_instances(
    const Archetype& archetype,
    const FindCell& find_cell,
    std::span<const InstanceIdCell> id_candidates
) {
    Instances instances;
    instances.archetype = &archetype;
    instances.count = count_of(archetype, find_cell);
    if (instances.count == 0) {
        return instances;
    }
    instances.repeats = count_repeats(archetype, find_cell);
    instances.class_ids = ids_of(find_cell, archetype.class_ids);
    instances.keypoint_ids = ids_of(find_cell, archetype.keypoint_ids);
    if (instances.class_ids.empty() && !instances.keypoint_ids.empty()) {
        instances.class_ids = kClassZero;
    }
    instances.finite = read_finite(archetype, find_cell, instances.count);
    if (archetype.count == CountKind::Meshes && !instances.class_ids.empty()) {
        instances.mesh_classes = read_mesh_classes(find_cell, instances.class_ids);
    }
    if (!instances.keypoint_ids.empty()) {
        InstanceIds ids = read_instance_ids(id_candidates, instances.count);
        instances.skeletons = split_skeletons(
            instances.class_ids,
            instances.keypoint_ids,
            instances.count,
            ids.of_point
        );
        instances.ignored_ids = std::move(ids.ignored);
    }
    return instances;
}

std::vector<std::string_view> instance_components(const Archetype& archetype) {
    std::vector<std::string_view> components{archetype.required};
    const auto add = [&](std::string_view component) {
        if (!component.empty() && std::ranges::find(components, component) == components.end()) {
            components.push_back(component);
        }
    };
    add(archetype.class_ids);
    add(archetype.keypoint_ids);
    std::ranges::for_each(archetype.used_instance_columns(), add);
    std::ranges::for_each(archetype.used_finite_columns(), add);
    if (archetype.poses != PoseUse::None) {
        std::ranges::for_each(component::kInstancePoses, add);
    }
    return components;
}

const store::Cell* own_colors_cell(const Archetype& archetype, const FindCell& find_cell) {
    for (const std::string_view column : archetype.used_colors()) {
        const store::Cell* cell = find_cell(column);
        const bool decides_empty = archetype.used_colors().size() == 1;
        if (cell != nullptr &&
            (store::color_at(*cell, 0) || (decides_empty && cell->values().empty()))) {
            return cell;
        }
    }
    return nullptr;
}

std::vector<ClassTally> tally_instances(
    const Instances& instances,
    const std::function<bool(std::size_t)>& is_drawn,
    const OwnColorOf& own_color
) {
    Tallies tallies(own_color);
    if (instances.class_ids.empty() || instances.count == 0 || instances.repeats == 0) {
        return {};
    }
    if (instances.archetype->count == CountKind::Meshes) {
        tally_mesh(instances, tallies);
    } else if (!instances.keypoint_ids.empty()) {
        tally_skeletons(instances, is_drawn, tallies);
    } else {
        const CountKind kind = instances.archetype->count;
        for (std::size_t i = 0; i < instances.count; ++i) {
            if (instances.is_finite(i) && (!is_drawn || is_drawn(i))) {
                tallies.add(instances.class_of(i), kind, instances.repeats, i);
            }
        }
    }
    return tallies.result();
}

void merge_tallies(std::vector<ClassTally>& into, std::span<const ClassTally> more) {
    std::vector<ClassTally> merged;
    merged.reserve(into.size() + more.size());
    auto other = more.begin();
    for (const ClassTally& tally : into) {
        for (; other != more.end() && other->id < tally.id; ++other) {
            merged.push_back(*other);
        }
        merged.push_back(tally);
        if (other != more.end() && other->id == tally.id) {
            merged.back().counts += other->counts;
            merged.back().own += other->own;
            ++other;
        }
    }
    merged.insert(merged.end(), other, more.end());
    into = std::move(merged);
}

}  // namespace limn::annotation
