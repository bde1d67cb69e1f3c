// SPDX-License-Identifier: MIT
#include "importers/demo/backdrop.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "importers/demo/math.h"
#include "importers/demo/raster.h"

namespace limn::importers::demo {
namespace {

constexpr float kScale = 1.3F;
constexpr int kMargin_px = 40;
constexpr int kWidth = static_cast<int>((kImageWidth + 2 * kMargin_px) * kScale);
constexpr int kHeight = static_cast<int>((kImageHeight + 2 * kMargin_px) * kScale);
constexpr int kSamples = 2;  ///< Per pixel and axis.
constexpr SampleGrid kGrid{kWidth * kSamples, kHeight* kSamples};
constexpr std::uint32_t kSunlitBit = 0x80000000U;

Camera backdrop_camera() {
    Camera camera = make_camera(0.0F, kCameraPitch_rad, 0.0F);
    camera.focal_px = kFocalLength_px * kScale;
    camera.center_px = glm::vec2(kWidth, kHeight) * 0.5F;
    return camera;
}

/// Which primitive each sample shows: 0 sky, then triangles, then spheres.
struct Samples {
    std::vector<std::uint32_t> primitive;
    std::vector<float> inverse_depth;

    Samples()
        : primitive(static_cast<std::size_t>(kGrid.width) * kGrid.height, 0U)
        , inverse_depth(primitive.size(), 0.0F) {}

    void put(int x, int y, float depth, std::uint32_t id) {
        const std::size_t at =
            static_cast<std::size_t>(y) * kGrid.width + static_cast<std::size_t>(x);
        if (depth > inverse_depth[at]) {
            inverse_depth[at] = depth;
            primitive[at] = id;
        }
    }
};

void draw_triangle(
    Samples& samples,
    const Camera& camera,
    const Triangle& triangle,
    std::uint32_t id
) {
    if (glm::dot(triangle.normal, camera.position - triangle.a) <= 0.0F) {
        return;
    }
    const ClippedPolygon polygon = clip_at_near_plane(
        camera.camera_from_world(triangle.a),
        camera.camera_from_world(triangle.b),
        camera.camera_from_world(triangle.c)
    );
    for (int corner = 2; corner < polygon.size; ++corner) {
        const auto at = [&](int i) {
            return to_screen(camera, polygon.corners[static_cast<std::size_t>(i)], kSamples);
        };
        raster_triangle(
            at(0),
            at(corner - 1),
            at(corner),
            kGrid,
            [&](int x, int y, float depth, float, float) { samples.put(x, y, depth, id); }
        );
    }
}

void draw_sphere(Samples& samples, const Camera& camera, const Sphere& sphere, std::uint32_t id) {
    const glm::vec3 center = camera.camera_from_world(sphere.center);
    if (center.z - sphere.radius < kNearPlane) {
        return;
    }
    const glm::vec2 middle = camera.project(center);
    const float reach = camera.focal_px * sphere.radius / (center.z - sphere.radius) + 1.0F;
    const auto first = [](float low) { return std::max(static_cast<int>(low * kSamples), 0); };
    const int x1 = std::min(static_cast<int>((middle.x + reach) * kSamples), kGrid.width - 1);
    const int y1 = std::min(static_cast<int>((middle.y + reach) * kSamples), kGrid.height - 1);
    const float square = sphere.radius * sphere.radius;
    const float center_square = glm::dot(center, center);
    for (int y = first(middle.y - reach); y <= y1; ++y) {
        for (int x = first(middle.x - reach); x <= x1; ++x) {
            const glm::vec2 pixel(
                (static_cast<float>(x) + 0.5F) / kSamples,
                (static_cast<float>(y) + 0.5F) / kSamples
            );
            const glm::vec3 ray((pixel - camera.center_px) * (1.0F / camera.focal_px), 1.0F);
            const float a = glm::dot(ray, ray);
            const float b = glm::dot(ray, center) / a;
            const float miss = center_square - b * b * a;
            if (miss >= square) {
                continue;
            }
            const float z = b - std::sqrt((square - miss) / a);
            const glm::vec3 place = camera.position + camera.world_from_camera * (ray * z);
            if (has_leaf(sphere, place, miss / square)) {
                samples.put(x, y, 1.0F / z, id);
            }
        }
    }
}

/// What one sample looks like; the highest byte as in `Backdrop::colors_`.
class Shader {
  public:
    Shader(const Street& street, const ShadowMap& shadows, const Camera& camera)
        : street_(street)
        , shadows_(shadows)
        , camera_(camera) {}

