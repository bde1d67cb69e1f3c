// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "base/text_file.h"
#include "exporter/arrow_json.h"
#include "exporter/classes.h"
#include "exporter/inspect.h"
#include "exporter/query.h"

namespace limn::exporter {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

Input fixture(const std::string& name) {
    Input input;
    input.files = {LIMN_TEST_DATA "/" + name + ".rrd"};
    return input;
}

/// What a command answered and said.
struct Told {
    std::string answer;
    std::string talk;
    std::string error;

    [[nodiscard]] Json json() const { return Json::parse(answer); }
};

template <typename Job, typename Command>
Told tell(Command command, const Job& job) {
    std::ostringstream answer;
    std::ostringstream talk;
    const Result<void> result = command(job, {answer, talk});
    return {answer.str(), talk.str(), result ? "" : result.error().message};
}

Told query_of(
    const std::string& name,
    const std::string& entity,
    const std::string& component,
    TimeChoice at = {}
) {
    QueryJob job{fixture(name), {entity, component, std::move(at), {}}, {}, true};
    return tell(query, job);
}

Told classes_of(const std::string& name, const std::string& entity) {
    return tell(classes, ClassesJob{fixture(name), entity, {}, {}, {}, false, true, false});
}

TEST(Inspect, SaysWhatIsInARecording) {
    const Told told = tell(inspect, InspectJob{fixture("snippet_rects"), true});
    EXPECT_EQ(told.error, "");
    EXPECT_EQ(told.talk, "");
    const Json json = told.json();
    ASSERT_EQ(json["recordings"].size(), 1U);
    EXPECT_TRUE(json["blueprints"].empty());
    std::vector<std::string> keys;
    for (const auto& [key, value] : json["recordings"][0].items()) {
        keys.push_back(key);
    }
    EXPECT_THAT(
        keys,
        ElementsAre(
            "application_id",
            "recording_id",
            "source",
            "sdk_version",
            "timelines",
            "entities",
            "chunks",
            "rows"
        )
    );
}

TEST(Inspect, BlueprintsAreKeptApart) {
    const Json json = tell(inspect, InspectJob{fixture("blueprint"), true}).json();
    EXPECT_EQ(json["recordings"].size(), 1U);
    EXPECT_EQ(json["blueprints"].size(), 1U);
}

TEST(Inspect, SeveralFilesAreOneDatabase) {
    InspectJob job{fixture("snippet_rects"), true};
    job.input.files.push_back(LIMN_TEST_DATA "/snippet_connections.rrd");
    EXPECT_EQ(tell(inspect, job).json()["recordings"].size(), 2U);
}

TEST(Inspect, UnreadableFileBesideAReadableOneIsAWarning) {
    InspectJob job{fixture("snippet_rects"), true};
    job.input.files.insert(job.input.files.begin(), "/no/such.rrd");
    const Told told = tell(inspect, job);
    EXPECT_EQ(told.error, "");
    EXPECT_THAT(told.talk, HasSubstr("such.rrd"));
    EXPECT_EQ(told.json()["recordings"].size(), 1U);
}

TEST(Inspect, NothingReadableIsAnErrorWithoutAnswer) {
    const Told told = tell(inspect, InspectJob{fixture("broken/foreign"), true});
    EXPECT_THAT(told.error, HasSubstr("foreign.rrd"));
    EXPECT_EQ(told.answer + told.talk, "");
}

TEST(Inspect, DamagedFileIsOneWarningLine) {
    const Told told = tell(inspect, InspectJob{fixture("broken/arrow_bit_flips"), true});
    EXPECT_EQ(told.error, "");
    EXPECT_EQ(std::count(told.talk.begin(), told.talk.end(), '\n'), 1);
    EXPECT_THAT(told.talk, HasSubstr("arrow_bit_flips.rrd"));
}

TEST(Inspect, TextNamesEntitiesAndComponents) {
    const Told told = tell(inspect, InspectJob{fixture("snippet_rects"), false});
    EXPECT_THAT(told.answer, HasSubstr("/detections"));
    EXPECT_THAT(told.answer, HasSubstr("Boxes2D:half_sizes"));
}

TEST(Query, GivesValuesInLoggedOrder) {
    const Json json = query_of("annotation_a_shadowing", "/detections", "Boxes2D:class_ids").json();
    ASSERT_EQ(json["rows"].size(), 1U);
    EXPECT_EQ(dump(json["rows"][0]["values"]), "[1,2]");
    EXPECT_EQ(json["rows"][0]["row_id"].get<std::string>().size(), 32U);
}

TEST(Query, StaticValueHasNoTime) {
    const Json json = query_of("annotation_a_shadowing", "/", "AnnotationContext:context").json();
    ASSERT_EQ(json["rows"].size(), 1U);
    EXPECT_TRUE(json["rows"][0]["time"].is_null());
    const Json& first = json["rows"][0]["values"][0][1]["class_description"]["info"];
    EXPECT_EQ(first["label"], "red");
    EXPECT_EQ(first["color"].get<std::string>().size(), 9U);
}

TEST(Query, BuffersAreSummed) {
    const Json json =
        query_of("snippet_segmentation_simple", "/image", "SegmentationImage:buffer").json();
    ASSERT_EQ(json["rows"].size(), 1U);
    EXPECT_EQ(json["rows"][0]["values"][0]["bytes"], 96);
}

TEST(Query, BeforeTheFirstTimeThereIsNoRow) {
    const Json json =
        query_of("annotation_b_change_over_time", "/", "AnnotationContext:context", {{}, -5})
            .json();
    EXPECT_TRUE(json["rows"].empty());
}

TEST(Query, RangeHasEveryRow) {
    QueryJob job{fixture("annotation_b_change_over_time"), {}, {}, true};
    job.question = {"/", "AnnotationContext:context", {"frame", {}}, TimeRange{0, 100}};
    const Json json = tell(query, job).json();
    ASSERT_EQ(json["rows"].size(), 2U);
    EXPECT_EQ(json["rows"][0]["time"], 1);
    EXPECT_EQ(json["rows"][1]["time"], 2);
}

TEST(Query, UnknownNamesAreErrorsThatSayWhatThereIs) {
    EXPECT_THAT(query_of("snippet_rects", "/nowhere", "X").error, HasSubstr("/nowhere"));
    const Told component = query_of("snippet_rects", "/detections", "Boxes2D:nothing");
    EXPECT_THAT(component.error, HasSubstr("Boxes2D:half_sizes"));
    EXPECT_EQ(component.answer, "");
    const Told timeline =
        query_of("annotation_b_change_over_time", "/points", "Points3D:positions", {"era", {}});
    EXPECT_THAT(timeline.error, HasSubstr("frame"));
}

TEST(QueryBatch, AnswersLineByLineWhatSingleQuestionsAnswer) {
    const std::string batch = LIMN_TEST_OUTPUT "/questions.jsonl";
    ASSERT_TRUE(write_text_file(
        batch,
        R"({"entity": "/", "component": "AnnotationContext:context", "timeline": "frame", "time": 1}
{"entity": "/", "component": "AnnotationContext:context", "timeline": "frame", "range": [0, 100]}
)"
    ));
    const std::string name = "annotation_b_change_over_time";
    const Told told = tell(query, QueryJob{fixture(name), {}, batch, false});
    EXPECT_EQ(told.error, "");
    const std::string one = query_of(name, "/", "AnnotationContext:context", {"frame", 1}).answer;
    EXPECT_THAT(told.answer, StartsWith(one));
    EXPECT_EQ(Json::parse(told.answer.substr(one.size()))["rows"].size(), 2U);
}

