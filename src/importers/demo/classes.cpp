// SPDX-License-Identifier: MIT
#include "importers/demo/classes.h"

#include <array>
#include <string>
#include <vector>

namespace limn::importers::demo {
namespace {

struct Entry {
    std::uint16_t id;
    std::string_view label;
    std::uint32_t rgb;
};

constexpr std::array<Entry, 15> kStreet{{
    {kRoad, "road", 0x8E6FC9},
    {kSidewalk, "sidewalk", 0xBCA6DE},
    {kBuilding, "building", 0xA9744F},
    {kPole, "pole", 0x93A0B2},
    {kTrafficLight, "traffic light", 0xE8962E},
    {kTrafficSign, "traffic sign", 0xE6C63C},
    {kVegetation, "vegetation", 0x41AE66},
    {kTerrain, "terrain", 0x9CC24E},
    {kSky, "sky", 0x5BB1C9},
    {kPerson, "person", 0xE8553D},
    {kRider, "rider", 0xE0487F},
    {kCar, "car", 0x3F8AE0},
    {kBus, "bus", 0x5363D8},
    {kBicycle, "bicycle", 0xD67BE0},
    {kCrosswalk, "crosswalk", 0xEDE7F6},
}};

// Left limbs are warm, right limbs cool.
constexpr std::array<Entry, 17> kKeypoints{{
    {0, "nose", 0xFFFFFF},
    {1, "left eye", 0xFFE9DC},
    {2, "right eye", 0xDDF3FF},
    {3, "left ear", 0xFFD8C2},
    {4, "right ear", 0xC4E9FF},
    {5, "left shoulder", 0xF58F6C},
    {6, "right shoulder", 0x4FC3E8},
    {7, "left elbow", 0xF7A653},
    {8, "right elbow", 0x55A8F5},
    {9, "left wrist", 0xF9BE3F},
    {10, "right wrist", 0x63D6B0},
    {11, "left hip", 0xF27FA8},
    {12, "right hip", 0x9A8CF2},
    {13, "left knee", 0xEBD44C},
    {14, "right knee", 0x6FC3A0},
    {15, "left ankle", 0xC8E25A},
    {16, "right ankle", 0x5FD38D},
}};

constexpr std::array<std::array<KeypointId, 2>, 19> kBones{{
    {15, 13}, {13, 11}, {16, 14}, {14, 12}, {11, 12}, {5, 11}, {6, 12}, {5, 6}, {5, 7}, {6, 8},
    {7, 9},   {8, 10},  {1, 2},   {0, 1},   {0, 2},   {1, 3},  {2, 4},  {3, 5}, {4, 6},
}};

constexpr std::array<Entry, 12> kTracks{{
    {1, "walker 1", 0xF2B134},
    {2, "walker 2", 0x35A7A1},
    {3, "walker 3", 0xE86A5C},
    {4, "child 4", 0xF7E05A},
    {5, "walker 5", 0xB58BE8},
    {6, "cyclist 6", 0xE0487F},
    {7, "bus 7", 0x5363D8},
    {8, "turning car 8", 0x3F8AE0},
    {9, "waiting car 9", 0xC9D3DE},
    {10, "bicycle 10", 0xD67BE0},
    {11, "walker 11", 0xD96C8A},
    {12, "walker 12", 0x6FA287},
}};

Rgba8 opaque(std::uint32_t rgb) {
    return Rgba8::from_rrggbbaa(rgb << 8U | 0xFFU);
}

AnnotationInfo info(const Entry& entry) {
    return {entry.id, std::string(entry.label), opaque(entry.rgb)};
}

ClassDescription described(const Entry& entry) {
    ClassDescription description;
    description.key = entry.id;
    description.info = info(entry);
    return description;
}

}  // namespace

std::string_view class_label(ClassNumber id) {
    for (const Entry& entry : kStreet) {
        if (entry.id == id) {
            return entry.label;
        }
    }
    return {};
}

AnnotationContext street_context() {
    AnnotationContext context;
    for (const Entry& entry : kStreet) {
        ClassDescription description = described(entry);
        if (entry.id == kPerson || entry.id == kRider) {
            for (const Entry& keypoint : kKeypoints) {
                description.keypoints.push_back(info(keypoint));
            }
            for (const auto& bone : kBones) {
                description.connections.push_back({bone[0], bone[1]});
            }
        }
        context.classes.push_back(std::move(description));
    }
    return context;
}

AnnotationContext signal_context(Signal signal) {
    AnnotationContext context;
    switch (signal) {
        case Signal::Red:
            context.classes.push_back(described({kTrafficLight, "red", 0xF0443A}));
            break;
        case Signal::Amber:
            context.classes.push_back(described({kTrafficLight, "amber", 0xF7B52B}));
            break;
        case Signal::Green:
            context.classes.push_back(described({kTrafficLight, "green", 0x3ECF74}));
            break;
    }
    return context;
}

AnnotationContext track_context() {
    AnnotationContext context;
    for (const Entry& entry : kTracks) {
        context.classes.push_back(described(entry));
    }
    return context;
}

}  // namespace limn::importers::demo