    [[nodiscard]] std::uint32_t shade(glm::vec2 pixel, std::uint32_t primitive, float inverse_depth)
        const {
        const glm::vec3 ray = camera_.ray(pixel);
        if (primitive == 0) {
            return encode(sky_color(ray)) | std::uint32_t{kSky} << 24U;
        }
        const float z = 1.0F / inverse_depth;
        const glm::vec3 place = camera_.position + ray * z;
        const std::uint32_t index = primitive - 1;
        const bool is_sphere = index >= street_.triangles.size();
        glm::vec3 normal(0.0F);
        std::uint16_t surface_index = 0;
        if (is_sphere) {
            const Sphere& sphere = street_.spheres[index - street_.triangles.size()];
            normal = (place - sphere.center) * (1.0F / sphere.radius);
            surface_index = sphere.surface;
        } else {
            normal = street_.triangles[index].normal;
            surface_index = street_.triangles[index].surface;
        }
        const Surface& surface = street_.surfaces[surface_index];
        const Appearance look = appearance(surface, place, normal);
        const bool faces_sun = glm::dot(normal, to_sun_) > 0.0F;
        const float sunlight =
            faces_sun ? shadows_.sunlight(place + normal * (is_sphere ? 0.25F : 0.05F)) : 0.0F;
        glm::vec3 light = lit(look.albedo, normal, sunlight);
        if (look.gloss > 0.0F) {
            const glm::vec3 mirrored = ray - normal * (2.0F * glm::dot(ray, normal));
            light += sky_color(mirrored + glm::vec3(0.0F, 0.0F, 0.25F)) * look.gloss;
        }
        const bool is_ground = normal.z > 0.99F && place.z < kCurbHeight + 0.02F;
        const std::uint32_t sunlit = is_ground && sunlight > 0.5F ? kSunlitBit : 0U;
        return encode(with_haze(light, z)) | std::uint32_t{look.class_id} << 24U | sunlit;
    }

  private:
    const Street& street_;
    const ShadowMap& shadows_;
    const Camera& camera_;
    glm::vec3 to_sun_ = to_sun();
};

/// The class that most samples have, and the mean of their colors.
std::uint32_t resolve(const std::array<std::uint32_t, 4>& samples) {
    std::uint32_t red = 0;
    std::uint32_t green = 0;
    std::uint32_t blue = 0;
    std::size_t best = 0;
    int best_votes = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        red += samples[i] & 0xFFU;
        green += samples[i] >> 8U & 0xFFU;
        blue += samples[i] >> 16U & 0xFFU;
        int votes = 0;
        for (const std::uint32_t other : samples) {
            votes += other >> 24U == samples[i] >> 24U ? 1 : 0;
        }
        if (votes > best_votes) {
            best_votes = votes;
            best = i;
        }
    }
    return (red + 2) / 4 | (green + 2) / 4 << 8U | (blue + 2) / 4 << 16U |
           (samples[best] & 0xFF000000U);
}

/// Pixels between two exact places in the backdrop. Divides the image's width.
constexpr int kSegment = 16;
static_assert(kImageWidth % kSegment == 0);

BackdropPosition backdrop_position(const Camera& camera, const glm::vec3& ray) {
    const auto fixed = [](float value, int size) {
        const float inside = std::clamp(value - 0.5F, 0.0F, static_cast<float>(size) - 2.01F);
        return static_cast<std::int32_t>(inside * 65536.0F);
    };
    const float scale = camera.focal_px / ray.z;
    return {
        fixed(camera.center_px.x + ray.x * scale, kWidth),
        fixed(camera.center_px.y + ray.y * scale, kHeight),
        ray.z,
    };
}

}  // namespace

Backdrop::Backdrop(const Street& street, const ShadowMap& shadows)
    : camera_(backdrop_camera())
    , colors_(static_cast<std::size_t>(kWidth) * kHeight)
    , inverse_depths_(colors_.size()) {
    Samples samples;
    std::uint32_t id = 1;
    for (const Triangle& triangle : street.triangles) {
        draw_triangle(samples, camera_, triangle, id++);
    }
    for (const Sphere& sphere : street.spheres) {
        draw_sphere(samples, camera_, sphere, id++);
    }
    const Shader shader(street, shadows, camera_);
    constexpr std::array<glm::vec2, 4> kOffsets{{
        {0.25F, 0.25F},
        {0.75F, 0.25F},
        {0.25F, 0.75F},
        {0.75F, 0.75F},
    }};
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            const glm::vec2 corner(static_cast<float>(x), static_cast<float>(y));
            const std::size_t first = static_cast<std::size_t>(y) * kSamples * kGrid.width +
                                      static_cast<std::size_t>(x) * kSamples;
            const std::array<std::size_t, 4> at{
                first,
                first + 1,
                first + kGrid.width,
                first + kGrid.width + 1,
            };
            const std::size_t pixel =
                static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x);
            float nearest = 0.0F;
            const std::uint32_t primitive = samples.primitive[first];
            bool is_uniform = true;
            for (const std::size_t sample : at) {
                nearest = std::max(nearest, samples.inverse_depth[sample]);
                is_uniform = is_uniform && samples.primitive[sample] == primitive;
            }
            inverse_depths_[pixel] = nearest;
            if (is_uniform && primitive == 0) {
                colors_[pixel] = shader.shade(corner + glm::vec2(0.5F), 0, 0.0F);
                continue;
            }
            // Inside a surface two of the samples, on the diagonal, are enough.
            std::array<std::uint32_t, 4> shaded{};
            const std::size_t step = is_uniform ? 3 : 1;
            for (std::size_t i = 0; i < at.size(); i += step) {
                shaded[i] = shader.shade(
                    corner + kOffsets[i],
                    samples.primitive[at[i]],
                    samples.inverse_depth[at[i]]
                );
            }
            if (is_uniform) {
                shaded[1] = shaded[0];
                shaded[2] = shaded[3];
            }
            colors_[pixel] = resolve(shaded);
        }
    }
}

