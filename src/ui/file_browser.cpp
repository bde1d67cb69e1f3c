// SPDX-License-Identifier: MIT
#include "ui/file_browser.h"

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <system_error>

#include "base/text.h"
#include "ui/dialog.h"
#include "ui/save_choice.h"
#include "ui/widgets.h"
#include "views/icons.h"
#include "views/rect.h"

namespace limn::ui {

namespace fs = std::filesystem;

namespace {

fs::path home_folder() {
    const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe)
    return home != nullptr ? fs::path(home) : fs::path("/");
}

int complete_on_tab(ImGuiInputTextCallbackData* data) {
    const std::string completed =
        complete_path(std::string(data->Buf, static_cast<std::size_t>(data->BufTextLen)));
    data->DeleteChars(0, data->BufTextLen);
    data->InsertChars(0, completed.c_str());
    return 0;
}

using session::FilePurpose;

/// How a purpose is said.
struct Words {
    const char* title;
    const char* button;
    const char* empty_hint;
    bool writes = false;
};

Words words_of(FilePurpose purpose) {
    switch (purpose) {
        case FilePurpose::OpenRecordings:
            break;
        case FilePurpose::LoadChoices:
            return {
                "Load class choices",
                "Load",
                "Only .json files and folders are listed; \"All files\" shows the rest."};
        case FilePurpose::SaveChoices:
            return {"Save class choices", "Save", "Give the file a name above.", true};
        case FilePurpose::SaveRecording:
            return {"Save recording", "Save", "Give the file a name above, ending in .rrd.", true};
        case FilePurpose::ImportPalette:
            return {
                "Import a palette",
                "Import",
                "Only .json, .csv, .gpl, .txt and .names files and folders are listed; \"All files\" shows the rest."};
        case FilePurpose::ExportPalette:
            return {
                "Export the palette",
                "Save",
                "Give the file a name above: .json, .csv, .gpl, or .txt for the names alone.",
                true};
    }
    return {
        "Open",
        "Open",
        "Only .rrd files and folders are listed; \"All files\" shows the rest."};
}

fs::path with_ending(fs::path path) {
    return path.extension() == ".rrd" ? path : fs::path(path.string() + ".rrd");
}

/// What a new file is called until somebody says otherwise.
std::string first_name(const session::Session& session) {
    if (session.file_purpose == FilePurpose::SaveChoices) {
        return "class choices.json";
    }
    if (session.file_purpose == FilePurpose::SaveRecording) {
        const session::RecordingState* state = session.active_state();
        return state == nullptr
                   ? "recording.rrd"
                   : part_file_name(*state, *session.active_recording(), session.file_part);
    }
    const bool is_somewhere = session.file_context != nullptr && session.file_context->exists();
    std::string name = is_somewhere ? session.file_context->entity().text() : std::string();
    std::ranges::replace(name, '/', ' ');
    const std::size_t first = name.find_first_not_of(' ');
    name = first == std::string::npos ? std::string() : name.substr(first, 80) + " ";
    return name + "palette.json";
}

bool is_folder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

}  // namespace

void FileBrowser::enter(const PanelContext& context, const fs::path& folder) {
    std::error_code error;
    const fs::path canonical = fs::weakly_canonical(folder, error);
    folder_ = error ? folder : canonical;
    const FilePurpose purpose = context.session.file_purpose;
    listing_ = list_directory(folder_, show_all_, purpose);
    const std::string name = words_of(purpose).writes
                                 ? (path_text_.empty() ? first_name(context.session)
                                                       : fs::path(path_text_).filename().string())
                                 : std::string();
    path_text_ = folder_.string();
    if (!path_text_.ends_with('/')) {
        path_text_ += '/';
    }
    path_text_ += name;
    selected_.clear();
}

void FileBrowser::open(const PanelContext& context, const fs::path& path) {
    if (is_folder(path)) {
        enter(context, path);
        return;
    }
    context.commands.push(session::command::ChangeSettings{
        {.last_folder = path.parent_path().string()}});
    finish(context, path);
    close(context);
}