TEST(QueryBatch, QuestionsWithoutAnAnswerSayWhyInTheirLine) {
    const store::Recording recording({StoreKind::Recording, "app", "run"});
    const std::vector<std::pair<std::string, std::string>> wrong = {
        {R"(entity)", "not a JSON object"},
        {R"([1])", "not a JSON object"},
        {R"({"entity": "/a"})", "component"},
        {R"({"entity": 3, "component": "X:y"})", "entity: not a text"},
        {R"({"entity": "/a", "component": "X:y"})", "there is no entity /a"},
        {R"({"entity": "/", "component": "X:y"})", "X:y"},
        {R"({"entity": "/", "component": "X:y", "time": 1.5})", "time: not a time"},
        {R"({"entity": "/", "component": "X:y", "time": 9223372036854775808})", "not a time"},
        {R"({"entity": "/", "component": "X:y", "time": -9223372036854775808})", "not a time"},
        {R"({"entity": "/", "component": "X:y", "range": [2, 1]})", "range"},
        {R"({"entity": "/", "component": "X:y", "range": 2})", "range"},
        {R"({"entity": "/", "component": "X:y", "range": [1, 2], "time": 1})", "either"},
        {R"({"entity": "/", "component": "X:y", "at": 1})", "at: no such key"},
    };
    for (const auto& [question, cause] : wrong) {
        std::istringstream questions(question + "\n\n");
        std::ostringstream answers;
        answer_batch(recording, questions, answers);
        const Json json = Json::parse(answers.str());
        EXPECT_THAT(json["error"].get<std::string>(), HasSubstr(cause)) << question;
    }
}

