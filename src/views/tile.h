// SPDX-License-Identifier: MIT
/// One tile: a view with its header, picture, labels, legend and hover.
///
/// What      Keeps what can be used again between frames: the scene, the picture, placed labels.
/// Threads   the UI thread, inside an ImGui frame.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "render/view_renderer.h"
#include "scene/scene.h"
#include "scene/scene_memory.h"
#include "scene/view_spec.h"
#include "session/session.h"
#include "views/hover_pick.h"
#include "views/label_memory.h"
#include "views/legend.h"
#include "views/rect.h"
#include "views/tile_camera.h"
#include "views/view_chrome.h"
#include "views/view_context.h"
#include "views/view_hover.h"

namespace limn::views {

class Tile {
  public:
    explicit Tile(std::uint32_t target)
        : target_(target)
        , hover_pick_(target) {}

    /// Draws the tile; what is hovered in it, if anything.
    std::optional<session::HoverInfo> draw(
        const ViewContext& context,
        const session::RecordingState& state,
        const session::ViewState& view,
        std::size_t index,
        const Rect& rect,
        render::ViewRenderer& renderer
    );

    [[nodiscard]] const scene::ScenePtr& scene() const { return scene_; }

    [[nodiscard]] bool animating() const {
        return camera_.animating() || card_pending_ || hover_pick_.is_waiting();
    }

    [[nodiscard]] std::uint32_t target() const { return target_; }

    /// What lies on the picture, for saving it: in pixels of the view.
    struct Shown {
        glm::uvec2 size{0};
        std::vector<PlacedLabel> labels;
        std::vector<LegendRow> legend;
        bool has_legend = false;
        session::LegendCorner legend_corner = session::LegendCorner::TopRight;
        session::LabelSize label_size = session::LabelSize::Normal;
        std::optional<Rect> picture;  ///< The part of the view that the picture covers.
    };

    [[nodiscard]] const Shown& shown() const { return shown_; }

  private:
    /// What the picture on the screen was drawn from.
    struct PictureKey {
        std::uint64_t scene = 0;
        glm::uvec2 size{0};
        glm::dmat4 clip{0.0};
        std::vector<std::uint64_t> numbers;  ///< Tables, modes, options.

        friend bool operator==(const PictureKey&, const PictureKey&) = default;
    };

    struct SceneMemo {
        std::uint64_t generation = 0;
        store::LatestAtQuery query;
        scene::ViewSpec spec;
        std::set<EntityPath> hidden;
        std::optional<bool> show_labels;
        annotation::TensorChoices tensors;
        StoreId recording;

        friend bool operator==(const SceneMemo&, const SceneMemo&) = default;
    };

    /// What `undrawn_` was asked for.
    struct UndrawnMemo {
        StoreId recording;
        std::uint64_t version = 0;
        scene::ViewSpec spec;

        friend bool operator==(const UndrawnMemo&, const UndrawnMemo&) = default;
    };

    void update_scene(
        const ViewContext& context,
        const session::RecordingState& state,
        const session::ViewState& view
    );
    void draw_picture(
        const ViewContext& context,
        const session::RecordingState& state,
        const session::ViewState& view,
        const Rect& body,
        render::ViewRenderer& renderer
    );
    void
    update_labels(const ViewContext& context, const session::ViewState& view, const Rect& body);
    [[nodiscard]] HoverResult update_hover(
        const ViewContext& context,
        const session::ViewState& view,
        const TileInput& input,
        render::ViewRenderer& renderer
    );
    void select(const ViewContext& context, const HoverResult& hover) const;
    [[nodiscard]] std::optional<std::uint32_t> entity_index(const EntityPath& entity) const;
    /// The region of a mask pixel; of no entity for anything else.
    [[nodiscard]] render::Region region_of(const session::Item& item) const;
    [[nodiscard]] render::Region selected_region(const session::RecordingState& state) const;
    [[nodiscard]] render::Highlight highlight_of(const session::Item& item) const;
    [[nodiscard]] render::Highlight selection_highlight(const session::RecordingState& state) const;
    [[nodiscard]] std::optional<FocusTarget> focus_target(const HoverResult& hover) const;
    std::optional<session::HoverInfo> legend_input(
        const ViewContext& context,
        const session::ViewState& view,
        std::size_t index,
        const Rect& body
    );
    /// In its corner, or beside the picture of the frame before.
    LegendLayout
    place_legend(const ViewContext& context, const session::ViewState& view, const Rect& body);
    /// Where the legend of the frame before stands in the view.
    [[nodiscard]] std::optional<LabelBox> taken_by_legend(const Rect& body) const;

