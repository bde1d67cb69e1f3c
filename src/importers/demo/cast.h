// SPDX-License-Identifier: MIT
/// The cast: who is where at which time.
///
/// Units     metres, seconds since the first frame, radians.
/// Threads   const members from any thread.
#pragma once

#include <glm/vec3.hpp>
#include <string>
#include <vector>

#include "importers/demo/classes.h"
#include "importers/demo/mesh.h"
#include "importers/demo/person.h"

namespace limn::importers::demo {

struct PersonState {
    PersonLook look;
    Pose pose;
    ClassNumber class_id = kPerson;
    std::uint16_t track = 0;
};

struct VehicleState {
    std::string name;
    ClassNumber class_id = kCar;
    std::uint16_t track = 0;  ///< 0: stands still, has no trajectory.
    glm::vec3 position{0.0F};
    float yaw = 0.0F;  ///< Of its forward direction, from world x, counter-clockwise.
    glm::vec3 half_size{1.0F};
};

/// Everything that moves at one time. Vehicles keep their order.
struct Moment {
    float seconds = 0.0F;
    Signal signal = Signal::Red;
    std::vector<PersonState> people;
    std::vector<VehicleState> vehicles;
};

inline constexpr glm::vec3 kSignalPlace(4.95F, 10.02F, 3.42F);
inline constexpr glm::vec3 kFarSignalPlace(-7.1F, 28.72F, 3.42F);

[[nodiscard]] Moment moment_at(float seconds);

[[nodiscard]] glm::mat3 rotation_about_z(float yaw);

/// Vehicles' shapes around their own origin.
class Garage {
  public:
    Garage();

    /// Shapes do not change, but for a bicycle's crank.
    [[nodiscard]] Mesh mesh_of(const VehicleState& vehicle) const;

  private:
    Mesh blue_car_;
    Mesh light_car_;
    Mesh green_car_;
    Mesh red_car_;
    Mesh bus_;
};

/// Moved to where it is at this moment.
[[nodiscard]] Mesh world_mesh(const Garage& garage, const VehicleState& vehicle);
[[nodiscard]] Mesh world_mesh(const PersonState& person);

}  // namespace limn::importers::demo
