// SPDX-License-Identifier: MIT
/// Short ways to write annotation contexts in tests.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/color.h"
#include "model/annotation_context.h"

namespace limn::test {

inline constexpr Rgba8 kRed{255, 0, 0, 255};
inline constexpr Rgba8 kGreen{0, 255, 0, 255};
inline constexpr Rgba8 kBlue{0, 0, 255, 255};
inline constexpr Rgba8 kYellow{255, 255, 0, 255};
inline constexpr Rgba8 kWhite{255, 255, 255, 255};

/// Class or keypoint; an empty label stays an empty label, nullopt is none.
inline AnnotationInfo info(
    std::uint16_t id,
    std::optional<std::string> label = std::nullopt,
    std::optional<Rgba8> color = std::nullopt
) {
    return {id, std::move(label), color};
}

inline ClassDescription described(
    AnnotationInfo of_class,
    std::vector<AnnotationInfo> keypoints = {},
    std::vector<KeypointPair> connections = {}
) {
    ClassDescription description;
    description.key = of_class.id;
    description.info = std::move(of_class);
    description.keypoints = std::move(keypoints);
    description.connections = std::move(connections);
    return description;
}

/// A context of classes without keypoints.
inline AnnotationContext classes(std::vector<AnnotationInfo> infos) {
    AnnotationContext context;
    for (AnnotationInfo& of_class : infos) {
        context.classes.push_back(described(std::move(of_class)));
    }
    return context;
}

}  // namespace limn::test
