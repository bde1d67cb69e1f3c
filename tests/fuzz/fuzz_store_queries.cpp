// SPDX-License-Identifier: MIT
// Any bytes as a recording that is asked everything: the chunks in order, and backwards as an index tells of them, must
// give the same answers.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "rrd/rrd_reader.h"
#include "store/recording.h"
#include "support/array_text.h"
#include "support/held_source.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using limn::EntityPath;
using limn::LogMessage;
using limn::TimeInt;
using limn::TimeRange;
using limn::store::Cell;
using limn::store::ComponentInfo;
using limn::store::Database;
using limn::store::Recording;
using limn::store::TimelineInfo;

/// A mutated input may hold many entities; the first ones are as good as all.
constexpr std::size_t kMaxEntities = 40;
constexpr std::size_t kBuckets = 7;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

std::vector<LogMessage> read(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    auto reader = limn::rrd::RrdReader::from_bytes("fuzz", limn::arrow::Buffer::copy_of(bytes));
    std::vector<LogMessage> messages;
    while (reader) {
        auto message = (*reader)->next();
        if (!message || !*message) {
            break;
        }
        messages.push_back(std::move(**message));
    }
    return messages;
}

void require_same(const std::optional<Cell>& one, const std::optional<Cell>& other) {
    require(one.has_value() == other.has_value());
    if (one) {
        require(one->time == other->time && one->row_id == other->row_id);
        (void)limn::test::array_text(one->values());
    }
}

void ask_range(
    const Recording& recording,
    const TimelineInfo& timeline,
    const EntityPath& entity,
    const ComponentInfo& component
) {
    const std::string& name = timeline.timeline.name;
    const auto rows = recording.range(name, timeline.range, entity, component.name);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        require(rows[i].is_static() || timeline.range.contains(rows[i].time));
        require(i == 0 || rows[i - 1].time <= rows[i].time);
        const auto cell = recording.read(rows[i], component.name);
        require(cell && cell->row_id == rows[i].row_id);
        (void)cell->values();
    }
}

void ask_latest(
    const Recording& recording,
    const Recording& backwards,
    const TimelineInfo& timeline,
    const EntityPath& entity,
    const ComponentInfo& component
) {
    const auto [first, last] = timeline.range;
    const std::array<TimeInt, 5> times{
        limn::kMinTime,
        first,
        first / 2 + last / 2,
        last,
        limn::kMaxTime};
    for (const TimeInt time : times) {
        const limn::store::LatestAtQuery query{timeline.timeline.name, time};
        const auto cell = recording.latest_at(query, entity, component.name);
        require(!cell || cell->is_static() || cell->time <= time);
        require_same(cell, backwards.latest_at(query, entity, component.name));
    }
}

void ask_entity(const Recording& recording, const Recording& backwards, const EntityPath& entity) {
    const auto timelines = recording.timelines();
    for (const ComponentInfo& component : recording.components(entity)) {
        require(recording.has_component(entity, component.name));
        require_same(
            recording.latest_at({}, entity, component.name),
            backwards.latest_at({}, entity, component.name)
        );
        for (const TimelineInfo& timeline : timelines) {
            ask_latest(recording, backwards, timeline, entity, component);
            ask_range(recording, timeline, entity, component);
        }
    }
    for (const TimelineInfo& timeline : timelines) {
        const std::string& name = timeline.timeline.name;
        const TimeInt middle = timeline.range.min / 2 + timeline.range.max / 2;
        require(
            recording.next_time(name, entity, middle) == backwards.next_time(name, entity, middle)
        );
        require(recording.previous_time(name, middle) == backwards.previous_time(name, middle));
        const limn::store::LatestAtQuery query{name, timeline.range.max};
        const std::array<std::string_view, 2> parts{"Transform3D:translation", "Transform3D:scale"};
        (void)recording.latest_row(query, entity, parts);
        (void)recording.latest_frame_rows(query, entity, limn::store::FrameRelation::Transform);
        const auto next = recording.next_time(name, entity, timeline.range.min);
        require(!next || *next > timeline.range.min);
        const auto previous = recording.previous_time(name, entity, timeline.range.max);
        require(!previous || *previous < timeline.range.max);
        const auto density = recording.row_density(name, entity, timeline.range, kBuckets);
        require(density.size() == kBuckets);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::vector<LogMessage> messages = read(data, size);
    Database database;
    Database backwards;
    for (const LogMessage& message : messages) {
        database.apply(message);
    }
    // Chunks with equal ids: the first one counts, so the backward store is given only those.
    for (const Recording* recording : database.recordings()) {
        const auto chunks = recording->chunks();
        for (std::size_t i = chunks.size(); i > 0; --i) {
            // Read from memory: all of them are held.
            const limn::ChunkPtr& chunk = chunks[i - 1]->resident();
            backwards.apply(limn::ChunkHeadMessage{
                recording->id(),
                std::make_shared<const limn::ChunkHead>(limn::test::deferred_head_of(*chunk)),
                std::make_shared<const limn::test::HeldSource>(chunk)});
        }
        const Recording* other = backwards.find(recording->id());
        if (other == nullptr) {
            continue;
        }
        std::vector<EntityPath> entities;
        for (const limn::OutlinePtr& chunk : chunks) {
            if (entities.size() < kMaxEntities &&
                std::ranges::find(entities, chunk->entity()) == entities.end()) {
                entities.push_back(chunk->entity());
            }
        }
        for (const EntityPath& entity : entities) {
            ask_entity(*recording, *other, entity);
        }
    }
    return 0;
}
