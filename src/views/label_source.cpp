// SPDX-License-Identifier: MIT
#include "views/label_source.h"

#include <algorithm>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "annotation/auto_color.h"
#include "base/hash.h"
#include "session/style_cache.h"
#include "views/camera_control.h"
#include "views/label_joints.h"
#include "views/label_metrics.h"
#include "views/screen_boxes.h"

namespace limn::views {
namespace {

/// More keypoint labels than this are never asked whether they fit.
constexpr std::size_t kMaxKeypointLabels = 2000;

/// A skeleton keeps its keypoint labels if at least this part of them finds a place.
constexpr float kEnoughPlaced = 0.75F;

constexpr float kDimmedAlpha = 0.4F;

/// Names of joints stand at them where most bones are longer than this, and hide no more of the skeleton than that.
constexpr float kLongBonePt = 60.0F;
constexpr float kMostHidden = 0.25F;

/// A label this near to a skeleton with the same name belongs to the same thing.
constexpr float kSameThingPt = 12.0F;

bool is_keypoint(std::uint32_t style_index) {
    return style_index != draw::kNoStyle && style_index >= draw::kPairBase;
}

bool is_meant(const render::Highlight& highlight, std::uint32_t entity, std::uint32_t instance) {
    return highlight.entity != draw::kNoEntity && highlight.entity == entity &&
           (highlight.instance == draw::kAllInstances || highlight.instance == instance);
}

/// The same, and no other of its entity.
bool is_alone(const render::Highlight& highlight, std::uint32_t entity, std::uint32_t instance) {
    return highlight.instance != draw::kAllInstances && is_meant(highlight, entity, instance);
}

/// Joints of one skeleton that are seen.
struct Skeleton {
    std::uint32_t entity = draw::kNoEntity;
    std::uint32_t number = kNoSkeleton;  ///< In its entity.
    draw::StyleSlot style = 0;
    ClassId class_id = 0;
    bool is_picked = false;  ///< Hovered or selected by one of its joints.
    std::vector<LabelInput> labels;
};

class Collector {
  public:
    Collector(const LabelRequest& request, const MeasureText& measure)
        : request_(request)
        , measure_(measure)
        , boxes_(request.scene, request.camera, request.view_px) {}

    std::vector<LabelInput> run() {
        const auto& anchors = request_.scene.list.labels;
        for (std::size_t i = 0; i < anchors.size(); ++i) {
            add(anchors[i], static_cast<std::uint32_t>(i));
        }
        num_own_labels_ = labels_.size();
        std::size_t num_joints = 0;
        for (const Skeleton& skeleton : skeletons_) {
            num_joints += skeleton.labels.size();
            ++num_skeletons_[skeleton.entity];
        }
        if (num_joints <= kMaxKeypointLabels) {
            bones_.emplace(request_.scene, request_.camera, request_.view_px);
        }
        for (Skeleton& skeleton : skeletons_) {
            settle(skeleton);
        }
        return std::move(labels_);
    }

  private:
    void add(const draw::LabelAnchor& anchor, std::uint32_t source) {
        if (anchor.style >= request_.styles.size()) {
            return;
        }
        const draw::StyleBinding& binding = request_.styles[anchor.style];
        if (binding.table != nullptr &&
            !draw::is_visible(*binding.table, binding.mode, anchor.style_index)) {
            return;
        }
        const auto place = project(request_.camera, anchor.position, request_.view_px);
        if (!place) {
            return;
        }
        const auto thing = thing_of(anchor);
        if (!thing && !is_near(place->pixel)) {
            return;
        }
        LabelInput label;
        label.anchor = place->pixel;
        label.depth = place->depth;
        label.below = anchor.below;
        label.source = source;
        label.wrap_px = anchor.wrap_width * request_.camera.pixels_per_unit;
        label.selected = is_meant(request_.selection, anchor.entity, anchor.instance);
        label.highlighted = label.selected ||
                            is_meant(request_.hover, anchor.entity, anchor.instance) ||
                            is_hovered(binding.mode, anchor.style_index);
        label.certain = is_alone(request_.selection, anchor.entity, anchor.instance) ||
                        is_alone(request_.hover, anchor.entity, anchor.instance);
        if (request_.mode == session::LabelMode::Hover && !label.highlighted) {
            return;
        }
        label.alpha = is_dimmed(binding.mode, anchor.style_index) ? kDimmedAlpha : 1.0F;
        label.color = color_of(anchor, binding.table);
        label.extent_px = anchor.extent * pixels_per_unit(place->depth);
        if (thing) {
            label.object = thing->box;
            label.is_tab = thing->is_rectangle && !request_.camera.is_3d;
        }
        label.crowd = anchor.crowd;
        label.key = key_of(anchor);
        label.text = anchor.text ? *anchor.text : text_of(anchor.style, anchor.style_index);
        if (label.text.empty()) {
            return;
        }
        if (request_.mode == session::LabelMode::Auto && !anchor.text) {
            label.repeats = hash_combine(hash_text(label.text), anchor.entity + 1U);
        }
        if (request_.mode == session::LabelMode::Auto && !anchor.text &&
            is_keypoint(anchor.style_index)) {
            add_joint(anchor, std::move(label));
        } else {
            labels_.push_back(std::move(label));
        }
    }

