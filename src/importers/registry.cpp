// SPDX-License-Identifier: MIT
#include "importers/registry.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <system_error>
#include <thread>
#include <utility>

#include "importers/rrd_importer.h"
#include "rrd/rrd_reader.h"

namespace limn::importers {
namespace {

Result<std::vector<std::byte>> first_bytes(const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status) && error &&
        error != std::errc::no_such_file_or_directory) {
        return fail(
            ErrorCode::Unreadable,
            fmt::format("{}: cannot be read: {}", path.string(), error.message())
        );
    }
    if (!std::filesystem::exists(status)) {
        return fail(ErrorCode::NotFound, fmt::format("{}: no such file", path.string()));
    }
    if (std::filesystem::is_directory(status)) {
        return std::vector<std::byte>();
    }
    std::ifstream file(path, std::ios::binary);
    std::vector<std::byte> bytes(kSniffBytes);
    std::array<char, kSniffBytes> text{};
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad() || (!file.is_open())) {
        return fail(ErrorCode::Unreadable, fmt::format("{}: cannot be read", path.string()));
    }
    const auto size = static_cast<std::size_t>(file.gcount());
    std::ranges::transform(text, bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
    bytes.resize(size);
    return bytes;
}

Result<std::unique_ptr<MessageSource>> open_stream(const std::filesystem::path& path) {
    // Without O_NONBLOCK a pipe that no program writes to would hold this thread.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        const std::error_code error(errno, std::generic_category());
        return fail(
            ErrorCode::Unreadable,
            fmt::format("{}: cannot be read: {}", path.string(), error.message())
        );
    }
    LIMN_TRY(
        auto reader,
        rrd::RrdReader::from_pipe(path.string(), descriptor, DescriptorIs::TakenOver)
    );
    return std::unique_ptr<MessageSource>(std::move(reader));
}

}  // namespace

bool is_stream(std::filesystem::file_status status) {
    return std::filesystem::is_fifo(status) || std::filesystem::is_character_file(status) ||
           std::filesystem::is_block_file(status) || std::filesystem::is_socket(status);
}

Result<std::optional<LogMessage>> wait_for_next(MessageSource& source) {
    constexpr std::chrono::milliseconds kIdleTime(10);
    while (true) {
        auto message = source.next();
        if (!message || message->has_value() || !source.is_waiting()) {
            return message;
        }
        std::this_thread::sleep_for(kIdleTime);
    }
}

Registry Registry::with_builtin() {
    Registry registry;
    registry.add(make_rrd_importer());
    return registry;
}

void Registry::add(std::unique_ptr<Importer> importer) {
    importers_.push_back(std::move(importer));
}

Result<std::unique_ptr<MessageSource>>
Registry::open(const std::filesystem::path& path, const OpenOptions& options) const {
    if (path == kStandardInput) {
        LIMN_TRY(auto reader, rrd::RrdReader::from_pipe("standard input", STDIN_FILENO));
        return std::unique_ptr<MessageSource>(std::move(reader));
    }
    std::error_code ignored;
    const auto status = std::filesystem::status(path, ignored);
    if (is_stream(status)) {
        return open_stream(path);
    }
    LIMN_TRY(const auto bytes, first_bytes(path));
    std::vector<std::pair<Confidence, const Importer*>> candidates;
    for (const auto& importer : importers_) {
        const Confidence confidence = importer->sniff(path, bytes);
        if (confidence != Confidence::No) {
            candidates.emplace_back(confidence, importer.get());
        }
    }
    std::ranges::stable_sort(candidates, std::ranges::greater(), [](const auto& candidate) {
        return static_cast<int>(candidate.first);
    });
    for (const auto& [confidence, importer] : candidates) {
        auto source = importer->open(path, options);
        if (source || source.error().code != ErrorCode::NotThisFormat) {
            return source;
        }
    }
    if (std::filesystem::is_directory(status)) {
        return fail(
            ErrorCode::NotThisFormat,
            fmt::format("{}: a folder; Limn opens recordings (.rrd files)", path.string())
        );
    }
    if (bytes.empty()) {
        return fail(ErrorCode::NotThisFormat, fmt::format("{}: the file is empty", path.string()));
    }
    return fail(
        ErrorCode::NotThisFormat,
        fmt::format("{}: not a file that Limn knows (it opens .rrd recordings)", path.string())
    );
}

}  // namespace limn::importers
