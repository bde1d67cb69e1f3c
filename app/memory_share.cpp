// SPDX-License-Identifier: MIT
#include "memory_share.h"

#include "process_memory.h"
#include "session/settings.h"
#include "store/payload_cache.h"

namespace limn::app {
namespace {

/// How often the system is asked what the process takes.
constexpr double kResidentSeconds = 1.0;

}  // namespace

void MemoryShare::update(session::Session& session, ui::FrameInfo& info, double seconds) {
    const std::uint64_t limit = limit_bytes_.value_or(session::memory_limit(session.settings));
    store::PayloadCache& payloads = session.database.payloads();
    if (limit != shared_bytes_) {
        shared_bytes_ = limit;
        session.scene_cache.set_budget(limit / 4);
        payloads.set_budget(limit - limit / 4);
    }
    session.diagnostics.merge(payloads.take_faults());
    info.data = payloads.use();
    prefetcher_.update(session);
    resident_age_secs_ = resident_age_secs_.value_or(kResidentSeconds) + seconds;
    if (*resident_age_secs_ >= kResidentSeconds) {
        resident_age_secs_ = 0.0;
        info.memory_bytes = resident_bytes();
    }
}

}  // namespace limn::app
