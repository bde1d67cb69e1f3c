// SPDX-License-Identifier: MIT
/// What views and lists of problems ask about a picture before it is drawn: about its last value.
///
/// Threads   pure functions; they only read the recording.
/// Cost      a query for each component that they read; of files, the first bytes.
#pragma once

#include <optional>
#include <string>

#include "annotation/tensor_classes.h"
#include "scene/image_pixels.h"
#include "store/recording.h"

namespace limn::scene {

struct Visualizer;

struct PictureQueries {
    /// {0, 0}: unknown.
    PictureSize (*size)(const store::Recording&, const EntityPath&, const Visualizer&) = nullptr;

    /// Why it is not drawn; nothing if it is drawn, or empty.
    std::optional<std::string> (*why_undrawn
    )(const store::Recording&,
      const EntityPath&,
      const Visualizer&,
      const annotation::TensorChoices&) = nullptr;

    /// What is not drawn has a view nevertheless, which says why.
    bool has_view_undrawn = true;
};

/// A buffer and its format.
extern const PictureQueries kRawPicture;

/// A file.
extern const PictureQueries kEncodedPicture;

}  // namespace limn::scene
