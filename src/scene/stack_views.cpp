// SPDX-License-Identifier: MIT
//
// A view is the subtree of the entity that holds all of its stack, without the rest, if it is the only view
// there and no other color picture lies below: then what is logged beside the picture later is shown too.
// Else its origin is the picture, so that the views of a left and a right camera have different names, and
// the rest of the stack is named in addition.
#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "scene/picture_stacks.h"
#include "scene/subtrees.h"

namespace limn::scene {
namespace {

/// Entities from `begin` to `end`, a subtree of a list in path order.
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] std::size_t size() const { return end - begin; }

    [[nodiscard]] bool holds(const Range& other) const {
        return begin <= other.begin && other.end <= end;
    }
};

Range subtree(FlatSpan entities, const EntityPath& root) {
    const auto begin = std::ranges::lower_bound(entities, root, {}, &FlatEntity::path);
    const auto end = std::partition_point(begin, entities.end(), [&](const FlatEntity& entity) {
        return entity.path.is_in_subtree_of(root);
    });
    return {
        static_cast<std::size_t>(begin - entities.begin()),
        static_cast<std::size_t>(end - entities.begin())};
}

/// Writes which subtrees belong to a view, as few and as high ones as possible.
class ContentsWriter {
  public:
    ContentsWriter(FlatSpan entities, std::span<const std::size_t> members, ViewSpec& view)
        : entities_(entities)
        , members_(members)
        , view_(view)
        , origin_(subtree(entities, view.origin)) {}

    void write() {
        write_below(origin_, view_.origin.parts().size());
        std::size_t covered = 0;
        for (const std::size_t member : members_) {
            if (member < covered || (origin_.begin <= member && member < origin_.end)) {
                continue;
            }
            EntityPath root = entities_[member].path;
            Range range = subtree(entities_, root);
            bool is_whole = is_only_members(range);
            while (is_whole && !root.is_root()) {
                const EntityPath parent = root.parent();
                const Range wider = subtree(entities_, parent);
                is_whole = is_only_members(wider);
                if (is_whole) {
                    root = parent;
                    range = wider;
                }
            }
            covered = range.end;
            const std::size_t depth = root.parts().size();
            view_.also.insert(std::move(root));
            write_below(range, depth);
        }
    }

  private:
    [[nodiscard]] std::size_t num_members(const Range& range) const {
        const auto begin = std::ranges::lower_bound(members_, range.begin);
        return static_cast<std::size_t>(std::ranges::lower_bound(members_, range.end) - begin);
    }

    /// The origin's subtree is described by itself.
    [[nodiscard]] bool is_only_members(const Range& range) const {
        return num_members(range) == range.size() && !range.holds(origin_);
    }

    struct Task {
        Range range;
        std::size_t depth = 0;  ///< Parts that all entities of the range share.
        bool shown = true;
    };

    /// Writes where a subtree differs from its root, which has `depth` parts and is shown.
    void write_below(const Range& range, std::size_t depth) {
        const bool is_origin = range.begin == origin_.begin && range.end == origin_.end;
        std::vector<Task> tasks{{range, depth, true}};
        while (!tasks.empty()) {
            Task task = tasks.back();
            tasks.pop_back();
            const std::size_t count = num_members(task.range);
            if (count == (task.shown ? task.range.size() : 0)) {
                continue;
            }
            if (!is_origin && origin_.holds(task.range)) {
                continue;
            }
            const bool has_origin = !is_origin && task.range.holds(origin_);
            if (count == (task.shown ? 0 : task.range.size()) && !has_origin) {
                add(task.range.begin, task.depth, !task.shown);
                continue;
            }
            if (entities_[task.range.begin].path.parts().size() == task.depth) {
                const bool is_member = num_members({task.range.begin, task.range.begin + 1}) == 1;
                if (is_member != task.shown) {
                    add(task.range.begin, task.depth, is_member);
                    task.shown = is_member;
                }
                ++task.range.begin;
            }
            push_children(task, tasks);
        }
    }

