// SPDX-License-Identifier: MIT
/// What is in a recording and not drawn, with the reason.
///
/// What      The one answer that views, the entity tree, the problems page and `limn render` give. An entity
///           is named for an archetype that has no visualizer, and for a picture or tensor whose last value
///           is refused; and for columns without which its data is drawn (the texture of a mesh). Components that belong to no archetype of the SDK are data without a picture and not
///           named.
/// Threads   only reads the recording.
/// Cost      a query per archetype, and the first bytes of every picture.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotation/tensor_classes.h"
#include "base/diagnostics.h"
#include "model/entity_path.h"
#include "scene/view_spec.h"
#include "store/recording.h"

namespace limn::scene {

struct Undrawn {
    EntityPath entity;
    std::string archetype;   ///< "Scalars".
    std::string reason;      ///< "Limn shows no plots of scalars"; of a part: "its texture".
    std::uint64_t rows = 0;  ///< How many values there are.
    bool is_part = false;    ///< The rest is drawn.

    friend bool operator==(const Undrawn&, const Undrawn&) = default;
};

/// In path order.
[[nodiscard]] std::vector<Undrawn>
find_undrawn(const store::Recording& recording, const annotation::TensorChoices& tensors = {});

/// Those among a view's contents.
[[nodiscard]] std::vector<Undrawn> undrawn_in(std::span<const Undrawn> all, const ViewSpec& view);

/// What is said of one archetype and reason: "Scalars not drawn: Limn shows no plots of scalars", "Mesh3D drawn without
/// its texture".
struct UndrawnReason {
    std::string text;
    EntityPath first;  ///< An entity it holds of.
    std::size_t entities = 0;
    std::uint64_t rows = 0;

    /// "/metrics/loss and 2 more entities, 300 rows"; empty if it is about no entity.
    [[nodiscard]] std::string where() const;
};

/// Each archetype and reason once, in the order of their first entities.
[[nodiscard]] std::vector<UndrawnReason> reasons_of(std::span<const Undrawn> undrawn);

/// One line, without the entity.
[[nodiscard]] std::string text_of(const Undrawn& undrawn);

/// Of one entity; `all` is in path order.
[[nodiscard]] std::span<const Undrawn>
undrawn_at(std::span<const Undrawn> all, const EntityPath& entity);

/// Does a scene say of its picture already what is said here?
[[nodiscard]] bool is_told(const Diagnostics& told, const Undrawn& undrawn);

/// Is there something of the entity that a view shows?
[[nodiscard]] bool is_drawn(
    const store::Recording& recording,
    const EntityPath& entity,
    std::span<const Undrawn> undrawn_there
);

}  // namespace limn::scene
