// SPDX-License-Identifier: MIT
/// A raw LZ4 block, as the payload of a chunk message has it. Needs PkgConfig::LZ4.
#pragma once

#include <gtest/gtest.h>
#include <lz4.h>

#include <string>
#include <string_view>

namespace limn::test {

inline std::string lz4_block(std::string_view text) {
    const int size = static_cast<int>(text.size());
    std::string out(static_cast<std::size_t>(LZ4_compressBound(size)), '\0');
    const int written =
        LZ4_compress_default(text.data(), out.data(), size, static_cast<int>(out.size()));
    EXPECT_GT(written, 0);
    out.resize(static_cast<std::size_t>(written));
    return out;
}

}  // namespace limn::test
