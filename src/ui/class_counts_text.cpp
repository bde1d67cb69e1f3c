// SPDX-License-Identifier: MIT
#include "ui/class_counts_text.h"

#include <algorithm>
#include <cstdint>

#include "base/counted.h"
#include "base/text.h"
#include "model/counted_kind.h"

namespace limn::ui {
namespace {

constexpr std::size_t kMostEntities = 8;

/// Each kind of which there is any, as `text_of` writes it.
template <typename TextOf>
std::string
by_kind(const annotation::ClassCounts& counts, std::string_view separator, TextOf&& text_of) {
    std::string text;
    for (std::size_t i = 0; i < kNumCountKinds; ++i) {
        const auto kind = static_cast<CountKind>(i);
        if (counts[kind] > 0) {
            text += text.empty() ? "" : separator;
            text += text_of(kind);
        }
    }
    return text;
}

}  // namespace

std::string counts_text(const ClassRow& row, std::span<const annotation::EntityTally> by_entity) {
    std::string text = by_kind(row.counts, "\n", [&](CountKind kind) {
        const std::string all = counted(row.counts[kind], kind);
        return row.shown[kind] == row.counts[kind]
                   ? all
                   : group_digits(row.shown[kind]) + " of " + all + " shown";
    });
    std::size_t num_entities = 0;
    for (const annotation::EntityTally& of_entity : by_entity) {
        const auto found =
            std::ranges::lower_bound(of_entity.classes, row.id, {}, &annotation::ClassTally::id);
        if (found == of_entity.classes.end() || found->id != row.id) {
            continue;
        }
        if (++num_entities <= kMostEntities) {
            text += "\n" + of_entity.entity.text() + ": ";
            text += by_kind(found->counts, ", ", [&](CountKind kind) {
                return counted(found->counts[kind], kind);
            });
        }
    }
    if (num_entities > kMostEntities) {
        text += "\n… " + counted(num_entities - kMostEntities, "more entity", "more entities");
    }
    return text;
}

}  // namespace limn::ui
