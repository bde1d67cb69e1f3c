// SPDX-License-Identifier: MIT
/// StyleCache: the style tables of the active recording's contexts, kept in step with the user's choices.
///
/// What      One table per context key; built when first asked for, grown when larger ids occur,
///           changed in place (a few entries) when a choice changes. Also holds the context map of
///           the current cursor, so that every panel and view asks the same one.
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "annotation/class_choices.h"
#include "annotation/context.h"
#include "draw/style_table.h"
#include "draw/view_style.h"
#include "scene/scene.h"
#include "session/session.h"

namespace limn::session {

class StyleCache {
  public:
    /// Brings the context map to the session's cursor and the tables to its choices. Once a frame.
    void update(const Session& session);

    [[nodiscard]] const annotation::ContextMap& contexts() const { return *contexts_; }

    /// Bindings for a scene's style slots, with solo, dim and hover of this frame. Pointers live until the next `update`.
    [[nodiscard]] std::vector<draw::StyleBinding>
    bindings(const scene::Scene& scene, const Session& session);

    /// Table of one context, reaching at least to `max_class`.
    [[nodiscard]] const draw::StyleTable&
    table(const annotation::ContextPtr& context, ClassId max_class, const Session& session);

    /// Solo, dim and hover of this frame for one context.
    [[nodiscard]] draw::StyleMode
    mode(const annotation::ResolvedContext& context, const Session& session) const;

    /// Label of a class as such, with the user's choice on top; of ids above 65535, too.
    [[nodiscard]] static std::optional<std::string>
    class_label(const Session& session, const annotation::ResolvedContext& context, ClassId id);

    /// Label with the user's choice on top: user, keypoint, class; nothing without.
    [[nodiscard]] static std::optional<std::string> label(
        const Session& session,
        const annotation::ResolvedContext& context,
        std::uint32_t style_index
    );

  private:
    struct Entry {
        annotation::ContextPtr context;
        draw::StyleTable table;
        ClassId max_class = 0;
        std::uint64_t id = 0;  ///< Of this table; a table that had to grow is another one.
        std::uint64_t last_used = 0;
    };

    Entry& entry(const annotation::ContextPtr& context, ClassId max_class, const Session& session);
    void apply_choices(const Session& session);

    /// The hovered class in a context that is linked to the hovered one.
    [[nodiscard]] std::uint32_t
    linked_index(const annotation::ResolvedContext& context, const HoverInfo& hover) const;

    std::unique_ptr<annotation::ContextMap> contexts_ = std::make_unique<annotation::ContextMap>();
    std::map<std::uint64_t, std::unique_ptr<Entry>> tables_;  ///< By context key.
    std::vector<std::unique_ptr<Entry>> retired_;             ///< Replaced since the last `update`.
    annotation::ClassChoices applied_;
    StoreId recording_;
    std::uint64_t generation_ = 0;
    store::LatestAtQuery query_;
    std::uint64_t frame_ = 0;
    std::uint64_t next_table_id_ = 1;
};

}  // namespace limn::session