    [[nodiscard]] bool is_near(glm::vec2 pixel) const {
        const float reach = kLabelCullPt * request_.scale;
        return pixel.x > -reach && pixel.y > -reach && pixel.x < request_.view_px.x + reach &&
               pixel.y < request_.view_px.y + reach;
    }

    /// What the label names, on the screen; nothing for points, and for the one label of a whole batch.
    [[nodiscard]] std::optional<ScreenBoxes::Thing> thing_of(const draw::LabelAnchor& anchor) {
        const bool is_one = anchor.entity != draw::kNoEntity &&
                            anchor.instance != draw::kAllInstances &&
                            !is_keypoint(anchor.style_index);
        return is_one ? boxes_.find(anchor.entity, anchor.instance) : std::nullopt;
    }

    static bool is_hovered(const draw::StyleMode& mode, std::uint32_t style_index) {
        return mode.hovered != draw::kNoStyle && mode.hovered == style_index;
    }

    [[nodiscard]] bool is_dimmed(const draw::StyleMode& mode, std::uint32_t style_index) const {
        return mode.dim_others && mode.hovered != draw::kNoStyle && mode.hovered != style_index;
    }

    /// Entity and instance, the same in every frame.
    [[nodiscard]] std::uint64_t key_of(const draw::LabelAnchor& anchor) const {
        if (anchor.entity >= request_.scene.entities.size()) {
            return 0;
        }
        const std::uint64_t entity = request_.scene.entities[anchor.entity].hash();
        return hash_combine(entity, anchor.instance) | 1U;
    }

    /// `depth` is the clip w of the place in a perspective.
    [[nodiscard]] float pixels_per_unit(float depth) const {
        const draw::ViewCamera& camera = request_.camera;
        if (!camera.is_3d || camera.orthographic) {
            return camera.pixels_per_unit;
        }
        return camera.pixels_per_unit_at_one / std::max(depth, 1.0e-6F);
    }

    [[nodiscard]] Rgba8 color_of(const draw::LabelAnchor& anchor, const draw::StyleTable* table)
        const {
        using draw::ColorBy;
        const bool is_logged = anchor.color && anchor.style_index != draw::kNoStyle;
        if (request_.color_by == ColorBy::Instance && anchor.instance != draw::kAllInstances) {
            return draw::large_id_color(anchor.instance);
        }
        if (request_.color_by == ColorBy::Entity &&
            anchor.entity < request_.scene.entities.size()) {
            return annotation::entity_color(request_.scene.entities[anchor.entity]);
        }
        if (is_logged &&
            (request_.color_by == ColorBy::Class || request_.color_by == ColorBy::Keypoint)) {
            return color_of(std::nullopt, table, anchor.style_index);
        }
        return color_of(anchor.color, table, anchor.style_index);
    }

    static Rgba8 color_of(
        const std::optional<Rgba8>& logged,
        const draw::StyleTable* table,
        std::uint32_t style_index
    ) {
        if (logged) {
            return *logged;
        }
        const draw::StyleEntry* entry = table != nullptr ? table->find(style_index) : nullptr;
        return entry != nullptr ? entry->color : Rgba8{0xD6, 0xDB, 0xE2, 255};
    }

