// SPDX-License-Identifier: MIT
/// Program: a linked pair of shaders whose uniforms are set by name constants.
///
/// Errors    Gpu with the compiler's log, places named by file and line.
/// Threads   the thread of the GL context.
#pragma once

#include <array>
#include <cstdint>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "render/gl_handle.h"
#include "render/shader_library.h"

namespace limn::render {

/// Every uniform of every shader. A program that lacks one ignores it.
enum class Uniform : std::uint8_t {
    BatchOrigin,
    ClipFromBatch,
    ClipFromLocal,
    Color,
    Colormap,
    DepthNudge,
    DimOthers,
    Entity,
    EntityRgba,
    EyeFromLocal,
    FallbackRgba,
    FillOpacity,
    HaloPx,
    GridEye,
    GridPeriod,
    HasColor,
    HasGroup,
    HasJoins,
    HatchNoClass,
    HoveredLarge,
    HoveredStyle,
    ImageSize,
    InstanceIsIndex,
    Layer,
    LinearFilter,
    MaxPointPx,
    NoClass,
    Opacity,
    OutlineOpacity,
    OutlinePx,
    Rays,
    RaysTo,
    RegionPx,
    Regions,
    Shaded,
    Side,
    Solo,
    SplitsEdges,
    StyleLarge,
    StylePairs,
    TileSize,
    TilesAcross,
    Up,
    ValueRange,
    ViewportShrink,
    Count_,
};

/// Texture units: samplers are bound to them once, when a program is made.
inline constexpr std::uint32_t kStyleUnit = 0;
inline constexpr std::uint32_t kImageUnit = 1;
inline constexpr std::uint32_t kColormapUnit = 2;

struct ProgramSource {
    std::string_view vertex;
    std::string_view fragment;
    std::vector<std::string> defines;
};

class Program {
  public:
    [[nodiscard]] static Result<Program>
    create(const ShaderLibrary& library, const ProgramSource& source);

    void use() const { glUseProgram(handle_.name()); }

    // All of these need use() before.
    void set(Uniform uniform, float value) const;
    void set(Uniform uniform, std::uint32_t value) const;
    void set(Uniform uniform, bool value) const;
    void set_int(Uniform uniform, int value) const;
    void set(Uniform uniform, glm::vec2 value) const;
    void set(Uniform uniform, glm::ivec2 value) const;
    void set(Uniform uniform, glm::uvec2 value) const;
    void set(Uniform uniform, glm::uvec4 value) const;
    void set(Uniform uniform, glm::vec3 value) const;
    void set(Uniform uniform, const glm::mat4& value) const;

  private:
    Program() = default;

    [[nodiscard]] Result<void> resolve_uniforms();
    [[nodiscard]] GLint location(Uniform uniform) const;

    UniqueGl<ProgramTraits> handle_;
    std::array<GLint, static_cast<std::size_t>(Uniform::Count_)> locations_{};
};

/// A program that follows its files in development and keeps the last good one on an error.
class ReloadableProgram {
  public:
    [[nodiscard]] static Result<ReloadableProgram>
    create(const ShaderLibrary& library, ProgramSource source);

    /// The program, made anew if the library changed.
    [[nodiscard]] const Program& get(const ShaderLibrary& library);

  private:
    ReloadableProgram(Program program, ProgramSource source, std::uint64_t generation);

    Program program_;
    ProgramSource source_;
    std::uint64_t generation_ = 0;
};

}  // namespace limn::render
