// SPDX-License-Identifier: MIT
// For measurements of whole processes:
//     limn_bench_recording camera|rows|noise|points|boxes MEGABYTES OUT.rrd     writes a recording
//     limn_bench_recording bytes|lz4|load|load_within|index FILE                reads it; prints seconds
#include <charconv>
#include <iostream>
#include <string>

#include "bench/read_recording.h"
#include "bench/samples.h"
#include "bench/streamed_samples.h"
#include "rrd/rrd_writer.h"

namespace limn::bench {
namespace {

constexpr std::uint32_t kWidth = 1280;
constexpr std::uint32_t kHeight = 720;

/// Frames of the camera run that make a file of about so many megabytes.
std::uint32_t frames_for(std::uint32_t megabytes) {
    const std::size_t one = to_rrd(camera_run(kWidth, kHeight, 1)).size();
    return static_cast<std::uint32_t>(std::size_t{megabytes} * 1'000'000 / one) + 1;
}

int write_file(const std::string& kind, std::uint32_t megabytes, const std::string& path) {
    if (is_streamed_kind(kind)) {
        const auto writer = must(rrd::RrdWriter::create(path));
        must(write_streamed(kind, megabytes, *writer));
        must(writer->finish());
        return 0;
    }
    // A chunk of one row takes about a kilobyte in a file.
    const auto messages = kind == "camera" ? camera_run(kWidth, kHeight, frames_for(megabytes))
                                           : single_row_chunks(100, megabytes * 10);
    const auto writer = must(rrd::RrdWriter::create(path));
    for (const LogMessage& message : messages) {
        must(writer->write(message));
    }
    must(writer->finish());
    return 0;
}

int run(const std::vector<std::string>& arguments) {
    if (arguments.size() == 2 && is_way_of_reading(arguments[0])) {
        return read_recording(arguments[0], arguments[1]);
    }
    std::uint32_t megabytes = 0;
    if (arguments.size() == 3 &&
        (arguments[0] == "camera" || arguments[0] == "rows" || is_streamed_kind(arguments[0]))) {
        const std::string& number = arguments[1];
        std::from_chars(number.data(), number.data() + number.size(), megabytes);
    }
    if (megabytes == 0) {
        std::cerr
            << "usage: limn_bench_recording camera|rows|noise|points|boxes MEGABYTES OUT.rrd\n"
               "       limn_bench_recording bytes|lz4|load|load_within|index FILE\n";
        return 2;
    }
    return write_file(arguments[0], megabytes, arguments[2]);
}

}  // namespace
}  // namespace limn::bench

int main(int argc, char** argv) {
    return limn::bench::run({argv + 1, argv + argc});
}
