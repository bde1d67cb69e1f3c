// SPDX-License-Identifier: MIT
/// SpooledPipe: what comes out of a pipe, kept in a nameless file.
///
/// What      A thread copies the pipe into a temporary file, so that the producer never waits for the reader,
///           any place can be read again, and memory does not grow.
/// Owns      the thread and the file; the descriptor if it is taken over.
/// Errors    Unreadable: no temporary file, or the pipe failed; `error` says what stopped the copying.
/// Threads   all members from any thread.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <thread>

#include "base/random_access_file.h"
#include "base/result.h"

namespace limn {

enum class DescriptorIs {
    Lent,       ///< The caller closes it.
    TakenOver,  ///< Closed with the SpooledPipe, or when it cannot be made.
};

class SpooledPipe {
  public:
    /// Begins to copy at once.
    [[nodiscard]] static Result<std::unique_ptr<SpooledPipe>>
    start(int descriptor, DescriptorIs owner = DescriptorIs::Lent);

    SpooledPipe(const SpooledPipe&) = delete;
    SpooledPipe& operator=(const SpooledPipe&) = delete;
    ~SpooledPipe();

    [[nodiscard]] const std::shared_ptr<const RandomAccessFile>& file() const { return file_; }

    /// Nothing more will come.
    [[nodiscard]] bool is_complete() const { return complete_.load(); }

    /// Why copying stopped early; look once it is complete.
    [[nodiscard]] std::optional<Error> error() const;

  private:
    SpooledPipe() = default;

    void copy(const std::stop_token& stop, int from);

    int owned_ = -1;  ///< The descriptor, if it was taken over.
    std::shared_ptr<const RandomAccessFile> file_;
    std::optional<Error> error_;  ///< Written before `complete_`.
    std::atomic<bool> complete_ = false;
    std::jthread thread_;  ///< Last: ends before what it uses.
};

}  // namespace limn
