// SPDX-License-Identifier: MIT
#include "scene/robust_bounds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <limits>
#include <utility>

#include "scene/far_out.h"
#include "scene/placement.h"

namespace limn::scene {
namespace {

/// Quantiles are taken of about this many places or things.
constexpr std::size_t kSampleSize = 4096;

constexpr std::size_t kCloudSize = 1000;
constexpr double kCloudQuantile = 0.01;
constexpr float kCloudMargin = 0.1F;

/// Half the width of an arrow's head in radii of its line, as in shaders/line/segment.glsl.
constexpr float kHeadHalfWidth = 2.5F;

/// Discs of more UI points do not narrow a picture further.
constexpr float kMaxEdgePt = 100.0F;

/// Maximum number of framed places: of one part, and of all parts together.
constexpr std::size_t kMaxPlacesOfPart = 2048;
constexpr std::size_t kMaxPlaces = 4096;
/// Parts of which fewer would be left are framed by the corners of their boxes.
constexpr std::size_t kLeastPlacesOfPart = 64;

/// A position and how far it reaches around itself, in batch coordinates.
struct Place {
    glm::vec3 position{0.0F};
    glm::vec3 reach{0.0F};
    bool is_repeat = false;  ///< The same vertex of a strip as the place before.
};

/// Which places of a batch are one thing: a box, a strip, an arrow, a skeleton.
struct Things {
    std::size_t num_places = 0;
    std::vector<std::uint32_t> begins;  ///< First place of each; empty: every place is a thing.

    [[nodiscard]] std::size_t count() const { return begins.empty() ? num_places : begins.size(); }

