// SPDX-License-Identifier: MIT
/// Input: the bytes of a recording, in memory or in a file that is read piece by piece.
///
/// What      A file is never mapped and never held whole. Its size is that of the moment of opening,
///           until `grow` looks again.
/// Errors    Unreadable: the disk failed, or the file has become shorter.
/// Threads   `read` from any thread; `ReadAhead` belongs to one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "arrow/buffer.h"
#include "base/random_access_file.h"
#include "base/result.h"

namespace limn::rrd {

class Input {
  public:
    explicit Input(arrow::Buffer memory)
        : memory_(std::move(memory))
        , size_(memory_.size()) {}

    [[nodiscard]] static Result<Input> of_file(std::shared_ptr<const RandomAccessFile> file);

    [[nodiscard]] std::uint64_t size() const { return size_; }

    [[nodiscard]] bool is_file() const { return file_ != nullptr; }

    /// Takes what was appended to the file since. True if there is more than before.
    [[nodiscard]] Result<bool> grow();

    /// The range must lie inside. Memory is shared; of a file the bytes are a copy.
    [[nodiscard]] Result<arrow::Buffer> read(std::uint64_t offset, std::size_t size) const;

    /// The same into memory of the caller.
    [[nodiscard]] Result<void> read_into(std::uint64_t offset, std::span<std::byte> out) const;

    /// All of it, if it lies in memory.
    [[nodiscard]] std::span<const std::byte> memory() const { return memory_.bytes(); }

  private:
    Input() = default;

    arrow::Buffer memory_;
    std::shared_ptr<const RandomAccessFile> file_;
    std::uint64_t size_ = 0;
};

/// Reads an input from front to back, in pieces that become larger while nothing is passed over.
class ReadAhead {
  public:
    explicit ReadAhead(Input input)
        : input_(std::move(input)) {}

    [[nodiscard]] Input& input() { return input_; }

    [[nodiscard]] const Input& input() const { return input_; }

    /// At most `size` bytes from there on: fewer at the end. Valid until the next call (in memory: as
    /// long as the memory).
    [[nodiscard]] Result<std::span<const std::byte>> at(std::uint64_t offset, std::size_t size);

  private:
    Input input_;
    std::vector<std::byte> window_;
    std::uint64_t window_offset_ = 0;
    std::size_t window_size_ = 0;
    std::size_t piece_ = 0;  ///< Read last.
};

}  // namespace limn::rrd
