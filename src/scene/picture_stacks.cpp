// SPDX-License-Identifier: MIT
//
// Color pictures begin stacks. Then depth pictures, then masks join a stack whose size they have; then
// geometry joins, whatever its extent. Each looks for the nearest pictures:
// 1. below a picture: those beside it whose parent holds the entity, else the picture that holds it;
// 2. else those below the entity, else below its parent, and so on: the first level that has any.
// Of several, those count that share most words of their names with it ("left_boxes" and "left"). A mask
// or depth picture that still fits several begins a stack of its own. Geometry prefers color, then the
// largest picture (not a thumbnail, not a half-size mask), and is shown on each of those that are equal.
#include "scene/picture_stacks.h"

#include <algorithm>
#include <cctype>
#include <compare>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "scene/subtrees.h"

namespace limn::scene {
namespace {

/// Geometry that stands beside more equal pictures than this belongs to none of them in particular.
constexpr std::size_t kMaxShared = 8;

/// A picture with less than this share of the largest one's pixels is a thumbnail.
constexpr double kThumbnailShare = 0.25;

/// What a stack has so far.
struct Contents {
    PictureSize size;
    std::size_t colors = 0;
    std::size_t depths = 0;
    bool is_drawn = false;  ///< Some picture is.

    [[nodiscard]] bool accepts(const FlatEntity& entity) const {
        Contents with = *this;
        for (const Picture& picture : entity.pictures) {
            if (with.size != PictureSize{} && picture.size != PictureSize{} &&
                with.size != picture.size) {
                return false;
            }
            with.add(picture);
        }
        return with.colors <= 1 && with.depths <= 1;
    }

    void add(const Picture& picture) {
        size = size == PictureSize{} ? picture.size : size;
        colors += picture.kind == DataKind::ColorImage ? 1U : 0U;
        depths += picture.kind == DataKind::DepthImage ? 1U : 0U;
        is_drawn = is_drawn || !picture.is_refused;
    }

    [[nodiscard]] double area() const {
        return static_cast<double>(size.width) * static_cast<double>(size.height);
    }
};

bool has_kind(const FlatEntity& entity, DataKind kind) {
    return std::ranges::any_of(entity.pictures, [&](const Picture& p) { return p.kind == kind; });
}

/// "leftCam_01" → "left", "cam", "01".
void add_words(std::set<std::string>& words, std::string_view part) {
    std::string word;
    bool was_lower = false;
    const auto end_word = [&] {
        if (!word.empty()) {
            words.insert(std::exchange(word, {}));
        }
    };
    for (const char c : part) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_word = byte >= 0x80 || std::isalnum(byte) != 0;
        if (!is_word || (was_lower && std::isupper(byte) != 0)) {
            end_word();
        }
        if (is_word) {
            word.push_back(static_cast<char>(std::tolower(byte)));
        }
        was_lower = std::islower(byte) != 0;
    }
    end_word();
}

/// Words of the path's parts from `depth` on.
std::set<std::string> words_of(const EntityPath& path, std::size_t depth) {
    std::set<std::string> words;
    const auto parts = path.parts();
    for (const std::string& part : parts.subspan(std::min(depth, parts.size()))) {
        add_words(words, part);
    }
    return words;
}

std::size_t shared_depth(const EntityPath& a, const EntityPath& b) {
    const auto left = a.parts();
    const auto right = b.parts();
    const auto end = std::mismatch(left.begin(), left.end(), right.begin(), right.end()).first;
    return static_cast<std::size_t>(end - left.begin());
}

/// The first `depth` parts.
EntityPath ancestor(const EntityPath& path, std::size_t depth) {
    const auto parts = path.parts();
    return depth >= parts.size()
               ? path
               : EntityPath::from_parts(
                     {parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(depth)}
                 );
}

/// Which pictures an entity is compared with: of a subtree, of the children of an entity, or one alone.
enum class Reach : std::uint8_t { Subtree, Children, Self };

struct Place {
    EntityPath at;
    Reach reach = Reach::Subtree;

