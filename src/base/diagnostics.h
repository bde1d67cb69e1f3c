// SPDX-License-Identifier: MIT
/// Partial failures: what went wrong while the rest went on.
///
/// What      A decoder or visualizer that skips something adds a Diagnostic and carries on. Equal
///           (kind, place) pairs are counted, not repeated, so hostile input cannot flood anything.
/// Threads   one owner at a time; hand over by value.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace limn {

enum class Severity { Note, Warning, Error };

struct Diagnostic {
    Severity severity = Severity::Warning;
    std::string place;    ///< File and byte offset, or entity path.
    std::string message;  ///< What happened and what we did about it.
    std::uint64_t count = 1;
};

class Diagnostics {
  public:
    /// Adds one, or counts it up if an equal one (place and message) is there. Kept distinct: 1000.
    void add(Severity severity, std::string place, std::string message, std::uint64_t count = 1);
    void merge(const Diagnostics& other);
    void clear();

    [[nodiscard]] const std::vector<Diagnostic>& items() const { return items_; }

    [[nodiscard]] bool empty() const { return items_.empty(); }

    /// Distinct diagnostics that found no room.
    [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

  private:
    std::vector<Diagnostic> items_;
    std::unordered_map<std::string, std::size_t> index_;
    std::uint64_t dropped_ = 0;
};

}  // namespace limn
