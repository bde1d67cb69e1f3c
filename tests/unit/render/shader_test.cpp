// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "render/embedded_shaders.h"
#include "render/program.h"
#include "render/shader_library.h"
#include "unit/render/render_fixture.h"

namespace limn::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ShaderFolder : public RenderTest {
  protected:
    void SetUp() override {
        RenderTest::SetUp();
        folder_ = output_folder() / "shaders";
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
    }

    std::filesystem::path folder_;
};

TEST(ShaderLibrary, ServesEveryEmbeddedFileWithVersionAndIncludes) {
    const render::ShaderLibrary library{std::filesystem::path()};
    EXPECT_GT(render::embedded_shaders().size(), 10U);
    for (const render::EmbeddedShader& shader : render::embedded_shaders()) {
        const auto text = library.load(shader.name, {"QUADS"});
        ASSERT_TRUE(text) << text.error().message;
        EXPECT_THAT(text->text, ::testing::StartsWith("#version 330 core\n#define QUADS\n"));
        EXPECT_THAT(text->text, Not(HasSubstr("#include")));
    }
    EXPECT_EQ(library.load("no/such.vert", {}).error().code, ErrorCode::NotFound);
}

TEST_F(ShaderFolder, IncludesThatIncludeEachOtherEnd) {
    write("a.glsl", "#include \"b.glsl\"\nfloat a;\n");
    write("b.glsl", "#include \"a.glsl\"\nfloat b;\n");
    const render::ShaderLibrary library(folder_);
    const auto text = library.load("a.glsl", {});
    ASSERT_TRUE(text) << text.error().message;
    EXPECT_THAT(text->text, HasSubstr("float b;\n#line 2\nfloat a;\n"));
}

TEST_F(ShaderFolder, CompileErrorsNameFileAndLine) {
    write("part.glsl", "float fine;\nfloat broken = nonsense;\n");
    write("x.vert", "#include \"part.glsl\"\nvoid main() { gl_Position = vec4(0.0); }\n");
    write("x.frag", "out vec4 o_color;\nvoid main() { o_color = vec4(1.0); }\n");
    const auto program =
        render::Program::create(render::ShaderLibrary(folder_), {"x.vert", "x.frag", {}});
    ASSERT_FALSE(program);
    EXPECT_EQ(program.error().code, ErrorCode::Gpu);
    EXPECT_THAT(program.error().message, HasSubstr("part.glsl:2"));
}

TEST_F(ShaderFolder, AUniformThatNobodySetsIsAnError) {
    write("x.vert", "uniform float u_mistyped;\nvoid main() { gl_Position = vec4(u_mistyped); }\n");
    write("x.frag", "out vec4 o_color;\nvoid main() { o_color = vec4(1.0); }\n");
    const auto program =
        render::Program::create(render::ShaderLibrary(folder_), {"x.vert", "x.frag", {}});
    ASSERT_FALSE(program);
    EXPECT_THAT(program.error().message, HasSubstr("u_mistyped"));
}

}  // namespace
}  // namespace limn::test
