// SPDX-License-Identifier: MIT
/// SaveDialog: which times and entities of the active recording are saved, and how much that is.
///
/// What      Opened by command::ShowSaveDialog. "Save…" leads to the file browser; the recording is not touched.
/// Errors    input that means nothing says why below the fields; then nothing can be saved.
/// Threads   the UI thread.
#pragma once

#include <cstdint>

#include "session/recording_part.h"
#include "ui/panel_context.h"
#include "ui/save_choice.h"
#include "views/rect.h"

namespace limn::ui {

class SaveDialog {
  public:
    /// Draws the modal window while the session says that it is shown.
    void draw(const PanelContext& context, glm::vec2 display_px);

    /// It goes on in the next frame.
    [[nodiscard]] bool is_counting() const { return was_shown_ && !is_counted_; }

  private:
    /// A row of the form: where its control stands, right of its label.
    [[nodiscard]] views::Rect
    line(const PanelContext& context, const views::Rect& body, float& y, const char* label) const;

    void timeline_ui(const PanelContext& context, const views::Rect& rect);
    void range_ui(const PanelContext& context, const views::Rect& rect);
    void ranges_ui(const PanelContext& context, const views::Rect& rect);
    void entities_ui(const PanelContext& context, const views::Rect& rect);
    void hint_ui(const PanelContext& context, const views::Rect& rect) const;
    void count(const store::Recording& recording, const session::RecordingPart& part);
    void amount_ui(const PanelContext& context, const views::Rect& rect);
    void save(const PanelContext& context);
    void close(const PanelContext& context);

    SaveChoice choice_;
    tl::expected<session::RecordingPart, SaveFault> part_;
    session::PartMeasure measure_;
    session::PartSize size_;  ///< Of `counted_part_` in a recording of so many chunks.
    session::RecordingPart counted_part_;
    std::uint64_t counted_chunks_ = 0;
    bool is_counted_ = true;
    bool was_shown_ = false;
    bool wants_focus_ = false;
};

}  // namespace limn::ui
