// SPDX-License-Identifier: MIT
/// A small scene with one context, made by hand.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <vector>

#include "annotation/class_image.h"
#include "annotation/context.h"
#include "draw/style_table.h"
#include "render/view_frame.h"
#include "scene/scene.h"
#include "session/refresh.h"
#include "session/session.h"
#include "support/chunk_builder.h"

namespace limn::views {

/// Class 1 "person" with keypoints 0 "nose", 1 "hand", 2 "foot"; class 2 "car".
struct SampleScene {
    SampleScene() {
        ClassDescription person;
        person.key = 1;
        person.info = {1, "person", Rgba8{230, 80, 60, 255}};
        person.keypoints = {
            {0, "nose", Rgba8{255, 255, 255, 255}},
            {1, "hand", Rgba8{240, 170, 40, 255}},
            {2, "foot", std::nullopt}};
        ClassDescription car;
        car.key = 2;
        car.info = {2, "car", Rgba8{60, 130, 230, 255}};
        logged.classes = {person, car};
        resolve();
        scene.entities = {EntityPath::parse("/people"), EntityPath::parse("/mask")};
    }

    void resolve() {
        context = std::make_shared<annotation::ResolvedContext>(
            EntityPath::parse("/"),
            RowId{{1, 1}},
            kStaticTime,
            logged
        );
        table = context->make_table(2);
        scene.styles = {{context, 2}};
    }

    [[nodiscard]] std::vector<draw::StyleBinding> bindings() const {
        draw::StyleBinding binding;
        binding.table = &table;
        binding.table_id = 1;
        binding.mode = mode;
        return {binding};
    }

    void hide(std::uint32_t index) {
        draw::StyleEntry entry = *table.find(index);
        entry.flags = static_cast<std::uint8_t>(entry.flags & ~draw::kStyleVisible);
        table.set(index, entry);
    }

    /// A person's three joints, `spread` apart.
    void add_person(glm::vec2 at, float spread, std::uint32_t first_instance) {
        draw::PointBatch batch;
        batch.entity = 0;
        batch.radii = {-3.0F};
        for (std::uint32_t k = 0; k < 3; ++k) {
            const float offset = spread * static_cast<float>(k);
            const glm::vec3 position{at.x + offset, at.y + offset, 0.0F};
            batch.positions.push_back(position);
            batch.style_index.push_back(context->style_index(1, static_cast<KeypointId>(k)));
            batch.instance.push_back(first_instance + k);
            batch.group.push_back(first_instance / 3);
            draw::LabelAnchor anchor;
            anchor.position = position;
            anchor.style_index = batch.style_index.back();
            anchor.entity = 0;
            anchor.instance = first_instance + k;
            scene.list.labels.push_back(anchor);
        }
        scene.list.order.push_back(
            {draw::ItemKind::Points, static_cast<std::uint32_t>(scene.list.points.size()), 30.0F}
        );
        scene.list.points.push_back(std::move(batch));
        add_count(1, CountKind::Skeletons, 1);
    }

    void add_count(ClassId id, CountKind kind, std::uint64_t count, draw::StyleSlot style = 0) {
        annotation::ClassTally tally;
        tally.id = id;
        tally.counts[kind] = count;
        scene.counts.push_back({0, style, tally});
    }

    /// Nose to hand to foot, of a person that was added with the same values; the class has these connections from then on.
    void add_bones(glm::vec2 at, float spread, std::uint32_t first_instance) {
        draw::LineBatch batch;
        batch.entity = 0;
        for (std::uint32_t k = 0; k < 2; ++k) {
            draw::LineSegment bone;
            bone.from = glm::vec3(at + spread * static_cast<float>(k), 0.0F);
            bone.to = glm::vec3(at + spread * static_cast<float>(k + 1), 0.0F);
            bone.style_index = 1;
            bone.joint_from = context->style_index(1, static_cast<KeypointId>(k));
            bone.joint_to = context->style_index(1, static_cast<KeypointId>(k + 1));
            bone.point_from = first_instance + k;
            bone.point_to = first_instance + k + 1;
            bone.skeleton = first_instance / 3;
            batch.segments.push_back(bone);
        }
        scene.list.lines.push_back(std::move(batch));
        logged.classes[0].connections = {{0, 1}, {1, 2}};
        resolve();
    }

    /// 4 × 2 pixels: half class 1, a quarter class 2, a quarter class 0.
    void add_mask() {
        static constexpr std::array<std::uint8_t, 8> kPixels{1, 1, 2, 0, 1, 1, 2, 0};
        draw::ImageDraw image;
        image.image = *media::Image::create(
            media::ImageKind::ClassIds,
            media::PixelType::U8,
            4,
            2,
            std::as_bytes(std::span(kPixels)),
            nullptr
        );
        image.entity = 1;
        image.key = 77;
        scene.list.order.push_back(
            {draw::ItemKind::Image, static_cast<std::uint32_t>(scene.list.images.size()), 0.0F}
        );
        scene.list.images.push_back(std::move(image));
        scene.image_size = {4.0F, 2.0F};
    }

    /// A row of signed pixels, in the scene and as the active recording: 1, −7, 2.
    void add_signed_mask() {
        const test::Bytes pixels{1, 0xF9, 2};
        const EntityPath entity = EntityPath::parse("/mask");
        const StoreId store{StoreKind::Recording, "app", "run"};
        const ImageFormat format{3, 1, 0, ColorModel::L, ChannelType::I8};
        session.database.apply(ChunkMessage{
            store,
            test::ChunkBuilder("/mask")
                .row(1, {{"frame", 0}})
                .set("SegmentationImage:buffer", test::blob(pixels))
                .set("SegmentationImage:format", test::format(format))
                .build()});
        session::refresh_recordings(session);
        const auto mask =
            annotation::class_image_at(*session.active_recording(), session.query(), entity);
        draw::ImageDraw image;
        image.image = (*mask)->image;
        image.entity = 1;
        scene.list.order.push_back({draw::ItemKind::Image, 0, 0.0F});
        scene.list.images.push_back(std::move(image));
    }

    session::Session session;
    AnnotationContext logged;
    annotation::ContextPtr context;
    draw::StyleTable table;
    draw::StyleMode mode;
    scene::Scene scene;
};

}  // namespace limn::views