void FileBrowser::finish(const PanelContext& context, const fs::path& path) {
    namespace command = session::command;
    const annotation::ContextPtr& classes = context.session.file_context;
    switch (context.session.file_purpose) {
        case FilePurpose::OpenRecordings:
            context.commands.push(command::OpenFiles{{path.string()}});
            break;
        case FilePurpose::LoadChoices:
            context.commands.push(command::LoadChoices{path.string()});
            break;
        case FilePurpose::SaveChoices:
            context.commands.push(command::SaveChoices{path.string()});
            break;
        case FilePurpose::SaveRecording:
            context.commands.push(
                command::SaveRecording{with_ending(path).string(), context.session.file_part}
            );
            break;
        case FilePurpose::ImportPalette:
            context.commands.push(command::ImportPalette{classes, path.string()});
            break;
        case FilePurpose::ExportPalette:
            context.commands.push(command::ExportPalette{classes, path.string()});
            break;
    }
}

/// At once, so that the next click is for what lies below.
void FileBrowser::close(const PanelContext& context) {
    context.commands.push(session::command::ShowFileBrowser{false});
    ImGui::CloseCurrentPopup();
}

/// Where it was last, else where it is, else at home.
void FileBrowser::show_first(const PanelContext& context) {
    path_text_.clear();
    selects_path_ = true;
    const fs::path last(context.session.settings.last_folder);
    enter(
        context,
        !last.empty() && is_folder(last) ? last
        : is_folder(folder_)             ? folder_
                                         : home_folder()
    );
}

void FileBrowser::open_selected(const PanelContext& context) {
    const bool is_single = context.session.file_purpose != FilePurpose::OpenRecordings;
    if (selected_.empty() || is_single) {
        open(context, path_text_);
        return;
    }
    if (selected_.size() == 1) {
        open(context, folder_ / selected_.front());
        return;
    }
    session::command::OpenFiles command;
    for (const std::string& name : selected_) {
        command.paths.push_back((folder_ / name).string());
    }
    context.commands.push(std::move(command));
    close(context);
}

void FileBrowser::draw(const PanelContext& context, glm::vec2 display_px) {
    constexpr const char* kName = "##browser";
    if (!context.session.show_file_browser) {
        was_shown_ = false;
        return;
    }
    if (!was_shown_) {
        was_shown_ = true;
        show_first(context);
        ImGui::OpenPopup(kName);
    }
    const Dialog dialog(
        context,
        kName,
        words_of(context.session.file_purpose).title,
        {760, 520},
        display_px
    );
    if (!dialog.is_open()) {
        return;
    }
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    const views::Rect& all = dialog.body();
    const float path_bottom = all.min.y + px(46);
    const float footer_top = all.max.y - px(kDialogFooter);
    path_ui(
        context,
        {{all.min.x + px(12), all.min.y + px(10)}, {all.max.x - px(12), path_bottom - px(8)}}
    );
    places_ui(context, {{all.min.x, path_bottom}, {all.min.x + px(180), footer_top}});
    entries_ui(context, {{all.min.x + px(184), path_bottom}, {all.max.x - px(4), footer_top}});
    footer_ui(context, {{all.min.x, footer_top}, all.max});
    if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape), false)) {
        close(context);
    }
}

void FileBrowser::path_ui(const PanelContext& context, const views::Rect& rect) {
    fill(rect, context.theme.ground, context.theme.px(4));
    outline(rect, context.theme.line, context.theme.px(4));
    ImGui::SetCursorScreenPos(ImVec2(rect.min.x + context.theme.px(8), rect.min.y));
    ImGui::SetNextItemWidth(rect.size().x - context.theme.px(16));
    ImGui::PushStyleVar(
        ImGuiStyleVar_FramePadding,
        ImVec2(0, std::floor((rect.size().y - context.fonts.body->FontSize) * 0.5F))
    );
    ImGui::PushStyleColor(ImGuiCol_FrameBg, ImVec4(0, 0, 0, 0));
    // Typing or pasting replaces the path. Later clicks only place the caret.
    ImGuiInputTextFlags flags =
        ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackCompletion;
    if (selects_path_) {
        ImGui::SetKeyboardFocusHere();
        flags |= ImGuiInputTextFlags_AutoSelectAll;
    }
    const bool entered =
        ImGui::InputText("##path", &path_text_, flags, [](ImGuiInputTextCallbackData* data) {
            return complete_on_tab(data);
        });
    selects_path_ = selects_path_ && !ImGui::IsItemActive();
    context.probe.add("browser/path", rect.min.x, rect.min.y, rect.size().x, rect.size().y);
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
    if (entered) {
        selected_.clear();
        open(context, path_text_);
    }
}

