// SPDX-License-Identifier: MIT
#include "render/program.h"

#include <fmt/format.h>

#include <algorithm>
#include <glm/gtc/type_ptr.hpp>
#include <utility>

#include "base/log.h"

namespace limn::render {
namespace {

constexpr std::size_t kNumUniforms = static_cast<std::size_t>(Uniform::Count_);

/// In the order of the enum.
constexpr std::array<std::string_view, kNumUniforms> kUniformNames{
    "u_batch_origin",
    "u_clip_from_batch",
    "u_clip_from_local",
    "u_color",
    "u_colormap",
    "u_depth_nudge",
    "u_dim_others",
    "u_entity",
    "u_entity_rgba",
    "u_eye_from_local",
    "u_fallback_rgba",
    "u_fill_opacity",
    "u_halo_px",
    "u_grid_eye",
    "u_grid_period",
    "u_has_color",
    "u_has_group",
    "u_has_joins",
    "u_hatch_no_class",
    "u_hovered_large",
    "u_hovered_style",
    "u_image_size",
    "u_instance_is_index",
    "u_layer",
    "u_linear_filter",
    "u_max_point_px",
    "u_no_class",
    "u_opacity",
    "u_outline_opacity",
    "u_outline_px",
    "u_rays",
    "u_rays_to",
    "u_region_px",
    "u_regions",
    "u_shaded",
    "u_side",
    "u_solo",
    "u_splits_edges",
    "u_style_large",
    "u_style_pairs",
    "u_tile_size",
    "u_tiles_across",
    "u_up",
    "u_value_range",
    "u_viewport_shrink",
};

std::uint32_t unit_of(std::string_view sampler) {
    if (sampler == "t_colormaps") {
        return kColormapUnit;
    }
    return sampler == "t_style" ? kStyleUnit : kImageUnit;
}

std::string read_log(GLuint name, bool is_program) {
    GLint length = 0;
    if (is_program) {
        glGetProgramiv(name, GL_INFO_LOG_LENGTH, &length);
    } else {
        glGetShaderiv(name, GL_INFO_LOG_LENGTH, &length);
    }
    std::string log(static_cast<std::size_t>(std::max(length, 1)), '\0');
    GLsizei written = 0;
    if (is_program) {
        glGetProgramInfoLog(name, length, &written, log.data());
    } else {
        glGetShaderInfoLog(name, length, &written, log.data());
    }
    log.resize(static_cast<std::size_t>(std::max(written, 0)));
    return log;
}

Result<UniqueGl<ShaderTraits>> compile(
    const ShaderLibrary& library,
    std::string_view name,
    const std::vector<std::string>& defines,
    GLenum stage
) {
    LIMN_TRY(const ShaderText source, library.load(name, defines));
    UniqueGl<ShaderTraits> shader(glCreateShader(stage));
    const char* text = source.text.data();
    const auto length = static_cast<GLint>(source.text.size());
    glShaderSource(shader.name(), 1, &text, &length);
    glCompileShader(shader.name());
    GLint ok = GL_FALSE;
    glGetShaderiv(shader.name(), GL_COMPILE_STATUS, &ok);
    if (ok != GL_TRUE) {
        return fail(
            ErrorCode::Gpu,
            fmt::format(
                "shader {} does not compile: {}",
                name,
                name_places(read_log(shader.name(), false), source.files)
            )
        );
    }
    return shader;
}

}  // namespace

Result<Program> Program::create(const ShaderLibrary& library, const ProgramSource& source) {
    LIMN_TRY(const auto vertex, compile(library, source.vertex, source.defines, GL_VERTEX_SHADER));
    LIMN_TRY(
        const auto fragment,
        compile(library, source.fragment, source.defines, GL_FRAGMENT_SHADER)
    );
    Program program;
    program.handle_ = UniqueGl<ProgramTraits>(glCreateProgram());
    const GLuint name = program.handle_.name();
    glAttachShader(name, vertex.name());
    glAttachShader(name, fragment.name());
    glLinkProgram(name);
    GLint ok = GL_FALSE;
    glGetProgramiv(name, GL_LINK_STATUS, &ok);
    if (ok != GL_TRUE) {
        return fail(
            ErrorCode::Gpu,
            fmt::format(
                "{} and {} do not link: {}",
                source.vertex,
                source.fragment,
                read_log(name, true)
            )
        );
    }
    LIMN_TRY_VOID(program.resolve_uniforms());
    return program;
}

Result<void> Program::resolve_uniforms() {
    locations_.fill(-1);
    const GLuint name = handle_.name();
    use();
    GLint count = 0;
    glGetProgramiv(name, GL_ACTIVE_UNIFORMS, &count);
    for (GLint i = 0; i < count; ++i) {
        std::array<char, 128> text{};
        GLsizei length = 0;
        GLint size = 0;
        GLenum type = 0;
        glGetActiveUniform(
            name,
            static_cast<GLuint>(i),
            static_cast<GLsizei>(text.size()),
            &length,
            &size,
            &type,
            text.data()
        );
        const std::string_view uniform(text.data(), static_cast<std::size_t>(length));
        const GLint place = glGetUniformLocation(name, text.data());
        if (place < 0) {
            continue;  // Members of uniform blocks.
        }
        if (uniform.starts_with("t_")) {
            glUniform1i(place, static_cast<GLint>(unit_of(uniform)));
            continue;
        }
        const auto* const known = std::ranges::find(kUniformNames, uniform);
        if (known == kUniformNames.end()) {
            return fail(ErrorCode::Gpu, fmt::format("nobody sets the uniform {}", uniform));
        }
        locations_.at(static_cast<std::size_t>(known - kUniformNames.begin())) = place;
    }
    const GLuint block = glGetUniformBlockIndex(name, "FrameBlock");
    if (block != GL_INVALID_INDEX) {
        glUniformBlockBinding(name, block, 0);
    }
    glUseProgram(0);
    return {};
}

GLint Program::location(Uniform uniform) const {
    return locations_.at(static_cast<std::size_t>(uniform));
}

void Program::set(Uniform uniform, float value) const {
    glUniform1f(location(uniform), value);
}

void Program::set(Uniform uniform, std::uint32_t value) const {
    glUniform1ui(location(uniform), value);
}

void Program::set(Uniform uniform, bool value) const {
    glUniform1ui(location(uniform), value ? 1U : 0U);
}

void Program::set_int(Uniform uniform, int value) const {
    glUniform1i(location(uniform), value);
}

void Program::set(Uniform uniform, glm::vec2 value) const {
    glUniform2f(location(uniform), value.x, value.y);
}

void Program::set(Uniform uniform, glm::ivec2 value) const {
    glUniform2i(location(uniform), value.x, value.y);
}

void Program::set(Uniform uniform, glm::uvec2 value) const {
    glUniform2ui(location(uniform), value.x, value.y);
}

void Program::set(Uniform uniform, glm::uvec4 value) const {
    glUniform4ui(location(uniform), value.x, value.y, value.z, value.w);
}

void Program::set(Uniform uniform, glm::vec3 value) const {
    glUniform3f(location(uniform), value.x, value.y, value.z);
}

void Program::set(Uniform uniform, const glm::mat4& value) const {
    glUniformMatrix4fv(location(uniform), 1, GL_FALSE, glm::value_ptr(value));
}

ReloadableProgram::ReloadableProgram(
    Program program,
    ProgramSource source,
    std::uint64_t generation
)
    : program_(std::move(program))
    , source_(std::move(source))
    , generation_(generation) {}

Result<ReloadableProgram>
ReloadableProgram::create(const ShaderLibrary& library, ProgramSource source) {
    LIMN_TRY(Program program, Program::create(library, source));
    return ReloadableProgram(std::move(program), std::move(source), library.generation());
}

const Program& ReloadableProgram::get(const ShaderLibrary& library) {
    if (generation_ != library.generation()) {
        generation_ = library.generation();
        if (Result<Program> fresh = Program::create(library, source_)) {
            program_ = std::move(*fresh);
        } else {
            log::error("{}", fresh.error().message);
        }
    }
    return program_;
}

}  // namespace limn::render