TEST(QueryBatch, AFileThatIsMissingIsNamed) {
    const Told told = tell(query, QueryJob{fixture("snippet_rects"), {}, "/no/such/file", false});
    EXPECT_THAT(told.error, HasSubstr("/no/such/file"));
}

TEST(Classes, NearestContextAppliesAndIsCounted) {
    const Json json = classes_of("annotation_a_shadowing", "/segmentation/image").json();
    EXPECT_EQ(json["context_entity"], "/segmentation");
    ASSERT_EQ(json["classes"].size(), 3U);
    EXPECT_EQ(json["classes"][1]["label"], "blue");
    EXPECT_EQ(json["classes"][1]["color_source"], "logged");
    std::uint64_t pixels = 0;
    for (const Json& one : json["classes"]) {
        pixels += one["pixels"].get<std::uint64_t>();
        EXPECT_EQ(one["instances"], 0);
    }
    EXPECT_EQ(pixels, 300U * 200U);
}

TEST(Classes, EntitiesOfAnotherContextAreNotCounted) {
    const Json json = classes_of("annotation_a_shadowing", "/").json();
    EXPECT_EQ(json["classes"][1]["label"], "red");
    EXPECT_EQ(json["classes"][1]["instances"], 1);
    EXPECT_EQ(json["classes"][0]["pixels"], 0);
}

TEST(Classes, UndescribedClassesThatOccurAreListed) {
    const Json json = classes_of("annotation_h_class_zero_undescribed", "/").json();
    ASSERT_GE(json["classes"].size(), 2U);
    EXPECT_EQ(json["classes"][0]["id"], 0);
    EXPECT_TRUE(json["classes"][0]["label"].is_null());
    EXPECT_EQ(json["classes"][0]["color_source"], "auto");
    EXPECT_GT(json["classes"][0]["instances"].get<int>(), 0);
}

TEST(Classes, KeypointsAndConnections) {
    const Json json = classes_of("annotation_h_two_people", "/people").json();
    ASSERT_EQ(json["classes"].size(), 1U);
    const Json& person = json["classes"][0];
    EXPECT_EQ(person["instances"], 2);
    EXPECT_EQ(person["keypoints"].size(), 3U);
    EXPECT_EQ(person["connections"].size(), 3U);
    EXPECT_TRUE(person["connections"][0].is_array());
}

/// What `classes --over-time` says of one class at one time.
Json count_over_time(const Json& over_time, const Json& id, TimeInt time) {
    for (const Json& one : over_time["classes"]) {
        for (const Json& count : one["counts"]) {
            if (one["id"] == id && count["time"] == time) {
                return count;
            }
        }
    }
    return {{"time", time}, {"instances", 0}, {"pixels", 0}};
}

