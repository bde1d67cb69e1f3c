// SPDX-License-Identifier: MIT
#include "base/diagnostics.h"

#include <utility>

namespace limn {
namespace {

constexpr std::size_t kMaxDistinct = 1000;

}  // namespace

void Diagnostics::add(
    Severity severity,
    std::string place,
    std::string message,
    std::uint64_t count
) {
    std::string key = place + '\n' + message;
    if (const auto found = index_.find(key); found != index_.end()) {
        items_[found->second].count += count;
        return;
    }
    if (items_.size() >= kMaxDistinct) {
        dropped_ += count;
        return;
    }
    index_.emplace(std::move(key), items_.size());
    items_.push_back({severity, std::move(place), std::move(message), count});
}

void Diagnostics::merge(const Diagnostics& other) {
    for (const Diagnostic& item : other.items_) {
        add(item.severity, item.place, item.message, item.count);
    }
    dropped_ += other.dropped_;
}

void Diagnostics::clear() {
    items_.clear();
    index_.clear();
    dropped_ = 0;
}

}  // namespace limn
