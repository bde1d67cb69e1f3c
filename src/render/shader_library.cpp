// SPDX-License-Identifier: MIT
#include "render/shader_library.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "render/embedded_shaders.h"

namespace limn::render {
namespace {

constexpr int kMaxIncludeDepth = 8;

/// Files are told apart by their line numbers: drivers do not report #line's source number reliably.
constexpr int kLinesPerFile = 10000;

constexpr std::string_view kInclude = "#include \"";

std::filesystem::path folder_from_environment() {
    const char* folder = std::getenv("LIMN_SHADER_DIR");
    return folder == nullptr ? std::filesystem::path() : std::filesystem::path(folder);
}

std::string_view next_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    return line;
}

/// A number at the front, taken off.
std::optional<int> take_number(std::string_view& text) {
    int value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || value < 0) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    return value;
}

}  // namespace

ShaderLibrary::ShaderLibrary()
    : ShaderLibrary(folder_from_environment()) {}

ShaderLibrary::ShaderLibrary(std::filesystem::path folder)
    : folder_(std::move(folder))
    , last_change_(newest_change()) {}

Result<std::string> ShaderLibrary::read(std::string_view name) const {
    if (folder_.empty()) {
        for (const EmbeddedShader& shader : embedded_shaders()) {
            if (shader.name == name) {
                return std::string(shader.source);
            }
        }
        return fail(ErrorCode::NotFound, fmt::format("no shader is called {}", name));
    }
    std::ifstream file(folder_ / name, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (!file) {
        return fail(ErrorCode::NotFound, fmt::format("cannot read {}", (folder_ / name).string()));
    }
    return text;
}

Result<void> ShaderLibrary::expand(std::string_view name, int depth, ShaderText& out) const {
    if (std::ranges::find(out.files, name) != out.files.end()) {
        return {};
    }
    if (depth > kMaxIncludeDepth) {
        return fail(ErrorCode::Corrupt, fmt::format("{}: includes are nested too deeply", name));
    }
    LIMN_TRY(const std::string source, read(name));
    const int first_line = static_cast<int>(out.files.size()) * kLinesPerFile;
    out.files.emplace_back(name);
    out.text += fmt::format("#line {}\n", first_line + 1);
    std::string_view rest = source;
    for (int line_number = 1; !rest.empty(); ++line_number) {
        const std::string_view line = next_line(rest);
        if (!line.starts_with(kInclude)) {
            out.text.append(line).append("\n");
            continue;
        }
        const std::string_view included = line.substr(kInclude.size());
        LIMN_TRY_VOID(expand(included.substr(0, included.find('"')), depth + 1, out));
        out.text += fmt::format("#line {}\n", first_line + line_number + 1);
    }
    return {};
}

Result<ShaderText>
ShaderLibrary::load(std::string_view name, const std::vector<std::string>& defines) const {
    ShaderText result;
    result.text = "#version 330 core\n";
    for (const std::string& define : defines) {
        result.text += fmt::format("#define {}\n", define);
    }
    LIMN_TRY_VOID(expand(name, 0, result));
    return result;
}

std::filesystem::file_time_type ShaderLibrary::newest_change() const {
    std::filesystem::file_time_type newest{};
    std::error_code error;
    if (folder_.empty()) {
        return newest;
    }
    for (std::filesystem::recursive_directory_iterator it(folder_, error), end; !error && it != end;
         it.increment(error)) {
        const auto changed = it->last_write_time(error);
        if (!error) {
            newest = std::max(newest, changed);
        }
    }
    return newest;
}

void ShaderLibrary::poll() {
    if (folder_.empty()) {
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (now - last_poll_ < std::chrono::milliseconds(500)) {
        return;
    }
    last_poll_ = now;
    const auto change = newest_change();
    if (change != last_change_) {
        last_change_ = change;
        ++generation_;
    }
}

std::string name_places(std::string_view log, const std::vector<std::string>& files) {
    std::string result;
    while (!log.empty()) {
        const std::string_view line = next_line(log);
        std::string_view rest = line;
        const std::optional<int> source = take_number(rest);
        const bool has_mark =
            source && !rest.empty() && (rest.front() == ':' || rest.front() == '(');
        rest.remove_prefix(has_mark ? 1 : 0);
        const std::optional<int> place = has_mark ? take_number(rest) : std::nullopt;
        const auto index = static_cast<std::size_t>(place.value_or(0) / kLinesPerFile);
        if (place && index < files.size()) {
            result += fmt::format("{}:{}{}\n", files[index], *place % kLinesPerFile, rest);
        } else {
            result.append(line).append("\n");
        }
    }
    return result;
}

}  // namespace limn::render
