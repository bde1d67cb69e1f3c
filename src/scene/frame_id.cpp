// SPDX-License-Identifier: MIT
#include "scene/frame_id.h"

#include "base/hash.h"
#include "base/text.h"

namespace limn::scene {
namespace {

constexpr std::string_view kEntityPrefix = "tf#";

}  // namespace

FrameId FrameId::parse(std::string_view text) {
    if (text.starts_with("tf#/")) {
        return FrameId(EntityPath::parse(text.substr(kEntityPrefix.size())));
    }
    FrameId frame;
    frame.name_ = text;
    return frame;
}

std::string FrameId::text() const {
    return is_named() ? valid_utf8(name_) : std::string(kEntityPrefix) + entity_.text();
}

std::uint64_t FrameId::hash() const {
    return is_named() ? hash_text(name_) : entity_.hash();
}

}  // namespace limn::scene