    [[nodiscard]] std::size_t begin(std::size_t thing) const {
        if (begins.empty()) {
            return thing;
        }
        return thing < begins.size() ? begins[thing] : num_places;
    }
};

/// Things are runs of primitives with the same `id_at(i)`, each primitive of `places_each` places.
template <typename IdAt>
Things find_things(std::size_t num_primitives, std::size_t places_each, const IdAt& id_at) {
    Things things{.num_places = num_primitives * places_each, .begins = {}};
    for (std::size_t i = 0; i < num_primitives; ++i) {
        if (i == 0 || id_at(i) != id_at(i - 1)) {
            things.begins.push_back(static_cast<std::uint32_t>(i * places_each));
        }
    }
    return things;
}

template <typename At>
Bounds box_of(const Things& things, std::size_t thing, const At& at) {
    Bounds box;
    for (std::size_t i = things.begin(thing); i < things.begin(thing + 1); ++i) {
        const Place place = at(i);
        if (is_place(place.position)) {
            box.extend(place.position - place.reach);
            box.extend(place.position + place.reach);
        }
    }
    return box;
}

/// Which things are far out; empty if none is.
template <typename At>
std::vector<bool> find_far_things(const Things& things, const At& at) {
    const std::size_t count = things.count();
    std::vector<bool> is_far(count);
    if (count == kLeastForLone + 1) {
        std::vector<Weighted<float>> boxes;
        for (std::size_t k = 0; k < count; ++k) {
            boxes.push_back({box_of(things, k, at), 1});
        }
        const auto lone = find_lone<float>(boxes);
        if (lone) {
            is_far[*lone] = true;
        }
        return lone ? is_far : std::vector<bool>();
    }
    // Places that are things are told apart as places.
    if (things.begins.empty() || count < kLeastForFence) {
        return {};
    }
    BoxSpread<float> spread;
    const std::size_t stride = std::max<std::size_t>(1, count / kSampleSize);
    for (std::size_t k = 0; k < count; k += stride) {
        spread.add(box_of(things, k, at));
    }
    const Fence<float> fence = spread.fence(spread.size() < kFew ? kFenceReachOfFew : kFenceReach);
    std::size_t outside = 0;
    for (std::size_t k = 0; k < count; ++k) {
        const Bounds box = box_of(things, k, at);
        if (!box.is_empty && !fence.touches(box)) {
            is_far[k] = true;
            ++outside;
        }
    }
    return outside > 0 && outside <= most_left_out(count) ? is_far : std::vector<bool>();
}

/// The places of all things but those that are far out; empty if none is.
template <typename At>
std::vector<std::uint32_t> without_far_things(const Things& things, const At& at) {
    const std::vector<bool> is_far = find_far_things(things, at);
    std::vector<std::uint32_t> kept;
    for (std::size_t k = 0; k < is_far.size(); ++k) {
        for (std::size_t i = things.begin(k); !is_far[k] && i < things.begin(k + 1); ++i) {
            kept.push_back(static_cast<std::uint32_t>(i));
        }
    }
    return kept;
}

/// Box of the places inside of the fence, their reach cut off there; whether too many are outside.
template <typename At>
Bounds
box_within(std::size_t count, const At& at, const Fence<float>& fence, bool& leaves_out_much) {
    glm::vec3 low(std::numeric_limits<float>::max());
    glm::vec3 high(std::numeric_limits<float>::lowest());
    std::size_t outside = 0;
    std::size_t all = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const Place place = at(i);
        if (!is_place(place.position)) {
            continue;
        }
        all += place.is_repeat ? 0 : 1;
        if (!fence.contains(place.position)) {
            outside += place.is_repeat ? 0 : 1;
            continue;
        }
        low = glm::min(low, glm::max(place.position - place.reach, fence.min));
        high = glm::max(high, glm::min(place.position + place.reach, fence.max));
    }
    leaves_out_much = outside > most_left_out(all);
    Bounds box;
    if (all > outside) {
        box.extend(low);
        box.extend(high);
    }
    return box;
}

template <typename At>
Bounds box_of_places(std::size_t count, bool is_cloud, const At& at) {
    const std::size_t stride = std::max<std::size_t>(1, count / kSampleSize);
    Quantiles<float> sample;
    for (std::size_t i = 0; i < count; i += stride) {
        const Place place = at(i);
        if (is_place(place.position)) {
            sample.add(place.position);
        }
    }
    if (sample.size() == 0) {
        return {};
    }
    const double reach = sample.size() < kFew ? kFenceReachOfFew : kFenceReach;
    bool leaves_out_much = false;
    Bounds box = box_within(count, at, fence_of(sample, 0.0F, reach), leaves_out_much);
    if (leaves_out_much) {
        box = box_within(count, at, Fence<float>(), leaves_out_much);
    }
    if (is_cloud && count >= kCloudSize && !box.is_empty) {
        const glm::vec3 low = sample.at(kCloudQuantile);
        const glm::vec3 high = sample.at(1.0 - kCloudQuantile);
        const glm::vec3 room = (high - low) * kCloudMargin;
        box.min = glm::max(box.min, low - room);
        box.max = glm::min(box.max, high + room);
    }
    return box;
}

/// Steps through `count` places so that about `most` are met, whichever period of 2 or 3 they have.
std::size_t stride_for(std::size_t count, std::size_t most) {
    std::size_t stride = std::max<std::size_t>(1, (count + most - 1) / most);
    while (stride > 1 && (stride % 2 == 0 || stride % 3 == 0)) {
        ++stride;
    }
    return stride;
}

/// Both ends of axes and diagonals.
constexpr std::array<glm::vec3, 7> kEnds{
    glm::vec3(1, 0, 0),
    glm::vec3(0, 1, 0),
    glm::vec3(0, 0, 1),
    glm::vec3(1, 1, 1),
    glm::vec3(1, 1, -1),
    glm::vec3(1, -1, 1),
    glm::vec3(-1, 1, 1)};

/// The places that are farthest in these directions.
class FarthestPlaces {
  public:
    void add(const Place& place) {
        for (std::size_t k = 0; k < kEnds.size(); ++k) {
            const float along = glm::dot(place.position, kEnds.at(k));
            if (along > most_.at(2 * k)) {
                most_.at(2 * k) = along;
                places_.at(2 * k) = place;
            }
            if (-along > most_.at(2 * k + 1)) {
                most_.at(2 * k + 1) = -along;
                places_.at(2 * k + 1) = place;
            }
        }
    }