void Backdrop::look(const Camera& camera, View& view) const {
    constexpr std::size_t kPixels = static_cast<std::size_t>(kImageWidth) * kImageHeight;
    view.rgb.resize(kPixels * 3);
    view.classes.resize(kPixels);
    view.sunlit.resize(kPixels);
    view.inverse_depth.resize(kPixels);
    const glm::mat3 here_from_there =
        glm::transpose(camera_.world_from_camera) * camera.world_from_camera;
    const float step = 1.0F / camera.focal_px;
    for (int y = 0; y < kImageHeight; ++y) {
        const auto position_at = [&](int x) {
            const glm::vec2 pixel(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
            const glm::vec3 ray =
                here_from_there * glm::vec3((pixel - camera.center_px) * step, 1.0F);
            return backdrop_position(camera_, ray);
        };
        // Between exact places so near to each other a straight line is right to a hundredth of a pixel.
        BackdropPosition from = position_at(0);
        for (int x = 0; x < kImageWidth; x += kSegment) {
            const BackdropPosition to = position_at(x + kSegment);
            const std::size_t first =
                static_cast<std::size_t>(y) * kImageWidth + static_cast<std::size_t>(x);
            look_along(from, to, first, view);
            from = to;
        }
    }
}

void Backdrop::look_along(
    const BackdropPosition& from,
    const BackdropPosition& to,
    std::size_t first,
    View& view
) const {
    const std::int32_t step_u = (to.u - from.u) / kSegment;
    const std::int32_t step_v = (to.v - from.v) / kSegment;
    const float step_z = (to.z - from.z) / static_cast<float>(kSegment);
    for (int i = 0; i < kSegment; ++i) {
        const auto u = static_cast<std::uint32_t>(from.u + step_u * i);
        const auto v = static_cast<std::uint32_t>(from.v + step_v * i);
        const std::size_t corner_index =
            std::size_t{v >> 16U} * static_cast<std::size_t>(kWidth) + (u >> 16U);
        const std::uint32_t s = u >> 8U & 0xFFU;
        const std::uint32_t t = v >> 8U & 0xFFU;
        const std::uint32_t* corner = &colors_[corner_index];
        const std::uint32_t a = corner[0];
        const std::uint32_t b = corner[1];
        const std::uint32_t c = corner[kWidth];
        const std::uint32_t d = corner[kWidth + 1];
        // Red and blue are blended together, in two halves of one word.
        const std::uint32_t w11 = s * t >> 8U;
        const std::uint32_t w10 = s - w11;
        const std::uint32_t w01 = t - w11;
        const std::uint32_t w00 = 256U - s - t + w11;
        constexpr std::uint32_t kOuter = 0x00FF00FFU;
        const std::uint32_t red_blue = (a & kOuter) * w00 + (b & kOuter) * w10 +
                                       (c & kOuter) * w01 + (d & kOuter) * w11 + 0x00800080U;
        const std::uint32_t green = (a >> 8U & 0xFFU) * w00 + (b >> 8U & 0xFFU) * w10 +
                                    (c >> 8U & 0xFFU) * w01 + (d >> 8U & 0xFFU) * w11 + 0x80U;
        const std::size_t pixel = first + static_cast<std::size_t>(i);
        view.rgb[pixel * 3] = static_cast<std::uint8_t>(red_blue >> 8U);
        view.rgb[pixel * 3 + 1] = static_cast<std::uint8_t>(green >> 8U);
        view.rgb[pixel * 3 + 2] = static_cast<std::uint8_t>(red_blue >> 24U);
        const std::size_t nearest = (t >> 7U) * static_cast<std::size_t>(kWidth) + (s >> 7U);
        const std::uint32_t top = corner[nearest] >> 24U;
        view.classes[pixel] = static_cast<std::uint8_t>(top & 0x7FU);
        view.sunlit[pixel] = static_cast<std::uint8_t>(top >> 7U);
        view.inverse_depth[pixel] =
            inverse_depths_[corner_index + nearest] * (from.z + step_z * static_cast<float>(i));
    }
}

}  // namespace limn::importers::demo
