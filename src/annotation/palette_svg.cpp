// SPDX-License-Identifier: MIT
#include "annotation/palette_svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "annotation/palette_text.h"

namespace limn::annotation {
namespace {

std::optional<std::string_view> attribute(std::string_view tag, std::string_view name) {
    const std::string start = fmt::format(" {}=\"", name);
    const std::size_t at = tag.find(start);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view rest = tag.substr(at + start.size());
    const std::size_t end = rest.find('"');
    return end == std::string_view::npos ? std::nullopt : std::optional(rest.substr(0, end));
}

template <typename Visit>
void for_each_tag(std::string_view svg, std::string_view name, Visit&& visit) {
    const std::string start = fmt::format("<{} ", name);
    for (std::size_t at = svg.find(start); at != std::string_view::npos; at = svg.find(start, at)) {
        const std::size_t end = std::min(svg.find('>', at), svg.size());
        visit(svg.substr(at, end - at));
        at = end;
    }
}

}  // namespace

SvgLinks svg_links(std::string_view svg, std::span<const PaletteKeypoint> keypoints) {
    std::map<std::string_view, KeypointId> named;
    for_each_tag(svg, "circle", [&](std::string_view tag) {
        const auto node = attribute(tag, "data-node-id");
        const auto label = attribute(tag, "data-label-name");
        const auto joint = std::ranges::find_if(keypoints, [&](const PaletteKeypoint& one) {
            return label && one.label == *label;
        });
        if (node && joint != keypoints.end()) {
            named[*node] = joint->id;
        }
    });
    const auto joint_of = [&](std::optional<std::string_view> node) -> std::optional<KeypointId> {
        if (!node) {
            return std::nullopt;
        }
        if (const auto known = named.find(*node); known != named.end()) {
            return known->second;
        }
        const auto number = to_number(*node);
        const bool is_there = number && *number >= 1 && *number <= keypoints.size();
        return is_there ? std::optional(keypoints[*number - 1].id) : std::nullopt;
    };
    SvgLinks links;
    for_each_tag(svg, "line", [&](std::string_view tag) {
        const auto from = joint_of(attribute(tag, "data-node-from"));
        const auto to = joint_of(attribute(tag, "data-node-to"));
        if (from && to) {
            links.pairs.push_back({*from, *to});
        } else {
            ++links.unknown;
        }
    });
    return links;
}

}  // namespace limn::annotation
