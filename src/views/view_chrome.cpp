// SPDX-License-Identifier: MIT
#include "views/view_chrome.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec4.hpp>
#include <set>
#include <utility>

#include "base/counted.h"
#include "base/hash.h"
#include "model/short_time.h"
#include "views/icons.h"
#include "views/text_draw.h"

namespace limn::views {
namespace {

constexpr float kMarginPt = 12.0F;
constexpr float kBadgeHeightPt = 26.0F;

}  // namespace

std::string HiddenCount::text() const {
    std::string out;
    if (soloed > 0) {
        out = counted(soloed, "class soloed", "classes soloed");
    }
    const auto append = [&](const std::string& part) { out += (out.empty() ? "" : ", ") + part; };
    if (classes > 0 && entities > 0) {
        append(
            counted(classes, "class", "classes") + ", " +
            counted(entities, "entity hidden", "entities hidden")
        );
    } else if (classes > 0) {
        append(counted(classes, "class hidden", "classes hidden"));
    } else if (entities > 0) {
        append(counted(entities, "entity hidden", "entities hidden"));
    }
    return out;
}

HiddenCount count_hidden(
    const scene::Scene& scene,
    std::span<const draw::StyleBinding> styles,
    const session::Session& session,
    const EntityPath& origin
) {
    HiddenCount count;
    std::set<std::pair<ClassId, std::string>> hidden;
    std::set<std::pair<ClassId, std::string>> soloed;
    for (std::size_t slot = 0; slot < styles.size() && slot < scene.styles.size(); ++slot) {
        const draw::StyleTable* table = styles[slot].table;
        const annotation::ContextPtr& context = scene.styles[slot].context;
        if (table == nullptr || !context) {
            continue;
        }
        for (std::uint32_t id = 0; id < table->classes().size(); ++id) {
            const draw::StyleEntry& entry = table->classes()[id];
            if ((entry.flags & draw::kStyleEdited) == 0) {
                continue;
            }
            const std::string label(context->label(id).value_or(""));
            if ((entry.flags & draw::kStyleVisible) == 0) {
                hidden.emplace(id, label);
            }
            if ((entry.flags & draw::kStyleSoloed) != 0) {
                soloed.emplace(id, label);
            }
        }
    }
    count.classes = hidden.size();
    count.soloed = soloed.size();
    if (const session::RecordingState* state = session.active_state()) {
        count.entities = static_cast<std::size_t>(std::ranges::count_if(
            state->hidden_entities,
            [&](const EntityPath& entity) {
                return entity.is_in_subtree_of(origin) || origin.is_in_subtree_of(entity);
            }
        ));
    }
    return count;
}

const HiddenCount& HiddenCounter::update(
    const scene::Scene& scene,
    std::span<const draw::StyleBinding> styles,
    const session::Session& session,
    const EntityPath& origin
) {
    std::uint64_t key = origin.hash();
    for (std::size_t slot = 0; slot < styles.size() && slot < scene.styles.size(); ++slot) {
        const draw::StyleTable* table = styles[slot].table;
        key = hash_combine(key, styles[slot].table_id);
        key = hash_combine(key, table == nullptr ? 0 : table->generation());
        key = hash_combine(key, scene.styles[slot].context ? scene.styles[slot].context->key() : 0);
    }
    if (const session::RecordingState* state = session.active_state()) {
        for (const EntityPath& entity : state->hidden_entities) {
            key = hash_combine(key, entity.hash());
        }
    }
    if (key_ != key) {
        key_ = key;
        ++num_looks_;
        count_ = count_hidden(scene, styles, session, origin);
    }
    return count_;
}

HotSpot hot_spot(const char* id, const Rect& rect) {
    const glm::vec2 size = rect.size();
    if (size.x < 1.0F || size.y < 1.0F) {
        return {};
    }
    ImGui::SetCursorScreenPos({rect.min.x, rect.min.y});
    HotSpot spot;
    spot.clicked = ImGui::InvisibleButton(id, {size.x, size.y});
    spot.hovered = ImGui::IsItemHovered();
    return spot;
}

BadgeLayout
layout_badge(const HiddenCount& hidden, const Rect& view, const Theme& theme, const Fonts& fonts) {
    BadgeLayout badge;
    if (!hidden.any()) {
        return badge;
    }
    badge.text = fmt::format("{}  {}", icon::kEyeOff, hidden.text());
    const float padding = theme.px(10.0F);
    const float button = text_size(fonts.header, "Show all").x + 2.0F * padding;
    const float width = padding + text_size(fonts.row, badge.text).x + button;
    badge.box.min = glm::round(view.min + glm::vec2(theme.px(kMarginPt)));
    badge.box.max = badge.box.min + glm::round(glm::vec2(width, theme.px(kBadgeHeightPt)));
    badge.button = {{badge.box.max.x - button, badge.box.min.y}, badge.box.max};
    return badge;
}

void draw_badge(
    ImDrawList& list,
    const BadgeLayout& badge,
    bool hovered,
    const Theme& theme,
    const Fonts& fonts
) {
    if (badge.text.empty()) {
        return;
    }
    const float radius = theme.px(measure::kControlRadius);
    const ImVec2 min{badge.box.min.x, badge.box.min.y};
    const ImVec2 max{badge.box.max.x, badge.box.max.y};
    list.AddRectFilled(min, max, im_color(theme.warn_fill), radius);
    list.AddRect(min, max, im_color(hovered ? theme.warn_text : theme.warn_line), radius);
    const float middle = (min.y + max.y) * 0.5F;
    draw_text(
        list,
        fonts.row,
        {min.x + theme.px(10.0F), middle - fonts.row->FontSize * 0.5F},
        theme.warn_text,
        badge.text
    );
    const glm::vec2 at{
        badge.button.min.x + theme.px(10.0F),
        middle - fonts.header->FontSize * 0.5F};
    draw_text(list, fonts.header, at, hovered ? theme.warn_text : theme.text, "Show all");
}

void draw_axes(
    ImDrawList& list,
    const draw::Camera3D& camera,
    const Rect& view,
    const Theme& theme,
    const Fonts& fonts
) {
    if (view.size().x < theme.px(160.0F) || view.size().y < theme.px(140.0F)) {
        return;
    }
    const glm::vec2 center{view.min.x + theme.px(44.0F), view.max.y - theme.px(44.0F)};
    const float length = theme.px(26.0F);
    const glm::mat4 turn(camera.view_from_world());

    struct Axis {
        glm::vec3 direction;
        Rgba8 color;
        const char* name;
    };

    std::array<Axis, 3> axes{
        {{{1, 0, 0}, {0xE8, 0x6A, 0x5E, 255}, "x"},
         {{0, 1, 0}, {0x5B, 0x9B, 0xF0, 255}, "y"},
         {{0, 0, 1}, {0x5F, 0xC1, 0x7A, 255}, "z"}}};
    for (Axis& axis : axes) {
        axis.direction = glm::vec3(turn * glm::vec4(axis.direction, 0.0F));
    }
    std::ranges::sort(axes, {}, [](const Axis& axis) { return axis.direction.z; });
    for (const Axis& axis : axes) {
        const glm::vec2 along{axis.direction.x, -axis.direction.y};
        const glm::vec2 tip = center + along * length;
        const float alpha = axis.direction.z < -0.3F ? 0.55F : 1.0F;
        list.AddLine(
            {center.x, center.y},
            {tip.x, tip.y},
            im_color(axis.color, alpha),
            theme.px(1.75F)
        );
        const glm::vec2 size = text_size(fonts.tick, axis.name);
        const glm::vec2 name = center + along * (length + theme.px(9.0F)) - size * 0.5F;
        Rgba8 color = axis.color;
        color.a = static_cast<std::uint8_t>(255.0F * alpha);
        draw_text(list, fonts.tick, name, color, axis.name);
    }
}

}  // namespace limn::views
