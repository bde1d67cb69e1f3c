// SPDX-License-Identifier: MIT
#include "scene/visualizers/picture_queries.h"

#include <span>
#include <string_view>

#include "media/codec.h"
#include "model/image_format.h"
#include "scene/last_value.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

std::optional<store::Cell> last_field(
    const store::Recording& recording,
    const EntityPath& entity,
    const Visualizer& visualizer,
    std::string_view field
) {
    return last_value(recording, entity, std::string(visualizer.name).append(":").append(field));
}

std::optional<ImageFormat> last_format(
    const store::Recording& recording,
    const EntityPath& entity,
    const Visualizer& visualizer
) {
    const auto cell = last_field(recording, entity, visualizer, "format");
    return cell ? store::first_image_format(*cell) : std::nullopt;
}

std::optional<store::Blob> last_blob(
    const store::Recording& recording,
    const EntityPath& entity,
    const Visualizer& visualizer
) {
    const auto cell = last_value(recording, entity, visualizer.required());
    return cell ? store::first_blob(*cell) : std::nullopt;
}

PictureSize raw_size(
    const store::Recording& recording,
    const EntityPath& entity,
    const Visualizer& visualizer
) {
    const auto format = last_format(recording, entity, visualizer);
    return format ? PictureSize{format->width, format->height} : PictureSize{};
}

std::optional<std::string> why_raw_undrawn(
    const store::Recording& recording,
    const EntityPath& entity,
    const Visualizer& visualizer,
    const annotation::TensorChoices& /*tensors*/
) {
    const auto buffer = last_blob(recording, entity, visualizer);
    if (!buffer) {
        return std::nullopt;
    }
    const auto format = last_format(recording, entity, visualizer);
    if (!format) {
        return "a picture without format";
    }
    const Result<void> checked = check_picture(*format, buffer->bytes.size());
    return checked ? std::nullopt : std::optional(checked.error().message);
}

PictureSize encoded_file_size(
    const store::Recording& recording,
    const EntityPath& entity,
    const Visualizer& visualizer
) {
    const auto file = last_blob(recording, entity, visualizer);
    return file ? encoded_size(file->bytes) : PictureSize{};
}

/// With the media type that was logged, if the message does not name it.
std::optional<std::string> why_encoded_undrawn(
    const store::Recording& recording,
    const EntityPath& entity,
    const Visualizer& visualizer,
    const annotation::TensorChoices& /*tensors*/
) {
    const auto file = last_blob(recording, entity, visualizer);
    const Result<void> checked = file ? media::check_image(file->bytes) : Result<void>();
    if (checked) {
        return std::nullopt;
    }
    std::string reason = checked.error().message;
    const auto cell = last_field(recording, entity, visualizer, "media_type");
    const auto type = cell ? store::first_text(*cell) : std::nullopt;
    if (type && !type->empty() && reason.find(*type) == std::string::npos) {
        reason.append(", logged as ").append(*type);
    }
    return reason;
}

}  // namespace

const PictureQueries kRawPicture{.size = raw_size, .why_undrawn = why_raw_undrawn};
const PictureQueries kEncodedPicture{.size = encoded_file_size, .why_undrawn = why_encoded_undrawn};

}  // namespace limn::scene
