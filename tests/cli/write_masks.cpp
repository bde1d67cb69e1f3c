// SPDX-License-Identifier: MIT
// A recording that is small on disk and large in memory:  limn_test_masks OUT.rrd FRAMES SIZE
// Frame i of the timeline "frame" has a mask /mask of SIZE × SIZE pixels, all of class i % 200 + 1.
#include <charconv>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

#include "logger/archetypes.h"
#include "logger/recording_stream.h"
#include "rrd/rrd_writer.h"

namespace limn {
namespace {

Result<void> write(const std::string& path, std::uint32_t frames, std::uint32_t size) {
    LIMN_TRY(const auto writer, rrd::RrdWriter::create(path));
    logger::RecordingStream stream({StoreKind::Recording, "limn_test", "masks"});
    for (std::uint32_t frame = 0; frame < frames; ++frame) {
        stream.set_sequence("frame", frame);
        const auto id = static_cast<std::uint8_t>(frame % 200 + 1);
        std::vector<std::uint8_t> ids(std::size_t{size} * size, id);
        LIMN_TRY_VOID(stream.log(
            EntityPath::parse("/mask"),
            logger::SegmentationImage::from_u8(std::move(ids), size, size)
        ));
        for (const LogMessage& message : stream.take_messages()) {
            LIMN_TRY_VOID(writer->write(message));
        }
    }
    return writer->finish();
}

std::uint32_t number(const std::string& text) {
    std::uint32_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace
}  // namespace limn

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv, argv + argc);
    if (words.size() != 4) {
        std::cerr << "limn_test_masks OUT.rrd FRAMES SIZE\n";
        return 2;
    }
    const auto result = limn::write(words[1], limn::number(words[2]), limn::number(words[3]));
    if (!result) {
        std::cerr << result.error().message << "\n";
        return 1;
    }
    return 0;
}
