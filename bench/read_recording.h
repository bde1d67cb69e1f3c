// SPDX-License-Identifier: MIT
/// Reading a recording from a file in several ways, for measurements of whole processes.
///
/// Errors    a message on stderr and exit status 1.
#pragma once

#include <string>
#include <string_view>

namespace limn::bench {

/// `bytes`: the file alone, in pieces of a megabyte. `lz4`: the same, and every payload decompressed into one buffer: the limit.
/// `load`: every chunk decompressed, checked and inserted into a store, which holds it. `load_within`: the same, but of the payloads no
/// more than 128 MB stay in memory. `index`: as the window opens a file.
[[nodiscard]] bool is_way_of_reading(std::string_view way);

/// Prints "chunks N unpacked BYTES seconds S".
[[nodiscard]] int read_recording(std::string_view way, const std::string& path);

}  // namespace limn::bench
