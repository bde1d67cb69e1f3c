// SPDX-License-Identifier: MIT
/// MergingSource: another source, its small chunks merged.
///
/// What      Small chunks of one entity with the same columns wait for each other, up to some hundred rows. All go
///           on at the end of the other source, or when it has nothing at the moment.
///           Other messages pass by; the store does not care about the order.
/// Errors    those of the other source.
/// Threads   as the other source.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/message_source.h"

namespace limn::ingest {

class MergingSource final : public MessageSource {
  public:
    explicit MergingSource(std::unique_ptr<MessageSource> source)
        : source_(std::move(source)) {}

    [[nodiscard]] Result<std::optional<LogMessage>> next() override;

    [[nodiscard]] bool is_waiting() const override { return source_->is_waiting(); }

    [[nodiscard]] SourceProgress progress() const override { return source_->progress(); }

    [[nodiscard]] const Diagnostics& diagnostics() const override { return source_->diagnostics(); }

    [[nodiscard]] std::string name() const override { return source_->name(); }

  private:
    /// Chunks that wait for each other.
    struct Group {
        std::vector<ChunkMessage> messages;
        std::size_t num_rows = 0;
        std::size_t num_bytes = 0;
    };

    void add(ChunkMessage message);
    [[nodiscard]] Group& group_of(const ChunkMessage& message);
    void release(Group& group);
    void release_all();

    std::unique_ptr<MessageSource> source_;
    std::unordered_map<EntityPath, std::vector<Group>> groups_;
    std::size_t num_waiting_ = 0;
    std::size_t num_waiting_bytes_ = 0;
    std::deque<LogMessage> ready_;
};

}  // namespace limn::ingest