    std::string text_of(draw::StyleSlot slot, std::uint32_t style_index) {
        const auto known = texts_.find({slot, style_index});
        if (known != texts_.end()) {
            return known->second;
        }
        std::string text;
        if (slot < request_.scene.styles.size() && request_.scene.styles[slot].context &&
            style_index != draw::kNoStyle) {
            text = session::StyleCache::label(
                       request_.session,
                       *request_.scene.styles[slot].context,
                       style_index
            )
                       .value_or("");
        }
        texts_.emplace(std::pair{slot, style_index}, text);
        return text;
    }

    void add_joint(const draw::LabelAnchor& anchor, LabelInput label) {
        const auto& context = request_.scene.styles[anchor.style].context;
        const ClassId class_id = context ? context->id_of(anchor.style_index).first : kNoClass;
        const std::uint32_t number = boxes_.skeleton_of(anchor.entity, anchor.instance);
        const auto [found, is_new] =
            skeleton_at_.try_emplace({anchor.entity, number, class_id}, skeletons_.size());
        if (is_new) {
            skeletons_.push_back({anchor.entity, number, anchor.style, class_id, false, {}});
        }
        Skeleton& skeleton = skeletons_[found->second];
        skeleton.is_picked = skeleton.is_picked || label.certain;
        skeleton.labels.push_back(std::move(label));
    }

    /// Decides between the names of the joints and one label of the class.
    void settle(Skeleton& skeleton) {
        if (names_fit(skeleton)) {
            std::ranges::move(skeleton.labels, std::back_inserter(labels_));
            return;
        }
        add_class_label(skeleton);
        if (is_picked(skeleton)) {
            add_names_beside(skeleton);
            return;
        }
        // A joint of the class panel is named in all skeletons, one of a view in its own.
        const bool is_one_meant = request_.hover.entity != draw::kNoEntity &&
                                  request_.hover.instance != draw::kAllInstances;
        const auto& mode = request_.styles[skeleton.style].mode;
        for (LabelInput& label : skeleton.labels) {
            const auto& anchor = request_.scene.list.labels[label.source];
            if (!is_one_meant && is_hovered(mode, anchor.style_index)) {
                labels_.push_back(std::move(label));
            }
        }
    }

    /// By one of its joints, or with its entity if it is the only one there.
    [[nodiscard]] bool is_picked(const Skeleton& skeleton) const {
        const auto has_all = [&](const render::Highlight& highlight) {
            return highlight.entity == skeleton.entity && highlight.entity != draw::kNoEntity &&
                   highlight.instance == draw::kAllInstances &&
                   num_skeletons_.at(skeleton.entity) == 1;
        };
        return skeleton.is_picked || has_all(request_.hover) || has_all(request_.selection);
    }

    /// Before all other labels, and only what is pointed at is lit: a frame around each would hide more than it says.
    void add_names_beside(Skeleton& skeleton) {
        for (LabelInput& label : skeleton.labels) {
            const auto& anchor = request_.scene.list.labels[label.source];
            label.selected = true;
            label.repeats = 0;
            label.highlighted = is_alone(request_.hover, anchor.entity, anchor.instance) ||
                                is_alone(request_.selection, anchor.entity, anchor.instance);
        }
        place_beside(skeleton.labels, request_.view_px, request_.scale, measure_);
        for (LabelInput& label : skeleton.labels) {
            if (label.place || label.highlighted) {
                labels_.push_back(std::move(label));
            }
        }
    }

    /// At the joints: where bones are long or, without bones, where there is room.
    [[nodiscard]] bool names_fit(const Skeleton& skeleton) const {
        if (!bones_) {
            return false;
        }
        const auto& context = request_.scene.styles[skeleton.style].context;
        const annotation::ClassStyle* style =
            context && skeleton.class_id != kNoClass ? context->find(skeleton.class_id) : nullptr;
        const bool has_bones = style != nullptr && !style->connections.empty();
        if (has_bones &&
            bones_->median_px(skeleton.entity, skeleton.number) <= kLongBonePt * request_.scale) {
            return false;
        }
        const bool has_room = has_bones || most_are_placed(skeleton);
        return skeleton.labels.size() <= 1 || (has_room && hide_little(skeleton));
    }

    [[nodiscard]] bool most_are_placed(const Skeleton& skeleton) const {
        std::vector<LabelInput> plain = skeleton.labels;
        for (LabelInput& label : plain) {
            label.highlighted = false;
        }
        LabelLayoutOptions options;
        options.view_px = request_.view_px;
        options.scale = request_.scale;
        options.may_move = false;
        const auto placed = layout_labels(plain, options, measure_);
        return static_cast<float>(placed.size()) >=
               kEnoughPlaced * static_cast<float>(plain.size());
    }

