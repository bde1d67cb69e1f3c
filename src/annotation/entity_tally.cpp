// SPDX-License-Identifier: MIT
#include "annotation/entity_tally.h"

#include <algorithm>
#include <array>
#include <utility>

#include "annotation/class_image_source.h"
#include "annotation/skeletons.h"
#include "annotation/tensor_classes.h"
#include "base/hash.h"
#include "model/component_names.h"
#include "store/component_view.h"

namespace limn::annotation {
namespace {

constexpr std::array<Countable, 13> kCountables{{
    {component::kPoints2DPositions, "Points2D:class_ids", "Points2D:keypoint_ids"},
    {component::kPoints3DPositions, "Points3D:class_ids", "Points3D:keypoint_ids"},
    {component::kBoxes2DHalfSizes, "Boxes2D:class_ids", {}},
    {component::kBoxes3DHalfSizes, "Boxes3D:class_ids", {}},
    {component::kLineStrips2DStrips, "LineStrips2D:class_ids", {}},
    {component::kLineStrips3DStrips, "LineStrips3D:class_ids", {}},
    {"Arrows2D:vectors", "Arrows2D:class_ids", {}},
    {"Arrows3D:vectors", "Arrows3D:class_ids", {}},
    {"Ellipses2D:half_sizes", "Ellipses2D:class_ids", {}},
    {"Ellipsoids3D:half_sizes", "Ellipsoids3D:class_ids", {}},
    {"Capsules3D:lengths", "Capsules3D:class_ids", {}},
    {"Cylinders3D:lengths", "Cylinders3D:class_ids", {}},
    {"GeoPoints:positions", "GeoPoints:class_ids", {}},
}};

/// Nothing for a tensor that is not shown as classes.
std::vector<media::ClassCount> counts_of_tensor(
    const store::Cell& cell,
    const TensorChoice& choice,
    const ResolvedContext& context
) {
    const auto tensor = store::first_tensor(cell);
    const auto plane = tensor ? tensor_plane(*tensor) : std::nullopt;
    if (!plane || (!choice.as_classes && !describes_every_id(context, *tensor))) {
        return {};
    }
    const auto image = tensor_class_image(*tensor, *plane, choice.index);
    return image ? media::count_classes(*image->image) : std::vector<media::ClassCount>();
}

}  // namespace

std::span<const Countable> countables() {
    return kCountables;
}

bool says_of_classes(const ChunkOutline& chunk) {
    const auto is_read = [](const ColumnOutline& column) {
        const std::string_view name = column.name();
        return name == component::kSegmentationBuffer || name == component::kSegmentationFormat ||
               name == component::kTensorData || name == component::kAnnotationContext ||
               name == component::kClearIsRecursive ||
               std::ranges::any_of(kCountables, [&](const Countable& countable) {
                   return name == countable.instances || name == countable.class_ids ||
                          name == countable.keypoint_ids;
               });
    };
    return std::ranges::any_of(chunk.columns(), is_read);
}

ClassTally& EntityTally::tally_of(ClassId id) {
    ClassTally& tally = tallies_[id];
    tally.id = id;
    return tally;
}

void EntityTally::add_instances(const EntityPath& entity, const Countable& countable) {
    const auto instances = recording_.latest_at(query_, entity, countable.instances);
    const auto classes = recording_.latest_at(query_, entity, countable.class_ids);
    if (!instances || !classes) {
        return;
    }
    const auto count = static_cast<std::size_t>(instances->values().length());
    const std::span<const std::uint16_t> ids = store::u16_values(*classes);
    if (count == 0 || ids.empty()) {
        return;
    }
    if (add_skeletons(entity, countable, ids, count)) {
        return;
    }
    for (std::size_t i = 0; i < std::min(count, ids.size()); ++i) {
        ++tally_of(ids[i]).instances;
    }
    if (count > ids.size()) {
        tally_of(ids.back()).instances += count - ids.size();
    }
}

void EntityTally::add_pixels(const EntityPath& entity, PixelCountCache& cache) {
    // What is wrong with an image is reported where it is drawn.
    const auto source = find_class_image(recording_, query_, entity);
    if (!source || !*source) {
        return;
    }
    const std::vector<media::ClassCount>* counts = cache.find((*source)->key);
    if (counts == nullptr) {
        const auto image = to_class_image((*source)->format, (*source)->bytes, (*source)->owner);
        counts = &cache.put(
            (*source)->key,
            image ? media::count_classes(*image->image) : std::vector<media::ClassCount>()
        );
    }
    for (const media::ClassCount& count : *counts) {
        tally_of(count.class_id).pixels += count.pixels;
    }
}

void EntityTally::add_tensor(
    const EntityPath& entity,
    const TensorChoice& choice,
    const ResolvedContext& context,
    PixelCountCache& cache
) {
    const auto cell = recording_.latest_at(query_, entity, component::kTensorData);
    if (!cell || cell->values().empty() || choice.as_classes == false) {
        return;
    }
    std::uint64_t key = hash_combine(entity.hash(), cell->row_id.time_ns);
    key = hash_combine(key, cell->row_id.inc);
    key = hash_combine(key, hash_text(recording_.id().recording_id));
    key = hash_combine(key, choice.as_classes ? 1U : context.key());
    for (const std::uint64_t index : choice.index) {
        key = hash_combine(key, index);
    }
    const std::vector<media::ClassCount>* counts = cache.find(key);
    if (counts == nullptr) {
        counts = &cache.put(key, counts_of_tensor(*cell, choice, context));
    }
    for (const media::ClassCount& count : *counts) {
        tally_of(count.class_id).pixels += count.pixels;
    }
}

std::vector<ClassTally> EntityTally::result() const {
    std::vector<ClassTally> result;
    result.reserve(tallies_.size());
    for (const auto& [id, tally] : tallies_) {
        result.push_back(tally);
    }
    return result;
}

bool EntityTally::add_skeletons(
    const EntityPath& entity,
    const Countable& countable,
    std::span<const std::uint16_t> class_ids,
    std::size_t num_points
) {
    if (countable.keypoint_ids.empty()) {
        return false;
    }
    const auto keypoints = recording_.latest_at(query_, entity, countable.keypoint_ids);
    if (!keypoints) {
        return false;
    }
    const std::span<const std::uint16_t> keypoint_ids = store::u16_values(*keypoints);
    const SkeletonSplit split = split_skeletons(class_ids, keypoint_ids, num_points);
    for (const ClassId id : split.classes) {
        ++tally_of(id).instances;
    }
    return !split.classes.empty();
}

}  // namespace limn::annotation
