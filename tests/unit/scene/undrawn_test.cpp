// SPDX-License-Identifier: MIT
#include "scene/undrawn.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "model/archetypes.h"
#include "scene/visualizers/visualizer.h"
#include "unit/scene/recordings.h"
#include "unit/scene/world.h"

namespace limn::scene {
namespace {

using test::World;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> texts(const World& world) {
    std::vector<std::string> lines;
    for (const Undrawn& undrawn : find_undrawn(world.recording())) {
        lines.push_back(undrawn.entity.text() + ": " + text_of(undrawn));
    }
    return lines;
}

void log_scalars(World& world, std::string_view entity, TimeInt frame) {
    world.log(entity, frame, {{"Scalars:scalars", test::numbers({1.0})}});
}

void log_encoded(World& world, std::string_view entity, std::string_view file) {
    world.log_static(
        entity,
        {{"EncodedImage:blob", test::blob(test::Bytes(file.begin(), file.end()))}}
    );
}

TEST(Undrawn, NamesArchetypesWithoutVisualizerByEntity) {
    World world;
    log_scalars(world, "/loss", 1);
    log_scalars(world, "/loss", 2);
    world.log_static("/doc", {{"TextDocument:text", test::texts({"read me"})}});
    world.log_static("/points", {{"Points2D:positions", test::points2({{0, 0}})}});

    EXPECT_THAT(
        texts(world),
        ElementsAre(
            "/doc: TextDocument not drawn: Limn shows no text documents (1 row)",
            "/loss: Scalars not drawn: Limn shows no plots of scalars (2 rows)"
        )
    );
}

TEST(Undrawn, CustomArchetypesAndPropertiesAreDataWithoutAPicture) {
    World world;
    world.log_static("/any", {{"confidence", test::numbers({1.0})}});
    world.log_static("/mine", {{"MyArchetype:confidence", test::numbers({1.0})}});
    world.log_static("/__properties/run", {{"Scalars:scalars", test::numbers({1.0})}});

    EXPECT_THAT(texts(world), IsEmpty());
}

TEST(Undrawn, NamesArchetypesOfNewerSdks) {
    World world;
    world.log_static("/new", {{"Holograms9D:fields", test::numbers({1.0})}});

    EXPECT_THAT(
        texts(world),
        ElementsAre("/new: Holograms9D not drawn: this version of Limn does not know it (1 row)")
    );
}

TEST(Undrawn, NamesPicturesThatAreRefused) {
    World world;
    log_encoded(world, "/avif", std::string_view("\0\0\0 ftypavif\0\0\0\0", 16));
    world.log_image("/good", "Image", 4, 4, ColorModel::Rgb);
    world.log_static(
        "/nv12",
        {{"Image:buffer", test::blob(test::Bytes(24, 0))},
         {"Image:format", test::format(ImageFormat{4, 4, 26, ColorModel::L, ChannelType::U8})}}
    );
    world.log_static(
        "/short",
        {{"DepthImage:buffer", test::blob(test::Bytes(3, 0))},
         {"DepthImage:format", test::format(ImageFormat{4, 4, 0, ColorModel::L, ChannelType::U8})}}
    );
    world.log_static(
        "/without_format",
        {{"SegmentationImage:buffer", test::blob(test::Bytes(3, 0))}}
    );

    EXPECT_THAT(
        texts(world),
        ElementsAre(
            HasSubstr("/avif: EncodedImage not drawn: this image/avif cannot be decoded"),
            HasSubstr("/nv12: Image not drawn: pixel format 26"),
            HasSubstr("/short: DepthImage not drawn: 4×4"),
            HasSubstr("/without_format: SegmentationImage not drawn: a picture without format")
        )
    );
}

TEST(Undrawn, ARefusedFileIsNamedByItsLoggedMediaType) {
    World world;
    world.log_static(
        "/depth",
        {{"EncodedDepthImage:blob", test::blob(test::Bytes(20, 1))},
         {"EncodedDepthImage:media_type", test::texts({"application/rvl"})}}
    );
    const auto undrawn = find_undrawn(world.recording());
    ASSERT_EQ(undrawn.size(), 1U);
    EXPECT_EQ(undrawn[0].reason, "not a picture of a known format, logged as application/rvl");

    const ScenePtr scene = world.scene_2d();

    EXPECT_TRUE(is_told(scene->diagnostics, undrawn[0])) << "it is not said twice";
}

TEST(Undrawn, NamesColumnsThatAPictureLacks) {
    World world;
    const auto corners = test::points3({{0, 0, 0}, {1, 0, 0}, {0, 1, 0}});
    world.log_static(
        "/textured",
        {{"Mesh3D:vertex_positions", corners},
         {"Mesh3D:albedo_texture_buffer", test::blob(test::Bytes(12, 0))}}
    );
    world.log_static("/plain", {{"Mesh3D:vertex_positions", corners}});
    world.log_static(
        "/cleared",
        {{"Mesh3D:vertex_positions", corners},
         {"Mesh3D:albedo_texture_buffer", test::Values(std::vector<test::Bytes>{})}}
    );

    EXPECT_THAT(texts(world), ElementsAre("/textured: Mesh3D drawn without its texture (1 row)"));
    const auto undrawn = find_undrawn(world.recording());
    EXPECT_TRUE(is_drawn(world.recording(), EntityPath::parse("/textured"), undrawn));
}

TEST(Undrawn, DepthIsNotSpreadOutInTheWorldOfItsCamera) {
    World world;
    world.log_image("/flat", "DepthImage", 4, 4, ColorModel::L);
    world.log_image("/camera/depth", "DepthImage", 4, 4, ColorModel::L);
    world.log_static("/camera", {{"Pinhole:image_from_camera", test::pinhole(4.0F, {2, 2})}});

    EXPECT_THAT(
        texts(world),
        ElementsAre("/camera/depth: DepthImage drawn without its points in 3D (1 row)")
    );
}

TEST(Undrawn, EveryColumnOfWhatIsDrawnIsReadOrNamed) {
    std::set<std::string> unknown;
    std::size_t num_columns = 0;
    for (const std::string& fixture : test::fixtures()) {
        store::Database database;
        test::load_fixture(database, fixture);
        for (const store::Recording* recording : database.recordings()) {
            for (const Visualizer* visualizer : all_visualizers()) {
                for (const EntityPath& entity : recording->entities_with(visualizer->required())) {
                    for (const store::ComponentInfo& info : recording->components(entity)) {
                        if (archetype_of(info.name) != visualizer->name) {
                            continue;
                        }
                        ++num_columns;
                        if (!is_known_column(*visualizer, info.name)) {
                            unknown.insert(info.name);
                        }
                    }
                }
            }
        }
    }
    EXPECT_GT(num_columns, 100U);
    EXPECT_THAT(unknown, IsEmpty());
}

TEST(Undrawn, APictureLoggedAsEmptyIsNotRefused) {
    World world;
    world.log_static("/empty", {{"EncodedImage:blob", test::Values(std::vector<test::Bytes>{})}});

    EXPECT_THAT(texts(world), IsEmpty());
}

TEST(Undrawn, OfAViewAreThoseAmongItsContents) {
    World world;
    log_scalars(world, "/a/loss", 1);
    log_scalars(world, "/b/loss", 1);
    const auto all = find_undrawn(world.recording());

    const auto inside = undrawn_in(all, {ViewKind::Spatial2D, EntityPath::parse("/a"), {}});

    ASSERT_EQ(inside.size(), 1U);
    EXPECT_EQ(inside.front().entity.text(), "/a/loss");
}

TEST(Undrawn, ReasonsAreSaidOnceWithTheirCounts) {
    World world;
    log_scalars(world, "/a", 1);
    log_scalars(world, "/b", 1);
    log_scalars(world, "/b", 2);
    world.log_static("/doc", {{"TextDocument:text", test::texts({"read me"})}});

    const auto reasons = reasons_of(find_undrawn(world.recording()));

    ASSERT_EQ(reasons.size(), 2U);
    EXPECT_EQ(reasons[0].text, "Scalars not drawn: Limn shows no plots of scalars");
    EXPECT_EQ(reasons[0].where(), "/a and 1 more entity, 3 rows");
    EXPECT_EQ(reasons[1].where(), "/doc, 1 row");
}

TEST(Undrawn, AnEntityWithSomethingElseIsStillDrawn) {
    World world;
    log_scalars(world, "/both", 1);
    world.log_static("/both", {{"Points2D:positions", test::points2({{0, 0}})}});
    log_scalars(world, "/loss", 1);
    const auto all = find_undrawn(world.recording());

    const EntityPath both = EntityPath::parse("/both");
    const EntityPath loss = EntityPath::parse("/loss");
    EXPECT_TRUE(is_drawn(world.recording(), both, undrawn_at(all, both)));
    EXPECT_FALSE(is_drawn(world.recording(), loss, undrawn_at(all, loss)));
}

}  // namespace
}  // namespace limn::scene