    static constexpr std::size_t kCount = kEnds.size() * 2;

    [[nodiscard]] const std::array<Place, kCount>& places() const { return places_; }

    FarthestPlaces() { most_.fill(std::numeric_limits<float>::lowest()); }

  private:
    std::array<float, kCount> most_{};
    std::array<Place, kCount> places_{};
};

/// The box of a batch, and a sample of the places in it, the farthest of which come first.
struct Measured {
    Bounds box;
    std::vector<Place> sample;
};

template <typename At>
std::vector<Place>
sample_within(std::size_t count, bool is_cloud, const At& at, const Bounds& box) {
    const Fence<float> fence{box.min, box.max};
    const std::size_t stride = stride_for(count, kMaxPlacesOfPart);
    std::vector<Place> sample;
    // A cloud has no corner that matters, and may be large.
    if (stride > 1 && !(is_cloud && count >= kCloudSize) && !box.is_empty) {
        FarthestPlaces farthest;
        for (std::size_t i = 0; i < count; ++i) {
            const Place place = at(i);
            if (fence.contains(place.position)) {
                farthest.add(place);
            }
        }
        sample.assign(farthest.places().begin(), farthest.places().end());
    }
    for (std::size_t i = 0; i < count && !box.is_empty; i += stride) {
        const Place place = at(i);
        if (fence.contains(place.position)) {
            sample.push_back(place);
        }
    }
    return sample;
}

/// `at(i)` gives the i-th Place.
template <typename At>
Measured measure(ViewKind kind, bool is_cloud, const Things& things, const At& at) {
    const auto measure_places = [&](std::size_t count, const auto& place_at) {
        Measured measured{box_of_places(count, is_cloud, place_at), {}};
        if (kind == ViewKind::Spatial3D) {
            measured.sample = sample_within(count, is_cloud, place_at, measured.box);
        }
        return measured;
    };
    const std::vector<std::uint32_t> kept = without_far_things(things, at);
    if (kept.empty()) {
        return measure_places(things.num_places, at);
    }
    return measure_places(kept.size(), [&](std::size_t i) { return at(kept[i]); });
}

/// Sample of a batch in the world. Balls that are larger than the bounds, which are cut off, shrink.
std::vector<FramedPlace> to_world(
    const std::vector<Place>& sample,
    const glm::dmat4& world_from_batch,
    const Bounds& local
) {
    const double scale = length_scale(world_from_batch);
    const double most = 0.5 * double{largest(local.max - local.min)};
    std::vector<FramedPlace> places;
    places.reserve(sample.size());
    for (const Place& place : sample) {
        const glm::dvec4 position(place.position, 1.0);
        const double radius = std::min(double{place.reach.x}, most) * scale;
        places.push_back({glm::dvec3(world_from_batch * position), radius});
    }
    return places;
}

/// About `most` of a part's places.
std::vector<FramedPlace> thinned(const std::vector<FramedPlace>& places, std::size_t most) {
    const std::size_t stride = stride_for(places.size(), most);
    std::vector<FramedPlace> kept;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (i < FarthestPlaces::kCount || i % stride == 0) {
            kept.push_back(places[i]);
        }
    }
    return kept;
}

std::vector<FramedPlace> corners_of(const WorldBounds& box) {
    std::vector<FramedPlace> corners;
    for (unsigned i = 0; i < kNumCorners; ++i) {
        corners.push_back({corner_of(box, i), 0.0});
    }
    return corners;
}

