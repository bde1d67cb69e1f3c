// SPDX-License-Identifier: MIT
#include "bench/samples.h"

#include <fmt/format.h>

#include <cmath>
#include <span>
#include <variant>

#include "media/codec.h"
#include "rrd/rrd_writer.h"

namespace limn::bench {
namespace {

using logger::RecordingStream;

constexpr std::uint16_t kNumClasses = 20;
constexpr std::uint16_t kNumKeypoints = 17;

/// The same numbers on every machine (standard distributions are not).
class Random {
  public:
    explicit Random(std::uint64_t seed)
        : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}

    std::uint32_t bits() {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 7U;
        state_ ^= state_ << 17U;
        return static_cast<std::uint32_t>(state_ >> 16U);
    }

    /// 0…1, without 1.
    float unit() { return static_cast<float>(bits() >> 8U) / 16777216.0F; }

    float between(float low, float high) { return low + unit() * (high - low); }

    std::uint32_t below(std::uint32_t end) { return bits() % end; }

  private:
    std::uint64_t state_;
};

RecordingStream make_stream(std::string_view name, logger::StreamOptions options = {}) {
    return RecordingStream(
        {StoreKind::Recording, "limn_bench", std::string(name)},
        std::move(options)
    );
}

/// People of 17 joints in a picture.
logger::Points2D make_people(std::uint32_t count, glm::vec2 size, Random& random) {
    std::vector<glm::vec2> positions;
    std::vector<std::uint16_t> keypoints;
    for (std::uint32_t person = 0; person < count; ++person) {
        const glm::vec2 center(random.between(0.0F, size.x), random.between(0.0F, size.y));
        for (std::uint16_t joint = 0; joint < kNumKeypoints; ++joint) {
            positions.push_back(
                center + glm::vec2(random.between(-40.0F, 40.0F), random.between(-90.0F, 90.0F))
            );
            keypoints.push_back(joint);
        }
    }
    logger::Points2D people;
    people.positions = std::move(positions);
    people.class_ids = {std::uint16_t{0}};
    people.keypoint_ids = std::move(keypoints);
    people.radii = {4.0F};
    return people;
}

std::vector<std::uint16_t>
make_class_ids(std::size_t count, Random& random, std::uint16_t classes = kNumClasses) {
    std::vector<std::uint16_t> ids(count);
    for (std::uint16_t& id : ids) {
        id = static_cast<std::uint16_t>(random.below(classes));
    }
    return ids;
}

}  // namespace

AnnotationContext make_context(std::uint16_t count, std::uint16_t keypoints_each) {
    AnnotationContext context;
    for (std::uint16_t id = 0; id < count; ++id) {
        ClassDescription description;
        description.key = id;
        description.info = {id, fmt::format("class {}", id), std::nullopt};
        context.classes.push_back(std::move(description));
    }
    for (ClassDescription& description : context.classes) {
        for (std::uint16_t joint = 0; joint < keypoints_each; ++joint) {
            description.keypoints.push_back({joint, fmt::format("joint {}", joint), std::nullopt});
        }
    }
    ClassDescription& person = context.classes.front();
    person.keypoints.clear();
    for (std::uint16_t joint = 0; joint < kNumKeypoints; ++joint) {
        person.keypoints.push_back({joint, fmt::format("joint {}", joint), std::nullopt});
        if (joint > 0) {
            person.connections.push_back({static_cast<KeypointId>(joint - 1), joint});
        }
    }
    return context;
}

std::vector<std::uint8_t>
make_mask(std::uint32_t width, std::uint32_t height, std::uint32_t frame) {
    std::vector<std::uint8_t> ids(std::size_t{width} * height);
    const float scale = 400.0F / static_cast<float>(width);
    for (std::uint32_t y = 0; y < height; ++y) {
        for (std::uint32_t x = 0; x < width; ++x) {
            const float u = static_cast<float>(x) * scale + static_cast<float>(frame);
            const float v = static_cast<float>(y) * scale;
            const bool is_round = std::fmod(u, 60.0F) * std::fmod(u, 60.0F) +
                                      std::fmod(v, 60.0F) * std::fmod(v, 60.0F) <
                                  1600.0F;
            const auto tile =
                static_cast<std::uint32_t>(u / 60.0F) + 7 * static_cast<std::uint32_t>(v / 60.0F);
            ids[std::size_t{y} * width + x] =
                static_cast<std::uint8_t>(is_round ? tile % kNumClasses : 0);
        }
    }
    return ids;
}

