// SPDX-License-Identifier: MIT
#include "session/open_views.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/chunk_builder.h"
#include "unit/session/test_session.h"

namespace limn::session {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

scene::ViewSpec view(std::string_view origin, scene::ViewKind kind = scene::ViewKind::Spatial2D) {
    scene::ViewSpec spec;
    spec.kind = kind;
    spec.origin = EntityPath::parse(origin);
    return spec;
}

std::vector<scene::ViewSpec> views(std::size_t num_2d, std::size_t num_3d) {
    std::vector<scene::ViewSpec> specs;
    for (std::size_t i = 0; i < num_2d; ++i) {
        specs.push_back(view("/image" + std::to_string(i)));
    }
    for (std::size_t i = 0; i < num_3d; ++i) {
        specs.push_back(view("/world" + std::to_string(i), scene::ViewKind::Spatial3D));
    }
    return specs;
}

std::vector<std::string> origins(const std::vector<scene::ViewSpec>& specs) {
    std::vector<std::string> texts;
    for (const scene::ViewSpec& spec : specs) {
        texts.push_back(spec.origin.text());
    }
    return texts;
}

std::vector<std::string> open_origins(const RecordingState& state) {
    std::vector<std::string> texts;
    for (const ViewState& open : state.views) {
        texts.push_back(open.spec.origin.text());
    }
    return texts;
}

struct OpenViews : testing::Test, TestSession {
    /// A recording with two pictures' worth of views, as if it had proposed them.
    void propose(std::vector<scene::ViewSpec> proposals) {
        add_street();
        state().proposals = std::move(proposals);
        open_views(session, state(), opened_at_first(state().proposals));
    }
};

TEST_F(OpenViews, AllAreOpenedWhereTheyAreFew) {
    EXPECT_THAT(opened_at_first(views(8, 4)), SizeIs(12));
    EXPECT_THAT(opened_at_first(views(0, 12)), SizeIs(12));
    EXPECT_THAT(opened_at_first({}), SizeIs(0));
}

TEST_F(OpenViews, ThirtyCamerasLeaveRoomForTheWorld) {
    const auto opened = opened_at_first(views(30, 1));

    ASSERT_THAT(opened, SizeIs(12));
    EXPECT_EQ(opened.front().origin.text(), "/image0");
    EXPECT_EQ(opened[10].origin.text(), "/image10");
    EXPECT_EQ(opened.back().origin.text(), "/world0");
}

TEST_F(OpenViews, WhatIsNotOpenIsListed) {
    propose(views(14, 0));

    EXPECT_EQ(num_closed_proposals(state()), 2U);
    EXPECT_THAT(origins(closed_proposals(state())), ElementsAre("/image12", "/image13"));
}

TEST_F(OpenViews, PagesLeadToEveryView) {
    propose(views(30, 0));
    std::set<std::string> seen;
    for (int page = 0; page < 3; ++page) {
        for (const std::string& origin : open_origins(state())) {
            seen.insert(origin);
        }
        run(command::OpenViews{proposals_beside(state(), true), true});
    }

    EXPECT_THAT(seen, SizeIs(30));
    EXPECT_EQ(open_origins(state()).front(), "/image0");

    run(command::OpenViews{proposals_beside(state(), false), true});

    EXPECT_THAT(open_origins(state()), SizeIs(6));
    EXPECT_EQ(open_origins(state()).front(), "/image24");
}

TEST_F(OpenViews, TheNextPageBeginsWhereTheOpenOnesEnd) {
    propose(views(30, 1));
    ASSERT_EQ(open_origins(state()).back(), "/world0");

    EXPECT_EQ(proposals_beside(state(), true).front().origin.text(), "/image11");
    EXPECT_EQ(proposals_beside(state(), false).back().origin.text(), "/world0");
}

TEST_F(OpenViews, AClosedViewCanBeOpenedAgain) {
    propose(views(3, 0));

    run(command::CloseView{state().views[1].id});

    EXPECT_THAT(open_origins(state()), ElementsAre("/image0", "/image2"));
    EXPECT_THAT(origins(closed_proposals(state())), ElementsAre("/image1"));

    run(command::OpenViews{closed_proposals(state()), false});

    EXPECT_THAT(open_origins(state()), ElementsAre("/image0", "/image2", "/image1"));
    EXPECT_EQ(num_closed_proposals(state()), 0U);
}

TEST_F(OpenViews, OpeningTwiceOpensOnce) {
    propose(views(2, 0));

    run(command::OpenViews{{view("/image0"), view("/image0")}, false});

    EXPECT_THAT(state().views, SizeIs(2));
}

TEST_F(OpenViews, ViewsThatStayOpenKeepTheirCameras) {
    propose(views(3, 0));
    const ViewId first = state().views[0].id;
    run(command::SetCamera2D{first, draw::Camera2D{}});

    run(command::CloseView{state().views[1].id});

    EXPECT_EQ(state().views[0].id, first);
    EXPECT_TRUE(state().views[0].camera_2d.has_value());
}

TEST_F(OpenViews, OpeningAndClosingCanBeUndone) {
    propose(views(14, 0));
    run(command::OpenViews{proposals_beside(state(), true), true});
    ASSERT_THAT(open_origins(state()), ElementsAre("/image12", "/image13"));

    run(command::Undo{});

    EXPECT_THAT(state().views, SizeIs(12));
    EXPECT_EQ(state().layout.place({0, 0, 900, 900}, 1).tiles.size(), 12U);

    run(command::Redo{});

    EXPECT_THAT(open_origins(state()), ElementsAre("/image12", "/image13"));
}

TEST_F(OpenViews, ResetLayoutOpensWhatIsProposed) {
    propose(views(3, 0));
    run(command::CloseView{state().views[0].id});
    ASSERT_TRUE(state().user_arranged);

    run(command::ResetLayout{});

    EXPECT_THAT(open_origins(state()), ElementsAre("/image0", "/image1", "/image2"));
    EXPECT_FALSE(state().user_arranged);
}

TEST_F(OpenViews, AnArrangedViewTakesOverWhatItsProposalHoldsNow) {
    propose(views(2, 0));
    run(command::CloseView{state().views[1].id});
    state().proposals[0].also.insert(EntityPath::parse("/boxes"));

    update_contents(state());

    EXPECT_EQ(state().views[0].spec.also.size(), 1U);
    EXPECT_THAT(state().views, SizeIs(1));
}

TEST_F(OpenViews, NewViewsWaitWhereTheUserArranged) {
    add_street();
    run(command::SetSplit{0, 0.4F});
    ASSERT_TRUE(state().user_arranged);
    ASSERT_THAT(open_origins(state()), ElementsAre("/"));
    session.database.apply(ChunkMessage{
        state().id,
        test::ChunkBuilder("/cloud")
            .row(1'000'000)
            .set("Points3D:positions", test::points3({{1, 2, 3}}))
            .build()});

    refresh_recordings(session);

    EXPECT_THAT(open_origins(state()), ElementsAre("/"));
    EXPECT_THAT(origins(closed_proposals(state())), ElementsAre("/"));
}

}  // namespace
}  // namespace limn::session
