// SPDX-License-Identifier: MIT
/// Which annotation context applies to an entity, and what it says of a class or keypoint.
///
/// What      Nearest ancestor (itself first) that has a context at the cursor; nearer ones shadow
///           farther ones whole, an empty one too. Then color and label by the priorities of
///           docs/FORMATS.md, annotation rules.
/// Threads   immutable values; ContextMap is made for one query and one recording generation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/color.h"
#include "draw/style_table.h"
#include "model/annotation_context.h"
#include "model/chunk.h"
#include "model/entity_path.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/recording.h"

namespace limn::annotation {

struct KeypointStyle {
    KeypointId id = 0;
    std::optional<std::string> label;  ///< As logged, absent if empty.
    std::optional<Rgba8> logged_color;
    Rgba8 color;  ///< Effective: keypoint, else class, else automatic by keypoint id.
    std::uint32_t style_index = draw::kNoStyle;
};

struct ClassStyle {
    ClassId id = 0;
    std::optional<std::string> label;
    std::optional<Rgba8> logged_color;
    Rgba8 color;                            ///< Effective: logged, else automatic by info.id.
    std::vector<KeypointStyle> keypoints;   ///< Sorted by id; of duplicates the last.
    std::vector<KeypointPair> connections;  ///< As logged.

    [[nodiscard]] const KeypointStyle* find_keypoint(KeypointId keypoint) const;
};

/// A context that was found, resolved: classes sorted by id, duplicates gone.
class ResolvedContext {
  public:
    /// The "no context" context: no classes, every id automatic.
    ResolvedContext();
    ResolvedContext(EntityPath entity, RowId row_id, TimeInt time, const AnnotationContext& logged);

    /// False for the "no context" context.
    [[nodiscard]] bool exists() const { return exists_; }

    /// Where it was logged.
    [[nodiscard]] const EntityPath& entity() const { return entity_; }

    [[nodiscard]] RowId row_id() const { return row_id_; }

    /// kStaticTime if static.
    [[nodiscard]] TimeInt time() const { return time_; }

    [[nodiscard]] const std::vector<ClassStyle>& classes() const { return classes_; }

    [[nodiscard]] const ClassStyle* find(ClassId id) const;

    /// Equal for equal contents of equal origin: entity and row id. 0 for "no context".
    [[nodiscard]] std::uint64_t key() const { return key_; }

    /// Index into the style table: the pair's if the class has this keypoint, else the class's.
    /// Ids above 65535 and kNoClass give kNoStyle.
    [[nodiscard]] std::uint32_t
    style_index(ClassId id, std::optional<KeypointId> keypoint = std::nullopt) const;

    /// What a style index stands for.
    [[nodiscard]] std::pair<ClassId, std::optional<KeypointId>> id_of(std::uint32_t style_index
    ) const;

    /// Effective color without user choices.
    [[nodiscard]] Rgba8 color(ClassId id, std::optional<KeypointId> keypoint = std::nullopt) const;

    /// Keypoint label, else class label, else nothing.
    [[nodiscard]] std::optional<std::string_view>
    label(ClassId id, std::optional<KeypointId> keypoint = std::nullopt) const;

    /// Table without user choices: all described classes and automatic colors up to `max_class`.
    [[nodiscard]] draw::StyleTable make_table(ClassId max_class) const;

  private:
    bool exists_ = false;
    EntityPath entity_;
    RowId row_id_;
    TimeInt time_ = kStaticTime;
    std::vector<ClassStyle> classes_;
    std::vector<std::pair<ClassId, KeypointId>> pairs_;
    std::uint64_t key_ = 0;
};

using ContextPtr = std::shared_ptr<const ResolvedContext>;

/// Every context of a recording at one cursor.
class ContextMap {
  public:
    ContextMap();

    /// Latest-at on every entity that ever logged a context.
    ContextMap(const store::Recording& recording, const store::LatestAtQuery& query);

    /// Same, but contexts whose row did not change are taken over from `previous` (no rebuilding).
    ContextMap(
        const store::Recording& recording,
        const store::LatestAtQuery& query,
        const ContextMap& previous
    );

    /// Never null: the "no context" one if none applies. Cheap for deep paths, too.
    [[nodiscard]] ContextPtr find(const EntityPath& entity) const;

    /// In path order.
    [[nodiscard]] std::vector<ContextPtr> all() const;

    [[nodiscard]] const ContextPtr& missing() const { return missing_; }

    /// Equal for maps that find the same context for every entity.
    [[nodiscard]] std::uint64_t key() const { return key_; }

  private:
    /// A context and the slot it was read from, to see whether it is still the same.
    struct Entry {
        ContextPtr context;
        ChunkPtr chunk;
        std::size_t row = 0;
    };

    struct TextHash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };

    [[nodiscard]] const Entry* find_exact(std::string_view entity) const;

    std::unordered_map<std::string, Entry, TextHash, std::equal_to<>> contexts_;  ///< By path text.
    std::vector<std::size_t> lengths_;  ///< Distinct lengths of these texts, longest first.
    ContextPtr missing_;
    std::uint64_t key_ = 0;
};

}  // namespace limn::annotation