    friend auto operator<=>(const Place&, const Place&) = default;
};

/// The pictures of a place, and where the words of their names occur.
struct Level {
    std::vector<std::size_t> pictures;  ///< Indices of entities, ascending.
    std::unordered_map<std::string, std::vector<std::size_t>>
        by_word;  ///< Positions in `pictures`.
};

class Stacker {
  public:
    explicit Stacker(FlatSpan entities)
        : entities_(entities)
        , stack_of_(entities.size()) {
        for (std::size_t i = 0; i < entities.size(); ++i) {
            if (!entities[i].pictures.empty()) {
                picture_paths_.push_back(entities[i].path);
                pictures_.push_back(i);
                children_[entities[i].path.parent()].push_back(i);
            }
        }
    }

    std::vector<PictureStack> run() {
        stack_kind(DataKind::ColorImage);
        stack_kind(DataKind::DepthImage);
        stack_kind(DataKind::ClassImage);
        std::vector<std::size_t> rest;
        for (std::size_t i = 0; i < entities_.size(); ++i) {
            if (entities_[i].pictures.empty() && !place_geometry(i)) {
                rest.push_back(i);
            }
        }
        if (!rest.empty()) {
            stacks_.push_back({rest, rest.front(), false});
        }
        for (PictureStack& stack : stacks_) {
            std::ranges::sort(stack.members);
        }
        std::ranges::sort(stacks_, {}, &PictureStack::base);
        return std::move(stacks_);
    }

  private:
    /// Pictures of this kind that are in no stack yet.
    void stack_kind(DataKind kind) {
        for (const std::size_t index : pictures_) {
            if (stack_of_[index] || !has_kind(entities_[index], kind)) {
                continue;
            }
            std::optional<std::size_t> stack;
            if (kind != DataKind::ColorImage) {
                stack = find_fitting(index);
            }
            if (!stack) {
                stack = stacks_.size();
                stacks_.push_back({{}, index, kind == DataKind::ColorImage});
                contents_.emplace_back();
            }
            stack_of_[index] = stack;
            assigned_.insert(index);
            stacks_[*stack].members.push_back(index);
            for (const Picture& picture : entities_[index].pictures) {
                contents_[*stack].add(picture);
            }
        }
    }

    std::optional<std::size_t> find_fitting(std::size_t index) {
        std::vector<std::size_t> stacks = nearest_stacks(index, [&](std::size_t stack) {
            return contents_[stack].accepts(entities_[index]);
        });
        if (stacks.size() > 1) {
            // Masks that fit several pictures lie on one another.
            std::erase_if(stacks, [&](std::size_t stack) {
                return contents_[stack].colors + contents_[stack].depths > 0;
            });
        }
        return stacks.size() == 1 ? std::optional(stacks.front()) : std::nullopt;
    }

    bool place_geometry(std::size_t index) {
        std::vector<std::size_t> stacks = nearest_stacks(index, [](std::size_t) { return true; });
        double largest = 0.0;
        for (const std::size_t stack : stacks) {
            largest = std::max(largest, contents_[stack].area());
        }
        std::erase_if(stacks, [&](std::size_t stack) {
            return contents_[stack].area() < largest * kThumbnailShare;
        });
        const auto rank = [&](std::size_t stack) {
            const Contents& contents = contents_[stack];
            return std::tuple(contents.is_drawn, contents.colors > 0, contents.area());
        };
        std::tuple<bool, bool, double> best{false, false, 0.0};
        for (const std::size_t stack : stacks) {
            best = std::max(best, rank(stack));
        }
        std::erase_if(stacks, [&](std::size_t stack) { return rank(stack) < best; });
        if (stacks.empty() || stacks.size() > kMaxShared) {
            return false;
        }
        for (const std::size_t stack : stacks) {
            stacks_[stack].members.push_back(index);
        }
        return true;
    }

    /// Of the nearest pictures those that are accepted and whose names are most alike, as stacks.
    template <typename Accepts>
    std::vector<std::size_t> nearest_stacks(std::size_t index, const Accepts& accepts) {
        const Place place = nearest_place(index);
        const Level& level = level_of(place);
        std::vector<std::size_t> scores(level.pictures.size());
        if (level.pictures.size() > 1) {
            for (const std::string& word :
                 words_of(entities_[index].path, place.at.parts().size())) {
                if (const auto found = level.by_word.find(word); found != level.by_word.end()) {
                    for (const std::size_t position : found->second) {
                        ++scores[position];
                    }
                }
            }
        }
        std::size_t best = 0;
        std::vector<std::size_t> stacks;
        for (std::size_t i = 0; i < level.pictures.size(); ++i) {
            const auto& stack = stack_of_[level.pictures[i]];
            if (!stack || level.pictures[i] == index || scores[i] < best || !accepts(*stack)) {
                continue;
            }
            if (scores[i] > best) {
                stacks.clear();
                best = scores[i];
            }
            stacks.push_back(*stack);
        }
        std::ranges::sort(stacks);
        const auto rest = std::ranges::unique(stacks);
        stacks.erase(rest.begin(), rest.end());
        return stacks;
    }

