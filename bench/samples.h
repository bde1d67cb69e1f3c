// SPDX-License-Identifier: MIT
/// Samples: what the benchmarks read, query and draw. Made in memory, the same in every run.
///
/// What      Recordings as messages, as the logging library makes them, and as the bytes of a file.
/// Errors    none: a sample that cannot be made ends the program with a message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "logger/recording_stream.h"
#include "model/annotation_context.h"
#include "model/message_source.h"

namespace limn::bench {

/// The value, or the end of the program: a benchmark has nobody to tell.
template <typename T>
T must(Result<T> result) {
    if (!result) {
        std::cerr << "benchmark: " << result.error().message << '\n';
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

/// `count` described classes; the first one is a person with 17 connected keypoints, the others have
/// as many as given.
[[nodiscard]] AnnotationContext make_context(std::uint16_t count, std::uint16_t keypoints_each = 0);

/// A mask with round and rectangular regions of classes 0…19, as segmentation gives them.
[[nodiscard]] std::vector<std::uint8_t>
make_mask(std::uint32_t width, std::uint32_t height, std::uint32_t frame);

/// RGB: a shaded picture with some noise, about as compressible as a photograph.
[[nodiscard]] std::vector<std::uint8_t>
make_picture(std::uint32_t width, std::uint32_t height, std::uint32_t frame);

/// Camera pictures (raw RGB), masks and three people's keypoints on the timeline "frame".
[[nodiscard]] std::vector<LogMessage>
camera_run(std::uint32_t width, std::uint32_t height, std::uint32_t frames);

/// `entities` · `rows` chunks of one row with one 2D box each.
[[nodiscard]] std::vector<LogMessage> single_row_chunks(std::uint32_t entities, std::uint32_t rows);

/// One 2D box per entity at frame 0, and for every tenth another one at frames 1 and 2.
[[nodiscard]] std::vector<LogMessage> many_entities(std::uint32_t entities);

/// JPEG 1920×1080, u8 mask of the same size and 20 skeletons per frame.
[[nodiscard]] std::vector<LogMessage> video_run(std::uint32_t frames);

/// 3D points with class ids and a context of 20 classes.
[[nodiscard]] std::vector<LogMessage> point_cloud(std::uint32_t points);

/// 2D: a 4096² mask, a million points and ten thousand boxes under one context of 5 000 classes with 17
/// keypoints each.
[[nodiscard]] std::vector<LogMessage> everything_at_once();

/// The file that holds these messages, LZ4-compressed.
[[nodiscard]] std::vector<std::byte> to_rrd(const std::vector<LogMessage>& messages);

}  // namespace limn::bench
