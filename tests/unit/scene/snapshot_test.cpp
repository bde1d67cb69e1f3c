// SPDX-License-Identifier: MIT
// Every recording of tests/data as text: which views are proposed, when they open, and what they show then
// and at the end. LIMN_UPDATE_SNAPSHOTS=1 writes the texts anew; look at the difference before committing.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "scene/build_scene.h"
#include "scene/dump.h"
#include "scene/opening_time.h"
#include "scene/propose_views.h"
#include "scene/undrawn.h"
#include "unit/scene/recordings.h"

namespace limn::scene {
namespace {

namespace fs = std::filesystem;

std::string name_of(const ViewSpec& view) {
    std::string text = view.kind == ViewKind::Spatial2D ? "2D " : "3D ";
    text += view.origin.text();
    for (const EntityPath& excluded : view.excluded) {
        text += " without " + excluded.text();
    }
    for (const EntityPath& also : view.also) {
        text += " and " + also.text();
    }
    return text;
}

std::string dump_at(
    const store::Recording& recording,
    const std::vector<ViewSpec>& views,
    const store::LatestAtQuery& query
) {
    std::string text;
    const annotation::ContextMap contexts(recording, query);
    for (const ViewSpec& view : views) {
        SceneInput input;
        input.recording = &recording;
        input.query = query;
        input.contexts = &contexts;
        input.view = view;
        text += fmt::format("== view {} at {} {}\n", name_of(view), query.timeline, query.time);
        text += dump(*build_scene(input));
    }
    return text;
}

std::string dump_all(const store::Database& database) {
    std::string text;
    for (const store::Recording* recording : database.recordings()) {
        text += fmt::format("= recording {}\n", recording->id().recording_id);
        const std::vector<ViewSpec> views = propose_views(*recording);
        for (const ViewSpec& view : views) {
            text += "proposed " + name_of(view) + "\n";
        }
        for (const Undrawn& undrawn : find_undrawn(*recording)) {
            text += undrawn.entity.text() + ": " + text_of(undrawn) + "\n";
        }
        const std::string timeline = recording->default_timeline();
        const store::TimelineInfo* info = recording->find_timeline(timeline);
        if (info == nullptr) {
            text += dump_at(*recording, views, {timeline, kMaxTime});
            continue;
        }
        const TimeInt opening = opening_time(*recording, timeline, views);
        text += fmt::format("opens at {} {}\n", timeline, opening);
        text += dump_at(*recording, views, {timeline, opening});
        if (opening != info->range.max) {
            text += dump_at(*recording, views, {timeline, info->range.max});
        }
    }
    return text;
}

std::string read_text(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void write_text(const fs::path& path, const std::string& text) {
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    std::ofstream(path, std::ios::binary) << text;
}

/// Recordings whose ids and times are of the moment they were made, or that show nothing of their own.
bool is_left_out(const std::string& name) {
    return name == "sdk_defaults" || name == "other_archetypes";
}

std::vector<std::string> fixture_names() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(LIMN_TEST_DATA)) {
        const std::string name = entry.path().stem().string();
        if (entry.path().extension() == ".rrd" && !is_left_out(name)) {
            names.push_back(name);
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string> snapshot_names() {
    std::vector<std::string> names;
    for (const auto& entry :
         fs::directory_iterator(fs::path(LIMN_TEST_SOURCE) / "scene_snapshots")) {
        if (entry.path().extension() == ".txt") {
            names.push_back(entry.path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// The tests below are made of the files that are there: without any, all of them would pass.
TEST(SceneSnapshots, AreThereForEveryFixtureAndForNothingElse) {
    EXPECT_FALSE(fixture_names().empty());
    EXPECT_EQ(snapshot_names(), fixture_names());
}

class SceneSnapshot : public testing::TestWithParam<std::string> {};

TEST_P(SceneSnapshot, ShowsWhatItShowedBefore) {
    const std::string file_name = GetParam() + ".txt";
    const fs::path path = fs::path(LIMN_TEST_SOURCE) / "scene_snapshots" / file_name;
    store::Database database;
    test::load_fixture(database, GetParam());

    const std::string text = dump_all(database);

    if (std::getenv("LIMN_UPDATE_SNAPSHOTS") != nullptr) {
        write_text(path, text);
    }
    const fs::path actual = fs::path(LIMN_TEST_OUTPUT) / "scene_snapshots" / file_name;
    if (text != read_text(path)) {
        write_text(actual, text);
    }
    ASSERT_TRUE(fs::exists(path)) << "there is no snapshot; what was made now is in " << actual;
    EXPECT_EQ(text, read_text(path)) << "differs; what was made now is in " << actual;
}

INSTANTIATE_TEST_SUITE_P(
    Fixtures,
    SceneSnapshot,
    testing::ValuesIn(fixture_names()),
    [](const auto& test) { return test.param; }
);

}  // namespace
}  // namespace limn::scene