/// Bones are of a skeleton, other segments of an instance.
std::uint32_t thing_of(const draw::LineSegment& segment) {
    return segment.joint_from != draw::kNoStyle ? segment.skeleton : segment.instance;
}

}  // namespace

float RobustBounds::local_per_world(const glm::dmat4& world_from_batch) const {
    const double scale = kind_ == ViewKind::Spatial2D
                             ? std::sqrt(std::abs(glm::determinant(glm::dmat2(world_from_batch))))
                             : double{length_scale(world_from_batch)};
    return scale > 0.0 ? static_cast<float>(1.0 / scale) : 0.0F;
}

RobustBounds::Part* RobustBounds::add_part(
    std::uint32_t entity,
    const glm::dmat4& world_from_batch,
    const Bounds& local,
    std::size_t num_things
) {
    WorldBounds box;
    for (unsigned corner = 0; corner < kNumCorners && !local.is_empty; ++corner) {
        const glm::dvec3 world(world_from_batch * glm::dvec4(corner_of(local, corner), 1.0));
        if (largest(glm::abs(world)) <= double{kFarthest}) {
            box.extend(world);
        }
    }
    if (box.is_empty) {
        return nullptr;
    }
    // Faces and edges of the same boxes, joints and bones of the same skeletons.
    const bool is_of_last = !parts_.empty() && entity != draw::kNoEntity &&
                            parts_.back().entity == entity &&
                            parts_.back().world_from_batch == world_from_batch;
    if (!is_of_last) {
        parts_.push_back({{}, entity, world_from_batch, {}});
    }
    Part& part = parts_.back();
    part.extent.box.extend(box.min);
    part.extent.box.extend(box.max);
    part.extent.num_things = std::max(part.extent.num_things, num_things);
    return &part;
}

template <typename Batch, typename Measured>
void RobustBounds::add_measured(const Batch& batch, std::size_t num_things, const Measured& data) {
    Part* part = add_part(batch.entity, batch.world_from_batch, data.box, num_things);
    if (part != nullptr) {
        const auto places = to_world(data.sample, batch.world_from_batch, data.box);
        part->places.insert(part->places.end(), places.begin(), places.end());
    }
}

void RobustBounds::add_ui_radius(float radius) {
    edge_pt_ = std::max(edge_pt_, std::min(-radius, kMaxEdgePt));
}

void RobustBounds::add(const draw::PointBatch& batch) {
    const float scale = local_per_world(batch.world_from_batch);
    const float depth = kind_ == ViewKind::Spatial2D ? 0.0F : 1.0F;
    const auto at = [&](std::size_t i) {
        const float radius = batch.radii[batch.radii.size() == 1 ? 0 : i];
        const float reach = std::signbit(radius) ? 0.0F : radius * scale;
        return Place{batch.positions[i], glm::vec3(reach, reach, reach * depth)};
    };
    Things things{.num_places = batch.positions.size(), .begins = {}};
    if (!batch.group.empty()) {
        things = find_things(things.num_places, 1, [&](std::size_t i) { return batch.group[i]; });
    }
    const bool is_cloud = kind_ == ViewKind::Spatial3D;
    add_measured(batch, things.count(), measure(kind_, is_cloud, things, at));
    for (const float radius : batch.radii) {
        add_ui_radius(radius);
    }
}

void RobustBounds::add(const draw::LineBatch& batch) {
    const std::vector<draw::LineSegment>& segments = batch.segments;
    const float scale = local_per_world(batch.world_from_batch);
    const float depth = kind_ == ViewKind::Spatial2D ? 0.0F : 1.0F;
    const auto at = [&](std::size_t i) {
        const draw::LineSegment& segment = segments[i / 2];
        const bool is_end = i % 2 == 1;
        const float wide = segment.has_head && is_end ? kHeadHalfWidth : 1.0F;
        const float reach = std::signbit(segment.radius) ? 0.0F : segment.radius * scale * wide;
        return Place{
            is_end ? segment.to : segment.from,
            glm::vec3(reach, reach, reach * depth),
            !is_end && i > 0 && segments[i / 2 - 1].to == segment.from};
    };
    const Things things =
        find_things(segments.size(), 2, [&](std::size_t i) { return thing_of(segments[i]); });
    add_measured(batch, things.count(), measure(kind_, false, things, at));
    for (const draw::LineSegment& segment : segments) {
        add_ui_radius(segment.radius * (segment.has_head ? kHeadHalfWidth : 1.0F));
    }
}

