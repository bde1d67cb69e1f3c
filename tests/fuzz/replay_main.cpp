// SPDX-License-Identifier: MIT
// Runs a fuzz target over files and folders, for compilers without libFuzzer. Each file is also
// tried cut off and with bytes changed, in a fixed pattern.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Bytes = std::vector<std::uint8_t>;

/// Larger files are only read as they are.
constexpr std::size_t kMaxMutatedBytes = 20'000;
constexpr std::size_t kMutations = 150;

Bytes read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void run(const Bytes& bytes) {
    // A copy of the exact size lets sanitizers see reads behind the end.
    const Bytes exact(bytes.begin(), bytes.end());
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

void run_with_mutations(const Bytes& bytes) {
    run(bytes);
    if (bytes.empty() || bytes.size() > kMaxMutatedBytes) {
        return;
    }
    std::uint64_t state = bytes.size();
    const auto random = [&](std::size_t bound) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::size_t>(state >> 33U) % bound;
    };
    for (std::size_t round = 0; round < kMutations; ++round) {
        Bytes changed = bytes;
        const std::size_t changes = 1 + random(4);
        for (std::size_t i = 0; i < changes; ++i) {
            changed[random(changed.size())] = static_cast<std::uint8_t>(random(256));
        }
        run(changed);
        changed = bytes;
        changed.resize(random(bytes.size()));
        run(changed);
    }
}

void collect(const std::filesystem::path& path, std::vector<std::filesystem::path>& files) {
    std::error_code error;
    if (std::filesystem::is_regular_file(path, error)) {
        files.push_back(path);
        return;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path, error)) {
        if (entry.is_regular_file(error)) {
            files.push_back(entry.path());
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i) {
        collect(argv[i], files);
    }
    std::ranges::sort(files);
    for (const auto& path : files) {
        fmt::print("{}\n", path.string());
        run_with_mutations(read_file(path));
    }
    fmt::print("{} files\n", files.size());
    return files.empty() ? 1 : 0;
}
