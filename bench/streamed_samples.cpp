// SPDX-License-Identifier: MIT
#include "bench/streamed_samples.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <string>
#include <utility>
#include <vector>

#include "logger/archetypes.h"
#include "logger/recording_stream.h"

namespace limn::bench {
namespace {

constexpr std::uint32_t kWidth = 1920;
constexpr std::uint32_t kHeight = 1080;
constexpr std::uint16_t kClasses = 20;

/// xorshift64*: fast, and the same everywhere.
class Noise {
  public:
    std::uint64_t next() {
        state_ ^= state_ >> 12U;
        state_ ^= state_ << 25U;
        state_ ^= state_ >> 27U;
        return state_ * 0x2545F4914F6CDD1DULL;
    }

    float unit() { return static_cast<float>(next() >> 40U) / static_cast<float>(1U << 24U); }

  private:
    std::uint64_t state_ = 88172645463325252ULL;
};

class Streamed {
  public:
    explicit Streamed(rrd::RrdWriter& writer)
        : writer_(writer)
        , stream_({StoreKind::Recording, "limn_bench", "large"}, {.max_batch_rows = 500}) {}

    [[nodiscard]] Result<void> flush() {
        for (const LogMessage& message : stream_.take_messages()) {
            LIMN_TRY_VOID(writer_.write(message));
        }
        return {};
    }

    [[nodiscard]] Result<void> log_context() {
        AnnotationContext context;
        for (std::uint16_t id = 0; id < kClasses; ++id) {
            ClassDescription description;
            description.key = id;
            description.info.id = id;
            description.info.label = fmt::format("class {}", id);
            context.classes.push_back(std::move(description));
        }
        return stream_.log_static(EntityPath(), context);
    }

    /// Bytes that the frame weighs.
    [[nodiscard]] Result<std::uint64_t> noise_frame(std::uint32_t frame) {
        stream_.set_sequence("frame", frame);
        std::vector<std::uint8_t> pixels(std::size_t{kWidth} * kHeight * 3);
        for (std::size_t i = 0; i + 8 <= pixels.size(); i += 8) {
            const std::uint64_t value = noise_.next();
            for (std::size_t byte = 0; byte < 8; ++byte) {
                pixels[i + byte] = static_cast<std::uint8_t>(value >> (8 * byte));
            }
        }
        std::vector<std::uint8_t> ids(std::size_t{kWidth} * kHeight);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            ids[i] = static_cast<std::uint8_t>(((i % kWidth) / 96 + frame / 10) % kClasses);
        }
        const logger::Boxes2D boxes = random_boxes(10, 0);
        LIMN_TRY_VOID(stream_.log(
            EntityPath::parse("/camera/image"),
            logger::Image::from_rgb(std::move(pixels), kWidth, kHeight)
        ));
        LIMN_TRY_VOID(stream_.log(
            EntityPath::parse("/camera/mask"),
            logger::SegmentationImage::from_u8(std::move(ids), kWidth, kHeight)
        ));
        LIMN_TRY_VOID(stream_.log(EntityPath::parse("/camera/boxes"), boxes));
        LIMN_TRY_VOID(flush());
        return std::uint64_t{kWidth} * kHeight * 4;
    }

    [[nodiscard]] Result<std::uint64_t> points_frame(std::uint32_t frame) {
        constexpr std::size_t kPoints = 1'000'000;
        stream_.set_sequence("frame", frame);
        std::vector<glm::vec3> positions;
        std::vector<std::uint16_t> class_ids;
        positions.reserve(kPoints);
        class_ids.reserve(kPoints);
        for (std::size_t i = 0; i < kPoints; ++i) {
            positions.emplace_back(noise_.unit(), noise_.unit(), noise_.unit());
            class_ids.push_back(static_cast<std::uint16_t>(i % kClasses));
        }
        logger::Points3D points;
        points.positions = std::move(positions);
        points.class_ids = std::move(class_ids);
        LIMN_TRY_VOID(stream_.log(EntityPath::parse("/world/points"), points));
        LIMN_TRY_VOID(flush());
        return std::uint64_t{kPoints} * 14;
    }

    [[nodiscard]] Result<std::uint64_t> boxes_frame(std::uint32_t frame) {
        constexpr std::uint32_t kEntities = 100;
        stream_.set_sequence("frame", frame);
        for (std::uint32_t i = 0; i < kEntities; ++i) {
            const logger::Boxes2D box = random_boxes(1, static_cast<std::uint16_t>(i % kClasses));
            LIMN_TRY_VOID(stream_.log(EntityPath::parse(fmt::format("/tracks/{}", i)), box));
        }
        if (frame % 500 == 499) {
            LIMN_TRY_VOID(flush());
        }
        return std::uint64_t{kEntities} * 50;
    }

  private:
    [[nodiscard]] logger::Boxes2D random_boxes(std::size_t count, std::uint16_t first_class) {
        std::vector<glm::vec2> centers;
        std::vector<std::uint16_t> class_ids;
        for (std::size_t i = 0; i < count; ++i) {
            centers.emplace_back(noise_.unit() * kWidth, noise_.unit() * kHeight);
            class_ids.push_back(static_cast<std::uint16_t>(first_class + i));
        }
        logger::Boxes2D boxes;
        boxes.centers = std::move(centers);
        boxes.half_sizes = std::vector<glm::vec2>(count, {40.0F, 60.0F});
        boxes.class_ids = std::move(class_ids);
        return boxes;
    }

    rrd::RrdWriter& writer_;
    logger::RecordingStream stream_;
    Noise noise_;
};

}  // namespace

bool is_streamed_kind(std::string_view kind) {
    return kind == "noise" || kind == "points" || kind == "boxes";
}

Result<void>
write_streamed(std::string_view kind, std::uint64_t megabytes, rrd::RrdWriter& writer) {
    Streamed streamed(writer);
    LIMN_TRY_VOID(streamed.log_context());
    std::uint64_t bytes = 0;
    for (std::uint32_t frame = 0; bytes < megabytes * 1'000'000; ++frame) {
        LIMN_TRY(
            const std::uint64_t written,
            kind == "noise"    ? streamed.noise_frame(frame)
            : kind == "points" ? streamed.points_frame(frame)
                               : streamed.boxes_frame(frame)
        );
        bytes += written;
    }
    return streamed.flush();
}

}  // namespace limn::bench