void RobustBounds::add(const draw::MeshBatch& batch) {
    const auto at = [&](std::size_t i) { return Place{batch.vertices[i].position, {}}; };
    const Things things = find_things(batch.vertices.size() / 3, 3, [&](std::size_t i) {
        return batch.vertices[i * 3].instance;
    });
    add_measured(batch, things.count(), measure(kind_, false, things, at));
}

void RobustBounds::add(const draw::ImageDraw& image) {
    const glm::uvec2 size(image.image->width(), image.image->height());
    Bounds local;
    local.extend(glm::vec3(0.0F));
    local.extend(glm::vec3(size, 0.0F));
    Part* part =
        add_part(image.entity, image.world_from_image, local, std::size_t{size.x} * size.y);
    for (unsigned corner = 0; corner < 4 && part != nullptr; ++corner) {
        const glm::dvec4 point(corner_of(local, corner), 1.0);
        part->places.push_back({glm::dvec3(image.world_from_image * point), 0.0});
    }
}

std::vector<const RobustBounds::Part*> RobustBounds::framed_parts() const {
    std::vector<Weighted<double>> extents;
    BoxSpread<double> spread;
    for (const Part& part : parts_) {
        extents.push_back(part.extent);
        spread.add(part.extent.box);
    }
    std::vector<bool> is_far(parts_.size());
    if (parts_.size() >= kLeastForFence) {
        const Fence<double> fence = spread.fence(kFenceReachOfFew);
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            is_far[i] = !fence.touches(extents[i].box);
        }
    } else if (const auto lone = find_lone<double>(extents)) {
        is_far[*lone] = true;
    }
    const bool leaves_out_much =
        static_cast<std::size_t>(std::ranges::count(is_far, true)) > most_left_out(parts_.size());
    std::vector<const Part*> framed;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (!is_far[i] || leaves_out_much) {
            framed.push_back(&parts_[i]);
        }
    }
    return framed;
}

WorldBounds RobustBounds::bounds() const {
    WorldBounds result;
    for (const Part* part : framed_parts()) {
        result.extend(part->extent.box.min);
        result.extend(part->extent.box.max);
    }
    return result;
}

FramedPlaces RobustBounds::places() const {
    if (kind_ != ViewKind::Spatial3D) {
        return nullptr;
    }
    const std::vector<const Part*> parts = framed_parts();
    const auto num_places = [&](std::size_t most_of_part) {
        std::size_t count = 0;
        for (const Part* part : parts) {
            count += std::min(part->places.size(), most_of_part);
        }
        return count;
    };
    // As many of each large part as there is room for.
    std::size_t most = 2 * kMaxPlacesOfPart;
    while (most >= kLeastPlacesOfPart && num_places(most) > kMaxPlaces) {
        most /= 2;
    }
    const bool are_corners = most < kLeastPlacesOfPart;
    most = are_corners ? kNumCorners : most;
    if (num_places(most) > kMaxPlaces) {
        return nullptr;
    }
    std::vector<FramedPlace> result;
    for (const Part* part : parts) {
        std::vector<FramedPlace> places = part->places;
        if (places.size() > most) {
            places = are_corners ? corners_of(part->extent.box) : thinned(places, most);
        }
        result.insert(result.end(), places.begin(), places.end());
    }
    return std::make_shared<const std::vector<FramedPlace>>(std::move(result));
}

}  // namespace limn::scene