std::vector<std::uint8_t>
make_picture(std::uint32_t width, std::uint32_t height, std::uint32_t frame) {
    Random random(frame + 1);
    std::vector<std::uint8_t> pixels;
    pixels.reserve(std::size_t{width} * height * 3);
    for (std::uint32_t y = 0; y < height; ++y) {
        for (std::uint32_t x = 0; x < width; ++x) {
            // The lower part has noise, the sky has none.
            const std::uint32_t noise = y > height / 3 ? random.bits() & 0x070707U : 0;
            const std::uint32_t shade = (x + frame) / 9 + y / 7;
            pixels.push_back(static_cast<std::uint8_t>(shade + (noise & 0xFFU)));
            pixels.push_back(static_cast<std::uint8_t>(shade / 2 + (noise >> 8U & 0xFFU)));
            pixels.push_back(static_cast<std::uint8_t>(90 + y / 5 + (noise >> 16U & 0xFFU)));
        }
    }
    return pixels;
}

std::vector<LogMessage>
camera_run(std::uint32_t width, std::uint32_t height, std::uint32_t frames) {
    RecordingStream stream = make_stream("camera");
    must(stream.log_static(EntityPath(), make_context(kNumClasses)));
    Random random(1);
    for (std::uint32_t frame = 0; frame < frames; ++frame) {
        stream.set_sequence("frame", frame);
        must(stream.log(
            EntityPath::parse("camera/image"),
            logger::Image::from_rgb(make_picture(width, height, frame), width, height)
        ));
        must(stream.log(
            EntityPath::parse("camera/mask"),
            logger::SegmentationImage::from_u8(make_mask(width, height, frame), width, height)
        ));
        must(stream.log(
            EntityPath::parse("camera/people"),
            make_people(3, {static_cast<float>(width), static_cast<float>(height)}, random)
        ));
    }
    return stream.take_messages();
}

std::vector<LogMessage> single_row_chunks(std::uint32_t entities, std::uint32_t rows) {
    logger::StreamOptions options;
    options.max_batch_rows = 1;
    RecordingStream stream = make_stream("single rows", options);
    Random random(2);
    std::vector<EntityPath> paths;
    for (std::uint32_t entity = 0; entity < entities; ++entity) {
        paths.push_back(EntityPath::parse(fmt::format("tracks/{}", entity)));
    }
    for (std::uint32_t row = 0; row < rows; ++row) {
        stream.set_sequence("frame", row);
        stream.set_timestamp_ns("camera_time", 1'700'000'000'000'000'000 + row * 33'333'333LL);
        for (const EntityPath& path : paths) {
            logger::Boxes2D box;
            box.centers = {{random.between(0.0F, 1920.0F), random.between(0.0F, 1080.0F)}};
            box.half_sizes = {{random.between(5.0F, 80.0F), random.between(5.0F, 80.0F)}};
            box.class_ids = {static_cast<std::uint16_t>(random.below(kNumClasses))};
            must(stream.log(path, std::move(box)));
        }
    }
    return stream.take_messages();
}

std::vector<LogMessage> many_entities(std::uint32_t entities) {
    RecordingStream stream = make_stream("many entities");
    for (std::uint32_t frame = 0; frame < 3; ++frame) {
        stream.set_sequence("frame", frame);
        for (std::uint32_t entity = 0; entity < entities; entity += frame == 0 ? 1 : 10) {
            logger::Boxes2D box;
            box.centers = {{static_cast<float>(entity), static_cast<float>(frame)}};
            box.half_sizes = {{1.0F, 1.0F}};
            box.class_ids = {static_cast<std::uint16_t>(entity % kNumClasses)};
            must(stream.log(
                EntityPath::parse(fmt::format("group{}/{}", entity % 100, entity)),
                std::move(box)
            ));
        }
    }
    return stream.take_messages();
}

