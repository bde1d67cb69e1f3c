// SPDX-License-Identifier: MIT
// Everything that counts classes gives the same numbers: what a view draws, its legend, the classes panel,
// the class timeline, `limn classes`. Over all recordings of tests/data, with and without hidden entities and
// classes.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <sstream>
#include <tuple>
#include <vector>

#include "annotation/class_history.h"
#include "annotation/statistics.h"
#include "exporter/classes.h"
#include "scene/build_scene.h"
#include "scene/propose_views.h"
#include "scene/scene_input.h"
#include "scene/subtrees.h"
#include "session/style_cache.h"
#include "ui/class_table.h"
#include "unit/scene/recordings.h"
#include "views/legend.h"

namespace limn {
namespace {

using annotation::ClassCounts;
using annotation::ClassTally;

/// By the entity whose context applies, then by class.
using Counts = std::map<std::pair<std::string, ClassId>, ClassCounts>;

struct Sums {
    Counts counts;
    Counts own;  ///< Of instances that have colors of their own.
};

std::string name_of(const annotation::ResolvedContext& context) {
    return context.exists() ? context.entity().text() : "none";
}

void add(Sums& sums, const std::string& context, const ClassTally& tally) {
    if (tally.id != kNoClass && !tally.counts.is_empty()) {
        sums.counts[{context, tally.id}] += tally.counts;
    }
    if (tally.id != kNoClass && !tally.own.counts.is_empty()) {
        sums.own[{context, tally.id}] += tally.own.counts;
    }
}

/// Every second of the entities that are drawn.
std::set<EntityPath> every_second(const scene::Scene& scene) {
    std::set<EntityPath> some;
    for (std::size_t i = 0; i < scene.entities.size(); i += 2) {
        some.insert(scene.entities[i]);
    }
    return some;
}

/// Entities of which something with a class is drawn.
std::set<EntityPath> drawn_entities(const scene::Scene& scene) {
    std::set<EntityPath> drawn;
    const auto add_entity = [&](std::uint32_t entity) {
        if (entity < scene.entities.size()) {
            drawn.insert(scene.entities[entity]);
        }
    };
    for (const scene::SceneCount& count : scene.counts) {
        add_entity(count.entity);
    }
    for (const draw::ImageDraw& image : scene.list.images) {
        add_entity(image.entity);
    }
    return drawn;
}

/// Instances in the primitives of a scene, by entity: at each place of a batch those that differ. Points with
/// keypoint ids are one per skeleton. Meshes are left out: their primitives are vertices.
class DrawnInstances {
  public:
    explicit DrawnInstances(const scene::Scene& scene) {
        for (const draw::PointBatch& batch : scene.list.points) {
            for (std::size_t i = 0; i < batch.style_index.size(); ++i) {
                const bool is_joint = !batch.group.empty();
                add(batch.entity,
                    batch.world_from_batch,
                    is_joint ? batch.group[i] : batch.instance[i],
                    is_joint,
                    batch.style_index[i]);
            }
        }
        for (const draw::LineBatch& batch : scene.list.lines) {
            for (const draw::LineSegment& segment : batch.segments) {
                const bool is_bone = segment.joint_from != draw::kNoStyle;
                if (!is_bone) {
                    add(batch.entity,
                        batch.world_from_batch,
                        segment.instance,
                        false,
                        segment.style_index);
                }
            }
        }
        for (const draw::MeshBatch& batch : scene.list.meshes) {
            for (const draw::MeshVertex& vertex : batch.vertices) {
                add(batch.entity, batch.world_from_batch, vertex.instance, false, vertex.style_index
                );
            }
        }
    }

    [[nodiscard]] std::size_t of(std::uint32_t entity) const {
        const auto found = units_.find(entity);
        return found == units_.end() ? 0 : found->second.size();
    }

  private:
    using Unit = std::tuple<std::vector<double>, std::uint32_t, bool>;

