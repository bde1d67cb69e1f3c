// SPDX-License-Identifier: MIT
/// The text of every file under shaders/, put into the program by the build.
///
/// Threads   constant data.
#pragma once

#include <span>
#include <string_view>

namespace limn::render {

struct EmbeddedShader {
    std::string_view name;  ///< "image/image.vert".
    std::string_view source;
};

[[nodiscard]] std::span<const EmbeddedShader> embedded_shaders();

}  // namespace limn::render