TEST(ClassesOverTime, SayWhatClassesSaysAtEachTime) {
    for (const char* name :
         {"tracking_run", "annotation_h_clear_inner_recursive", "annotation_b_change_over_time"}) {
        ClassesJob job{fixture(name), "/", {}, {}, {}, true, true, false};
        const Json over_time = tell(classes, job).json();
        ASSERT_GT(over_time["times"].size(), 1U) << name;
        for (const Json& time : over_time["times"]) {
            ClassesJob at{fixture(name), "/", {}, {}, {}, false, true, false};
            at.cursor.time = time.get<TimeInt>();
            const Json answer = tell(classes, at).json();
            for (const Json& one : answer["classes"]) {
                const Json count = count_over_time(over_time, one["id"], *at.cursor.time);
                EXPECT_EQ(count["instances"], one["instances"]) << name << " at " << time;
                EXPECT_EQ(count["pixels"], one["pixels"]) << name << " at " << time;
            }
        }
    }
}

TEST(ClassesOverTime, DenseCsvHasARowForEveryTimeOfEveryClass) {
    ClassesJob job{fixture("tracking_run"), "/", {}, {}, {}, true, true, false};
    const Json json = tell(classes, job).json();
    job.json = false;
    job.csv = true;
    job.dense = true;

    const std::string csv = tell(classes, job).answer;

    const auto lines = static_cast<std::size_t>(std::ranges::count(csv, '\n'));
    const std::size_t times = json["times"].size();
    EXPECT_EQ((lines - 1) % times, 0U);
    EXPECT_GE((lines - 1) / times, json["classes"].size());
    EXPECT_NE(csv.find(",0,0,0,0,0,0,0,0\n"), std::string::npos);
}

TEST(ClassesOverTime, AreTheSameAsJsonAndAsCsv) {
    ClassesJob job{fixture("tracking_run"), "/", {}, {}, {}, true, true, false};
    const Json json = tell(classes, job).json();
    job.json = false;
    job.csv = true;
    const std::string csv = tell(classes, job).answer;

    const std::vector<std::string>
        kinds{"pixels", "meshes", "points", "lines", "shapes", "boxes", "skeletons"};
    std::string expected = "time,class,label,instances";
    for (const std::string& kind : kinds) {
        expected += "," + kind;
    }
    expected += "\n";
    for (const Json& one : json["classes"]) {
        EXPECT_EQ(one["first_time"], one["counts"].front()["time"]);
        EXPECT_EQ(one["last_time"], one["counts"].back()["time"]);
        for (const Json& count : one["counts"]) {
            expected += count["time"].dump() + "," + one["id"].dump() + "," +
                        one["label"].get<std::string>() + "," + count["instances"].dump();
            for (const std::string& kind : kinds) {
                expected += "," + count["counts"][kind].dump();
            }
            expected += "\n";
        }
    }
    EXPECT_EQ(csv, expected);
}

TEST(ClassesOverTime, WithoutATimelineAreNone) {
    const Json json =
        tell(classes, ClassesJob{fixture("no_timelines"), "/", {}, {}, {}, true, true, false})
            .json();

    EXPECT_TRUE(json["timeline"].is_null());
    EXPECT_TRUE(json["times"].empty());
    EXPECT_TRUE(json["classes"].empty());
}

TEST(Classes, WithoutContextEveryIdIsAutomatic) {
    const Json json = classes_of("annotation_h_ids_u8", "/plain/mask").json();
    EXPECT_TRUE(json["context_entity"].is_null());
    ASSERT_EQ(json["classes"].size(), 256U);
    EXPECT_EQ(json["classes"][200]["id"], 200);
    EXPECT_EQ(json["classes"][200]["color_source"], "auto");
    EXPECT_GT(json["classes"][200]["pixels"].get<int>(), 0);
}

}  // namespace
}  // namespace limn::exporter