    Place nearest_place(std::size_t index) const {
        const EntityPath& path = entities_[index].path;
        if (const EntityPath* holder = holding_picture(path); holder != nullptr) {
            for (std::size_t d = path.parts().size() - 1; d > holder->parts().size(); --d) {
                EntityPath at = ancestor(path, d);
                if (has_stacked_child(at, index)) {
                    return {std::move(at), Reach::Children};
                }
            }
            return {*holder, Reach::Self};
        }
        // In path order the neighbours are the ones that share most with it.
        std::size_t depth = 0;
        if (const auto next = assigned_.upper_bound(index); next != assigned_.end()) {
            depth = shared_depth(path, entities_[*next].path);
        }
        if (const auto after = assigned_.lower_bound(index); after != assigned_.begin()) {
            depth = std::max(depth, shared_depth(path, entities_[*std::prev(after)].path));
        }
        return {ancestor(path, depth), Reach::Subtree};
    }

    /// The nearest picture above the entity that is in a stack.
    const EntityPath* holding_picture(const EntityPath& path) const {
        EntityPath at = path;
        while (!at.is_root()) {
            at = at.parent();
            const EntityPath* found = nearest_root(picture_paths_, at);
            if (found == nullptr || stack_of_[index_of(*found)]) {
                return found;
            }
            at = *found;
        }
        return nullptr;
    }

    bool has_stacked_child(const EntityPath& at, std::size_t index) const {
        const auto found = children_.find(at);
        return found != children_.end() && std::ranges::any_of(found->second, [&](std::size_t i) {
                   return i != index && stack_of_[i].has_value();
               });
    }

    std::size_t index_of(const EntityPath& picture) const {
        const auto found = std::ranges::lower_bound(picture_paths_, picture);
        return pictures_[static_cast<std::size_t>(found - picture_paths_.begin())];
    }

    const Level& level_of(const Place& place) {
        const auto [found, is_new] = levels_.try_emplace(place);
        Level& level = found->second;
        if (!is_new) {
            return level;
        }
        if (place.reach == Reach::Self) {
            level.pictures = {index_of(place.at)};
        } else if (place.reach == Reach::Children) {
            level.pictures = children_.at(place.at);
        } else {
            const auto begin = std::ranges::lower_bound(picture_paths_, place.at);
            const auto end =
                std::partition_point(begin, picture_paths_.end(), [&](const EntityPath& p) {
                    return p.is_in_subtree_of(place.at);
                });
            const auto first = pictures_.begin() + (begin - picture_paths_.begin());
            level.pictures.assign(first, first + (end - begin));
        }
        const std::size_t depth = place.at.parts().size();
        for (std::size_t i = 0; i < level.pictures.size(); ++i) {
            for (const std::string& word : words_of(entities_[level.pictures[i]].path, depth)) {
                level.by_word[word].push_back(i);
            }
        }
        return level;
    }

    FlatSpan entities_;
    std::vector<std::size_t> pictures_;      ///< Entities that have pictures, in path order.
    std::vector<EntityPath> picture_paths_;  ///< Theirs.
    std::unordered_map<EntityPath, std::vector<std::size_t>> children_;  ///< Pictures by parent.
    std::vector<std::optional<std::size_t>> stack_of_;  ///< Of entities with pictures.
    std::set<std::size_t> assigned_;                    ///< Pictures that are in a stack.
    std::vector<PictureStack> stacks_;
    std::vector<Contents> contents_;  ///< Of the stacks.
    std::map<Place, Level> levels_;
};

}  // namespace

bool fit_together(FlatSpan entities) {
    Contents contents;
    for (const FlatEntity& entity : entities) {
        if (!contents.accepts(entity)) {
            return false;
        }
        std::ranges::for_each(entity.pictures, [&](const Picture& p) { contents.add(p); });
    }
    return true;
}

std::vector<PictureStack> stack_pictures(FlatSpan entities) {
    return Stacker(entities).run();
}

}  // namespace limn::scene
