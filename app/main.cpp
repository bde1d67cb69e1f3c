// SPDX-License-Identifier: MIT
#include <malloc.h>

#include <exception>
#include <iostream>
#include <string>
#include <variant>
#include <vector>

#include "cli_args.h"
#include "exporter/render.h"
#include "exporter/text_table.h"
#include "viewer.h"

namespace limn::app {
namespace {

constexpr int kFailed = 1;

/// An answer that did not reach its reader is no answer.
int status_after_answer(int status) {
    std::cout.flush();
    if (!std::cout) {
        std::cerr << "limn: standard output: cannot be written\n";
        return kFailed;
    }
    return status;
}

int status_of(const Result<void>& result) {
    if (!result) {
        std::cerr << "limn: " << exporter::printable(result.error().message) << "\n";
        return kFailed;
    }
    return status_after_answer(0);
}

/// Payloads and pictures come and go in large blocks. Each gets pages of its own, so that they return to the
/// system when they are let go of, and memory keeps to its limit.
void keep_large_blocks_apart() {
#ifdef M_MMAP_THRESHOLD
    constexpr int kLargeBytes = 512 << 10;
    mallopt(M_MMAP_THRESHOLD, kLargeBytes);
#endif
}

int run(const Exit& job) {
    std::cerr << job.talk;
    std::cout << job.answer;
    return status_after_answer(job.status);
}

int run(const WindowArgs& job) {
    return run_window(job);
}

int run(const exporter::RenderJob& job) {
    return status_of(exporter::render(job, {std::cout, std::cerr}));
}

int run(const exporter::InspectJob& job) {
    return status_of(exporter::inspect(job, {std::cout, std::cerr}));
}

int run(const exporter::ClassesJob& job) {
    return status_of(exporter::classes(job, {std::cout, std::cerr}));
}

int run(const exporter::QueryJob& job) {
    return status_of(exporter::query(job, {std::cout, std::cerr}));
}

int run(const exporter::ConvertJob& job) {
    return status_of(exporter::convert(job, {std::cout, std::cerr}));
}

int run(const exporter::VerifyJob& job) {
    const bool is_sound = exporter::verify(job, {std::cout, std::cerr});
    return status_after_answer(is_sound ? 0 : kFailed);
}

}  // namespace
}  // namespace limn::app

int main(int argc, char** argv) {
    try {
        limn::app::keep_large_blocks_apart();
        const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
        const limn::app::Job job = limn::app::parse_args(arguments);
        return std::visit([](const auto& one) { return limn::app::run(one); }, job);
    } catch (const std::exception& failure) {
        std::cerr << "limn: " << failure.what() << "\n";
    } catch (...) {
        std::cerr << "limn: an unknown failure\n";
    }
    return 1;
}
