// SPDX-License-Identifier: MIT
// Everything that counts classes gives the same numbers: the scene and the legend of a view, the classes
// panel, the class timeline. Over all recordings of tests/data, with and without hidden entities.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "annotation/class_history.h"
#include "annotation/statistics.h"
#include "scene/build_scene.h"
#include "scene/propose_views.h"
#include "scene/subtrees.h"
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
        std::set<EntityPath> drawn;
        const auto add_entity = [&](std::uint32_t entity) {
            if (entity < scene->entities.size()) {
                drawn.insert(scene->entities[entity]);
            }
        };
        for (const scene::SceneCount& count : scene->counts) {
            add_entity(count.entity);
        }
        for (const draw::ImageDraw& image : scene->list.images) {
            add_entity(image.entity);
        }
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
                std::set<EntityPath> hidden;
                for (const auto& entity : recording->entities_with("Boxes2D:half_sizes")) {
                    hidden.insert(entity);
                }
                check_view(*recording, query, view, hidden);
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Fixtures,
    Agreement,
    ::testing::ValuesIn(test::fixtures()),
    [](const auto& fixture) { return fixture.param; }
);

}  // namespace
}  // namespace limn
