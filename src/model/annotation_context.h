// SPDX-License-Identifier: MIT
/// AnnotationContext: class descriptions as they were logged.
///
/// What      Raw values, order kept, duplicates kept. Resolution rules live in annotation/.
/// Source    docs/FORMATS.md, annotation context.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/color.h"
#include "model/ids.h"

namespace limn {

struct AnnotationInfo {
    std::uint16_t id = 0;
    std::optional<std::string> label;
    std::optional<Rgba8> color;

    friend bool operator==(const AnnotationInfo&, const AnnotationInfo&) = default;
};

struct KeypointPair {
    KeypointId from = 0;
    KeypointId to = 0;

    friend bool operator==(const KeypointPair&, const KeypointPair&) = default;
};

struct ClassDescription {
    std::uint16_t key = 0;  ///< What class ids refer to.
    AnnotationInfo info;    ///< Its own id is used for the automatic color only.
    std::vector<AnnotationInfo> keypoints;
    std::vector<KeypointPair> connections;

    friend bool operator==(const ClassDescription&, const ClassDescription&) = default;
};

struct AnnotationContext {
    std::vector<ClassDescription> classes;

    friend bool operator==(const AnnotationContext&, const AnnotationContext&) = default;
};

}  // namespace limn
