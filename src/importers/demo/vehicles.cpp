// SPDX-License-Identifier: MIT
#include "importers/demo/vehicles.h"

#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "importers/demo/math.h"

namespace limn::importers::demo {
namespace {

constexpr glm::vec3 kLeft(0.0F, 1.0F, 0.0F);

/// One cross section of a body: where along x, half width, bottom and top.
struct Station {
    float x;
    float half_width;
    float bottom;
    float top;
};

void add_body(
    MeshBuilder& build,
    std::span<const Station> stations,
    const glm::vec3& paint,
    Shape shape,
    int sides
) {
    std::vector<Section> sections;
    for (const Station& station : stations) {
        sections.push_back(
            {{station.x, 0.0F, (station.bottom + station.top) * 0.5F},
             {0.0F, station.half_width, 0.0F},
             {0.0F, 0.0F, (station.top - station.bottom) * 0.5F},
             paint}
        );
    }
    build.add_tube(sections, sides, shape);
}

void add_wheel(MeshBuilder& build, const glm::vec3& center, float radius, float half_width) {
    const glm::vec3 tyre = color(0x26282C);
    const glm::vec3 rim = color(0xB4BAC2);
    const auto disc = [&](float y, float r, const glm::vec3& tone) {
        return Section{
            center + kLeft * y,
            {r, 0.0F, 0.0F},
            {0.0F, 0.0F, r},
            tone,
        };
    };
    const std::array<Section, 8> sections{{
        disc(-half_width, 0.02F, rim),
        disc(-half_width, radius * 0.60F, rim),
        disc(-half_width - 0.002F, radius * 0.62F, tyre),
        disc(-half_width * 0.9F, radius, tyre),
        disc(half_width * 0.9F, radius, tyre),
        disc(half_width + 0.002F, radius * 0.62F, tyre),
        disc(half_width, radius * 0.60F, rim),
        disc(half_width, 0.02F, rim),
    }};
    build.add_tube(sections, 20);
}

/// A pane on one side of a body, given by corners in (x, z); a little before the wall.
void add_side_pane(
    MeshBuilder& build,
    float side,
    std::span<const glm::vec3, 4> corners,
    const glm::vec3& tone
) {
    const auto at = [&](std::size_t i) {
        return glm::vec3(corners[i].x, side * corners[i].y, corners[i].z);
    };
    if (side < 0.0F) {
        build.add_plate(at(0), at(1), at(2), at(3), tone);
    } else {
        build.add_plate(at(3), at(2), at(1), at(0), tone);
    }
}

void add_car_glass(MeshBuilder& build) {
    const glm::vec3 glass = color(0x2F4150);
    for (const float side : {-1.0F, 1.0F}) {
        const std::array<glm::vec3, 4> front{{
            {0.02F, 0.785F, 0.97F},
            {0.86F, 0.78F, 0.97F},
            {0.42F, 0.775F, 1.33F},
            {0.02F, 0.78F, 1.38F},
        }};
        const std::array<glm::vec3, 4> rear{{
            {-1.22F, 0.78F, 0.98F},
            {-0.07F, 0.785F, 0.97F},
            {-0.07F, 0.78F, 1.38F},
            {-0.92F, 0.775F, 1.33F},
        }};
        add_side_pane(build, side, front, glass);
        add_side_pane(build, side, rear, glass);
    }
    // Windscreen and rear window.
    build.add_plate(
        {1.06F, -0.66F, 1.03F},
        {1.06F, 0.66F, 1.03F},
        {0.56F, 0.62F, 1.385F},
        {0.56F, -0.62F, 1.385F},
        glass * 1.15F
    );
    build.add_plate(
        {-1.51F, 0.64F, 1.035F},
        {-1.51F, -0.64F, 1.035F},
        {-1.10F, -0.60F, 1.37F},
        {-1.10F, 0.60F, 1.37F},
        glass
    );
}

void add_car_lamps(MeshBuilder& build) {
    for (const float side : {-1.0F, 1.0F}) {
        build.set_glow(0.75F);
        build.add_box({2.12F, side * 0.58F, 0.62F}, {0.07F, 0.16F, 0.06F}, color(0xFFF6DA));
        build.set_glow(0.35F);
        build.add_box({-2.14F, side * 0.57F, 0.73F}, {0.06F, 0.15F, 0.075F}, color(0xFF5A4A));
        build.set_glow(0.0F);
        build.add_limb(
            {0.86F, side * 0.90F, 0.98F},
            {0.86F, side * 0.98F, 0.98F},
            0.07F,
            0.06F,
            color(0x2B2F35),
            8
        );
    }
    build.add_box({2.16F, 0.0F, 0.40F}, {0.05F, 0.62F, 0.10F}, color(0x2A2D32));
    build.add_box({-2.17F, 0.0F, 0.40F}, {0.04F, 0.62F, 0.09F}, color(0x2A2D32));
    build.add_box({2.205F, 0.0F, 0.49F}, {0.02F, 0.30F, 0.075F}, color(0xECEFF2));
    build.add_box({-2.205F, 0.0F, 0.58F}, {0.02F, 0.30F, 0.085F}, color(0xECEFF2));
}

}  // namespace

BicycleGeometry bicycle_geometry() {
    return {{-0.22F, 0.0F, 0.93F}, {-0.05F, 0.0F, 0.29F}, {0.50F, 0.0F, 1.02F}, 0.17F};
}

Mesh make_car(std::uint32_t paint_rgb) {
    Mesh mesh;
    MeshBuilder build(mesh);
    build.set_class(kCar);
    const glm::vec3 paint = color(paint_rgb);
    constexpr std::array<Station, 11> kLower{{
        {-2.20F, 0.30F, 0.50F, 0.66F},
        {-2.18F, 0.74F, 0.32F, 0.88F},
        {-2.02F, 0.86F, 0.24F, 0.95F},
        {-1.40F, 0.91F, 0.21F, 0.97F},
        {-0.40F, 0.92F, 0.20F, 0.96F},
        {0.60F, 0.92F, 0.20F, 0.95F},
        {1.20F, 0.91F, 0.21F, 0.90F},
        {1.75F, 0.89F, 0.24F, 0.82F},
        {2.05F, 0.83F, 0.28F, 0.74F},
        {2.17F, 0.70F, 0.32F, 0.66F},
        {2.20F, 0.30F, 0.42F, 0.56F},
    }};
    add_body(build, kLower, paint, Shape::Boxy, 24);
    constexpr std::array<Station, 8> kCabin{{
        {-1.62F, 0.30F, 0.80F, 0.90F},
        {-1.55F, 0.74F, 0.80F, 0.97F},
        {-1.02F, 0.76F, 0.80F, 1.40F},
        {-0.60F, 0.77F, 0.80F, 1.47F},
        {0.10F, 0.77F, 0.80F, 1.47F},
        {0.48F, 0.76F, 0.80F, 1.41F},
        {1.12F, 0.76F, 0.80F, 0.96F},
        {1.20F, 0.30F, 0.80F, 0.88F},
    }};
    add_body(build, kCabin, paint, Shape::Boxy, 24);
    add_car_glass(build);
    for (const float x : {-1.32F, 1.34F}) {
        for (const float side : {-1.0F, 1.0F}) {
            build.add_ring({x, side * 0.885F, 0.33F}, kLeft, 0.36F, 0.05F, color(0x1C1E22));
            add_wheel(build, {x, side * 0.84F, 0.33F}, 0.33F, 0.10F);
        }
    }
    add_car_lamps(build);
    return mesh;
}

Mesh make_bus() {
    Mesh mesh;
    MeshBuilder build(mesh);
    build.set_class(kBus);
    const glm::vec3 paint = color(0xE9E4D8);
    const glm::vec3 trim = color(0xC8443A);
    const glm::vec3 glass = color(0x2C3C4A);
    const float length = kBusHalfSize.x;
    const std::array<Station, 8> body{{
        {-length, 1.00F, 0.60F, 2.80F},
        {-length + 0.02F, 1.18F, 0.40F, 3.00F},
        {-length + 0.20F, 1.26F, 0.34F, 3.09F},
        {-length + 0.60F, 1.28F, 0.32F, 3.12F},
        {length - 0.60F, 1.28F, 0.32F, 3.12F},
        {length - 0.20F, 1.26F, 0.34F, 3.09F},
        {length - 0.02F, 1.18F, 0.40F, 3.00F},
        {length, 1.00F, 0.60F, 2.80F},
    }};
    add_body(build, body, paint, Shape::Boxy, 32);
    constexpr float kWall = 1.287F;
    for (const float side : {-1.0F, 1.0F}) {
        float layer = kWall;  // Each pane lies a little before the one under it.
        const auto pane = [&](float x0, float x1, float z0, float z1, const glm::vec3& tone) {
            const std::array<glm::vec3, 4> corners{{
                {x0, layer, z0},
                {x1, layer, z0},
                {x1, layer, z1},
                {x0, layer, z1},
            }};
            add_side_pane(build, side, corners, tone);
        };
        pane(-5.1F, 5.1F, 0.72F, 1.12F, trim);
        layer += 0.02F;
        for (int i = 0; i < 7; ++i) {
            const float x = -4.95F + 1.42F * static_cast<float>(i);
            const bool is_door = side < 0.0F && (i == 2 || i == 6);
            pane(x, x + 1.30F, is_door ? 0.55F : 1.45F, 2.55F, glass);
            if (is_door) {
                layer += 0.02F;
                pane(x + 0.62F, x + 0.68F, 0.55F, 2.55F, trim);
                layer -= 0.02F;
            }
        }
        for (const float x : {-3.4F, 3.5F}) {
            build.add_ring({x, side * 1.24F, 0.48F}, kLeft, 0.52F, 0.06F, color(0x1C1E22));
            add_wheel(build, {x, side * 1.18F, 0.48F}, 0.48F, 0.13F);
        }
    }
    for (const float end : {-1.0F, 1.0F}) {
        const float x = end * (length + 0.012F);
        const auto pane = [&](float half, float z0, float z1, const glm::vec3& tone) {
            build.add_plate(
                {x, -end * half, z0},
                {x, end * half, z0},
                {x, end * half, z1},
                {x, -end * half, z1},
                tone
            );
        };
        pane(0.99F, 0.72F, 1.12F, trim);
        pane(1.02F, 1.25F, 2.40F, glass);
        pane(0.80F, 2.50F, 2.78F, color(0x1E2126));
        for (const float side : {-1.0F, 1.0F}) {
            build.set_glow(end > 0.0F ? 0.7F : 0.3F);
            build.add_box(
                {x, side * 0.74F, 0.86F},
                {0.03F, 0.17F, 0.10F},
                color(end > 0.0F ? 0xFFF4D2 : 0xD8322C)
            );
        }
        build.set_glow(0.0F);
    }
    return mesh;
}

Mesh make_bicycle(float crank_turns) {
    Mesh mesh;
    MeshBuilder build(mesh);
    build.set_class(kBicycle);
    const BicycleGeometry bike = bicycle_geometry();
    const glm::vec3 tyre = color(0x2A2C30);
    const glm::vec3 paint = color(0x2FA39A);
    const glm::vec3 metal = color(0x9AA3AD);
    const glm::vec3 rear(-0.52F, 0.0F, 0.34F);
    const glm::vec3 front(0.52F, 0.0F, 0.34F);
    const glm::vec3 head(0.40F, 0.0F, 0.86F);
    const glm::vec3 seat(-0.20F, 0.0F, 0.84F);
    build.add_ring(rear, kLeft, 0.32F, 0.022F, tyre);
    build.add_ring(front, kLeft, 0.32F, 0.022F, tyre);
    const auto bar = [&](const glm::vec3& a, const glm::vec3& b, const glm::vec3& tone) {
        build.add_limb(a, b, 0.02F, 0.02F, tone, 6);
    };
    bar(bike.crank, seat, paint);
    bar(bike.crank, head, paint);
    bar(seat, head, paint);
    bar(rear, bike.crank, paint);
    bar(rear, seat, paint);
    bar(front, head + glm::vec3(-0.02F, 0.0F, 0.06F), paint);
    bar(head, bike.handle, metal);
    bar(bike.handle + kLeft * 0.26F, bike.handle - kLeft * 0.26F, color(0x2A2C30));
    build.add_limb(
        bike.saddle - glm::vec3(0.13F, 0.0F, 0.0F),
        bike.saddle + glm::vec3(0.12F, 0.0F, 0.0F),
        0.06F,
        0.03F,
        color(0x2A2C30),
        8
    );
    for (const float side : {-1.0F, 1.0F}) {
        const float angle = kTurn * crank_turns + (side > 0.0F ? 0.0F : kPi);
        const glm::vec3 pedal = bike.crank + glm::vec3(
                                                 bike.crank_length * sine(angle),
                                                 side * 0.10F,
                                                 bike.crank_length * cosine(angle)
                                             );
        bar(bike.crank + kLeft * (side * 0.05F), pedal, metal);
        build.add_box(pedal, {0.05F, 0.045F, 0.012F}, color(0x2A2C30));
    }
    return mesh;
}

Mesh make_signal_head(Signal signal) {
    Mesh mesh;
    MeshBuilder build(mesh);
    build.set_class(kTrafficLight);
    build.add_box({0.0F, 0.0F, 0.0F}, {0.17F, 0.12F, 0.50F}, color(0x24282D));

    struct Lamp {
        float z;
        std::uint32_t on;
        std::uint32_t off;
        Signal lit_by;
    };

    constexpr std::array<Lamp, 3> kLamps{{
        {0.31F, 0xFF4A3D, 0x4A211F, Signal::Red},
        {0.0F, 0xFFC23A, 0x4B3B1C, Signal::Amber},
        {-0.31F, 0x46E38A, 0x1C3F2B, Signal::Green},
    }};
    for (const Lamp& lamp : kLamps) {
        const bool is_on = lamp.lit_by == signal;
        build.set_glow(is_on ? 1.0F : 0.0F);
        build.add_ball(
            {0.0F, -0.10F, lamp.z},
            glm::mat3(
                glm::vec3(0.115F, 0.0F, 0.0F),
                glm::vec3(0.0F, 0.0F, 0.115F),
                glm::vec3(0.0F, 0.05F, 0.0F)
            ),
            color(is_on ? lamp.on : lamp.off)
        );
        build.set_glow(0.0F);
        build.add_box({0.0F, -0.18F, lamp.z + 0.135F}, {0.125F, 0.075F, 0.012F}, color(0x24282D));
    }
    return mesh;
}

}  // namespace limn::importers::demo
