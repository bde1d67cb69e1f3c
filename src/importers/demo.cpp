// SPDX-License-Identifier: MIT
#include "importers/demo.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "importers/demo/camera.h"
#include "importers/demo/director.h"
#include "logger/recording_stream.h"

namespace limn::importers {
namespace {

/// Frames are taken from the stream in groups: rows of one group share chunks. The first stands alone.
constexpr int kFramesPerGroup = 5;

/// About what a frame has, for the progress bar.
constexpr std::uint64_t kBytesPerFrame = 640'000;

class DemoSource final : public MessageSource {
  public:
    [[nodiscard]] Result<std::optional<LogMessage>> next() override {
        while (ready_.empty() && next_frame_ < demo::kNumFrames) {
            LIMN_TRY_VOID(make_group());
        }
        if (ready_.empty()) {
            return std::optional<LogMessage>();
        }
        std::optional<LogMessage> message(std::move(ready_.front()));
        ready_.pop_front();
        return message;
    }

    [[nodiscard]] SourceProgress progress() const override {
        return {done_bytes_.load(), kBytesPerFrame * demo::kNumFrames};
    }

    [[nodiscard]] const Diagnostics& diagnostics() const override { return diagnostics_; }

    [[nodiscard]] std::string name() const override { return "demo"; }

  private:
    Result<void> make_group() {
        if (!director_) {
            director_ = std::make_unique<demo::Director>(stream_);
            LIMN_TRY_VOID(director_->log_static_things());
        }
        const int last =
            next_frame_ == 0 ? 1 : std::min(next_frame_ + kFramesPerGroup, demo::kNumFrames);
        for (; next_frame_ < last; ++next_frame_) {
            LIMN_TRY_VOID(director_->log_frame(next_frame_));
        }
        for (LogMessage& message : stream_.take_messages()) {
            ready_.push_back(std::move(message));
        }
        done_bytes_ = kBytesPerFrame * static_cast<std::uint64_t>(next_frame_);
        if (next_frame_ == demo::kNumFrames) {
            director_.reset();  // Its pictures are no longer needed.
        }
        return {};
    }

    logger::RecordingStream stream_{
        {StoreKind::Recording, "limn_demo", "street_crossing"},
        {.source = "Limn demo"}};
    std::unique_ptr<demo::Director> director_;
    std::deque<LogMessage> ready_;
    int next_frame_ = 0;
    std::atomic<std::uint64_t> done_bytes_ = 0;
    Diagnostics diagnostics_;
};

}  // namespace

std::unique_ptr<MessageSource> make_demo() {
    return std::make_unique<DemoSource>();
}

}  // namespace limn::importers
