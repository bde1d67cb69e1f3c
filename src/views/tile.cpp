// SPDX-License-Identifier: MIT
#include "views/tile.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <bit>

#include "scene/build_scene.h"
#include "views/card_place.h"
#include "views/empty_state.h"
#include "views/hover_card.h"
#include "views/label_draw.h"
#include "views/label_source.h"
#include "views/tile_header.h"
#include "views/view_look.h"

namespace limn::views {
namespace {

namespace command = session::command;

constexpr Rgba8 kNeutralSurround{0x2E, 0x2E, 0x2E, 255};

/// Pictures alone: what is seen while overlays are switched off for a moment.
scene::ScenePtr pictures_only(const scene::Scene& scene) {
    auto bare = std::make_shared<scene::Scene>();
    bare->entities = scene.entities;
    bare->styles = scene.styles;
    bare->bounds = scene.bounds;
    bare->places = scene.places;
    bare->edge_pt = scene.edge_pt;
    bare->image_size = scene.image_size;
    bare->up = scene.up;
    bare->is_left_handed = scene.is_left_handed;
    bare->key = scene.key ^ 0x9E3779B97F4A7C15ULL;
    for (const draw::DrawItem& item : scene.list.order) {
        if (item.kind != draw::ItemKind::Image || scene.list.images[item.index].has_class_ids()) {
            continue;
        }
        draw::ImageDraw image = scene.list.images[item.index];
        image.opacity = 1.0F;
        bare->list.order.push_back(
            {draw::ItemKind::Image,
             static_cast<std::uint32_t>(bare->list.images.size()),
             item.draw_order}
        );
        bare->list.images.push_back(std::move(image));
    }
    return bare;
}

std::uint64_t number_of(std::optional<float> value) {
    return value ? std::uint64_t{std::bit_cast<std::uint32_t>(*value)} + 1U : 0U;
}

/// Everything of options and styles that shows in the picture, as numbers to compare.
std::vector<std::uint64_t>
numbers_of(const render::ViewFrame& frame, std::span<const draw::StyleBinding> styles) {
    const render::ViewOptions& options = frame.options;
    std::vector<std::uint64_t> numbers{
        options.background.to_rrggbbaa(),
        static_cast<std::uint64_t>(options.masks),
        std::bit_cast<std::uint32_t>(options.outline_width_px),
        number_of(options.mask_opacity),
        std::bit_cast<std::uint32_t>(options.ui_scale),
        static_cast<std::uint64_t>(options.draw_grid),
        options.hover.entity,
        options.hover.instance,
        options.selection.entity,
        options.selection.instance,
        options.hover_region.entity,
        options.hover_region.class_id,
        options.selected_region.entity,
        options.selected_region.class_id,
        static_cast<std::uint64_t>(options.hatch_no_class),
        static_cast<std::uint64_t>(options.color_by),
        std::bit_cast<std::uint32_t>(options.bones.radius_pt),
        static_cast<std::uint64_t>(options.bones.in_joint_colors)};
    for (const draw::MaskLook& look : frame.mask_looks) {
        numbers.push_back(look.mode ? static_cast<std::uint64_t>(*look.mode) + 1U : 0U);
        numbers.push_back(number_of(look.opacity));
    }
    for (const draw::StyleBinding& style : styles) {
        numbers.push_back(style.table_id);
        numbers.push_back(style.table != nullptr ? style.table->generation() : 0);
        numbers.push_back(
            (std::uint64_t{style.mode.hovered} << 2U) |
            (static_cast<std::uint64_t>(style.mode.solo_active) << 1U) |
            static_cast<std::uint64_t>(style.mode.dim_others)
        );
        numbers.push_back(style.mode.hovered_large);
    }
    return numbers;
}

/// Dimming sets off the hovered class from the rest; where it is not seen there is nothing to set off.
void keep_bright_without_hovered(std::vector<draw::StyleBinding>& styles) {
    const bool is_seen = std::ranges::any_of(styles, [](const draw::StyleBinding& style) {
        if (style.table == nullptr || !style.mode.has_hovered()) {
            return false;
        }
        return style.mode.hovered_large != 0
                   ? draw::is_class_visible(*style.table, style.mode, style.mode.hovered_large)
                   : draw::is_visible(*style.table, style.mode, style.mode.hovered);
    });
    if (!is_seen) {
        for (draw::StyleBinding& style : styles) {
            style.mode.dim_others = false;
        }
    }
}

}  // namespace

void Tile::update_scene(
    const ViewContext& context,
    const session::RecordingState& state,
    const session::ViewState& view
) {
    const store::Recording* recording = context.session.active_recording();
    if (recording == nullptr) {
        scene_ = std::make_shared<scene::Scene>();
        scene_memory_ = {};
        has_memo_ = false;
        return;
    }
    SceneMemo memo{
        recording->generation(),
        context.session.query(),
        view.spec,
        state.hidden_entities,
        label_demand(view.labels),
        state.tensors,
        recording->id()};
    if (has_memo_ && scene_ && memo == memo_) {
        return;
    }
    scene::SceneInput input;
    input.recording = recording;
    input.query = memo.query;
    input.contexts = &context.styles.contexts();
    input.view = view.spec;
    input.hidden = state.hidden_entities;
    input.cache = &context.scene_cache;
    input.memory = &scene_memory_;
    input.show_labels = memo.show_labels;
    input.tensors = memo.tensors;
    memo_ = std::move(memo);
    has_memo_ = true;
    if (scene_ && scene::scene_key(input) == scene_->key) {
        return;
    }
    failure_.clear();
    scene_ = scene::build_scene(input);
    peek_scene_.reset();
    occurrences_ = count_scene(*scene_, image_counts_);
}

TileInput Tile::picture_input(const ViewContext& context, std::size_t index, const Rect& body) {
    TileInput input;
    input.view_px = glm::max(body.size(), glm::vec2(1.0F));
    context.probe.add(
        fmt::format("view/{}/image", index),
        body.min.x,
        body.min.y,
        body.size().x,
        body.size().y
    );
    ImGui::SetCursorScreenPos({body.min.x, body.min.y});
    ImGui::InvisibleButton(
        "##picture",
        {input.view_px.x, input.view_px.y},
        ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight |
            ImGuiButtonFlags_MouseButtonMiddle
    );
    const ImGuiIO& io = ImGui::GetIO();
    input.hovered = ImGui::IsItemHovered();
    input.active = ImGui::IsItemActive();
    input.double_clicked = input.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
    input.mouse = glm::vec2(io.MousePos.x, io.MousePos.y) - body.min;
    if (ImGui::IsItemActivated()) {
        dragged_ = false;
    }
    for (const ImGuiMouseButton button : {0, 1, 2}) {
        dragged_ = dragged_ || (input.active && ImGui::IsMouseDragging(button, 3.0F));
    }
    const bool released = ImGui::IsItemDeactivated() && input.hovered && !dragged_;
    clicked_ = released && ImGui::IsMouseReleased(ImGuiMouseButton_Left);
    menu_wanted_ = released && ImGui::IsMouseReleased(ImGuiMouseButton_Right);
    return input;
}

void Tile::mark_frame(
    const ViewContext& context,
    const session::RecordingState& state,
    const session::ViewState& view,
    render::ViewFrame& frame
) {
    const auto& hover = context.session.hover;
    hover_highlight_ = hover ? highlight_of(hover->item) : render::Highlight{};
    selection_highlight_ = selection_highlight(state);
    mask_looks_.assign(state.mask_looks.empty() ? 0 : scene_->entities.size(), {});
    for (std::size_t i = 0; i < mask_looks_.size(); ++i) {
        const auto look = state.mask_looks.find(scene_->entities[i]);
        mask_looks_[i] = look == state.mask_looks.end() ? draw::MaskLook() : look->second;
    }
    entity_colors_ = entity_colors(*scene_, view);
    frame.mask_looks = mask_looks_;
    frame.entity_colors = entity_colors_;
    render::ViewOptions& options = frame.options;
    apply_look(options, view, *scene_, view.spec.kind, context.theme.scale);
    options.hover = hover_highlight_;
    options.selection = selection_highlight_;
    options.hover_region = hover ? region_of(hover->item) : render::Region();
    options.selected_region = selected_region(state);
}

void Tile::draw_picture(
    const ViewContext& context,
    const session::RecordingState& state,
    const session::ViewState& view,
    const Rect& body,
    render::ViewRenderer& renderer
) {
    const bool peeks = context.session.peek && !is_3d_;
    if (peeks && !peek_scene_) {
        peek_scene_ = pictures_only(*scene_);
    }
    const scene::Scene& shown = peeks ? *peek_scene_ : *scene_;
    const glm::uvec2 size(glm::max(body.size(), glm::vec2(1.0F)));
    render::ViewFrame frame;
    frame.list = &shown.list;
    frame.styles = styles_;
    frame.camera = view_camera_;
    frame.options.background = context.session.settings.neutral_surround && !is_3d_
                                   ? kNeutralSurround
                                   : context.theme.ground;
    mark_frame(context, state, view, frame);

    PictureKey key{shown.key, size, view_camera_.clip_from_world, numbers_of(frame, styles_)};
    if (!(key == picture_) || renderer.texture(target_) == 0) {
        const auto drawn = renderer.draw(target_, size, frame);
        failure_ = drawn ? std::string() : drawn.error().message;
        picture_ = std::move(key);
        ++num_drawn_;
        shown_.size = size;
    }
    const std::uint32_t texture = renderer.texture(target_);
    if (failure_.empty() && texture != 0) {
        // The renderer's row 0 is at the bottom.
        ImGui::GetWindowDrawList()->AddImage(
            std::bit_cast<ImTextureID>(static_cast<std::uintptr_t>(texture)),
            {body.min.x, body.min.y},
            {body.max.x, body.max.y},
            {0.0F, 1.0F},
            {1.0F, 0.0F}
        );
    }
}

void Tile::update_labels(
    const ViewContext& context,
    const session::ViewState& view,
    const Rect& body
) {
    shown_.labels.clear();
    shown_.label_size = view.label_size;
    const float font_px = label_font_px(context.fonts, view.label_size);
    if (font_px != label_font_px_) {
        label_memory_.forget_plates();
        label_font_px_ = font_px;
    }
    if (view.labels == session::LabelMode::Off || context.session.peek) {
        return;
    }
    const LabelRequest request{
        *scene_,
        styles_,
        context.session,
        view_camera_,
        body.size(),
        context.theme.scale,
        view.labels,
        hover_highlight_,
        selection_highlight_,
        view.color_by,
        &label_memory_,
        taken_by_legend(body)};
    shown_.labels = place_labels(request, label_measure(context.fonts, view.label_size));
}

HoverResult Tile::update_hover(
    const ViewContext& context,
    const session::ViewState& view,
    const TileInput& input,
    render::ViewRenderer& renderer
) {
    if (!input.hovered || dragged_ || context.session.peek) {
        hover_pick_.forget();
        hover_scene_.reset();
        return {};
    }
    constexpr float kSnapPt = 5.0F;
    if (hover_scene_ != scene_) {
        // While data plays, answers about the scene before are of use: their numbers mean the same.
        const bool has_same_parts = hover_scene_ && hover_scene_->entities == scene_->entities &&
                                    hover_scene_->list.images.size() == scene_->list.images.size();
        num_hover_parts_ += has_same_parts ? 0U : 1U;
        hover_scene_ = scene_;
    }
    const PickPlace place{
        num_hover_parts_,
        num_drawn_,
        glm::ivec2(input.mouse),
        static_cast<int>(context.theme.px(kSnapPt))};
    const auto picked = hover_pick_.find(renderer, place, clicked_);
    if (!picked) {
        return {};
    }
    return find_hover(
        {*scene_,
         styles_,
         context.session,
         target_,
         view_camera_,
         is_3d_ ? std::nullopt : std::optional(camera_.camera_2d()),
         glm::vec2(picked->pixel),
         input.view_px,
         picked->found,
         shown_.labels,
         view.color_by}
    );
}

void Tile::card_ui(
    const ViewContext& context,
    const TileInput& input,
    const HoverResult& hover,
    const Rect& body
) {
    constexpr float kRestSeconds = 0.3F;
    constexpr float kFullSeconds = 1.2F;
    const ImGuiIO& io = ImGui::GetIO();
    const bool moved = io.MouseDelta.x != 0.0F || io.MouseDelta.y != 0.0F;
    // The legend has tooltips of its own, and hides what the card would be about.
    const std::optional<LabelBox> legend = taken_by_legend(body);
    const bool is_covered = legend && input.mouse.x >= legend->min.x &&
                            input.mouse.y >= legend->min.y && input.mouse.x < legend->max.x &&
                            input.mouse.y < legend->max.y;
    const bool possible = input.hovered && !input.active && !is_covered &&
                          !hover.sections.empty() && !ImGui::IsAnyMouseDown();
    if (!possible) {
        rest_secs_ = 0.0F;
        card_shown_ = false;
        card_pending_ = false;
        return;
    }
    rest_secs_ = moved ? 0.0F : rest_secs_ + std::min(io.DeltaTime, 0.1F);
    card_shown_ = card_shown_ || rest_secs_ >= kRestSeconds;
    const bool is_full = rest_secs_ >= kFullSeconds;
    card_pending_ = !is_full;
    if (!card_shown_) {
        return;
    }
    glm::vec2& size = is_full ? full_card_px_ : line_card_px_;
    if (size.x == 0.0F) {
        size = {context.theme.px(is_full ? 380.0F : 180.0F), context.theme.px(is_full ? 140 : 26)};
    }
    CardObstacles obstacles = card_obstacles(
        *scene_,
        shown_.labels,
        view_camera_,
        input.view_px,
        hover.box,
        std::array{hover_highlight_, selection_highlight_}
    );
    obstacles.move_by(body.min);
    const Rect window{{0.0F, 0.0F}, {io.DisplaySize.x, io.DisplaySize.y}};
    const glm::vec2 place = card_place(
        {io.MousePos.x, io.MousePos.y},
        size,
        window,
        obstacles,
        context.theme.px(10.0F)
    );
    const glm::vec2 before = size;
    size = hover_card_ui(
        hover,
        is_full ? CardExtent::Full : CardExtent::Line,
        place,
        *scene_,
        styles_,
        context.theme,
        context.fonts,
        context.probe
    );
    // A window that fits its content is as large as it should be one frame later.
    card_pending_ = card_pending_ || size != before;
}

std::optional<LabelBox> Tile::taken_by_legend(const Rect& body) const {
    if (legend_layout_.is_empty()) {
        return std::nullopt;
    }
    return LabelBox{legend_layout_.box.min - body.min, legend_layout_.box.max - body.min};
}

void Tile::chrome_input(
    const ViewContext& context,
    const session::ViewState& view,
    std::size_t index,
    const Rect& body
) {
    shown_.has_legend = view.show_legend && !context.session.peek;
    shown_.legend =
        shown_.has_legend
            ? legend_rows(*scene_, occurrences_, styles_, context.session, view.color_by)
            : std::vector<LegendRow>();
    shown_.legend_corner = view.legend_corner;
    legend_hover_ = legend_input(context, view, index, body);
    if (!legend_layout_.is_empty()) {
        hot_spot("##legend", legend_layout_.box);
    }
    hidden_.update(*scene_, styles_, context.session, view.spec.origin);
    badge_ = layout_badge(hidden_.count(), body, context.theme, context.fonts);
    const HotSpot show_all = hot_spot("##show_all", badge_.box);
    badge_hovered_ = show_all.hovered;
    if (!badge_.text.empty()) {
        const Rect& button = badge_.button;
        context.probe
            .add("badge/show_all", button.min.x, button.min.y, button.size().x, button.size().y);
    }
    if (show_all.clicked) {
        context.commands.push(command::ShowAll{});
    }
}

void Tile::empty_ui(
    const ViewContext& context,
    const session::RecordingState& state,
    std::size_t index,
    const Rect& body
) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(
        {body.min.x, body.min.y},
        {body.max.x, body.max.y},
        im_color(context.theme.ground)
    );
    const EmptyState empty =
        failure_.empty()
            ? why_empty(context.session, state, hidden_.count(), scene_->diagnostics, undrawn_)
            : EmptyState{"This view could not be drawn", failure_, "", {}};
    if (empty_state_ui(empty, body, "##empty", context.theme, context.fonts) && empty.command) {
        context.commands.push(*empty.command);
    }
    picture_input(context, index, body);
    shown_.size = {0, 0};  // There is no picture to save.
    shown_.labels.clear();
    last_hover_ = {};
    hover_pick_.forget();
    hover_scene_.reset();
    picture_ = {};
}

