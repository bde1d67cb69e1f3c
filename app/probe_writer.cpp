// SPDX-License-Identifier: MIT
#include "probe_writer.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/log.h"
#include "base/text.h"
#include "base/text_file.h"

namespace limn::app {
namespace {

using Json = nlohmann::ordered_json;

Json widgets_json(const views::UiProbe& probe) {
    Json list = Json::array();
    for (const views::UiProbe::Widget& widget : probe.widgets()) {
        list.push_back(
            {{"name", valid_utf8(widget.name)},
             {"x", widget.x},
             {"y", widget.y},
             {"w", widget.w},
             {"h", widget.h}}
        );
    }
    return list;
}

Json item_json(const session::Item& item) {
    Json json{{"entity", item.entity.text()}};
    if (item.instance) {
        json["instance"] = *item.instance;
    }
    if (item.class_id) {
        json["class_id"] = *item.class_id;
    }
    if (item.keypoint) {
        json["keypoint"] = *item.keypoint;
    }
    json["is_class"] = item.is_class;
    return json;
}

Json edited_json(const std::string& name, const annotation::ClassChoice& choice) {
    Json json{{"class", name}};
    if (choice.color) {
        json["color"] = to_hex(*choice.color);
    }
    if (choice.label) {
        json["label"] = valid_utf8(*choice.label);
    }
    if (choice.opacity) {
        json["opacity"] = *choice.opacity;
    }
    if (choice.group) {
        json["group"] = valid_utf8(*choice.group);
    }
    return json;
}

/// What tests ask of a view, as numbers of their enumerators.
Json view_json(const session::ViewState& view) {
    Json json{
        {"id", view.id},
        {"origin", valid_utf8(view.spec.origin.text())},
        {"is_3d", view.spec.kind == scene::ViewKind::Spatial3D},
        {"masks", static_cast<int>(view.masks)},
        {"color_by", static_cast<int>(view.color_by)},
        {"legend_corner", static_cast<int>(view.legend_corner)}};
    json["camera"] = nullptr;
    if (view.camera_2d) {
        json["camera"] = {
            {"center", {view.camera_2d->center.x, view.camera_2d->center.y}},
            {"pixels_per_unit", view.camera_2d->pixels_per_unit}};
    }
    return json;
}

Json session_json(const session::Session& session, bool loading) {
    const session::RecordingState* state = session.active_state();
    Json json;
    json["time"] = nullptr;
    json["timeline"] = nullptr;
    json["selection"] = Json::array();
    json["views"] = Json::array();
    json["tensors"] = Json::object();
    json["undrawn"] = Json::array();
    json["details"] = session.show_details;
    if (state != nullptr) {
        if (!state->time.timeline.empty()) {
            json["time"] = state->time.cursor;
            json["timeline"] = valid_utf8(state->time.timeline);
        }
        for (const session::Item& item : state->selection) {
            json["selection"].push_back(item_json(item));
        }
        for (const session::ViewState& view : state->views) {
            json["views"].push_back(view_json(view));
        }
        for (const scene::UndrawnReason& reason : undrawn_reasons(*state)) {
            json["undrawn"].push_back(valid_utf8(reason.text));
        }
        for (const auto& [entity, choice] : state->tensors) {
            json["tensors"][valid_utf8(entity.text())] =
                choice.as_classes ? Json(*choice.as_classes) : Json(nullptr);
        }
    }
    json["recordings"] = Json::array();
    for (const session::RecordingState& recording : session.recordings) {
        json["recordings"].push_back(valid_utf8(recording.file_name));
    }
    json["hidden"] = Json::array();
    json["solo"] = Json::array();
    json["edited"] = Json::array();
    for (const auto& [key, choice] : session.choices.all()) {
        const std::string name = fmt::format("{}:{}", key.context, key.class_id);
        if (!choice.visible && !key.keypoint) {
            json["hidden"].push_back(name);
        }
        if (choice.soloed) {
            json["solo"].push_back(name);
        }
        if (choice.is_edited()) {
            json["edited"].push_back(edited_json(name, choice));
        }
    }
    json["hover"] = nullptr;
    if (session.hover) {
        json["hover"] = item_json(session.hover->item);
        json["hover"]["value"] = valid_utf8(session.hover->value);
    }
    json["loading"] = loading;
    json["toasts"] = Json::array();
    for (const session::Toast& toast : session.toasts) {
        json["toasts"].push_back(valid_utf8(toast.title));
    }
    return json;
}

}  // namespace

void ProbeWriter::write(
    const views::UiProbe& probe,
    const session::Session& session,
    bool loading
) {
    ++drawn_;
    Json json;
    json["widgets"] = widgets_json(probe);
    json["session"] = session_json(session, loading);
    std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text == last_) {
        return;
    }
    last_ = std::move(text);
    json["frame"] = ++frame_;
    json["drawn"] = drawn_;
    constexpr OutputOptions kEachFrame{false, std::chrono::milliseconds(0)};
    const std::string dump = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (const auto written = write_text_file(file_, dump, kEachFrame); !written) {
        log::error("{}", written.error().message);
    }
}

}  // namespace limn::app
