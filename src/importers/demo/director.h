// SPDX-License-Identifier: MIT
/// Director: logs the demo, frame by frame.
///
/// Errors    what the stream says; nothing in the demo should make it say anything.
/// Threads   one owner.
#pragma once

#include <array>
#include <set>
#include <vector>

#include "base/result.h"
#include "importers/demo/backdrop.h"
#include "importers/demo/cast.h"
#include "importers/demo/painter.h"
#include "importers/demo/scan.h"
#include "logger/recording_stream.h"

namespace limn::importers::demo {

class Director {
  public:
    explicit Director(logger::RecordingStream& stream);

    /// What belongs to all times.
    Result<void> log_static_things();
    Result<void> log_frame(int frame);

  private:
    /// What moves at one frame, ready to be drawn.
    struct Shot {
        Camera camera;
        Moment moment;
        std::vector<Mesh> meshes;  ///< People, vehicles, then signal heads.
        View view;
    };

    [[nodiscard]] Shot take_shot(float seconds);
    Result<void> log_pictures(Shot& shot);
    Result<void> log_camera(const Shot& shot);
    Result<void> log_detections(const Shot& shot, int frame);
    Result<void> log_signals(const Shot& shot);
    Result<void> log_people(const Shot& shot);
    Result<void> log_person_2d(const Shot& shot, std::size_t index);
    Result<void> log_vehicles(const Shot& shot);
    Result<void> log_people_scan(const Shot& shot);
    Result<void> log_trajectories(const Shot& shot);

    logger::RecordingStream& stream_;
    Street street_;
    ShadowMap shadows_;
    Backdrop backdrop_;
    Painter painter_;
    Garage garage_;
    std::vector<MeshScan> people_scans_;
    std::vector<std::vector<glm::vec3>> trails_;  ///< Per track.
    std::set<std::size_t> people_in_view_;
    std::optional<Signal> signal_;
    View view_;  ///< Reused memory.
};

}  // namespace limn::importers::demo
