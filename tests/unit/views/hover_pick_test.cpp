// SPDX-License-Identifier: MIT
#include "views/hover_pick.h"

#include <gtest/gtest.h>

#include <deque>

namespace limn::views {
namespace {

/// Answers when it is told to.
class SlowRenderer final : public render::ViewRenderer {
  public:
    Result<void> draw(std::uint32_t, glm::uvec2, const render::ViewFrame&) override { return {}; }

    std::uint32_t texture(std::uint32_t) const override { return 0; }

    std::optional<render::PickResult> pick(std::uint32_t, glm::ivec2 pixel, int) override {
        ++num_waited;
        return found_at(pixel);
    }

    std::uint64_t ask_pick(std::uint32_t, glm::ivec2 pixel, int) override {
        asked.push_back({++number_, found_at(pixel)});
        return number_;
    }

    std::optional<render::PickAnswer> take_pick(std::uint32_t) override {
        if (!is_ready || asked.empty()) {
            return std::nullopt;
        }
        const render::PickAnswer newest = asked.back();
        asked.clear();
        return newest;
    }

    Result<std::vector<std::byte>> read_pixels(std::uint32_t) override { return {}; }

    void drop(std::uint32_t) override {}

    void end_frame() override {}

    const render::FrameCounters& counters() const override { return counters_; }

    Diagnostics& diagnostics() override { return diagnostics_; }

    std::deque<render::PickAnswer> asked;
    bool is_ready = false;
    int num_waited = 0;

  private:
    /// Entity 7, as many instances as columns.
    static std::optional<render::PickResult> found_at(glm::ivec2 pixel) {
        return render::PickResult{7, static_cast<std::uint32_t>(pixel.x), 0.5F};
    }

    std::uint64_t number_ = 0;
    render::FrameCounters counters_;
    Diagnostics diagnostics_;
};

constexpr PickPlace kPlace{.scene = 1, .picture = 1, .pixel = {3, 4}, .radius_px = 5};

TEST(HoverPick, WaitsForNothingAndGivesTheAnswerLater) {
    SlowRenderer renderer;
    HoverPick pick(0);

    EXPECT_FALSE(pick.find(renderer, kPlace, false));
    EXPECT_TRUE(pick.is_waiting());
    EXPECT_FALSE(pick.find(renderer, kPlace, false));
    EXPECT_EQ(renderer.asked.size(), 1U) << "the same question is asked once";
    renderer.is_ready = true;

    const auto picked = pick.find(renderer, kPlace, false);
    ASSERT_TRUE(picked && picked->found);
    EXPECT_EQ(picked->found->instance, 3U);
    EXPECT_FALSE(pick.is_waiting());
    EXPECT_EQ(renderer.num_waited, 0);
}

TEST(HoverPick, KeepsTheLastAnswerUntilTheNextOne) {
    SlowRenderer renderer;
    renderer.is_ready = true;
    HoverPick pick(0);
    pick.find(renderer, kPlace, false);
    pick.find(renderer, kPlace, false);
    PickPlace moved = kPlace;
    moved.pixel = {9, 4};
    renderer.is_ready = false;

    const auto before = pick.find(renderer, moved, false);
    EXPECT_EQ(before->found->instance, 3U);
    EXPECT_EQ(before->pixel, kPlace.pixel) << "the answer is about where the mouse was";
    EXPECT_TRUE(pick.is_waiting());
    renderer.is_ready = true;
    EXPECT_EQ(pick.find(renderer, moved, false)->pixel, moved.pixel);
    EXPECT_EQ(pick.find(renderer, moved, false)->found->instance, 9U);
}

TEST(HoverPick, AnswersAboutAnotherSceneAreLeftOut) {
    SlowRenderer renderer;
    HoverPick pick(0);
    pick.find(renderer, kPlace, false);
    PickPlace next = kPlace;
    next.scene = 2;
    renderer.is_ready = true;

    EXPECT_FALSE(pick.find(renderer, next, false)) << "entity 7 was one of the scene before";
    EXPECT_TRUE(pick.is_waiting());
    EXPECT_TRUE(pick.find(renderer, next, false));
}

TEST(HoverPick, AClickIsAboutWhatIsUnderTheMouseNow) {
    SlowRenderer renderer;
    HoverPick pick(0);
    pick.find(renderer, kPlace, false);
    PickPlace moved = kPlace;
    moved.pixel = {9, 4};

    EXPECT_EQ(pick.find(renderer, moved, true)->found->instance, 9U);
    EXPECT_FALSE(pick.is_waiting());
    renderer.is_ready = true;
    EXPECT_EQ(pick.find(renderer, moved, false)->found->instance, 9U)
        << "the older answer comes too late";
}

TEST(HoverPick, AMouseThatLeftAsksForNoFrames) {
    SlowRenderer renderer;
    HoverPick pick(0);
    pick.find(renderer, kPlace, false);

    pick.forget();

    EXPECT_FALSE(pick.is_waiting());
    renderer.is_ready = true;
    EXPECT_FALSE(pick.find(renderer, kPlace, false)) << "what was found before is asked again";
}

}  // namespace
}  // namespace limn::views
