# Script mode: cmake -DOUT=… -DROOT=… -P embed_shaders.cmake
# Writes every shader file under ROOT into one C++ table, name → source text.
# Includes are expanded when a program is built (the same code serves files read from disk).
file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/*.vert ${ROOT}/*.frag ${ROOT}/*.glsl)
list(SORT files)
set(text "// SPDX-License-Identifier: MIT\n// Generated from shaders/ by embed_shaders.cmake.\n")
string(APPEND text "#include \"render/embedded_shaders.h\"\n\n#include <array>\n\n")
string(APPEND text "namespace limn::render {\nnamespace {\n\n")
list(LENGTH files count)
string(APPEND text "constexpr std::array<EmbeddedShader, ${count}> kShaders{{\n")
foreach(name IN LISTS files)
  file(READ ${ROOT}/${name} source)
  string(APPEND text "    {\"${name}\", R\"glsl(${source})glsl\"},\n")
endforeach()
string(APPEND text "}};\n\n}  // namespace\n\n")
string(APPEND text "std::span<const EmbeddedShader> embedded_shaders() {\n    return kShaders;\n}\n\n")
string(APPEND text "}  // namespace limn::render\n")
file(WRITE ${OUT} "${text}")
