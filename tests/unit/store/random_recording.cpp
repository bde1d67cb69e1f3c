// SPDX-License-Identifier: MIT
#include "unit/store/random_recording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "model/component_names.h"
#include "support/array_text.h"
#include "support/chunk_builder.h"
#include "support/held_source.h"

namespace limn::store::test {
namespace {

using limn::test::array_text;
using limn::test::ChunkBuilder;

constexpr std::array<std::string_view, 5> kComponents{
    "Points2D:class_ids",
    "Boxes2D:class_ids",
    component::kClearIsRecursive,
    "Transform3D:translation",
    "Transform3D:child_frame",
};

ChunkBuilder::Times random_times(Random& random, int timelines) {
    ChunkBuilder::Times times;
    if (timelines & 1) {
        times["frame"] = random.pick(0, 40);
    }
    if (timelines & 2) {
        times["tick"] = random.pick(0, 9);
    }
    return times;
}

void set_random_cells(Random& random, ChunkBuilder& builder, int kind) {
    const auto id = [&] { return static_cast<std::uint16_t>(random.pick(0, 60'000)); };
    if (kind == 0) {
        builder.set(component::kClearIsRecursive, limn::test::flag(random.pick(0, 1) == 1));
        return;
    }
    if (kind == 1) {
        const auto x = static_cast<float>(random.pick(0, 9));
        builder.set("Transform3D:translation", limn::test::points3({{x, 0, 0}}));
        if (random.pick(0, 1) == 1) {
            builder.set("Transform3D:child_frame", limn::test::texts({"moving"}));
        }
        return;
    }
    if (random.pick(0, 3) != 0) {
        std::vector<std::uint16_t> ids(static_cast<std::size_t>(random.pick(0, 3)));
        std::ranges::generate(ids, id);
        builder.set("Points2D:class_ids", limn::test::ids(std::move(ids)));
    }
    if (random.pick(0, 2) == 0) {
        builder.set("Boxes2D:class_ids", limn::test::ids({id()}));
    }
}

std::string text_of(const std::optional<Cell>& cell) {
    if (!cell) {
        return "-";
    }
    return fmt::format("{}#{}{}", cell->time, cell->row_id.inc, array_text(cell->values()));
}

std::string text_of(const std::optional<TimeInt>& time) {
    return time ? std::to_string(*time) : "-";
}

void tell_range(
    const Recording& recording,
    std::string_view timeline,
    const TimeRange& range,
    const EntityPath& entity,
    std::string& out
) {
    for (const std::string_view component : kComponents) {
        out += fmt::format("\n{} {} in {}..{}:", entity.text(), component, range.min, range.max);
        for (const RowPlace& place : recording.range(timeline, range, entity, component)) {
            out += fmt::format(" {}", text_of(recording.read(place, component)));
        }
    }
}

void tell_contents(const Recording& recording, std::string& out) {
    out += fmt::format("{} chunks, {} rows", recording.num_chunks(), recording.num_rows());
    for (const TimelineInfo& info : recording.timelines()) {
        out += fmt::format(
            "\n{} {}..{} {}",
            info.timeline.name,
            info.range.min,
            info.range.max,
            info.rows
        );
    }
    for (const EntityPath& entity : recording.entities().paths()) {
        for (const ComponentInfo& info : recording.components(entity)) {
            out += fmt::format(
                "\n{} {} {} {} {}",
                entity.text(),
                info.name,
                info.arrow_type,
                info.rows,
                info.static_rows
            );
        }
    }
    out += fmt::format("\nframes: {}", recording.has_named_frames());
    for (const EntityPath& entity : recording.entities_with_frames()) {
        out += fmt::format(" {}", entity.text());
    }
}

/// What a reader knows that saw the beginning: which of several cells are empty is in the values.
ChunkHead head_of_beginning(const Chunk& chunk) {
    ChunkHead head = head_of(chunk);
    for (ChunkHead::Column& column : head.columns) {
        const auto count = [&](CellState state) {
            return std::ranges::count(column.states, state);
        };
        if (count(CellState::Null) == 0 && count(CellState::Filled) != 0) {
            column.states.clear();
        }
    }
    return head;
}

}  // namespace

const std::vector<EntityPath>& random_entities() {
    static const std::vector<EntityPath> entities{
        EntityPath::parse("/a"),
        EntityPath::parse("/a/b"),
        EntityPath::parse("/a/b/c"),
        EntityPath::parse("/d"),
        EntityPath::parse("/nothing/here"),
    };
    return entities;
}

std::vector<ChunkPtr> random_chunks(Random& random, std::size_t count) {
    std::vector<ChunkPtr> chunks;
    std::uint64_t next_row = 1;
    for (std::size_t i = 0; i < count; ++i) {
        const EntityPath& entity = random_entities()[static_cast<std::size_t>(random.pick(0, 3))];
        const int timelines = random.pick(0, 9) == 0 ? 0 : random.pick(1, 3);
        const int kind = random.pick(0, 9);
        const int num_rows = kind == 0 || random.pick(0, 1) == 0 ? 1 : random.pick(2, 12);
        ChunkBuilder builder(entity.text());
        builder.chunk_id(1000 + i * 7919 % 997);
        for (int row = 0; row < num_rows; ++row) {
            builder.row(next_row++ * 7919 % 100'003, random_times(random, timelines));
            set_random_cells(random, builder, kind);
        }
        chunks.push_back(builder.build());
    }
    return chunks;
}

void insert_somehow(Random& random, Recording& recording, const ChunkPtr& chunk) {
    auto source = std::make_shared<limn::test::HeldSource>(chunk);
    switch (random.pick(0, 2)) {
        case 0:
            recording.insert(chunk, std::move(source));
            break;
        case 1:
            recording.insert(head_of_beginning(*chunk), std::move(source));
            break;
        default:
            recording.insert(limn::test::deferred_head_of(*chunk), std::move(source));
            break;
    }
}

std::string
answers_at(const Recording& recording, const LatestAtQuery& query, const EntityPath& entity) {
    std::string out = fmt::format("\n{} at {} {}:", entity.text(), query.timeline, query.time);
    for (const std::string_view component : kComponents) {
        out += fmt::format(" {}", text_of(recording.latest_at(query, entity, component)));
    }
    constexpr std::array<std::string_view, 2> kTransform{
        "Transform3D:translation",
        "Transform3D:child_frame",
    };
    for (const auto& cell : recording.latest_row(query, entity, kTransform)) {
        out += fmt::format(" {}", text_of(cell));
    }
    for (const FrameRow& row :
         recording.latest_frame_rows(query, entity, FrameRelation::Transform)) {
        out += fmt::format(" {}#{}", row.child_frame, row.row_id.inc);
    }
    return out;
}

namespace {

/// Last: exact once it is known where all rows lie, and until then the other questions find it out.
void tell_densities(const Recording& recording, Random& random, std::string& out) {
    for (const OutlinePtr& chunk : recording.chunks()) {
        chunk->complete();
    }
    for (const EntityPath& entity : random_entities()) {
        const TimeInt time = random.pick(-1, 45);
        out += fmt::format("\n{} from {}:", entity.text(), time);
        for (const auto count : recording.row_density("frame", entity, {time, time + 7}, 3)) {
            out += fmt::format(" {}", count);
        }
    }
}

}  // namespace

std::string answers(const Recording& recording, std::uint32_t seed) {
    Random random(seed);
    std::string out;
    tell_contents(recording, out);
    for (const std::string_view timeline : {"frame", "tick", ""}) {
        for (int i = 0; i < 4; ++i) {
            const TimeInt time = random.pick(-1, 45);
            const TimeInt later = time + random.pick(0, 12);
            out += fmt::format(
                "\n{} after {}: {}, before: {}",
                timeline,
                time,
                text_of(recording.next_time(timeline, time)),
                text_of(recording.previous_time(timeline, time))
            );
            for (const EntityPath& entity : random_entities()) {
                out += answers_at(recording, {std::string(timeline), time}, entity);
                tell_range(recording, timeline, {time, later}, entity, out);
                out += fmt::format("\n{}", text_of(recording.next_time(timeline, entity, time)));
            }
        }
    }
    tell_densities(recording, random, out);
    return out;
}

}  // namespace limn::store::test
