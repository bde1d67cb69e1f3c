// SPDX-License-Identifier: MIT
/// FileBrowser: choose files to open or to write: path field with completion, places, recent files.
///
/// What      What the file is for (recordings, class choices, palettes) stands in the session.
/// Errors    a folder that cannot be read says so in the list.
/// Threads   the UI thread.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/panel_context.h"
#include "views/rect.h"

namespace limn::ui {

struct DirectoryEntry {
    std::string name;
    bool is_folder = false;
    std::uint64_t size_bytes = 0;
    bool opens = false;  ///< Of a kind that is asked for.
};

struct DirectoryListing {
    std::vector<DirectoryEntry> entries;  ///< Folders first, natural order.
    std::string error;
};

/// Endings of the files that a purpose is about, with the dot.
[[nodiscard]] std::span<const std::string_view> endings_of(session::FilePurpose purpose);

/// `show_all`: hidden files and files of other kinds, too.
[[nodiscard]] DirectoryListing list_directory(
    const std::filesystem::path& folder,
    bool show_all,
    session::FilePurpose purpose = session::FilePurpose::OpenRecordings
);

/// The text continued as far as all matching entries agree: what Tab does in the path field.
[[nodiscard]] std::string complete_path(const std::string& text);

class FileBrowser {
  public:
    /// Draws the modal window while the session says that it is shown.
    void draw(const PanelContext& context, glm::vec2 display_px);

  private:
    void enter(const PanelContext& context, const std::filesystem::path& folder);
    void close(const PanelContext& context);
    void show_first(const PanelContext& context);
    void finish(const PanelContext& context, const std::filesystem::path& path);
    void open(const PanelContext& context, const std::filesystem::path& path);
    void path_ui(const PanelContext& context, const views::Rect& rect);
    void places_ui(const PanelContext& context, const views::Rect& rect);
    void entries_ui(const PanelContext& context, const views::Rect& rect);
    void footer_ui(const PanelContext& context, const views::Rect& rect);
    void open_selected(const PanelContext& context);

    std::filesystem::path folder_;
    DirectoryListing listing_;
    std::string path_text_;
    std::vector<std::string> selected_;
    bool show_all_ = false;
    bool was_shown_ = false;
    bool selects_path_ = false;  ///< It was opened, and the path field has no keyboard yet.
};

}  // namespace limn::ui
