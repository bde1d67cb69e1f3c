// SPDX-License-Identifier: MIT
#include "model/counted_kind.h"

#include <array>
#include <cstddef>
#include <string_view>

#include "base/counted.h"

namespace limn {

std::string counted(std::uint64_t number, CountKind kind) {
    constexpr std::array<std::string_view, kNumCountKinds>
        kOne{"skeleton", "box", "shape", "line", "point", "mesh", "pixel"};
    return counted(number, kOne.at(static_cast<std::size_t>(kind)), to_string(kind));
}

}  // namespace limn
