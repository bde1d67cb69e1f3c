// SPDX-License-Identifier: MIT
#include "scene/frame_links.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "model/component_names.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

using store::FrameRelation;
using store::FrameRow;

/// The row of one relation that places a child frame, and where it was logged.
struct Claim {
    FrameId child;
    FrameId parent;
    bool has_parent_name = false;
    EntityPath entity;
    FrameRow row;
};

/// Temporal before static, then the newer one; the entity decides between rows that are equal in both.
bool is_weaker(const Claim& a, const Claim& b) {
    return std::tuple(!a.row.is_static(), a.row.time, a.row.row_id, a.entity) <
           std::tuple(!b.row.is_static(), b.row.time, b.row.row_id, b.entity);
}

std::string_view text_of(const FrameRow& row, std::string_view component) {
    const auto cell = row.cell(component);
    return cell ? store::first_text(*cell).value_or(std::string_view()) : std::string_view();
}

Claim make_claim(const EntityPath& entity, FrameRelation relation, FrameRow row) {
    Claim claim;
    claim.child = row.child_frame.empty() ? FrameId(entity) : FrameId::parse(row.child_frame);
    const std::string_view parent = text_of(row, store::parent_frame_component(relation));
    claim.has_parent_name = !parent.empty();
    claim.parent = parent.empty() ? FrameId(entity.parent()) : FrameId::parse(parent);
    claim.entity = entity;
    claim.row = std::move(row);
    return claim;
}

/// One claim per child frame, sorted by child.
std::vector<Claim> decide(std::vector<Claim> claims, Diagnostics& diagnostics) {
    std::ranges::stable_sort(claims, {}, &Claim::child);
    std::vector<Claim> result;
    for (Claim& claim : claims) {
        if (result.empty() || !(result.back().child == claim.child)) {
            result.push_back(std::move(claim));
            continue;
        }
        Claim& other = result.back();
        const bool is_conflict = other.row.is_static() == claim.row.is_static();
        if (is_weaker(other, claim)) {
            std::swap(other, claim);
        }
        if (is_conflict) {
            diagnostics.add(
                Severity::Warning,
                other.entity.text(),
                fmt::format(
                    "the frame '{}' is placed at {}, too; the newer row counts",
                    other.child.text(),
                    claim.entity.text()
                )
            );
        }
    }
    return result;
}

std::vector<Claim> read_claims(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const std::vector<EntityPath>& entities,
    FrameRelation relation,
    Diagnostics& diagnostics
) {
    std::vector<Claim> claims;
    for (const EntityPath& entity : entities) {
        for (FrameRow& row : recording.latest_frame_rows(query, entity, relation)) {
            claims.push_back(make_claim(entity, relation, std::move(row)));
        }
    }
    return decide(std::move(claims), diagnostics);
}

FrameLink make_link(const Claim& claim) {
    FrameLink link;
    link.child = claim.child;
    link.parent = claim.parent;
    link.entity = claim.entity;
    return link;
}

}  // namespace

std::vector<EntityPath>
linking_entities(const store::Recording& recording, const EntityPath& origin) {
    std::vector<EntityPath> entities = recording.entities_with_frames();
    const bool has_names = recording.has_named_frames() ||
                           !recording.entities_with(component::kCoordinateFrame).empty();
    if (!has_names) {
        std::erase_if(entities, [&](const EntityPath& entity) {
            return !entity.is_in_subtree_of(origin) && !origin.is_in_subtree_of(entity);
        });
    }
    return entities;
}

std::vector<FrameLink> read_frame_links(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& origin,
    Diagnostics& diagnostics
) {
    const std::vector<EntityPath> entities = linking_entities(recording, origin);
    std::vector<FrameLink> links;
    for (const Claim& claim :
         read_claims(recording, query, entities, FrameRelation::Transform, diagnostics)) {
        FrameLink& link = links.emplace_back(make_link(claim));
        link.transform = read_transform(claim.row);
    }
    const std::size_t num_transforms = links.size();
    for (const Claim& claim :
         read_claims(recording, query, entities, FrameRelation::Pinhole, diagnostics)) {
        auto pinhole = read_pinhole(recording, query, claim.entity, claim.row);
        if (!pinhole) {
            continue;
        }
        const auto end = links.begin() + static_cast<std::ptrdiff_t>(num_transforms);
        auto same =
            std::ranges::lower_bound(links.begin(), end, claim.child, {}, &FrameLink::child);
        if (same == end || !(same->child == claim.child)) {
            same = links.insert(links.end(), make_link(claim));
        } else if (claim.has_parent_name && !(same->parent == claim.parent)) {
            diagnostics.add(
                Severity::Warning,
                claim.entity.text(),
                fmt::format(
                    "the pinhole puts the frame '{}' into '{}', its transform into '{}'; the "
                    "transform counts",
                    claim.child.text(),
                    claim.parent.text(),
                    same->parent.text()
                )
            );
        }
        same->pinhole = std::move(pinhole);
        same->pinhole_entity = claim.entity;
    }
    std::ranges::sort(links, {}, &FrameLink::child);
    return links;
}

std::map<EntityPath, FrameId> read_data_frames(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& origin
) {
    std::map<EntityPath, FrameId> frames;
    for (EntityPath& entity : recording.entities_with(component::kCoordinateFrame)) {
        if (!entity.is_in_subtree_of(origin)) {
            continue;
        }
        const auto cell = recording.latest_at(query, entity, component::kCoordinateFrame);
        const auto name = cell ? store::first_text(*cell) : std::nullopt;
        if (name && !name->empty()) {
            frames.emplace(std::move(entity), FrameId::parse(*name));
        }
    }
    return frames;
}

}  // namespace limn::scene
