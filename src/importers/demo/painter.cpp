// SPDX-License-Identifier: MIT
#include "importers/demo/painter.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

#include "importers/demo/math.h"
#include "importers/demo/street.h"

namespace limn::importers::demo {
namespace {

constexpr int kSamples = 2;  ///< Per pixel and axis.
constexpr SampleGrid kGrid{kImageWidth * kSamples, kImageHeight* kSamples};

constexpr std::size_t sample_index(int x, int y) {
    return static_cast<std::size_t>(y) * kGrid.width + static_cast<std::size_t>(x);
}

constexpr std::size_t pixel_index(int x, int y) {
    return static_cast<std::size_t>(y) * kImageWidth + static_cast<std::size_t>(x);
}

bool is_painted(ClassNumber class_id) {
    return class_id == kCar || class_id == kBus;
}

/// Light that leaves a vertex towards the camera.
glm::vec3
vertex_light(const Vertex& vertex, const glm::vec3& to_eye, float sunlight, bool is_glossy) {
    glm::vec3 light = lit(vertex.color, vertex.normal, sunlight);
    if (is_glossy) {
        const glm::vec3 half = glm::normalize(to_eye + to_sun());
        float shine = std::max(glm::dot(vertex.normal, half), 0.0F);
        shine *= shine;
        shine *= shine;
        shine *= shine;
        shine *= shine;
        const float facing = std::max(glm::dot(vertex.normal, to_eye), 0.0F);
        const float rim = (1.0F - facing) * (1.0F - facing);
        const float up = std::max(vertex.normal.z, 0.0F);
        light += glm::vec3(0.55F) * (shine * sunlight);
        light += glm::vec3(0.30F, 0.36F, 0.42F) * (0.15F * up + 0.30F * rim * (0.4F + 0.6F * up));
    }
    return mix(light, vertex.color * 1.15F, vertex.glow);
}

/// The tone lies between those of three corners, so it needs no clamping.
std::uint32_t pack(const glm::vec3& tone, ClassNumber class_id) {
    const auto channel = [](float value) {
        return static_cast<std::uint32_t>(static_cast<std::int32_t>(value + 0.5F));
    };
    return channel(tone.x) | channel(tone.y) << 8U | channel(tone.z) << 16U |
           (std::uint32_t{class_id} + 1U) << 24U;
}

/// What the four samples of a pixel say, over the backdrop's pixel.
struct Resolved {
    std::uint32_t covered = 0;
    std::array<std::uint32_t, 3> sum{};
    std::uint8_t class_id = 0;
};

Resolved resolve_pixel(const std::array<std::uint32_t, 4>& samples, std::uint8_t behind) {
    Resolved result;
    result.class_id = behind;
    std::uint32_t best_votes = 0;
    for (const std::uint32_t sample : samples) {
        if (sample == 0) {
            continue;
        }
        ++result.covered;
        result.sum[0] += sample & 0xFFU;
        result.sum[1] += sample >> 8U & 0xFFU;
        result.sum[2] += sample >> 16U & 0xFFU;
        std::uint32_t votes = 0;
        for (const std::uint32_t other : samples) {
            votes += other >> 24U == sample >> 24U ? 1U : 0U;
        }
        if (votes > best_votes && votes >= 2) {
            best_votes = votes;
            result.class_id = static_cast<std::uint8_t>((sample >> 24U) - 1U);
        }
    }
    return result;
}

}  // namespace

Painter::Painter(const Backdrop& backdrop, const ShadowMap& shadows)
    : backdrop_(backdrop)
    , shadows_(shadows)
    , tint_(shadow_tint())
    , colors_(static_cast<std::size_t>(kGrid.width) * kGrid.height, 0U)
    , depths_(colors_.size(), 0.0F)
    , shadow_bits_(static_cast<std::size_t>(kImageWidth) * kImageHeight, 0U)
    , touched_(kImageHeight) {}

void Painter::project(const Camera& camera, const Mesh& mesh) {
    projected_.resize(mesh.vertices.size());
    glm::vec2 low(1e6F);
    glm::vec2 high(-1e6F);
    const bool is_glossy = !mesh.faces.empty() && is_painted(mesh.faces.front().class_id);
    for (std::size_t i = 0; i < mesh.vertices.size(); ++i) {
        const Vertex& vertex = mesh.vertices[i];
        Projected& out = projected_[i];
        const glm::vec3 in_camera = camera.camera_from_world(vertex.position);
        out.is_visible = in_camera.z > kNearPlane;
        if (!out.is_visible) {
            continue;
        }
        out.screen = to_screen(camera, in_camera, kSamples);
        low = glm::min(low, glm::vec2(out.screen.x, out.screen.y));
        high = glm::max(high, glm::vec2(out.screen.x, out.screen.y));
        const glm::vec3 to_eye = glm::normalize(camera.position - vertex.position);
        const bool faces_sun = glm::dot(vertex.normal, to_sun()) > 0.0F;
        const float sunlight =
            faces_sun ? shadows_.sunlight(vertex.position + vertex.normal * 0.1F) : 0.0F;
        const glm::vec3 light =
            with_haze(vertex_light(vertex, to_eye, sunlight, is_glossy), in_camera.z);
        const std::uint32_t encoded = encode(light);
        out.tone = glm::vec3(encoded & 0xFFU, encoded >> 8U & 0xFFU, encoded >> 16U & 0xFFU);
    }
    touch(low, high);
}

void Painter::touch(glm::vec2 low, glm::vec2 high) {
    const auto pixel = [](float sample, int size) {
        return static_cast<int>(std::clamp(sample / kSamples, 0.0F, static_cast<float>(size - 1)));
    };
    if (low.x > high.x || high.x < 0.0F || high.y < 0.0F || low.x >= kGrid.width ||
        low.y >= kGrid.height) {
        return;
    }
    const Run wanted{pixel(low.x, kImageWidth), pixel(high.x, kImageWidth)};
    for (int y = pixel(low.y, kImageHeight); y <= pixel(high.y, kImageHeight); ++y) {
        Run& run = touched_[static_cast<std::size_t>(y)];
        run = {std::min(run.first, wanted.first), std::max(run.last, wanted.last)};
    }
}

void Painter::cast_shadow(const Camera& camera, const Mesh& mesh) {
    const glm::vec3 sun = to_sun();
    shadow_vertices_.resize(mesh.vertices.size());
    float lowest = 10.0F;
    for (const Vertex& vertex : mesh.vertices) {
        lowest = std::min(lowest, vertex.position.z);
    }
    if (lowest > 1.0F) {
        return;  // Hangs on a post of the street, whose own shadow is enough.
    }
    const float ground = lowest > kCurbHeight * 0.6F ? kCurbHeight : 0.0F;
    for (std::size_t i = 0; i < mesh.vertices.size(); ++i) {
        const glm::vec3& place = mesh.vertices[i].position;
        const float rise = std::max(place.z - ground, 0.0F) / sun.z;
        const glm::vec3 in_camera = camera.camera_from_world(glm::vec3(place - sun * rise));
        shadow_vertices_[i] = in_camera.z > kNearPlane ? to_screen(camera, in_camera, kSamples)
                                                       : ScreenVertex{0.0F, 0.0F, -1.0F};
    }
    for (const Mesh::Face& face : mesh.faces) {
        const glm::vec3& a = mesh.vertices[face.a].position;
        const glm::vec3 normal =
            glm::cross(mesh.vertices[face.b].position - a, mesh.vertices[face.c].position - a);
        const ScreenVertex& sa = shadow_vertices_[face.a];
        const ScreenVertex& sb = shadow_vertices_[face.b];
        const ScreenVertex& sc = shadow_vertices_[face.c];
        if (glm::dot(normal, sun) <= 0.0F || sa.inverse_depth < 0.0F || sb.inverse_depth < 0.0F ||
            sc.inverse_depth < 0.0F) {
            continue;
        }
        raster_triangle(sa, sb, sc, kGrid, [&](int x, int y, float, float, float) {
            const auto bit = static_cast<unsigned>((y & 1) * 2 + (x & 1));
            std::uint8_t& bits = shadow_bits_[pixel_index(x / 2, y / 2)];
            bits = static_cast<std::uint8_t>(bits | 1U << bit);
        });
    }
}

void Painter::draw(const Mesh& mesh, const View& view) {
    for (const Mesh::Face& face : mesh.faces) {
        const Projected& a = projected_[face.a];
        const Projected& b = projected_[face.b];
        const Projected& c = projected_[face.c];
        if (!a.is_visible || !b.is_visible || !c.is_visible ||
            signed_area(a.screen, b.screen, c.screen) >= 0.0F) {
            continue;
        }
        const glm::vec3 to_b = b.tone - a.tone;
        const glm::vec3 to_c = c.tone - a.tone;
        raster_triangle(
            a.screen,
            b.screen,
            c.screen,
            kGrid,
            [&](int x, int y, float depth, float weight_b, float weight_c) {
                const std::size_t at = sample_index(x, y);
                const float before =
                    colors_[at] != 0 ? depths_[at] : view.inverse_depth[pixel_index(x / 2, y / 2)];
                if (depth > before) {
                    depths_[at] = depth;
                    colors_[at] = pack(a.tone + to_b * weight_b + to_c * weight_c, face.class_id);
                }
            }
        );
    }
}

void Painter::shade_ground(View& view) {
    std::array<std::array<std::uint32_t, 3>, 5> factors{};
    for (std::size_t covered = 0; covered < factors.size(); ++covered) {
        const glm::vec3 factor =
            mix(glm::vec3(1.0F), tint_, static_cast<float>(covered) / 4.0F) * 256.0F;
        for (std::size_t channel = 0; channel < 3; ++channel) {
            factors[covered][channel] =
                static_cast<std::uint32_t>(factor[static_cast<int>(channel)] + 0.5F);
        }
    }
    for (std::size_t pixel = 0; pixel < shadow_bits_.size(); ++pixel) {
        if (shadow_bits_[pixel] == 0) {
            continue;
        }
        const auto covered = static_cast<std::size_t>(std::popcount(shadow_bits_[pixel]));
        shadow_bits_[pixel] = 0;
        if (view.sunlit[pixel] == 0) {
            continue;
        }
        for (std::size_t channel = 0; channel < 3; ++channel) {
            std::uint8_t& value = view.rgb[pixel * 3 + channel];
            value = static_cast<std::uint8_t>(value * factors[covered][channel] >> 8U);
        }
    }
}

void Painter::resolve(View& view) {
    for (int y = 0; y < kImageHeight; ++y) {
        const Run run = std::exchange(touched_[static_cast<std::size_t>(y)], Run{});
        for (int x = run.first; x <= run.last; ++x) {
            const std::size_t first = sample_index(x * 2, y * 2);
            const std::array<std::size_t, 4> at{
                first,
                first + 1,
                first + kGrid.width,
                first + kGrid.width + 1,
            };
            const std::array<std::uint32_t, 4> samples{
                colors_[at[0]],
                colors_[at[1]],
                colors_[at[2]],
                colors_[at[3]],
            };
            if ((samples[0] | samples[1] | samples[2] | samples[3]) == 0) {
                continue;
            }
            const std::size_t pixel = pixel_index(x, y);
            const Resolved resolved = resolve_pixel(samples, view.classes[pixel]);
            view.classes[pixel] = resolved.class_id;
            for (std::size_t channel = 0; channel < 3; ++channel) {
                std::uint8_t& value = view.rgb[pixel * 3 + channel];
                const std::uint32_t sum =
                    resolved.sum[channel] + value * (4U - resolved.covered) + 2U;
                value = static_cast<std::uint8_t>(sum / 4U);
            }
            for (std::size_t i = 0; i < at.size(); ++i) {
                if (samples[i] != 0) {
                    view.inverse_depth[pixel] = std::max(view.inverse_depth[pixel], depths_[at[i]]);
                    colors_[at[i]] = 0;
                }
            }
        }
    }
}

void Painter::paint(const Camera& camera, std::span<const Mesh> meshes, View& view) {
    backdrop_.look(camera, view);
    for (const Mesh& mesh : meshes) {
        cast_shadow(camera, mesh);
    }
    shade_ground(view);
    // Near things first: what they hide is not drawn at all.
    std::vector<std::pair<float, const Mesh*>> order;
    for (const Mesh& mesh : meshes) {
        if (image_box(camera, mesh)) {
            const glm::vec3 away = mesh.vertices.front().position - camera.position;
            order.emplace_back(glm::dot(away, away), &mesh);
        }
    }
    std::ranges::stable_sort(order, {}, &std::pair<float, const Mesh*>::first);
    for (const auto& [distance, mesh] : order) {
        project(camera, *mesh);
        draw(*mesh, view);
    }
    resolve(view);
}

std::optional<ImageBox> image_box(const Camera& camera, const Mesh& mesh) {
    ImageBox box{glm::vec2(1e6F), glm::vec2(-1e6F)};
    for (const Vertex& vertex : mesh.vertices) {
        const glm::vec3 in_camera = camera.camera_from_world(vertex.position);
        if (in_camera.z > kNearPlane) {
            const glm::vec2 pixel = camera.project(in_camera);
            box.low = glm::min(box.low, pixel);
            box.high = glm::max(box.high, pixel);
        }
    }
    box.low = glm::max(box.low, glm::vec2(0.0F));
    box.high = glm::min(box.high, glm::vec2(kImageWidth, kImageHeight));
    if (box.high.x - box.low.x < 3.0F || box.high.y - box.low.y < 3.0F) {
        return std::nullopt;
    }
    return box;
}

bool can_see(const Camera& camera, const glm::vec3& place, const View& view, float slack_m) {
    const glm::vec3 in_camera = camera.camera_from_world(place);
    if (in_camera.z <= kNearPlane) {
        return false;
    }
    const glm::vec2 pixel = camera.project(in_camera);
    if (!(pixel.x >= 0.0F && pixel.y >= 0.0F && pixel.x < kImageWidth && pixel.y < kImageHeight)) {
        return false;
    }
    const float seen =
        view.inverse_depth[pixel_index(static_cast<int>(pixel.x), static_cast<int>(pixel.y))];
    return seen * (in_camera.z - slack_m) <= 1.0F;
}

float visible_part(const Camera& camera, const Mesh& mesh, const View& view) {
    int facing = 0;
    int seen = 0;
    for (std::size_t i = 0; i < mesh.vertices.size(); i += 5) {
        const Vertex& vertex = mesh.vertices[i];
        if (glm::dot(vertex.normal, camera.position - vertex.position) > 0.0F) {
            ++facing;
            seen += can_see(camera, vertex.position, view, 0.3F) ? 1 : 0;
        }
    }
    return facing == 0 ? 0.0F : static_cast<float>(seen) / static_cast<float>(facing);
}

}  // namespace limn::importers::demo
