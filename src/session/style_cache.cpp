// SPDX-License-Identifier: MIT
#include "session/style_cache.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace limn::session {
namespace {

/// Tables of contexts that no view asked for during this number of frames are dropped.
constexpr std::uint64_t kKeptFrames = 600;

std::string_view application_of(const Session& session) {
    const RecordingState* state = session.active_state();
    return state == nullptr ? std::string_view() : state->id.application_id;
}

/// Keys whose choice differs between the two.
std::vector<annotation::ChoiceKey>
changed_keys(const annotation::ClassChoices& a, const annotation::ClassChoices& b) {
    std::vector<annotation::ChoiceKey> out;
    auto left = a.all().begin();
    auto right = b.all().begin();
    while (left != a.all().end() || right != b.all().end()) {
        const bool only_left =
            right == b.all().end() || (left != a.all().end() && left->first < right->first);
        const bool only_right =
            left == a.all().end() || (right != b.all().end() && right->first < left->first);
        if (only_left) {
            out.push_back((left++)->first);
        } else if (only_right) {
            out.push_back((right++)->first);
        } else {
            if (left->second != right->second) {
                out.push_back(left->first);
            }
            ++left;
            ++right;
        }
    }
    return out;
}

}  // namespace

void StyleCache::update(const Session& session) {
    ++frame_;
    retired_.clear();
    const store::Recording* recording = session.active_recording();
    if (recording == nullptr) {
        contexts_ = std::make_unique<annotation::ContextMap>();
        tables_.clear();
        recording_ = {};
        applied_ = session.choices;
        return;
    }
    const store::LatestAtQuery query = session.query();
    if (recording->id() != recording_) {
        contexts_ = std::make_unique<annotation::ContextMap>(*recording, query);
        tables_.clear();
    } else if (recording->generation() != generation_ || !(query == query_)) {
        contexts_ = std::make_unique<annotation::ContextMap>(*recording, query, *contexts_);
    }
    recording_ = recording->id();
    generation_ = recording->generation();
    query_ = query;
    apply_choices(session);
    std::erase_if(tables_, [&](const auto& item) {
        return item.second->last_used + kKeptFrames < frame_;
    });
}

void StyleCache::apply_choices(const Session& session) {
    if (applied_ == session.choices) {
        applied_ = session.choices;  // Shared from now on: comparing the two costs nothing.
        return;
    }
    const std::string_view application = application_of(session);
    std::set<std::pair<std::string, ClassId>> changed;
    for (const annotation::ChoiceKey& key : changed_keys(applied_, session.choices)) {
        if (key.application_id == application) {
            changed.emplace(key.context, key.class_id);
        }
    }
    applied_ = session.choices;
    for (const auto& [context, id] : changed) {
        for (const auto& [key, entry] : tables_) {
            if (annotation::choice_key(application, *entry->context, id).context == context) {
                annotation::update_style_table(
                    entry->table,
                    *entry->context,
                    applied_,
                    application,
                    id
                );
            }
        }
    }
}

StyleCache::Entry& StyleCache::entry(
    const annotation::ContextPtr& context,
    ClassId max_class,
    const Session& session
) {
    std::unique_ptr<Entry>& entry = tables_[context->key()];
    const ClassId reach = std::min(max_class, kMaxTableClass);
    if (entry == nullptr || entry->max_class < reach) {
        auto made = std::make_unique<Entry>();
        made->context = context;
        made->max_class = reach;
        made->id = next_table_id_++;
        made->table =
            annotation::make_style_table(*context, applied_, application_of(session), reach);
        // Bindings given out in this frame may still point to the smaller one.
        if (entry != nullptr) {
            retired_.push_back(std::move(entry));
        }
        entry = std::move(made);
    }
    entry->last_used = frame_;
    return *entry;
}

std::vector<draw::StyleBinding>
StyleCache::bindings(const scene::Scene& scene, const Session& session) {
    // Every table grows first, so that slots of one context get one table.
    for (const scene::StyleUse& use : scene.styles) {
        entry(use.context, use.max_class, session);
    }
    std::vector<draw::StyleBinding> out;
    out.reserve(scene.styles.size());
    for (const scene::StyleUse& use : scene.styles) {
        const Entry& found = entry(use.context, use.max_class, session);
        draw::StyleBinding binding;
        binding.table = &found.table;
        binding.table_id = found.id;
        binding.mode = mode(*use.context, session);
        out.push_back(binding);
    }
    return out;
}

const draw::StyleTable& StyleCache::table(
    const annotation::ContextPtr& context,
    ClassId max_class,
    const Session& session
) {
    return entry(context, max_class, session).table;
}

draw::StyleMode StyleCache::mode(const annotation::ResolvedContext& context, const Session& session)
    const {
    draw::StyleMode mode;
    mode.solo_active = session.choices.any_solo(application_of(session));
    if (!session.hover) {
        return mode;
    }
    const HoverInfo& hover = *session.hover;
    if (hover.context_key == context.key()) {
        mode.hovered = hover.style_index;
        const ClassId id = hover.item.class_id.value_or(0);
        mode.hovered_large = id > kMaxTableClass ? id : 0;
    } else if (hover.item.is_class) {
        mode.hovered = linked_index(context, hover);
    }
    // A class that is pointed at in a list stands out; pointing into a picture leaves the rest as it
    // is, unless the user wants it otherwise.
    mode.dim_others = hover.item.is_class ? session.settings.dim_others
                                          : session.settings.dim_in_views && mode.has_hovered();
    return mode;
}

std::uint32_t
StyleCache::linked_index(const annotation::ResolvedContext& context, const HoverInfo& hover) const {
    if (!hover.item.class_id) {
        return draw::kNoStyle;
    }
    const ClassId id = *hover.item.class_id;
    const annotation::ContextPtr origin = contexts_->find(hover.item.entity);
    const bool is_linked = origin->key() == hover.context_key && origin->find(id) != nullptr &&
                           context.find(id) != nullptr && origin->label(id) &&
                           origin->label(id) == context.label(id);
    return is_linked ? context.style_index(id, hover.item.keypoint) : draw::kNoStyle;
}

std::optional<std::string> StyleCache::label(
    const Session& session,
    const annotation::ResolvedContext& context,
    std::uint32_t style_index
) {
    if (style_index == draw::kNoStyle) {
        return std::nullopt;
    }
    const std::string_view application = application_of(session);
    const auto [id, keypoint] = context.id_of(style_index);
    const auto chosen = [&](std::optional<KeypointId> which) {
        return session.choices.get(annotation::choice_key(application, context, id, which)).label;
    };
    if (keypoint) {
        if (auto label = chosen(keypoint)) {
            return label;
        }
        const annotation::ClassStyle* found = context.find(id);
        const auto* joint = found == nullptr ? nullptr : found->find_keypoint(*keypoint);
        if (joint != nullptr && joint->label) {
            return joint->label;
        }
    }
    return class_label(session, context, id);
}

std::optional<std::string> StyleCache::class_label(
    const Session& session,
    const annotation::ResolvedContext& context,
    ClassId id
) {
    const auto key = annotation::choice_key(application_of(session), context, id);
    if (auto label = session.choices.get(key).label) {
        return label;
    }
    const auto logged = context.label(id);
    return logged ? std::optional<std::string>(*logged) : std::nullopt;
}

}  // namespace limn::session
