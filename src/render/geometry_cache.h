// SPDX-License-Identifier: MIT
/// GeometryCache: what was made for the GPU out of a batch, by the batch's key.
///
/// What      Key 0 has no identity: such things live for one draw only. A failure is remembered too,
///           so that it is reported once and not tried again in every frame.
/// Threads   the thread of the GL context.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/result.h"
#include "render/pass_context.h"
#include "render/usage.h"

namespace limn::render {

template <typename Item>
class GeometryCache {
  public:
    /// The item of a key (or, without one, of an address); nullptr if it cannot be made.
    template <typename Make>
    const Item*
    find_or_make(std::uint64_t key, const void* address, const PassContext& context, Make make) {
        Entry& entry = key != 0 ? entries_[key] : nameless_[address];
        entry.usage.mark(context.target, context.serial);
        if (!entry.is_made) {
            entry.is_made = true;
            Result<Item> made = make();
            if (made) {
                context.counters.uploaded_bytes += made->uploaded_bytes();
                entry.item.emplace(std::move(*made));
            } else {
                context.diagnostics.add(Severity::Warning, "renderer", made.error().message);
            }
        }
        return entry.item ? &*entry.item : nullptr;
    }

    /// Things without a key are made anew in every draw.
    void begin_draw() { nameless_.clear(); }

    void forget_unused(const LivePictures& live) {
        nameless_.clear();
        std::erase_if(entries_, [&live](const auto& entry) {
            return !entry.second.usage.is_live(live);
        });
    }

  private:
    struct Entry {
        std::optional<Item> item;
        bool is_made = false;
        Usage usage;
    };

    std::unordered_map<std::uint64_t, Entry> entries_;
    std::unordered_map<const void*, Entry> nameless_;
};

}  // namespace limn::render
