// SPDX-License-Identifier: MIT
/// How long recordings are, in a few words.
///
/// What      "3 frames" of a sequence, as many as times have a row; "#0 – #299" while that is not known; "12.5 s" of other
///           timelines; "static" without one.
/// Cost      Frames of a small recording are counted when it has changed; those of a large one are known when its classes
///           have been counted over time.
/// Threads   the UI thread; tested without a window.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "session/session.h"
#include "store/recording.h"

namespace limn::ui {

class RecordingLengths {
  public:
    /// `num_found` is how many chunks were read to find where their rows lie: `session::Session::num_found`.
    [[nodiscard]] const std::string& text(
        const store::Recording& recording,
        const session::RecordingState& state,
        std::uint64_t num_found
    );

  private:
    struct Known {
        std::uint64_t key = 0;  ///< Of what the text was made from.
        std::string text;
    };

    std::map<StoreId, Known> known_;
};

}  // namespace limn::ui