    /// Follows the mouse that drags the legend; whether it does.
    bool move_legend(const ViewContext& context, const session::ViewState& view, const Rect& body);
    void mark_frame(
        const ViewContext& context,
        const session::RecordingState& state,
        const session::ViewState& view,
        render::ViewFrame& frame
    );
    void card_ui(
        const ViewContext& context,
        const TileInput& input,
        const HoverResult& hover,
        const Rect& body
    );
    void chrome_input(
        const ViewContext& context,
        const session::ViewState& view,
        std::size_t index,
        const Rect& body
    );
    void empty_ui(
        const ViewContext& context,
        const session::RecordingState& state,
        std::size_t index,
        const Rect& body
    );
    void view_ui(
        const ViewContext& context,
        const session::RecordingState& state,
        const session::ViewState& view,
        std::size_t index,
        const Rect& body,
        render::ViewRenderer& renderer
    );
    TileInput picture_input(const ViewContext& context, std::size_t index, const Rect& body);

    std::uint32_t target_ = 0;
    scene::ScenePtr scene_;
    scene::ScenePtr peek_scene_;  ///< Pictures only.
    SceneMemo memo_;
    UndrawnMemo undrawn_memo_;
    std::vector<scene::Undrawn> undrawn_;  ///< Among the view's contents.
    scene::SceneMemory scene_memory_;
    bool has_memo_ = false;
    std::vector<ClassOccurrence> occurrences_;
    ImageCounts image_counts_;
    std::vector<draw::StyleBinding> styles_;
    TileCamera camera_;
    draw::ViewCamera view_camera_;
    PictureKey picture_;
    std::uint64_t num_drawn_ = 0;
    HoverPick hover_pick_;
    scene::ScenePtr hover_scene_;        ///< That was hovered last.
    std::uint64_t num_hover_parts_ = 0;  ///< Changes with the entities and pictures of the scene.
    std::string failure_;                ///< Why the picture could not be drawn.
    render::Highlight hover_highlight_;
    render::Highlight selection_highlight_;
    std::vector<draw::MaskLook> mask_looks_;  ///< By entity of the scene.
    std::vector<Rgba8> entity_colors_;
    LabelMemory label_memory_;
    float label_font_px_ = 0.0F;  ///< That the memory's plates were measured with.
    HoverResult last_hover_;
    Shown shown_;
    LegendLayout legend_layout_;
    LegendHighlight legend_highlight_;
    std::optional<session::HoverInfo> legend_hover_;
    HiddenCounter hidden_;
    BadgeLayout badge_;
    bool badge_hovered_ = false;
    bool legend_expanded_ = false;
    bool legend_pressed_ = false;
    bool legend_dragged_ = false;
    bool is_3d_ = false;
    bool dragged_ = false;
    bool clicked_ = false;
    bool menu_wanted_ = false;
    float rest_secs_ = 0.0F;  ///< How long the mouse has been still.
    bool card_shown_ = false;
    glm::vec2 line_card_px_{0.0F};  ///< How large the cards were when they were shown last.
    glm::vec2 full_card_px_{0.0F};
    bool card_pending_ = false;
};

}  // namespace limn::views
