// SPDX-License-Identifier: MIT
#include <tuple>

#include "session/commands.h"

namespace limn::session {
namespace {

template <typename C>
using Maker = std::shared_ptr<const CommandValue> (*)(C);

}  // namespace

template <IsCommand C>
std::shared_ptr<const CommandValue> make_value(C command) {
    return std::make_shared<const CommandValue>(std::move(command));
}

/// To name each of them is to make it.
template <typename Variant>
struct Makers;

template <typename... C>
struct Makers<std::variant<C...>> {
    static const std::tuple<Maker<C>...> kAll;
};

template <typename... C>
const std::tuple<Maker<C>...> Makers<std::variant<C...>>::kAll{&make_value<C>...};

template struct Makers<CommandValue>;

}  // namespace limn::session
