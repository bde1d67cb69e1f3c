// SPDX-License-Identifier: MIT
/// From logged masks to pixels: recording, scene, style tables and renderer as the program puts them together.
///
/// What      What is logged becomes the next row of a recording; `draw` shows the whole of it at one
///           texel per pixel. Labels and legend are not part of the picture.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "annotation/auto_color.h"
#include "annotation/context.h"
#include "annotation/statistics.h"
#include "arrow/buffer.h"
#include "logger/archetypes.h"
#include "logger/recording_stream.h"
#include "scene/build_scene.h"
#include "session/session.h"
#include "session/style_cache.h"
#include "support/chunk_builder.h"
#include "unit/render/render_fixture.h"
#include "views/legend.h"
#include "views/view_hover.h"

namespace limn::views {

class MaskPictureTest : public test::RenderTest {
  protected:
    void SetUp() override {
        RenderTest::SetUp();
        expects_diagnostics_ = true;
        session::RecordingState state;
        state.id = kStore;
        state.time.timeline = "frame";
        session_.recordings.push_back(std::move(state));
        session_.active = 0;
    }

    /// The next row, at the time that is shown then.
    template <typename Archetype>
    void log(const char* entity, Archetype&& archetype) {
        stream_.set_sequence("frame", next_time());
        const auto logged =
            stream_.log(EntityPath::parse(entity), std::forward<Archetype>(archetype));
        ASSERT_TRUE(logged) << logged.error().message;
        for (const LogMessage& message : stream_.take_messages()) {
            session_.database.apply(message);
        }
    }

    void log_mask(
        const char* entity,
        ChannelType type,
        glm::uvec2 size,
        const test::Bytes& bytes,
        std::optional<float> opacity = std::nullopt
    ) {
        logger::SegmentationImage mask;
        mask.buffer = arrow::Buffer::copy_of(std::as_bytes(std::span(bytes)));
        mask.format = ImageFormat{size.x, size.y, 0, ColorModel::L, type};
        mask.opacity = opacity;
        log(entity, std::move(mask));
    }

    /// For what limn-log has no archetype of.
    test::ChunkBuilder next_chunk(const char* entity) {
        test::ChunkBuilder chunk(entity);
        const TimeInt time = next_time();
        chunk.row(static_cast<std::uint64_t>(time), {{"frame", time}});
        return chunk;
    }

    TimeInt next_time() { return session_.active_state()->time.cursor = ++time_; }

    void insert(const test::ChunkBuilder& chunk) {
        session_.database.apply(ChunkMessage{kStore, chunk.build()});
    }

    void choose(ClassId id, const annotation::ClassChoice& choice) {
        session_.choices.set(
            annotation::choice_key(kStore.application_id, *context_of("/mask"), id),
            choice
        );
    }

    /// The picture of everything at the last time, as large as the images.
    void draw() {
        styles_cache_.update(session_);
        scene::SceneInput input;
        input.recording = session_.active_recording();
        input.query = session_.query();
        input.contexts = &styles_cache_.contexts();
        scene_ = scene::build_scene(input);
        bindings_ = styles_cache_.bindings(*scene_, session_);
        const glm::uvec2 size(glm::max(scene_->image_size, glm::vec2(1.0F)));
        render::ViewFrame frame = frame_2d(size);
        frame.list = &scene_->list;
        frame.styles = bindings_;
        camera_.center = scene_->image_size * 0.5F;
        RenderTest::draw(size, frame);
    }

    [[nodiscard]] HoverResult hover_at(std::uint32_t x, std::uint32_t y) const {
        return find_hover(
            {*scene_,
             bindings_,
             session_,
             1,
             {},
             camera_,
             glm::vec2(x, y) + 0.5F,
             scene_->image_size,
             std::nullopt,
             {}}
        );
    }

    [[nodiscard]] std::vector<LegendRow> legend() const {
        ImageCounts counts;
        return legend_rows(*scene_, count_scene(*scene_, counts), bindings_, session_);
    }

    [[nodiscard]] std::vector<annotation::ClassTally> counted(const char* entity) const {
        annotation::PixelCountCache cache;
        const annotation::ContextMap contexts(*session_.active_recording(), session_.query());
        return annotation::count_classes(
            *session_.active_recording(),
            session_.query(),
            contexts,
            *context_of(entity),
            EntityPath(),
            cache
        );
    }

    [[nodiscard]] annotation::ContextPtr context_of(const char* entity) const {
        const annotation::ContextMap contexts(*session_.active_recording(), session_.query());
        return contexts.find(EntityPath::parse(entity));
    }

    [[nodiscard]] const scene::Scene& scene() const { return *scene_; }

    [[nodiscard]] Rgba8 background() const { return options_.background; }

    [[nodiscard]] render::ViewOptions& options() { return options_; }

    inline static const StoreId kStore{StoreKind::Recording, "app", "run"};

    session::Session session_;
    session::StyleCache styles_cache_;
    scene::ScenePtr scene_;
    std::vector<draw::StyleBinding> bindings_;
    draw::Camera2D camera_;
    logger::RecordingStream stream_{kStore};
    TimeInt time_ = 0;
};

}  // namespace limn::views
