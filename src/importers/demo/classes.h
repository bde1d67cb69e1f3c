// SPDX-License-Identifier: MIT
/// The demo's classes: ids, and the annotation contexts that describe them.
///
/// What      Ids follow the well-known street scene numbering where it has the class.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/annotation_context.h"

namespace limn::importers::demo {

enum ClassNumber : std::uint8_t {
    kRoad = 0,
    kSidewalk = 1,
    kBuilding = 2,
    kPole = 5,
    kTrafficLight = 6,
    kTrafficSign = 7,
    kVegetation = 8,
    kTerrain = 9,
    kSky = 10,
    kPerson = 11,
    kRider = 12,
    kCar = 13,
    kBus = 15,
    kBicycle = 18,
    kCrosswalk = 19,
};

enum class Signal { Red, Amber, Green };

[[nodiscard]] std::string_view class_label(ClassNumber id);

/// All classes, with the 17 keypoints and 19 connections of people.
[[nodiscard]] AnnotationContext street_context();

/// What the traffic light class means right now; shadows the street's context.
[[nodiscard]] AnnotationContext signal_context(Signal signal);

/// One class per track, for trajectories.
[[nodiscard]] AnnotationContext track_context();

}  // namespace limn::importers::demo
