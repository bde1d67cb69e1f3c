// SPDX-License-Identifier: MIT
// What views remember follows the recording: after every insert, keys from memory are those found out anew, and a
// scene of a key that was seen before is the scene that would be built now.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "scene/dump.h"
#include "scene/scene_memory.h"
#include "unit/scene/world.h"

namespace limn::scene {
namespace {

using test::World;

class RandomWorld {
  public:
    explicit RandomWorld(std::uint32_t seed)
        : random_(seed) {}

    int pick(int min, int max) { return std::uniform_int_distribution<int>(min, max)(random_); }

    [[nodiscard]] const World& world() const { return world_; }

    /// One row of anything that scenes are made of.
    void log() {
        static const std::vector<std::string> entities{"/", "/a", "/a/b", "/a/b/c", "/d"};
        const std::string& entity = entities[static_cast<std::size_t>(pick(0, 4))];
        const std::optional<TimeInt> frame =
            pick(0, 4) == 0 ? std::nullopt : std::optional<TimeInt>(pick(0, 6));
        const auto x = static_cast<float>(pick(0, 9));
        const auto id = static_cast<std::uint16_t>(pick(1, 3));
        switch (pick(0, 9)) {
            case 0:
                world_.describe_classes(
                    entity,
                    frame,
                    {test::describe(id, fmt::format("label {}", x), {})}
                );
                break;
            case 1:
                world_.log(entity, frame, {{"Clear:is_recursive", test::flag(x < 5)}});
                break;
            case 2:
                world_
                    .log(entity, frame, {{"Transform3D:translation", test::points3({{x, 0, 0}})}});
                break;
            case 3:
                world_.log(
                    entity,
                    frame,
                    {{"InstancePoses3D:translations", test::points3({{0, x, 0}})}}
                );
                break;
            case 4:
                world_.log(entity, frame, {{"Points2D:class_ids", test::ids({id})}});
                break;
            case 5:
                world_.log(
                    entity,
                    frame,
                    {{"Boxes2D:half_sizes", test::points2({{x + 1, 2}})},
                     {"Boxes2D:class_ids", test::ids({id})}}
                );
                break;
            case 6:
                world_.log(entity, frame, {{"Points3D:positions", test::points3({{x, 1, 2}})}});
                break;
            case 7:
                world_.log(entity, frame, {{"CoordinateFrame:frame", test::texts({"named"})}});
                break;
            default:
                world_.log(entity, frame, {{"Points2D:positions", test::points2({{x, 1}})}});
                break;
        }
    }

  private:
    World world_;
    std::mt19937 random_;
};

/// A view that keeps scenes by their keys, as a tile keeps its last one.
class View {
  public:
    explicit View(ViewKind kind)
        : kind_(kind) {}

    void expect_right(const World& world, TimeInt frame) {
        SceneInput input = world.input(kind_, "/", frame);
        const std::uint64_t fresh = world.key(input);
        input.memory = &memory_;
        ASSERT_EQ(world.key(input), fresh) << "at frame " << frame;
        input.memory = nullptr;
        const std::string built = dump(*world.build(input));
        const auto [remembered, is_new] = scenes_.try_emplace(fresh, built);
        ASSERT_EQ(remembered->second, built) << "at frame " << frame;
    }

  private:
    ViewKind kind_;
    SceneMemory memory_;
    std::map<std::uint64_t, std::string> scenes_;
};

class RememberedScenes : public testing::TestWithParam<std::uint32_t> {};

TEST_P(RememberedScenes, AreThoseBuiltAnewAfterEveryInsert) {
    RandomWorld random(GetParam());
    View flat(ViewKind::Spatial2D);
    View deep(ViewKind::Spatial3D);
    for (int i = 0; i < 25; ++i) {
        random.log();
        for (int asked = 0; asked < 3; ++asked) {
            const TimeInt frame = random.pick(-1, 8);
            ASSERT_NO_FATAL_FAILURE(flat.expect_right(random.world(), frame));
            ASSERT_NO_FATAL_FAILURE(deep.expect_right(random.world(), frame));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RememberedScenes, testing::Range(1U, 61U));

TEST(SceneMemory, ARecordingThatIsOpenedAgainIsAskedAnew) {
    store::Database database;
    SceneMemory memory;
    const StoreId id{StoreKind::Recording, "app", "again"};
    for (const char* entity : {"/one", "/two"}) {
        database.apply(ChunkMessage{
            id,
            test::ChunkBuilder(entity)
                .row(1, {{"frame", 1}})
                .set("Points2D:positions", test::points2({{1, 2}}))
                .build(),
            nullptr,
        });
        SceneInput input;
        input.recording = database.find(id);
        input.query = {"frame", 1};
        input.view = {ViewKind::Spatial2D, EntityPath(), {}};
        const annotation::ContextMap contexts(*input.recording, input.query);
        input.contexts = &contexts;
        const std::uint64_t fresh = scene_key(input);
        input.memory = &memory;
        EXPECT_EQ(scene_key(input), fresh);
        database.remove(id);
    }
}

}  // namespace
}  // namespace limn::scene