    [[nodiscard]] bool hide_little(const Skeleton& skeleton) const {
        const LabelBox box = box_around(skeleton.labels);
        const glm::vec2 size = box.max - box.min;
        float hidden = 0.0F;
        for (const LabelInput& label : skeleton.labels) {
            const glm::vec2 plate = measure_(label.text) + 2.0F * kLabelPaddingPt * request_.scale;
            hidden += plate.x * plate.y;
        }
        return hidden <= kMostHidden * size.x * size.y;
    }

    /// A box around the skeleton says the class already ("person 0.95").
    [[nodiscard]] bool is_named_by_box(const std::string& name, glm::vec2 low, glm::vec2 high)
        const {
        const glm::vec2 room = glm::vec2(kSameThingPt * request_.scale) + (high - low) * 0.25F;
        const std::span others(labels_.data(), num_own_labels_);
        return std::ranges::any_of(others, [&](const LabelInput& other) {
            return other.text.starts_with(name) && other.anchor.x >= low.x - room.x &&
                   other.anchor.x <= high.x + room.x && other.anchor.y >= low.y - room.y &&
                   other.anchor.y <= high.y + room.y;
        });
    }

    void add_class_label(const Skeleton& skeleton) {
        const auto& context = request_.scene.styles[skeleton.style].context;
        if (!context || skeleton.class_id == kNoClass) {
            return;
        }
        const std::uint32_t style_index = context->style_index(skeleton.class_id);
        LabelInput label = skeleton.labels.front();
        label.repeats = 0;
        label.certain = false;
        label.key ^= hash_text("skeleton");
        label.text = text_of(skeleton.style, style_index);
        if (label.text.empty()) {
            return;
        }
        const draw::StyleBinding& binding = request_.styles[skeleton.style];
        label.color = color_of(std::nullopt, binding.table, style_index);
        glm::vec2 low = label.anchor;
        glm::vec2 high = label.anchor;
        for (const LabelInput& joint : skeleton.labels) {
            low = glm::min(low, joint.anchor);
            high = glm::max(high, joint.anchor);
            label.depth = std::min(label.depth, joint.depth);
        }
        if (is_named_by_box(text_of(skeleton.style, style_index), low, high)) {
            return;
        }
        label.object = LabelBox{low, high};
        label.extent_px = glm::distance(low, high);
        label.anchor = {(low.x + high.x) * 0.5F, high.y};
        label.below = true;
        label.highlighted = is_hovered(binding.mode, style_index);
        label.alpha =
            is_dimmed(binding.mode, style_index) && !label.highlighted ? kDimmedAlpha : 1.0F;
        labels_.push_back(std::move(label));
    }

    const LabelRequest& request_;
    const MeasureText& measure_;
    ScreenBoxes boxes_;
    std::vector<LabelInput> labels_;
    std::size_t num_own_labels_ = 0;  ///< Those that are not made for skeletons.
    std::vector<Skeleton> skeletons_;
    std::map<std::tuple<std::uint32_t, std::uint32_t, ClassId>, std::size_t> skeleton_at_;
    std::map<std::uint32_t, std::size_t> num_skeletons_;  ///< By entity.
    std::optional<BoneLengths> bones_;                    ///< Not of too many joints.
    std::map<std::pair<draw::StyleSlot, std::uint32_t>, std::string> texts_;
};

}  // namespace

std::optional<bool> label_demand(session::LabelMode mode) {
    const bool wants_all = mode == session::LabelMode::On || mode == session::LabelMode::Hover;
    return wants_all ? std::optional(true) : std::nullopt;
}

std::vector<LabelInput> collect_labels(const LabelRequest& request, const MeasureText& measure) {
    if (request.mode == session::LabelMode::Off) {
        return {};
    }
    return Collector(request, measure).run();
}

std::vector<PlacedLabel> place_labels(const LabelRequest& request, const MeasureText& measure) {
    LabelLayoutOptions options;
    options.view_px = request.view_px;
    options.scale = request.scale;
    options.max_labels = request.mode == session::LabelMode::On ? 1000 : 400;
    options.memory = request.memory;
    options.taken = request.taken;
    return layout_labels(collect_labels(request, measure), options, measure);
}

}  // namespace limn::views
