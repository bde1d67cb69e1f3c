// SPDX-License-Identifier: MIT
#include "session/view_options.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/session/test_session.h"

namespace limn::session {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

scene::ViewSpec view_of(const char* origin, scene::ViewKind kind = scene::ViewKind::Spatial2D) {
    scene::ViewSpec spec;
    spec.kind = kind;
    spec.origin = EntityPath::parse(origin);
    return spec;
}

/// Nothing as usual.
ViewOptions other_options() {
    ViewOptions options;
    options.masks = draw::MaskMode::Both;
    options.mask_opacity = 0.25F;
    options.hatch_no_class = true;
    options.color_by = draw::ColorBy::Instance;
    options.bones = {4.0F, true};
    options.labels = LabelMode::Hover;
    options.label_size = LabelSize::Large;
    options.show_legend = false;
    options.legend_corner = LegendCorner::BottomLeft;
    options.show_grid = false;
    return options;
}

TEST(ViewMemory, IsOfOneApplicationKindAndOrigin) {
    ViewMemory memory;
    memory.set_options("app", view_of("/camera"), other_options());

    EXPECT_EQ(memory.options("app", view_of("/camera")), other_options());
    EXPECT_EQ(memory.options("other", view_of("/camera")), ViewOptions{});
    EXPECT_EQ(memory.options("app", view_of("/")), ViewOptions{});
    EXPECT_EQ(memory.options("app", view_of("/camera", scene::ViewKind::Spatial3D)), ViewOptions{});
}

TEST(ViewMemory, ForgetsWhatIsAsUsualAgain) {
    ViewMemory memory;
    memory.set_options("app", view_of("/camera"), other_options());
    memory.set_mask("app", EntityPath::parse("/camera/mask"), {draw::MaskMode::Fill, 0.5F});

    memory.set_options("app", view_of("/camera"), {});
    memory.set_mask("app", EntityPath::parse("/camera/mask"), {});

    EXPECT_EQ(memory, ViewMemory());
}

TEST(ViewMemory, ForgetsWhatWasChangedLongestAgo) {
    ViewMemory memory;
    for (std::size_t i = 0; i <= ViewMemory::kMost; ++i) {
        memory.set_options(fmt::format("app {}", i), view_of("/"), other_options());
    }

    EXPECT_THAT(memory.views(), SizeIs(ViewMemory::kMost));
    EXPECT_EQ(memory.options("app 0", view_of("/")), ViewOptions{});
    EXPECT_EQ(memory.options("app 1", view_of("/")), other_options());
}

TEST(ViewMemoryJson, RoundTrips) {
    ViewMemory memory;
    memory.set_options("app \"x\"", view_of("/a b"), other_options());
    memory.set_options("app", view_of("/", scene::ViewKind::Spatial3D), other_options());
    memory.set_mask("app", EntityPath::parse("/camera/mask"), {draw::MaskMode::Outline, 0.5F});
    memory.set_mask("app", EntityPath::parse("/camera/other"), {std::nullopt, 0.25F});

    const auto read = view_memory_from_json(to_json(memory));

    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, memory);
}

TEST(ViewMemoryJson, UnknownWordsAreAsUsual) {
    const auto read = view_memory_from_json(R"({"limn_view_options": 1, "views": [
        {"application": "app", "kind": "2d", "origin": "/", "masks": "dots", "mask_opacity": 7,
         "legend": "no", "grid": false},
        {"application": "app", "kind": "plot", "origin": "/", "grid": false},
        {"application": 3}, 4]})");

    ASSERT_TRUE(read) << read.error().message;
    ViewOptions expected;
    expected.show_grid = false;
    ASSERT_THAT(read->views(), SizeIs(1));
    EXPECT_EQ(read->views()[0].options, expected);
}

TEST(ViewMemoryJson, NewerVersionsAndOtherFilesAreRefused) {
    const auto newer = view_memory_from_json(R"({"limn_view_options": 2, "views": []})");
    ASSERT_FALSE(newer);
    EXPECT_EQ(newer.error().code, ErrorCode::UnsupportedVersion);
    EXPECT_THAT(newer.error().message, HasSubstr("version 2"));

    for (const char* text : {"", "[]", "{}", R"({"limn_view_options": "1"})", "{\"limn"}) {
        const auto other = view_memory_from_json(text);
        ASSERT_FALSE(other) << text;
        EXPECT_EQ(other.error().code, ErrorCode::InvalidArgument);
    }
}

TEST(ViewMemoryJson, AListThatIsNoneIsNotTakenForAnEmptyOne) {
    const auto memory = view_memory_from_json(R"({"limn_view_options": 1, "views": 7})");
    ASSERT_FALSE(memory);
    EXPECT_EQ(memory.error().code, ErrorCode::InvalidArgument);
}

TEST(ViewMemory, CommandsFillItAndTheNextRunOpensAlike) {
    TestSession first;
    first.add_street("monday");
    const ViewId view = first.state().views.front().id;
    const EntityPath mask = EntityPath::parse("/camera/mask");
    first.run(command::EditView{view, {.masks = draw::MaskMode::Outline}});
    first.run(command::EditView{view, {.legend_corner = LegendCorner::BottomRight}});
    first.run(command::EditMask{mask, {.mode = draw::MaskMode::Fill, .opacity = 0.5F}});

    TestSession next;
    next.session.view_memory = *view_memory_from_json(to_json(first.session.view_memory));
    next.add_street("tuesday");

    EXPECT_EQ(next.state().views.front().masks, draw::MaskMode::Outline);
    EXPECT_EQ(next.state().views.front().legend_corner, LegendCorner::BottomRight);
    EXPECT_EQ(next.state().mask_looks.at(mask).opacity, 0.5F);
}

}  // namespace
}  // namespace limn::session
