// SPDX-License-Identifier: MIT
#include "exporter/classes.h"

#include <fmt/format.h>

#include <map>
#include <utility>
#include <vector>

#include "annotation/class_history_text.h"
#include "annotation/context.h"
#include "annotation/statistics.h"
#include "base/text.h"
#include "exporter/arrow_json.h"
#include "exporter/classes_over_time.h"
#include "exporter/styles.h"
#include "exporter/text_table.h"

namespace limn::exporter {
namespace {

/// What is known of a class at the cursor: described, counted, or both.
struct ClassRow {
    const annotation::ClassStyle* described = nullptr;
    annotation::ClassCounts counts;
    std::vector<std::pair<const EntityPath*, annotation::ClassCounts>> by_entity;
};

struct ShownColor {
    Rgba8 color;
    const char* source = "auto";
};

/// The classes of one context, and what the choices make of their colors.
class ClassList {
  public:
    ClassList(
        const annotation::ResolvedContext& context,
        const annotation::ClassChoices& choices,
        std::string_view application_id,
        const std::vector<annotation::EntityTally>& tallies
    )
        : context_(context)
        , choices_(choices)
        , application_id_(application_id) {
        for (const annotation::ClassStyle& style : context.classes()) {
            rows_[style.id].described = &style;
        }
        for (const annotation::EntityTally& of_entity : tallies) {
            for (const annotation::ClassTally& tally : of_entity.classes) {
                ClassRow& row = rows_[tally.id];
                row.counts += tally.counts;
                row.by_entity.emplace_back(&of_entity.entity, tally.counts);
            }
        }
    }

    [[nodiscard]] const std::map<ClassId, ClassRow>& rows() const { return rows_; }

    [[nodiscard]] ShownColor color(ClassId id, const ClassRow& row) const {
        if (const auto chosen = choice(id, std::nullopt).color) {
            return {*chosen, "user"};
        }
        const bool logged = row.described != nullptr && row.described->logged_color;
        return {context_.color(id), logged ? "logged" : "auto"};
    }

    [[nodiscard]] ShownColor
    color(const annotation::ClassStyle& style, const annotation::KeypointStyle& keypoint) const {
        if (const auto chosen = choice(style.id, keypoint.id).color) {
            return {*chosen, "user"};
        }
        if (keypoint.logged_color) {
            return {keypoint.color, "logged"};
        }
        if (const auto of_class = choice(style.id, std::nullopt).color) {
            return {*of_class, "class"};
        }
        return {keypoint.color, style.logged_color ? "class" : "auto"};
    }

  private:
    [[nodiscard]] annotation::ClassChoice choice(ClassId id, std::optional<KeypointId> keypoint)
        const {
        return choices_.get(annotation::choice_key(application_id_, context_, id, keypoint));
    }