void Tile::view_ui(
    const ViewContext& context,
    const session::RecordingState& state,
    const session::ViewState& view,
    std::size_t index,
    const Rect& body,
    render::ViewRenderer& renderer
) {
    const TileInput input = picture_input(context, index, body);
    camera_.update(
        context,
        view,
        *scene_,
        input,
        input.double_clicked ? focus_target(last_hover_) : std::nullopt
    );
    view_camera_ = camera_.view_camera(is_3d_, input.view_px);
    draw_picture(context, state, view, body, renderer);
    update_labels(context, view, body);
    last_hover_ = update_hover(context, view, input, renderer);
    if (clicked_) {
        select(context, last_hover_);
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_labels(list, shown_.labels, body.min, context.theme, context.fonts, view.label_size);
    if (is_3d_) {
        draw_axes(list, camera_.camera_3d(), body, context.theme, context.fonts);
    }
    card_ui(context, input, last_hover_, body);
}

std::optional<session::HoverInfo> Tile::draw(
    const ViewContext& context,
    const session::RecordingState& state,
    const session::ViewState& view,
    std::size_t index,
    const Rect& rect,
    render::ViewRenderer& renderer
) {
    ImGui::PushID(static_cast<int>(view.id));
    const float header = std::round(context.theme.px(measure::kHeader));
    const Rect body{{rect.min.x, rect.min.y + header}, rect.max};
    is_3d_ = view.spec.kind == scene::ViewKind::Spatial3D;
    if (UndrawnMemo memo{state.id, state.undrawn_version, view.spec}; memo != undrawn_memo_) {
        undrawn_ = scene::undrawn_in(state.undrawn, view.spec);
        undrawn_memo_ = std::move(memo);
    }
    update_scene(context, state, view);
    styles_ = context.styles.bindings(*scene_, context.session);
    keep_bright_without_hovered(styles_);
    tile_header_ui(
        {view,
         index,
         scene_.get(),
         undrawn_,
         state.layout.maximised == view.id,
         std::exchange(menu_wanted_, false)},
        context,
        {rect.min, {rect.max.x, body.min.y}}
    );
    std::optional<session::HoverInfo> hovered;
    if (body.size().x >= 2.0F && body.size().y >= 2.0F) {
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.PushClipRect({body.min.x, body.min.y}, {body.max.x, body.max.y}, true);
        // What floats is asked first, so that the picture below does not get its clicks.
        chrome_input(context, view, index, body);
        if (scene_->is_empty() || !failure_.empty()) {
            empty_ui(context, state, index, body);
        } else {
            view_ui(context, state, view, index, body, renderer);
        }
        draw_legend(
            list,
            shown_.legend,
            legend_layout_,
            legend_highlight_,
            context.theme,
            context.fonts
        );
        draw_badge(list, badge_, badge_hovered_, context.theme, context.fonts);
        list.PopClipRect();
        hovered = legend_hover_ ? legend_hover_ : last_hover_.info;
    }
    ImGui::PopID();
    return hovered;
}

}  // namespace limn::views