void FileBrowser::places_ui(const PanelContext& context, const views::Rect& rect) {
    const ScrollArea scroll(context, "##places", rect);
    const auto place =
        [&](const char* id, const char* icon, std::string_view text, const fs::path& path) {
            const RowState state =
                row(context, id, 26.0F, folder_ == path ? RowLook::Selected : RowLook::Plain);
            icon_in(
                context,
                zone(state.rect, context.theme.px(8), context.theme.px(30)),
                context.theme.muted,
                icon
            );
            text_in(
                context,
                zone(state.rect, context.theme.px(34), state.rect.size().x - context.theme.px(6)),
                context.fonts.row,
                context.theme.text,
                text
            );
            tooltip(context, state.hovered, path.string());
            if (state.clicked) {
                open(context, path);
            }
        };
    place("##up", views::icon::kUp, "Up", folder_.parent_path());
    place("##home", views::icon::kHome, "Home", home_folder());
    place("##root", views::icon::kFolder, "File system", "/");
    std::error_code error;
    place("##cwd", views::icon::kFolder, "Working folder", fs::current_path(error));
    int index = 0;
    for (const std::string& file : context.session.settings.recent_files) {
        const std::string id = fmt::format("##recent{}", index++);
        place(id.c_str(), views::icon::kFile, fs::path(file).filename().string(), file);
    }
}

void FileBrowser::entries_ui(const PanelContext& context, const views::Rect& rect) {
    if (!listing_.error.empty()) {
        empty_state(context, rect, "This folder cannot be read", listing_.error);
        return;
    }
    if (listing_.entries.empty()) {
        empty_state(
            context,
            rect,
            words_of(context.session.file_purpose).writes ? "No such files here yet"
                                                          : "Nothing to open here",
            words_of(context.session.file_purpose).empty_hint
        );
        return;
    }
    const ScrollArea scroll(context, "##entries", rect);
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(listing_.entries.size()), std::floor(context.theme.px(26)));
    std::optional<fs::path> chosen;
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const DirectoryEntry& entry = listing_.entries[static_cast<std::size_t>(i)];
            const auto at = std::ranges::find(selected_, entry.name);
            const bool selected = at != selected_.end();
            const std::string id = fmt::format("##entry{}", i);
            const RowState state =
                row(context, id.c_str(), 26.0F, selected ? RowLook::Selected : RowLook::Plain);
            const float width = state.rect.size().x;
            const Rgba8 text =
                entry.is_folder || entry.opens ? context.theme.text : context.theme.faint;
            icon_in(
                context,
                zone(state.rect, context.theme.px(6), context.theme.px(28)),
                context.theme.muted,
                entry.is_folder ? views::icon::kFolder : views::icon::kFile
            );
            text_in(
                context,
                zone(state.rect, context.theme.px(32), width - context.theme.px(90)),
                context.fonts.row,
                text,
                entry.name
            );
            if (!entry.is_folder) {
                text_right(
                    context,
                    zone(state.rect, width - context.theme.px(90), width - context.theme.px(12)),
                    context.fonts.row,
                    context.theme.muted,
                    format_bytes(entry.size_bytes)
                );
            }
            if (state.double_clicked || (state.clicked && entry.is_folder)) {
                chosen = folder_ / entry.name;
            } else if (state.clicked && ImGui::GetIO().KeyCtrl && selected) {
                selected_.erase(at);
            } else if (state.clicked) {
                if (!ImGui::GetIO().KeyCtrl ||
                    context.session.file_purpose != FilePurpose::OpenRecordings) {
                    selected_.clear();
                }
                selected_.push_back(entry.name);
                path_text_ = (folder_ / entry.name).string();
            }
        }
    }
    if (chosen) {
        open(context, *chosen);
    }
}

void FileBrowser::footer_ui(const PanelContext& context, const views::Rect& rect) {
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    const float y = rect.min.y + px(11);
    const ChipResult all = chip(
        context,
        "##all_files",
        {rect.min.x + px(12), y + px(3)},
        "All files",
        show_all_,
        "Hidden files and other kinds, too"
    );
    if (all.clicked) {
        show_all_ = !show_all_;
        enter(context, folder_);
    }
    const Words words = words_of(context.session.file_purpose);
    std::error_code ignored;
    const bool replaces = words.writes && fs::is_regular_file(path_text_, ignored);
    const DialogAnswer answer = dialog_buttons(
        context,
        rect,
        {replaces ? "Replace" : words.button, true, "browser/open", "browser/cancel"}
    );
    if (answer.cancelled) {
        close(context);
    }
    if (answer.accepted) {
        open_selected(context);
    }
}

}  // namespace limn::ui
