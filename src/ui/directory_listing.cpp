// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <system_error>

#include "base/text.h"
#include "ui/file_browser.h"

namespace limn::ui {

namespace fs = std::filesystem;

std::span<const std::string_view> endings_of(session::FilePurpose purpose) {
    static constexpr std::array<std::string_view, 2> kRecordings{".rrd", ".rbl"};
    static constexpr std::array<std::string_view, 1> kChoices{".json"};
    static constexpr std::array<std::string_view, 5> kPalettes{
        ".json",
        ".csv",
        ".gpl",
        ".txt",
        ".names"};
    switch (purpose) {
        case session::FilePurpose::OpenRecordings:
        case session::FilePurpose::SaveRecording:
            break;
        case session::FilePurpose::LoadChoices:
        case session::FilePurpose::SaveChoices:
            return kChoices;
        case session::FilePurpose::ImportPalette:
        case session::FilePurpose::ExportPalette:
            return kPalettes;
    }
    return kRecordings;
}

DirectoryListing
list_directory(const fs::path& folder, bool show_all, session::FilePurpose purpose) {
    const auto endings = endings_of(purpose);
    DirectoryListing listing;
    std::error_code error;
    fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, error);
    if (error) {
        listing.error = error.message();
        return listing;
    }
    for (; it != fs::directory_iterator(); it.increment(error)) {
        if (error) {
            listing.error = error.message();
            break;
        }
        DirectoryEntry entry;
        entry.name = it->path().filename().string();
        std::error_code ignored;
        entry.is_folder = it->is_directory(ignored);
        const std::string ending = it->path().extension().string();
        entry.opens = std::ranges::find(endings, ending) != endings.end();
        if (!entry.is_folder) {
            entry.size_bytes = it->file_size(ignored);
        }
        const bool hidden_file = entry.name.starts_with('.');
        if (show_all || (!hidden_file && (entry.is_folder || entry.opens))) {
            listing.entries.push_back(std::move(entry));
        }
    }
    std::ranges::sort(listing.entries, [](const DirectoryEntry& a, const DirectoryEntry& b) {
        if (a.is_folder != b.is_folder) {
            return a.is_folder;
        }
        return natural_compare(a.name, b.name) < 0;
    });
    return listing;
}

std::string complete_path(const std::string& text) {
    const fs::path typed(text);
    const fs::path folder = text.ends_with('/') ? typed : typed.parent_path();
    const std::string prefix = text.ends_with('/') ? std::string() : typed.filename().string();
    const DirectoryListing listing =
        list_directory(folder.empty() ? fs::path("/") : folder, prefix.starts_with('.'));
    std::string common;
    std::size_t matches = 0;
    bool is_folder = false;
    for (const DirectoryEntry& entry : listing.entries) {
        if (!entry.name.starts_with(prefix)) {
            continue;
        }
        if (matches++ == 0) {
            common = entry.name;
            is_folder = entry.is_folder;
        } else {
            const auto stop = std::ranges::mismatch(common, entry.name).in1;
            common.erase(stop, common.end());
        }
    }
    if (matches == 0) {
        return text;
    }
    return (folder / common).string() + (matches == 1 && is_folder ? "/" : "");
}

}  // namespace limn::ui