    void add(
        std::uint32_t entity,
        const glm::dmat4& place,
        std::uint32_t number,
        bool is_skeleton,
        std::uint32_t style_index
    ) {
        if (style_index == draw::kNoStyle || number == draw::kAllInstances) {
            return;
        }
        const double* first = &place[0][0];
        units_[entity].emplace(std::vector<double>(first, first + 16), number, is_skeleton);
    }

    std::map<std::uint32_t, std::set<Unit>> units_;
};

/// The scene draws as many instances as it counts.
void expect_drawn_as_counted(const scene::Scene& scene, const std::string& where) {
    const DrawnInstances drawn(scene);
    std::map<std::uint32_t, std::uint64_t> counted;
    std::set<std::uint32_t> meshes;
    for (const scene::SceneCount& count : scene.counts) {
        if (count.tally.counts[CountKind::Meshes] > 0) {
            meshes.insert(count.entity);
        }
        if (count.tally.id != kNoClass) {
            counted[count.entity] += count.tally.counts.instances();
        }
    }
    for (const auto& [entity, count] : counted) {
        if (!meshes.contains(entity)) {
            EXPECT_EQ(drawn.of(entity), count) << scene.entities.at(entity).text() << ", " << where;
        }
    }
}

/// What the panel shows: sums over the entities for which `is_wanted`.
template <typename IsWanted>
Sums panel_counts(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const IsWanted& is_wanted
) {
    const annotation::ContextMap contexts(recording, query);
    annotation::PixelCountCache cache;
    std::vector<annotation::ContextPtr> all = contexts.all();
    all.push_back(contexts.missing());
    Sums sums;
    for (const annotation::ContextPtr& context : all) {
        for (const auto& entity : annotation::count_by_entity(
                 recording,
                 query,
                 contexts,
                 *context,
                 EntityPath(),
                 cache
             )) {
            if (is_wanted(entity.entity)) {
                for (const ClassTally& tally : entity.classes) {
                    add(sums, name_of(*context), tally);
                }
            }
        }
    }
    return sums;
}

Sums legend_counts(const scene::Scene& scene) {
    views::ImageCounts images;
    Sums sums;
    for (const views::ClassOccurrence& found : views::count_scene(scene, images)) {
        const ClassTally tally{found.id, found.counts, found.own};
        add(sums, name_of(*scene.styles.at(found.style).context), tally);
    }
    return sums;
}

std::vector<TimeInt> some_times(const std::vector<TimeInt>& times) {
    std::vector<TimeInt> some;
    for (std::size_t i = 0; i < times.size(); i += std::max<std::size_t>(1, times.size() / 5)) {
        some.push_back(times[i]);
    }
    if (some.empty()) {
        some.push_back(kMaxTime);
    }
    return some;
}

class Agreement : public ::testing::TestWithParam<std::string> {
  protected:
    static void expect_same(const Counts& a, const Counts& b, const std::string& where) {
        for (const auto& [key, counts] : a) {
            const auto found = b.find(key);
            const ClassCounts other = found == b.end() ? ClassCounts() : found->second;
            EXPECT_EQ(counts.of_kind, other.of_kind)
                << where << ", context " << key.first << ", class " << key.second;
        }
        for (const auto& [key, counts] : b) {
            EXPECT_TRUE(a.contains(key))
                << where << ", context " << key.first << ", class " << key.second << " is new";
        }
    }

