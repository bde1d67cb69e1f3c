// SPDX-License-Identifier: MIT
#include "annotation/color_distance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace limn::annotation {
namespace {

constexpr double kDegree = std::numbers::pi / 180.0;

double lab_curve(double t) {
    constexpr double kDelta = 6.0 / 29.0;
    return t > kDelta * kDelta * kDelta ? std::cbrt(t) : t / (3.0 * kDelta * kDelta) + 4.0 / 29.0;
}

double square(double x) {
    return x * x;
}

double seventh_power_share(double chroma) {
    const double power = std::pow(chroma, 7.0);
    return std::sqrt(power / (power + std::pow(25.0, 7.0)));
}

/// Hue angle in radians, 0…2π; 0 for grey.
double hue_of(double a, double b) {
    if (a == 0.0 && b == 0.0) {
        return 0.0;
    }
    const double angle = std::atan2(b, a);
    return angle < 0.0 ? angle + 2.0 * std::numbers::pi : angle;
}

struct Hues {
    double difference = 0.0;
    double mean = 0.0;
};

Hues compare_hues(double h1, double h2, bool has_grey) {
    if (has_grey) {
        return {0.0, h1 + h2};
    }
    const double full = 2.0 * std::numbers::pi;
    double difference = h2 - h1;
    double mean = (h1 + h2) / 2.0;
    if (std::abs(h2 - h1) > std::numbers::pi) {
        difference += difference > 0.0 ? -full : full;
        mean += h1 + h2 < full ? std::numbers::pi : -std::numbers::pi;
    }
    return {difference, mean};
}

}  // namespace

Lab to_lab(Rgba8 color) {
    const double r = static_cast<double>(srgb_to_linear(color.r));
    const double g = static_cast<double>(srgb_to_linear(color.g));
    const double b = static_cast<double>(srgb_to_linear(color.b));
    const double x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047;
    const double y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b;
    const double z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883;
    const double fx = lab_curve(x);
    const double fy = lab_curve(y);
    const double fz = lab_curve(z);
    return {
        static_cast<float>(116.0 * fy - 16.0),
        static_cast<float>(500.0 * (fx - fy)),
        static_cast<float>(200.0 * (fy - fz))};
}

float delta_e_2000(const Lab& first, const Lab& second) {
    const double l1 = static_cast<double>(first.l);
    const double a1 = static_cast<double>(first.a);
    const double b1 = static_cast<double>(first.b);
    const double l2 = static_cast<double>(second.l);
    const double a2 = static_cast<double>(second.a);
    const double b2 = static_cast<double>(second.b);
    const double mean_chroma = (std::hypot(a1, b1) + std::hypot(a2, b2)) / 2.0;
    const double g = 0.5 * (1.0 - seventh_power_share(mean_chroma));
    const double c1 = std::hypot((1.0 + g) * a1, b1);
    const double c2 = std::hypot((1.0 + g) * a2, b2);
    const Hues hues = compare_hues(
        hue_of((1.0 + g) * a1, b1),
        hue_of((1.0 + g) * a2, b2),
        c1 == 0.0 || c2 == 0.0
    );
    const double l = (l1 + l2) / 2.0;
    const double c = (c1 + c2) / 2.0;
    const double h = hues.mean;
    const double t = 1.0 - 0.17 * std::cos(h - 30.0 * kDegree) + 0.24 * std::cos(2.0 * h) +
                     0.32 * std::cos(3.0 * h + 6.0 * kDegree) -
                     0.20 * std::cos(4.0 * h - 63.0 * kDegree);
    const double s_l = 1.0 + 0.015 * square(l - 50.0) / std::sqrt(20.0 + square(l - 50.0));
    const double s_c = 1.0 + 0.045 * c;
    const double s_h = 1.0 + 0.015 * c * t;
    const double turn = 30.0 * kDegree * std::exp(-square((h / kDegree - 275.0) / 25.0));
    const double rotation = -2.0 * seventh_power_share(c) * std::sin(2.0 * turn);
    const double d_l = (l2 - l1) / s_l;
    const double d_c = (c2 - c1) / s_c;
    const double d_h = 2.0 * std::sqrt(c1 * c2) * std::sin(hues.difference / 2.0) / s_h;
    const double sum = square(d_l) + square(d_c) + square(d_h) + rotation * d_c * d_h;
    return static_cast<float>(std::sqrt(std::max(sum, 0.0)));
}

float delta_e_2000(Rgba8 a, Rgba8 b) {
    return delta_e_2000(to_lab(a), to_lab(b));
}

float delta_e_76(const Lab& a, const Lab& b) {
    const float l = a.l - b.l;
    const float x = a.a - b.a;
    const float y = a.b - b.b;
    return std::sqrt(l * l + x * x + y * y);
}

Rgba8 as_seen_with(Vision vision, Rgba8 color) {
    if (vision == Vision::Usual) {
        return color;
    }
    const float r = srgb_to_linear(color.r);
    const float g = srgb_to_linear(color.g);
    const float b = srgb_to_linear(color.b);
    const bool lacks_red = vision == Vision::Protanopia;
    const float yellow = lacks_red ? 0.11238F * r + 0.88762F * g : 0.29275F * r + 0.70725F * g;
    const float blue =
        lacks_red ? 0.00401F * r - 0.00401F * g + b : -0.02234F * r + 0.02234F * g + b;
    return {linear_to_srgb(yellow), linear_to_srgb(yellow), linear_to_srgb(blue), color.a};
}

}  // namespace limn::annotation