    void push_children(const Task& task, std::vector<Task>& tasks) const {
        Range rest = task.range;
        while (rest.size() > 0) {
            const std::string& part = entities_[rest.begin].path.parts()[task.depth];
            const auto first = entities_.begin() + static_cast<std::ptrdiff_t>(rest.begin);
            const auto last = entities_.begin() + static_cast<std::ptrdiff_t>(rest.end);
            const auto end = std::partition_point(first, last, [&](const FlatEntity& entity) {
                return entity.path.parts()[task.depth] == part;
            });
            const auto at = static_cast<std::size_t>(end - entities_.begin());
            tasks.push_back({{rest.begin, at}, task.depth + 1, task.shown});
            rest.begin = at;
        }
    }

    /// A rule for the subtree of the first `depth` parts of an entity.
    void add(std::size_t entity, std::size_t depth, bool shown) {
        const auto parts = entities_[entity].path.parts();
        const auto end = parts.begin() + static_cast<std::ptrdiff_t>(depth);
        (shown ? view_.also : view_.excluded).insert(EntityPath::from_parts({parts.begin(), end}));
    }

    FlatSpan entities_;
    std::span<const std::size_t> members_;
    ViewSpec& view_;
    Range origin_;
};

/// Can a subtree be a view's origin: is its root no entity of another stack?
bool can_be_origin(FlatSpan entities, const PictureStack& stack, const EntityPath& root) {
    const Range range = subtree(entities, root);
    return !(entities[range.begin].path == root) ||
           std::ranges::binary_search(stack.members, range.begin);
}

/// The entity that holds the pictures of a stack if it holds no others, else the stack's base.
EntityPath narrow_origin(FlatSpan entities, const PictureStack& stack) {
    std::optional<EntityPath> shared;
    std::size_t num_pictures = 0;
    for (const std::size_t member : stack.members) {
        if (!entities[member].pictures.empty()) {
            ++num_pictures;
            shared =
                shared ? common_ancestor(*shared, entities[member].path) : entities[member].path;
        }
    }
    const EntityPath& base = entities[stack.base].path;
    if (!shared) {
        return base;
    }
    const Range range = subtree(entities, *shared);
    const auto num_held = std::ranges::count_if(
        entities.subspan(range.begin, range.size()),
        [](const FlatEntity& entity) { return !entity.pictures.empty(); }
    );
    const bool holds_no_others = static_cast<std::size_t>(num_held) == num_pictures;
    return holds_no_others && can_be_origin(entities, stack, *shared) ? *shared : base;
}

}  // namespace

std::vector<ViewSpec> views_of_stacks(FlatSpan entities, std::span<const PictureStack> stacks) {
    std::vector<EntityPath> holders;
    std::map<EntityPath, std::size_t> num_held_by;
    std::vector<std::size_t> colors;
    for (const PictureStack& stack : stacks) {
        const auto& members = stack.members;
        holders.push_back(
            common_ancestor(entities[members.front()].path, entities[members.back()].path)
        );
        ++num_held_by[holders.back()];
        if (stack.has_color) {
            colors.push_back(stack.base);
        }
    }
    std::vector<ViewSpec> views;
    for (std::size_t i = 0; i < stacks.size(); ++i) {
        const Range range = subtree(entities, holders[i]);
        const auto num_colors = std::ranges::lower_bound(colors, range.end) -
                                std::ranges::lower_bound(colors, range.begin);
        const bool is_alone = num_held_by[holders[i]] == 1 &&
                              num_colors == (stacks[i].has_color ? 1 : 0) &&
                              can_be_origin(entities, stacks[i], holders[i]);
        EntityPath origin = is_alone ? holders[i] : narrow_origin(entities, stacks[i]);
        views.push_back(view_of(entities, stacks[i].members, std::move(origin)));
    }
    return views;
}

ViewSpec view_of(FlatSpan entities, std::span<const std::size_t> members, EntityPath origin) {
    ViewSpec view{ViewKind::Spatial2D, std::move(origin), {}};
    ContentsWriter(entities, members, view).write();
    return view;
}

}  // namespace limn::scene