    /// The legend of a view is the sum over the entities that are drawn in it.
    static void check_view(
        const store::Recording& recording,
        const store::LatestAtQuery& query,
        const scene::ViewSpec& view,
        const std::set<EntityPath>& hidden
    ) {
        const annotation::ContextMap contexts(recording, query);
        scene::SceneInput input;
        input.recording = &recording;
        input.query = query;
        input.contexts = &contexts;
        input.view = view;
        input.hidden = hidden;
        const scene::ScenePtr scene = scene::build_scene(input);
        const std::set<EntityPath> drawn = drawn_entities(*scene);
        const scene::SubtreeSet hidden_set(hidden);
        for (const EntityPath& entity : drawn) {
            EXPECT_FALSE(hidden_set.contains(entity)) << entity.text();
        }
        const std::string where =
            "view " + view.origin.text() + " at " + std::to_string(query.time);
        const Sums legend = legend_counts(*scene);
        const Sums panel = panel_counts(recording, query, [&](const EntityPath& entity) {
            return drawn.contains(entity);
        });
        expect_same(legend.counts, panel.counts, where);
        expect_same(legend.own, panel.own, "own colors, " + where);
        expect_drawn_as_counted(*scene, where);
    }
};

TEST_P(Agreement, OfLegendPanelAndClassTimeline) {
    store::Database database;
    test::load_fixture(database, GetParam());
    for (const store::Recording* recording : database.recordings(StoreKind::Recording)) {
        const std::string timeline = recording->default_timeline();
        const auto times = annotation::times_of(recording->chunks(), timeline);
        annotation::PixelCountCache cache;
        const auto history =
            annotation::make_class_history(*recording, timeline, times, EntityPath(), cache);
        ASSERT_TRUE(history) << history.error().message;
        const auto views = scene::propose_views(*recording);
        for (const TimeInt time : some_times(times)) {
            const store::LatestAtQuery query{timeline, time};
            const auto everything = [](const EntityPath&) { return true; };
            const Sums panel = panel_counts(*recording, query, everything);
            Sums lanes;
            for (const annotation::ContextHistory& context : history->contexts) {
                for (const annotation::ClassSeries& series : context.classes) {
                    const std::string name = context.context ? context.context->text() : "none";
                    add(lanes, name, {series.id, series.at(time).counts});
                }
            }
            if (!times.empty()) {
                expect_same(panel.counts, lanes.counts, "lanes at " + std::to_string(time));
            }
            for (const scene::ViewSpec& view : views) {
                check_view(*recording, query, view, {});
                const annotation::ContextMap contexts(*recording, query);
                scene::SceneInput input;
                input.recording = recording;
                input.query = query;
                input.contexts = &contexts;
                input.view = view;
                check_view(*recording, query, view, every_second(*scene::build_scene(input)));
            }
        }
    }
}

/// Hides the lowest class in every context, or shows the highest alone.
annotation::ClassChoices
some_choices(const std::string& application, const Counts& present, bool solo) {
    std::set<ClassId> ids;
    for (const auto& [key, counts] : present) {
        ids.insert(key.second);
    }
    annotation::ClassChoices choices;
    for (const auto& [key, counts] : present) {
        const ClassId id = solo ? *ids.rbegin() : *ids.begin();
        choices.set({application, key.first, id, {}}, {.visible = solo, .soloed = solo});
    }
    return choices;
}

/// Of the rows that the legend shows, with what the scene counts for them.
Counts shown_in_legend(
    const scene::Scene& scene,
    std::span<const draw::StyleBinding> styles,
    const session::Session& session
) {
    views::ImageCounts images;
    const auto occurrences = views::count_scene(scene, images);
    std::set<ClassId> visible;  // Contexts share a row for a class, and have the same choices.
    for (const views::LegendRow& row : views::legend_rows(scene, occurrences, styles, session)) {
        if (row.visible) {
            visible.insert(row.id);
        }
    }
    Sums sums;
    for (const views::ClassOccurrence& found : occurrences) {
        const std::string context = name_of(*scene.styles.at(found.style).context);
        if (visible.contains(found.id)) {
            add(sums, context, {found.id, found.counts, {}});
        }
    }
    return sums.counts;
}

/// What the classes panel says is visible, of the entities that are drawn.
Counts shown_in_panel(
    const session::Session& session,
    const store::Recording& recording,
    const std::set<EntityPath>& drawn
) {
    const store::LatestAtQuery query = session.query();
    const annotation::ContextMap contexts(recording, query);
    annotation::PixelCountCache cache;
    std::vector<annotation::ContextPtr> all = contexts.all();
    all.push_back(contexts.missing());
    Sums sums;
    for (const annotation::ContextPtr& context : all) {
        auto entities =
            annotation::count_by_entity(recording, query, contexts, *context, EntityPath(), cache);
        const std::vector<ClassTally> tallies = annotation::sum_of(entities);
        std::erase_if(entities, [&](const annotation::EntityTally& tally) {
            return !drawn.contains(tally.entity);
        });
        const std::vector<ClassTally> shown = annotation::sum_of(entities);
        ui::ClassTableInput input;
        input.context = context.get();
        input.tallies = &tallies;
        input.shown_tallies = &shown;
        input.choices = &session.choices;
        input.application_id = recording.id().application_id;
        for (const ui::ClassRow& row : ui::make_class_table(input).rows) {
            if (row.kind == ui::ClassRow::Kind::Class) {
                add(sums, name_of(*context), {row.id, row.shown, {}});
            }
        }
    }
    return sums.counts;
}

TEST_P(Agreement, OfWhatIsVisible) {
    session::Session session;
    test::load_fixture(session.database, GetParam());
    for (const store::Recording* recording : session.database.recordings(StoreKind::Recording)) {
        session::RecordingState state;
        state.id = recording->id();
        state.time.timeline = recording->default_timeline();
        state.time.cursor = kMaxTime;
        session.recordings = {state};
        session.active = 0;
        const auto everything = [](const EntityPath&) { return true; };
        const Counts present = panel_counts(*recording, session.query(), everything).counts;
        for (const bool solo : {false, true}) {
            session.choices = some_choices(recording->id().application_id, present, solo);
            session::StyleCache styles;
            styles.update(session);
            for (const scene::ViewSpec& view : scene::propose_views(*recording)) {
                scene::SceneInput input;
                input.recording = recording;
                input.query = session.query();
                input.contexts = &styles.contexts();
                input.view = view;
                const scene::ScenePtr scene = scene::build_scene(input);
                expect_same(
                    shown_in_legend(*scene, styles.bindings(*scene, session), session),
                    shown_in_panel(session, *recording, drawn_entities(*scene)),
                    (solo ? "solo, view " : "hidden, view ") + view.origin.text()
                );
            }
        }
    }
}

TEST_P(Agreement, OfThePanelAndTheCommand) {
    store::Database database;
    test::load_fixture(database, GetParam());
    const auto recordings = database.recordings(StoreKind::Recording);
    if (recordings.size() != 1) {
        return;  // The command reads one.
    }
    const store::Recording& recording = *recordings.front();
    const store::LatestAtQuery query{recording.default_timeline(), kMaxTime};
    const annotation::ContextMap contexts(recording, query);
    annotation::PixelCountCache cache;
    for (const annotation::ContextPtr& context : contexts.all()) {
        exporter::ClassesJob job;
        job.input.files = {LIMN_TEST_DATA "/" + GetParam() + ".rrd"};
        job.entity = context->entity().text();
        job.json = true;
        std::ostringstream answer;
        std::ostringstream talk;
        const Result<void> result = exporter::classes(job, {answer, talk});
        ASSERT_TRUE(result) << result.error().message;
        std::map<ClassId, std::pair<std::uint64_t, std::uint64_t>> told;
        const auto json = nlohmann::json::parse(answer.str());
        for (const auto& one : json["classes"]) {
            told[one["id"].get<ClassId>()] = {one["instances"], one["pixels"]};
        }
        for (const ClassTally& tally : annotation::count_classes(
                 recording,
                 query,
                 contexts,
                 *context,
                 context->entity(),
                 cache
             )) {
            const std::pair expected(tally.counts.instances(), tally.counts.pixels());
            EXPECT_EQ(told[tally.id], expected) << job.entity << ", class " << tally.id;
        }
    }
}

TEST(AgreementSuite, HasRecordings) {
    EXPECT_GT(test::fixtures().size(), 20U) << "tests/data is empty";
}

INSTANTIATE_TEST_SUITE_P(
    Fixtures,
    Agreement,
    ::testing::ValuesIn(test::fixtures()),
    [](const auto& fixture) { return fixture.param; }
);

}  // namespace
}  // namespace limn
