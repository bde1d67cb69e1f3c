// SPDX-License-Identifier: MIT
/// A tensor is shown where its values are class ids: because the user says so, or because the context
/// that applies describes every one of them. Other tensors are listed, not drawn.
#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "annotation/tensor_classes.h"
#include "base/hash.h"
#include "scene/last_value.h"
#include "scene/visualizers/class_images.h"
#include "scene/visualizers/images.h"
#include "scene/visualizers/picture_queries.h"
#include "scene/visualizers/visualizer.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 1> kComponents{"Tensor:data"};

/// Classes have no range.
constexpr std::array<std::string_view, 1> kOtherColumns{"Tensor:value_range"};

/// The context's verdict is remembered: a large tensor is looked through once.
bool is_described(SceneBuilder& builder, const EntityInput& input, const store::Tensor& tensor) {
    const std::uint64_t key =
        hash_combine(picture_key(input, {"data"}), input.context->key() ^ hash_text("described"));
    if (const auto known = builder.cache().find_fact<TensorFacts>(key)) {
        return known->is_described;
    }
    const bool result = annotation::describes_every_id(*input.context, tensor);
    builder.cache().put_fact(key, TensorFacts{result});
    return result;
}

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const auto& cell = input.cell("data");
    const auto& choices = builder.input().tensors;
    const auto chosen = choices.find(input.path);
    const annotation::TensorChoice choice =
        chosen == choices.end() ? annotation::TensorChoice() : chosen->second;
    if (!cell || cell->values().empty() || choice.as_classes == false) {
        return;
    }
    const auto tensor = store::first_tensor(*cell);
    const auto plane = tensor ? annotation::tensor_plane(*tensor) : std::nullopt;
    if (!plane) {
        if (choice.as_classes) {
            builder.report(input, "a tensor without a picture of two dimensions; not drawn");
        }
        return;
    }
    if (!choice.as_classes && !is_described(builder, input, *tensor)) {
        return;
    }
    std::uint64_t key = picture_key(input, {"data"});
    for (const std::uint64_t index : choice.index) {
        key = hash_combine(key, index);
    }
    add_class_image(builder, input, key, std::nullopt, [&] {
        return annotation::tensor_class_image(*tensor, *plane, choice.index);
    });
}

std::optional<store::Tensor> last_tensor(
    const store::Recording& recording,
    const EntityPath& entity,
    const Visualizer& visualizer
) {
    const auto cell = last_value(recording, entity, visualizer.required());
    return cell ? store::first_tensor(*cell) : std::nullopt;
}

PictureSize plane_size(
    const store::Recording& recording,
    const EntityPath& entity,
    const Visualizer& visualizer
) {
    const auto tensor = last_tensor(recording, entity, visualizer);
    const auto plane = tensor ? annotation::tensor_plane(*tensor) : std::nullopt;
    if (!plane) {
        return {};
    }
    return {
        static_cast<std::uint32_t>(tensor->shape[plane->columns]),
        static_cast<std::uint32_t>(tensor->shape[plane->rows]),
    };
}

/// The rule of `visualize`, asked of the last value.
bool is_last_drawn(
    const store::Recording& recording,
    const EntityPath& entity,
    const Visualizer& visualizer,
    const annotation::TensorChoices& tensors
) {
    const auto chosen = tensors.find(entity);
    if (chosen != tensors.end() && chosen->second.as_classes) {
        return *chosen->second.as_classes;
    }
    const auto tensor = last_tensor(recording, entity, visualizer);
    if (!tensor || !annotation::tensor_plane(*tensor)) {
        return false;
    }
    const store::LatestAtQuery last{recording.default_timeline(), kMaxTime};
    const annotation::ContextMap contexts(recording, last);
    return annotation::describes_every_id(*contexts.find(entity), *tensor);
}

std::optional<std::string> why_undrawn(
    const store::Recording& recording,
    const EntityPath& entity,
    const Visualizer& visualizer,
    const annotation::TensorChoices& tensors
) {
    if (is_last_drawn(recording, entity, visualizer, tensors)) {
        return std::nullopt;
    }
    return "tensors are drawn as classes, if the context describes every value";
}

constexpr PictureQueries kTensorQueries{
    .size = plane_size,
    .why_undrawn = why_undrawn,
    .has_view_undrawn = false,
};

}  // namespace

const Visualizer kTensor{
    .name = "Tensor",
    .space = DataSpace::Flat,
    .kind = DataKind::ClassImage,
    .components = kComponents,
    .draw_order = 0.0F,
    .visualize = visualize,
    .picture = &kTensorQueries,
    .other_columns = kOtherColumns,
};

}  // namespace limn::scene
