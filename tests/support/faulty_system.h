// SPDX-License-Identifier: MIT
/// A system that behaves badly: reads that fail, are short or interrupted; few cores or many.
///
/// What      While a `FaultySystem` lives, `pread` and the number of cores are as it says. Programs that use it are
///           linked as tests/unit/rrd/CMakeLists.txt says, so that our calls come here.
/// Threads   one object at a time; the calls may come from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

namespace limn::test {

struct SystemFaults {
    static constexpr std::uint64_t kNowhere = std::numeric_limits<std::uint64_t>::max();

    std::uint64_t unreadable_from =
        kNowhere;  ///< Reads of this byte of any file, or later ones, are EIO.
    std::size_t most_at_once = std::numeric_limits<std::size_t>::max();  ///< Bytes of one read.
    bool interrupts = false;  ///< Every other read is EINTR.
    unsigned num_cores = 0;   ///< 0: as many as there are.
};

class FaultySystem {
  public:
    explicit FaultySystem(const SystemFaults& faults);
    FaultySystem(const FaultySystem&) = delete;
    FaultySystem& operator=(const FaultySystem&) = delete;
    ~FaultySystem();

    /// Reads so far.
    [[nodiscard]] std::uint64_t num_reads() const;
};

}  // namespace limn::test