    const annotation::ResolvedContext& context_;
    const annotation::ClassChoices& choices_;
    std::string_view application_id_;
    std::map<ClassId, ClassRow> rows_;
};

Json label_json(const std::optional<std::string>& label) {
    return label && !label->empty() ? Json(valid_utf8(*label)) : Json(nullptr);
}

void add_described(Json& json, const annotation::ClassStyle& style, const ClassList& list) {
    for (const annotation::KeypointStyle& keypoint : style.keypoints) {
        const ShownColor shown = list.color(style, keypoint);
        Json one = Json::object();
        one["id"] = keypoint.id;
        one["label"] = label_json(keypoint.label);
        one["color"] = to_hex(shown.color);
        one["color_source"] = shown.source;
        json["keypoints"].push_back(std::move(one));
    }
    for (const KeypointPair& pair : style.connections) {
        json["connections"].push_back(Json::array({pair.from, pair.to}));
    }
}

Json class_json(ClassId id, const ClassRow& row, const ClassList& list) {
    const ShownColor shown = list.color(id, row);
    Json json = Json::object();
    json["id"] = id;
    json["label"] = row.described == nullptr ? Json(nullptr) : label_json(row.described->label);
    json["color"] = to_hex(shown.color);
    json["color_source"] = shown.source;
    json["keypoints"] = Json::array();
    json["connections"] = Json::array();
    if (row.described != nullptr) {
        add_described(json, *row.described, list);
    }
    json["instances"] = row.counts.instances();
    json["pixels"] = row.counts.pixels();
    json["counts"] = annotation::counts_json(row.counts);
    json["by_entity"] = Json::array();
    for (const auto& [entity, counts] : row.by_entity) {
        Json one = Json::object();
        one["entity"] = valid_utf8(entity->text());
        one["counts"] = annotation::counts_json(counts);
        json["by_entity"].push_back(std::move(one));
    }
    return json;
}

std::string to_json(
    const EntityPath& entity,
    const annotation::ResolvedContext& context,
    const ClassList& list
) {
    Json json = Json::object();
    json["entity"] = valid_utf8(entity.text());
    json["context_entity"] =
        context.exists() ? Json(valid_utf8(context.entity().text())) : Json(nullptr);
    json["classes"] = Json::array();
    for (const auto& [id, row] : list.rows()) {
        json["classes"].push_back(class_json(id, row, list));
    }
    return dump(json, 2);
}

std::string where(
    const annotation::ResolvedContext& context,
    const store::Recording& recording,
    const store::LatestAtQuery& query
) {
    if (!context.exists()) {
        return "no annotation context applies";
    }
    const store::TimelineInfo* info = recording.find_timeline(query.timeline);
    const bool is_static = context.time() == kStaticTime || info == nullptr;
    return fmt::format(
        "context of {}, {}",
        printable(context.entity().text()),
        is_static ? std::string("static")
                  : "logged at " + format_time(info->timeline.kind, context.time())
    );
}

std::string to_text(const ClassList& list) {
    TextTable table({
        {"class", Align::Right},
        {"label", Align::Left},
        {"color", Align::Left},
        {"from", Align::Left},
        {"objects", Align::Right},
        {"points, lines", Align::Right},
        {"pixels", Align::Right},
        {"keypoints", Align::Right},
    });
    for (const auto& [id, row] : list.rows()) {
        const ShownColor shown = list.color(id, row);
        const bool described = row.described != nullptr;
        const std::size_t keypoints = described ? row.described->keypoints.size() : 0;
        table.add({
            std::to_string(id),
            described ? printable(row.described->label.value_or("")) : "(not described)",
            to_hex(shown.color),
            shown.source,
            group_digits(row.counts.objects()),
            group_digits(row.counts.instances() - row.counts.objects()),
            group_digits(row.counts.pixels()),
            keypoints == 0 ? "" : std::to_string(keypoints),
        });
    }
    return list.rows().empty() ? "no classes\n" : table.text();
}

}  // namespace

Result<void> classes(const ClassesJob& job, Output output) {
    store::Database database;
    const LostValues lost(database, output.talk);
    LIMN_TRY_VOID(load(job.input, database, output));
    LIMN_TRY(const store::Recording* recording, first_recording(database, job.input));
    LIMN_TRY(const EntityPath entity, find_entity(*recording, job.entity));
    LIMN_TRY(const store::LatestAtQuery cursor, find_cursor(*recording, job.cursor));
    LIMN_TRY(const auto tensors, tensors_as_classes(*recording, job.as_classes));
    if (job.over_time) {
        return classes_over_time(*recording, cursor.timeline, entity, tensors, job, output);
    }
    LIMN_TRY(
        const annotation::ClassChoices choices,
        load_styles(job.styles, *recording, cursor, output.talk)
    );

    const annotation::ContextMap contexts(*recording, cursor);
    const annotation::ContextPtr context = contexts.find(entity);
    annotation::PixelCountCache cache;
    const auto tallies =
        annotation::count_by_entity(*recording, cursor, contexts, *context, entity, cache, tensors);
    const ClassList list(*context, choices, recording->id().application_id, tallies);
    if (job.json) {
        output.answer << to_json(entity, *context, list) << "\n";
        return {};
    }
    output.answer << printable(entity.text()) << ": " << where(*context, *recording, cursor) << "\n"
                  << to_text(list);
    return {};
}

}  // namespace limn::exporter
