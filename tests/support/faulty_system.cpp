// SPDX-License-Identifier: MIT
#include "support/faulty_system.h"

#include <sys/types.h>

#include <algorithm>
#include <atomic>
#include <cerrno>

namespace {

// Plain numbers that reading threads may look at while a test changes them.
std::atomic<std::uint64_t> unreadable_from = limn::test::SystemFaults::kNowhere;
std::atomic<std::size_t> most_at_once = std::numeric_limits<std::size_t>::max();
std::atomic<bool> interrupts = false;
std::atomic<unsigned> num_cores = 0;
std::atomic<std::uint64_t> num_reads = 0;

void set(const limn::test::SystemFaults& faults) {
    unreadable_from = faults.unreadable_from;
    most_at_once = faults.most_at_once;
    interrupts = faults.interrupts;
    num_cores = faults.num_cores;
    num_reads = 0;
}

}  // namespace

// The linker sends calls of `name` to `__wrap_name`, and those of `__real_name` to the system.
extern "C" {
ssize_t __real_pread(int file, void* out, std::size_t size, off_t offset);
ssize_t __wrap_pread(int file, void* out, std::size_t size, off_t offset);
unsigned __real__ZNSt6thread20hardware_concurrencyEv();
unsigned __wrap__ZNSt6thread20hardware_concurrencyEv();

ssize_t __wrap_pread(int file, void* out, std::size_t size, off_t offset) {
    const bool is_even = num_reads++ % 2 == 0;
    if (interrupts && is_even) {
        errno = EINTR;
        return -1;
    }
    const auto begin = static_cast<std::uint64_t>(offset);
    if (begin >= unreadable_from) {
        errno = EIO;
        return -1;
    }
    const auto readable = static_cast<std::size_t>(
        std::min<std::uint64_t>(unreadable_from - begin, std::min<std::size_t>(size, most_at_once))
    );
    return __real_pread(file, out, readable, offset);
}

unsigned __wrap__ZNSt6thread20hardware_concurrencyEv() {
    return num_cores != 0 ? num_cores.load() : __real__ZNSt6thread20hardware_concurrencyEv();
}
}

namespace limn::test {

FaultySystem::FaultySystem(const SystemFaults& faults) {
    set(faults);
}

FaultySystem::~FaultySystem() {
    set({});
}

std::uint64_t FaultySystem::num_reads() const {
    return ::num_reads;
}

}  // namespace limn::test
