// SPDX-License-Identifier: MIT
#include "importers/demo/cast.h"

#include <algorithm>
#include <array>

#include "importers/demo/math.h"
#include "importers/demo/street.h"
#include "importers/demo/vehicles.h"

namespace limn::importers::demo {
namespace {

struct Walker {
    PersonLook look;
    glm::vec2 start;
    glm::vec2 heading;
    float speed;
    float cycle;  ///< At the start.
};

std::array<Walker, 7> walkers() {
    PersonLook man;
    man.height = 1.80F;
    man.top = 0xE0A12E;
    man.bottom = 0x39445C;
    man.shoes = 0xE8E6E1;
    PersonLook woman;
    woman.height = 1.70F;
    woman.girth = 0.92F;
    woman.top = 0x2F8F8B;
    woman.bottom = 0x22506B;
    woman.hair = 0x7A3F22;
    woman.skin = 0xF0C3A0;
    woman.shoes = 0x7A2F2F;
    woman.has_skirt = true;
    woman.has_long_hair = true;
    PersonLook student;
    student.height = 1.76F;
    student.girth = 0.96F;
    student.top = 0xF1EEE8;
    student.bottom = 0x3E6A9E;
    student.hair = 0x15120F;
    student.skin = 0x8D5A3C;
    student.shoes = 0xC9423A;
    student.has_backpack = true;
    student.extra = 0xC7443C;
    PersonLook child;
    child.height = 1.22F;
    child.girth = 1.06F;
    child.top = 0xF2C94C;
    child.bottom = 0x5B6FA8;
    child.hair = 0xA9713B;
    child.skin = 0xF2CDB0;
    child.shoes = 0xD85C8A;
    PersonLook stroller;
    stroller.height = 1.72F;
    stroller.top = 0x8C6BB1;
    stroller.bottom = 0x4A4038;
    stroller.hair = 0xB9B4AC;
    PersonLook clerk;
    clerk.height = 1.78F;
    clerk.girth = 1.04F;
    clerk.top = 0x55606E;
    clerk.bottom = 0x2E343D;
    clerk.hair = 0x5B4632;
    clerk.has_backpack = true;
    clerk.extra = 0x3F5F4B;
    PersonLook shopper;
    shopper.height = 1.66F;
    shopper.girth = 0.95F;
    shopper.top = 0xD96C8A;
    shopper.bottom = 0xE9E2D4;
    shopper.hair = 0x1F1A18;
    shopper.skin = 0xC98F68;
    shopper.shoes = 0x54453E;
    shopper.has_long_hair = true;
    return {{
        {man, {-2.15F, 6.45F}, {1.0F, 0.02F}, 1.16F, 0.18F},
        {woman, {3.05F, 7.95F}, {-1.0F, -0.01F}, 1.10F, 0.45F},
        {student, {-6.3F, 7.25F}, {1.0F, 0.0F}, 1.34F, 0.72F},
        {child, {3.80F, 7.50F}, {-1.0F, -0.01F}, 1.10F, 0.30F},
        {stroller, {-8.9F, 42.0F}, {0.03F, -1.0F}, 1.20F, 0.0F},
        {shopper, {9.1F, 6.75F}, {-1.0F, 0.0F}, 1.18F, 0.62F},
        {clerk, {-11.2F, 8.1F}, {1.0F, 0.01F}, 1.32F, 0.15F},
    }};
}

PersonState walk(const Walker& walker, float seconds, std::uint16_t track) {
    const glm::vec2 heading = glm::normalize(walker.heading);
    const float distance = walker.speed * seconds;
    const glm::vec2 place = walker.start + heading * distance;
    const float cycle = walker.cycle + distance / stride_length(walker.look);
    PersonState person;
    person.look = walker.look;
    person.pose = walking_pose(walker.look, glm::vec3(place, ground_height(place)), heading, cycle);
    person.track = track;
    return person;
}

PersonLook rider_look() {
    PersonLook rider;
    rider.height = 1.78F;
    rider.top = 0xD9503F;
    rider.bottom = 0x2B2F3A;
    rider.has_helmet = true;
    rider.extra = 0xF4F4F0;
    return rider;
}

constexpr float kCyclistSpeed = 3.7F;
constexpr float kCyclistStart = -9.2F;
constexpr float kMetersPerTurn = 4.6F;

float crank_turns(float x) {
    return (x - kCyclistStart) / kMetersPerTurn;
}

/// Comes from the right, turns into the far street, drives away.
VehicleState turning_car(float seconds) {
    constexpr float kSpeed = 4.9F;
    constexpr float kStart = 24.0F;
    constexpr float kRadius = 5.2F;
    constexpr glm::vec2 kCenter(6.7F, 28.6F);
    const float straight = kStart - kCenter.x;
    const float driven = kSpeed * seconds;
    const float arc = kRadius * kPi * 0.5F;
    VehicleState car{"blue_car", kCar, 8, {}, kPi, kCarHalfSize};
    if (driven < straight) {
        car.position = {kStart - driven, kCenter.y - kRadius, 0.0F};
    } else if (driven < straight + arc) {
        const float turned = (driven - straight) / kRadius;
        car.position = {
            kCenter.x - kRadius * sine(turned),
            kCenter.y - kRadius * cosine(turned),
            0.0F,
        };
        car.yaw = kPi - turned;
    } else {
        car.position = {kCenter.x - kRadius, kCenter.y + driven - straight - arc, 0.0F};
        car.yaw = kPi * 0.5F;
    }
    return car;
}

/// Waits for green, then comes on.
VehicleState waiting_car(float seconds) {
    const float since = std::max(seconds - 7.7F, 0.0F);
    const float driven = 0.5F * 1.7F * since * since;
    return {
        "light_car",
        kCar,
        9,
        {-3.9F, 33.6F - driven, 0.0F},
        -kPi * 0.5F,
        kCarHalfSize,
    };
}

}  // namespace

Moment moment_at(float seconds) {
    Moment moment;
    moment.seconds = seconds;
    moment.signal = seconds < 7.0F ? Signal::Red : (seconds < 7.6F ? Signal::Amber : Signal::Green);
    constexpr std::array<std::uint16_t, 7> kTracks{1, 2, 3, 4, 5, 11, 12};
    for (std::size_t i = 0; const Walker& walker : walkers()) {
        moment.people.push_back(walk(walker, seconds, kTracks[i++]));
    }
    const glm::vec3 bicycle(kCyclistStart + kCyclistSpeed * seconds, 16.3F, 0.0F);
    PersonState rider;
    rider.look = rider_look();
    rider.pose = riding_pose(rider.look, bicycle, {1.0F, 0.0F}, crank_turns(bicycle.x));
    rider.class_id = kRider;
    rider.track = 6;
    moment.people.push_back(rider);
    const float bus_x = -19.5F + 6.2F * seconds;
    moment.vehicles = {
        {"bus", kBus, 7, {bus_x, 19.2F, 0.0F}, 0.0F, kBusHalfSize},
        turning_car(seconds),
        waiting_car(seconds),
        {"bicycle", kBicycle, 10, bicycle, 0.0F, kBicycleHalfSize},
        {"red_car", kCar, 0, {2.85F, 12.1F, 0.0F}, kPi * 0.5F, kCarHalfSize},
        {"green_car", kCar, 0, {-5.55F, 41.0F, 0.0F}, -kPi * 0.5F, kCarHalfSize},
    };
    return moment;
}

glm::mat3 rotation_about_z(float yaw) {
    const float c = cosine(yaw);
    const float s = sine(yaw);
    return {glm::vec3(c, s, 0.0F), glm::vec3(-s, c, 0.0F), glm::vec3(0.0F, 0.0F, 1.0F)};
}

Garage::Garage()
    : blue_car_(make_car(0x2F6FC0))
    , light_car_(make_car(0xDDE2E6))
    , green_car_(make_car(0x4E7D6A))
    , red_car_(make_car(0xC2473D))
    , bus_(make_bus()) {}

Mesh Garage::mesh_of(const VehicleState& vehicle) const {
    if (vehicle.class_id == kBus) {
        return bus_;
    }
    if (vehicle.class_id == kBicycle) {
        return make_bicycle(crank_turns(vehicle.position.x));
    }
    if (vehicle.name == "blue_car") {
        return blue_car_;
    }
    if (vehicle.name == "light_car") {
        return light_car_;
    }
    return vehicle.name == "green_car" ? green_car_ : red_car_;
}

Mesh world_mesh(const Garage& garage, const VehicleState& vehicle) {
    Mesh mesh = garage.mesh_of(vehicle);
    transform_mesh(mesh, rotation_about_z(vehicle.yaw), vehicle.position);
    return mesh;
}

Mesh world_mesh(const PersonState& person) {
    Mesh mesh;
    MeshBuilder build(mesh);
    build.set_class(person.class_id);
    add_person(build, person.look, person.pose);
    return mesh;
}

}  // namespace limn::importers::demo
