// SPDX-License-Identifier: MIT
/// A tensor is shown where its values are class ids: because the user says so, or because the context
/// that applies describes every one of them. Other tensors are listed, not drawn.
#include <array>

#include "annotation/tensor_classes.h"
#include "base/hash.h"
#include "scene/visualizers/class_images.h"
#include "scene/visualizers/images.h"
#include "scene/visualizers/visualizer.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 1> kComponents{"Tensor:data"};

/// The context's verdict is remembered: a large tensor is looked through once.
bool is_described(SceneBuilder& builder, const EntityInput& input, const store::Tensor& tensor) {
    const std::uint64_t key =
        hash_combine(picture_key(input, {"data"}), input.context->key() ^ hash_text("described"));
    if (const auto known = builder.cache().find_range(key)) {
        return known->max > 0.0;
    }
    const bool result = annotation::describes_every_id(*input.context, tensor);
    builder.cache().put_range(key, {0.0, result ? 1.0 : 0.0});
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

}  // namespace

const Visualizer kTensor{
    .name = "Tensor",
    .space = DataSpace::Flat,
    .kind = DataKind::ClassImage,
    .components = kComponents,
    .draw_order = 0.0F,
    .visualize = visualize,
};

}  // namespace limn::scene
