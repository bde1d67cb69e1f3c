// SPDX-License-Identifier: MIT
/// Documents of particular tools: CVAT, LabelMe, SemanticKITTI, Datumaro, YOLO, DeepLabCut, and colors beside a list of names.
///
/// What      Each adds the classes of its document to a PaletteFile, and notes what is not used.
/// Errors    InvalidArgument with the place, as in "categories[3].color".
/// Source    docs/FORMATS.md, palettes.
/// Threads   plain functions.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "annotation/palette.h"

namespace limn::annotation {

/// Labels of a project or a task; skeletons have sublabels as keypoints, and their links in a drawing.
[[nodiscard]] Result<void>
read_cvat(const nlohmann::json& list, const std::string& place, PaletteFile& file);

/// The labels of one picture, sorted, so that ids are the same in every run.
[[nodiscard]] Result<void> read_labelme(const nlohmann::json& document, PaletteFile& file);

/// {id: name} and {id: [blue, green, red]}.
[[nodiscard]] Result<void> read_semantic_kitti(const nlohmann::json& document, PaletteFile& file);

/// {"label_map": {"0": name}, "segmentation_colors": [[r, g, b]]}.
[[nodiscard]] Result<void> read_datumaro(const nlohmann::json& document, PaletteFile& file);

/// Names, and for poses how many keypoints a class has.
[[nodiscard]] Result<void> read_yolo(const nlohmann::json& document, PaletteFile& file);

/// One class; links by names, a list of more than two is a chain.
[[nodiscard]] Result<void> read_deeplabcut(const nlohmann::json& document, PaletteFile& file);

/// One skeleton without a class: keypoints without class ids are of class 0.
[[nodiscard]] Result<void> read_lone_skeleton(const nlohmann::json& document, PaletteFile& file);

/// The member that holds colors of all classes ("colors", "palette" …); empty without one.
[[nodiscard]] std::string_view color_member(const nlohmann::json& document);

/// Takes them over: a list in the order of a list of classes or by id, or a map by id or name. `listed` is what the
/// classes were read from, a list or a map.
[[nodiscard]] Result<void>
read_colors(const nlohmann::json& document, const nlohmann::json& listed, PaletteFile& file);

}  // namespace limn::annotation
