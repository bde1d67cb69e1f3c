// SPDX-License-Identifier: MIT
#include "importers/demo/director.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "importers/demo/classes.h"
#include "importers/demo/math.h"
#include "importers/demo/vehicles.h"
#include "media/codec.h"

namespace limn::importers::demo {
namespace {

constexpr int kJpegQuality = 86;
constexpr std::size_t kTrailFrames = 75;
constexpr std::size_t kNumTracks = 13;  ///< Track 0 is nobody.

EntityPath entity(std::string_view text) {
    return EntityPath::parse(text);
}

/// Scores wander a little, as those of detectors do.
float score(int frame, std::size_t object, float visible) {
    const glm::vec2 place(static_cast<float>(frame) * 0.07F, static_cast<float>(object) * 7.3F);
    return std::min(0.99F, 0.72F + 0.19F * visible + 0.08F * noise(place, 400U));
}

glm::quat yaw_rotation(float yaw) {
    return {cosine(yaw * 0.5F), 0.0F, 0.0F, sine(yaw * 0.5F)};
}

std::vector<std::uint16_t> all_keypoint_ids() {
    std::vector<std::uint16_t> ids;
    for (std::uint16_t id = 0; id < 17; ++id) {
        ids.push_back(id);
    }
    return ids;
}

}  // namespace

Director::Director(logger::RecordingStream& stream)
    : stream_(stream)
    , street_(make_street())
    , shadows_(street_)
    , backdrop_(street_, shadows_)
    , painter_(backdrop_, shadows_)
    , trails_(kNumTracks) {
    std::uint32_t seed = 7001;
    for (const PersonState& person : moment_at(0.0F).people) {
        people_scans_.emplace_back(world_mesh(person), 900, seed++);
    }
}

Result<void> Director::log_static_things() {
    LIMN_TRY_VOID(stream_.log_static(entity("/"), street_context()));
    LIMN_TRY_VOID(stream_.log_static(entity("/world"), logger::ViewCoordinates::right_forward_up())
    );
    logger::Pinhole pinhole =
        logger::Pinhole::from_focal_length(kFocalLength_px, {kImageWidth, kImageHeight});
    pinhole.camera_xyz = logger::ViewCoordinates::right_down_forward();
    pinhole.image_plane_distance = 3.0F;
    LIMN_TRY_VOID(stream_.log_static(entity("/world/camera"), std::move(pinhole)));
    LIMN_TRY_VOID(stream_.log_static(entity("/world/trajectories"), track_context()));
    PointCloud cloud = scan_street(street_);
    logger::Points3D points;
    points.positions = std::move(cloud.positions);
    points.class_ids = std::move(cloud.class_ids);
    points.radii = std::vector{logger::ui_points(1.0F)};
    LIMN_TRY_VOID(stream_.log_static(entity("/world/lidar"), std::move(points)));
    std::uint32_t seed = 8001;
    for (const VehicleState& vehicle : moment_at(0.0F).vehicles) {
        const Mesh mesh = garage_.mesh_of(vehicle);
        const int num_points =
            vehicle.class_id == kBus ? 9000 : (vehicle.class_id == kBicycle ? 1200 : 4200);
        PointCloud body;
        MeshScan(mesh, num_points, seed++).add_points(mesh, body);
        logger::Points3D scanned;
        scanned.positions = std::move(body.positions);
        scanned.class_ids = std::vector{std::uint16_t{vehicle.class_id}};
        scanned.radii = std::vector{logger::ui_points(1.0F)};
        LIMN_TRY_VOID(stream_.log_static(
            entity(fmt::format("/world/vehicles/{}/lidar", vehicle.name)),
            std::move(scanned)
        ));
    }
    return {};
}

Director::Shot Director::take_shot(float seconds) {
    Shot shot;
    shot.camera = camera_at(seconds);
    shot.moment = moment_at(seconds);
    for (const PersonState& person : shot.moment.people) {
        shot.meshes.push_back(world_mesh(person));
    }
    for (const VehicleState& vehicle : shot.moment.vehicles) {
        shot.meshes.push_back(world_mesh(garage_, vehicle));
    }
    for (const glm::vec3& place : {kSignalPlace, kFarSignalPlace}) {
        Mesh head = make_signal_head(shot.moment.signal);
        transform_mesh(head, glm::mat3(1.0F), place);
        shot.meshes.push_back(std::move(head));
    }
    shot.view = std::move(view_);
    painter_.paint(shot.camera, shot.meshes, shot.view);
    return shot;
}

Result<void> Director::log_frame(int frame) {
    stream_.set_sequence("frame", frame);
    stream_.set_duration_ns("capture_time", TimeInt{frame} * 1'000'000'000 / 30);
    Shot shot = take_shot(static_cast<float>(frame) / kFramesPerSecond);
    LIMN_TRY_VOID(log_camera(shot));
    LIMN_TRY_VOID(log_pictures(shot));
    LIMN_TRY_VOID(log_detections(shot, frame));
    LIMN_TRY_VOID(log_signals(shot));
    LIMN_TRY_VOID(log_people(shot));
    LIMN_TRY_VOID(log_vehicles(shot));
    LIMN_TRY_VOID(log_people_scan(shot));
    LIMN_TRY_VOID(log_trajectories(shot));
    view_ = std::move(shot.view);
    return {};
}

Result<void> Director::log_camera(const Shot& shot) {
    logger::Transform3D transform;
    transform.translation = shot.camera.position;
    transform.quaternion = to_quaternion(shot.camera.world_from_camera);
    return stream_.log(entity("/world/camera"), std::move(transform));
}

Result<void> Director::log_pictures(Shot& shot) {
    LIMN_TRY(
        auto jpeg,
        media::encode_jpeg(
            std::as_bytes(std::span(shot.view.rgb)),
            kImageWidth,
            kImageHeight,
            kJpegQuality
        )
    );
    LIMN_TRY_VOID(stream_.log(
        entity("/world/camera/image"),
        logger::EncodedImage::from_bytes(std::move(jpeg), "image/jpeg")
    ));
    return stream_.log(
        entity("/world/camera/mask"),
        logger::SegmentationImage::from_u8(shot.view.classes, kImageWidth, kImageHeight)
    );
}

Result<void> Director::log_detections(const Shot& shot, int frame) {
    logger::Boxes2D boxes;
    boxes.half_sizes.emplace();
    boxes.centers.emplace();
    boxes.labels.emplace();
    boxes.class_ids.emplace();
    const std::size_t num_people = shot.moment.people.size();
    const std::size_t num_objects = num_people + shot.moment.vehicles.size();
    for (std::size_t i = 0; i < num_objects; ++i) {
        const ClassNumber class_id = i < num_people ? shot.moment.people[i].class_id
                                                    : shot.moment.vehicles[i - num_people].class_id;
        const auto box = image_box(shot.camera, shot.meshes[i]);
        const float visible = visible_part(shot.camera, shot.meshes[i], shot.view);
        const bool is_large =
            box && box->high.x - box->low.x > 9.0F && box->high.y - box->low.y > 9.0F;
        if (!is_large || visible < 0.12F) {
            continue;
        }
        boxes.half_sizes->push_back((box->high - box->low) * 0.5F);
        boxes.centers->push_back((box->high + box->low) * 0.5F);
        boxes.class_ids->push_back(class_id);
        boxes.labels->push_back(
            fmt::format("{} {:.2f}", class_label(class_id), score(frame, i, visible))
        );
    }
    return stream_.log(entity("/world/camera/detections"), std::move(boxes));
}

Result<void> Director::log_signals(const Shot& shot) {
    if (signal_ != shot.moment.signal) {
        signal_ = shot.moment.signal;
        LIMN_TRY_VOID(
            stream_.log(entity("/world/camera/signals"), signal_context(shot.moment.signal))
        );
    }
    logger::Boxes2D boxes;
    boxes.half_sizes.emplace();
    boxes.centers.emplace();
    boxes.class_ids = std::vector{std::uint16_t{kTrafficLight}};
    for (auto mesh = shot.meshes.end() - 2; mesh != shot.meshes.end(); ++mesh) {
        const auto box = image_box(shot.camera, *mesh);
        if (box && visible_part(shot.camera, *mesh, shot.view) > 0.3F) {
            boxes.half_sizes->push_back((box->high - box->low) * 0.5F);
            boxes.centers->push_back((box->high + box->low) * 0.5F);
        }
    }
    return stream_.log(entity("/world/camera/signals/lights"), std::move(boxes));
}

Result<void> Director::log_people(const Shot& shot) {
    for (std::size_t i = 0; i < shot.moment.people.size(); ++i) {
        const PersonState& person = shot.moment.people[i];
        const auto joints = keypoints(person.look, person.pose);
        logger::Points3D points;
        points.positions = std::vector<glm::vec3>(joints.begin(), joints.end());
        points.class_ids = std::vector{std::uint16_t{person.class_id}};
        points.keypoint_ids = all_keypoint_ids();
        points.radii = std::vector{0.03F};
        LIMN_TRY_VOID(stream_.log(entity(fmt::format("/world/people/{}", i)), std::move(points)));
        LIMN_TRY_VOID(log_person_2d(shot, i));
    }
    return {};
}

Result<void> Director::log_person_2d(const Shot& shot, std::size_t index) {
    constexpr float kBodyDepth_m = 0.24F;  // Joints lie inside the body.
    const PersonState& person = shot.moment.people[index];
    const auto joints = keypoints(person.look, person.pose);
    logger::Points2D points;
    points.positions.emplace();
    points.keypoint_ids.emplace();
    points.class_ids = std::vector{std::uint16_t{person.class_id}};
    points.radii = std::vector{logger::ui_points(3.0F)};
    for (std::size_t id = 0; id < joints.size(); ++id) {
        if (can_see(shot.camera, joints[id], shot.view, kBodyDepth_m)) {
            points.positions->push_back(shot.camera.project(shot.camera.camera_from_world(joints[id]
            )));
            points.keypoint_ids->push_back(static_cast<std::uint16_t>(id));
        }
    }
    const EntityPath path = entity(fmt::format("/world/camera/people/{}", index));
    const bool is_detected = points.positions->size() >= 4;
    const bool was_detected = people_in_view_.contains(index);
    if (is_detected) {
        people_in_view_.insert(index);
        return stream_.log(path, std::move(points));
    }
    if (!was_detected) {
        return {};
    }
    people_in_view_.erase(index);
    if (index == 0) {
        return stream_.log(path, logger::Clear{});
    }
    points.positions->clear();
    points.keypoint_ids->clear();
    return stream_.log(path, std::move(points));
}

Result<void> Director::log_vehicles(const Shot& shot) {
    logger::Boxes3D boxes;
    boxes.half_sizes.emplace();
    boxes.centers.emplace();
    boxes.quaternions.emplace();
    boxes.class_ids.emplace();
    for (const VehicleState& vehicle : shot.moment.vehicles) {
        boxes.half_sizes->push_back(vehicle.half_size);
        boxes.centers->push_back(vehicle.position + glm::vec3(0.0F, 0.0F, vehicle.half_size.z));
        boxes.quaternions->push_back(yaw_rotation(vehicle.yaw));
        boxes.class_ids->push_back(vehicle.class_id);
        logger::Transform3D transform;
        transform.translation = vehicle.position;
        transform.quaternion = yaw_rotation(vehicle.yaw);
        LIMN_TRY_VOID(stream_.log(
            entity(fmt::format("/world/vehicles/{}", vehicle.name)),
            std::move(transform)
        ));
    }
    return stream_.log(entity("/world/boxes"), std::move(boxes));
}

Result<void> Director::log_people_scan(const Shot& shot) {
    PointCloud cloud;
    for (std::size_t i = 0; i < people_scans_.size(); ++i) {
        people_scans_[i].add_points(shot.meshes[i], cloud);
    }
    logger::Points3D points;
    points.positions = std::move(cloud.positions);
    points.class_ids = std::move(cloud.class_ids);
    points.radii = std::vector{logger::ui_points(1.0F)};
    return stream_.log(entity("/world/lidar/people"), std::move(points));
}

Result<void> Director::log_trajectories(const Shot& shot) {
    const auto extend = [&](std::uint16_t track, const glm::vec3& place) {
        if (track == 0) {
            return;
        }
        std::vector<glm::vec3>& trail = trails_[track];
        trail.push_back(place);
        if (trail.size() > kTrailFrames) {
            trail.erase(trail.begin());
        }
    };
    for (const PersonState& person : shot.moment.people) {
        extend(person.track, glm::vec3(person.pose.pelvis.x, person.pose.pelvis.y, 0.16F));
    }
    for (const VehicleState& vehicle : shot.moment.vehicles) {
        extend(vehicle.track, vehicle.position + glm::vec3(0.0F, 0.0F, 0.05F));
    }
    logger::LineStrips3D lines;
    lines.strips.emplace();
    lines.class_ids.emplace();
    for (std::size_t track = 1; track < trails_.size(); ++track) {
        if (trails_[track].size() >= 2) {
            lines.strips->push_back(trails_[track]);
            lines.class_ids->push_back(static_cast<std::uint16_t>(track));
        }
    }
    lines.show_labels = false;
    return stream_.log(entity("/world/trajectories"), std::move(lines));
}

}  // namespace limn::importers::demo