std::vector<LogMessage> video_run(std::uint32_t frames) {
    constexpr std::uint32_t kWidth = 1920;
    constexpr std::uint32_t kHeight = 1080;
    constexpr std::uint32_t kPeople = 20;
    RecordingStream stream = make_stream("video");
    must(stream.log_static(EntityPath(), make_context(kNumClasses)));
    Random random(3);
    for (std::uint32_t frame = 0; frame < frames; ++frame) {
        stream.set_sequence("frame", frame);
        const std::vector<std::uint8_t> pixels = make_picture(kWidth, kHeight, frame);
        must(stream.log(
            EntityPath::parse("camera/image"),
            logger::EncodedImage::from_bytes(
                must(media::encode_jpeg(std::as_bytes(std::span(pixels)), kWidth, kHeight, 90)),
                "image/jpeg"
            )
        ));
        must(stream.log(
            EntityPath::parse("camera/mask"),
            logger::SegmentationImage::from_u8(make_mask(kWidth, kHeight, frame), kWidth, kHeight)
        ));
        must(stream.log(
            EntityPath::parse("camera/people"),
            make_people(kPeople, {static_cast<float>(kWidth), static_cast<float>(kHeight)}, random)
        ));
    }
    return stream.take_messages();
}

std::vector<LogMessage> point_cloud(std::uint32_t points) {
    RecordingStream stream = make_stream("points");
    must(stream.log_static(EntityPath(), make_context(kNumClasses)));
    Random random(4);
    std::vector<glm::vec3> positions(points);
    for (glm::vec3& p : positions) {
        p = {
            random.between(-20.0F, 20.0F),
            random.between(-20.0F, 20.0F),
            random.between(0.0F, 5.0F)};
    }
    logger::Points3D cloud;
    cloud.positions = std::move(positions);
    cloud.class_ids = make_class_ids(points, random);
    stream.set_sequence("frame", 0);
    must(stream.log(EntityPath::parse("world/points"), std::move(cloud)));
    return stream.take_messages();
}

std::vector<LogMessage> everything_at_once() {
    constexpr std::uint32_t kSize = 4096;
    constexpr std::size_t kPoints = 1'000'000;
    constexpr std::size_t kBoxes = 10'000;
    RecordingStream stream = make_stream("everything");
    constexpr std::uint16_t kClasses = 5'000;
    must(stream.log_static(EntityPath(), make_context(kClasses, kNumKeypoints)));
    stream.set_sequence("frame", 0);
    Random random(5);
    std::vector<std::uint16_t> ids;
    ids.reserve(std::size_t{kSize} * kSize);
    for (const std::uint8_t id : make_mask(kSize, kSize, 0)) {
        ids.push_back(static_cast<std::uint16_t>(id * (kClasses / kNumClasses)));
    }
    must(stream.log(
        EntityPath::parse("image/mask"),
        logger::SegmentationImage::from_u16(std::move(ids), kSize, kSize)
    ));
    const auto place = [&] {
        return glm::vec2(random.between(0.0F, kSize), random.between(0.0F, kSize));
    };
    logger::Points2D points;
    points.positions.emplace(kPoints);
    for (glm::vec2& p : *points.positions) {
        p = place();
    }
    points.class_ids = make_class_ids(kPoints, random, kClasses);
    points.show_labels = false;
    must(stream.log(EntityPath::parse("image/points"), std::move(points)));
    logger::Boxes2D boxes;
    boxes.centers.emplace(kBoxes);
    for (glm::vec2& center : *boxes.centers) {
        center = place();
    }
    boxes.half_sizes = {{12.0F, 8.0F}};
    boxes.class_ids = make_class_ids(kBoxes, random, kClasses);
    boxes.show_labels = false;
    must(stream.log(EntityPath::parse("image/boxes"), std::move(boxes)));
    return stream.take_messages();
}

std::vector<std::byte> to_rrd(const std::vector<LogMessage>& messages) {
    std::vector<std::byte> bytes;
    const auto writer = rrd::RrdWriter::to_memory(bytes);
    for (const LogMessage& message : messages) {
        must(writer->write(message));
    }
    must(writer->finish());
    return bytes;
}

}  // namespace limn::bench
