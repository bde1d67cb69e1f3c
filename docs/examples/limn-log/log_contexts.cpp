// SPDX-License-Identifier: MIT
// Logs two annotation contexts and data that uses them: masks with a background and a person, and a snake of ten
// keypoints whose pose moves.
//
//     log_contexts OUT.rrd
#include <limn/log.h>

#include <cmath>
#include <cstdio>
#include <thread>
#include <vector>

namespace {

using limn::Result;
using limn::logger::Logger;
using limn::logger::Points3D;
using limn::logger::RecordingFile;
using limn::logger::SegmentationImage;

constexpr std::uint16_t kBackground = 0;
constexpr std::uint16_t kPerson = 1;
constexpr std::uint16_t kSnake = 0;
constexpr std::uint16_t kJoints = 10;
constexpr int kFrames = 60;
constexpr std::uint32_t kWidth = 160;
constexpr std::uint32_t kHeight = 120;

limn::AnnotationContext mask_classes() {
    limn::AnnotationContext context;
    for (const limn::AnnotationInfo& info : {
             limn::AnnotationInfo{kBackground, "Background", limn::Rgba8{0, 0, 0, 0}},
             limn::AnnotationInfo{kPerson, "Person", limn::Rgba8{255, 0, 0, 255}},
         }) {
        context.classes.push_back({info.id, info, {}, {}});
    }
    return context;
}

/// A class whose keypoints hang together in a chain.
limn::AnnotationContext snake_class() {
    limn::ClassDescription snake;
    snake.key = kSnake;
    snake.info = {kSnake, "Snake", std::nullopt};
    for (std::uint16_t joint = 0; joint < kJoints; ++joint) {
        const auto green = static_cast<std::uint8_t>(28 * joint);
        snake.keypoints.push_back({joint, std::nullopt, limn::Rgba8{0, green, 160, 255}});
        if (joint > 0) {
            snake.connections.push_back({static_cast<std::uint16_t>(joint - 1), joint});
        }
    }
    limn::AnnotationContext context;
    context.classes.push_back(std::move(snake));
    return context;
}

/// A person walks through the picture.
Result<void> log_masks(Logger logger) {
    if (auto logged = logger.log_static("/camera", mask_classes()); !logged) {
        return logged;
    }
    for (int frame = 0; frame < kFrames; ++frame) {
        std::vector<std::uint8_t> ids(std::size_t{kWidth} * kHeight, kBackground);
        for (std::size_t y = 30; y < 110; ++y) {
            for (std::size_t x = 20; x < 45; ++x) {
                ids[y * kWidth + x + static_cast<std::size_t>(frame)] = kPerson;
            }
        }
        logger.set_sequence("frame", frame);
        auto mask = SegmentationImage::from_u8(std::move(ids), kWidth, kHeight);
        if (auto logged = logger.log("/camera/mask", std::move(mask)); !logged) {
            return logged;
        }
    }
    return {};
}

/// A snake winds its way.
Result<void> log_snake(Logger logger) {
    if (auto logged = logger.log_static("/snake", snake_class()); !logged) {
        return logged;
    }
    for (int frame = 0; frame < kFrames; ++frame) {
        Points3D joints;
        joints.positions.emplace();
        joints.keypoint_ids.emplace();
        for (std::uint16_t joint = 0; joint < kJoints; ++joint) {
            const float along = static_cast<float>(joint);
            const float phase = static_cast<float>(frame) / 6.0F + along / 2.0F;
            joints.positions->push_back({along, std::sin(phase), 0.0F});
            joints.keypoint_ids->push_back(joint);
        }
        joints.class_ids = {kSnake};  // one value applies to all
        logger.set_sequence("frame", frame);
        if (auto logged = logger.log("/snake/pose", std::move(joints)); !logged) {
            return logged;
        }
    }
    return {};
}

Result<void> log_all(const char* path) {
    auto file =
        RecordingFile::create(path, {limn::StoreKind::Recording, "limn_log_example", "walk"});
    if (!file) {
        return tl::unexpected(file.error());
    }
    // Each thread has a logger, and so times, of its own.
    Result<void> masks;
    Result<void> snake;
    {
        const std::jthread first([&] { masks = log_masks(file->logger()); });
        const std::jthread second([&] { snake = log_snake(file->logger()); });
    }
    if (!masks || !snake) {
        return masks ? snake : masks;
    }
    return file->finish();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: log_contexts OUT.rrd\n");
        return 2;
    }
    if (const Result<void> logged = log_all(argv[1]); !logged) {
        std::fprintf(stderr, "log_contexts: %s\n", logged.error().message.c_str());
        return 1;
    }
    return 0;
}
