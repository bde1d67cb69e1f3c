// SPDX-License-Identifier: MIT
#include "rrd/input.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace limn::rrd {
namespace {

/// The largest piece of a file: a call to the system does not count any more.
constexpr std::size_t kPieceBytes = std::size_t{1} << 20U;

/// A window that was large once is not made anew for every large message.
constexpr std::size_t kKeptBytes = std::size_t{4} << 20U;

/// The first one, and whenever something was passed over.
constexpr std::size_t kFirstPieceBytes = std::size_t{32} << 10U;

}  // namespace

Result<Input> Input::of_file(std::shared_ptr<const RandomAccessFile> file) {
    Input input;
    LIMN_TRY(input.size_, file->size());
    input.file_ = std::move(file);
    return input;
}

Result<bool> Input::grow() {
    if (file_ == nullptr) {
        return false;
    }
    LIMN_TRY(const std::uint64_t size, file_->size());
    const bool is_more = size > size_;
    size_ = std::max(size, size_);
    return is_more;
}

Result<arrow::Buffer> Input::read(std::uint64_t offset, std::size_t size) const {
    if (file_ == nullptr) {
        return memory_.slice(static_cast<std::size_t>(offset), size);
    }
    Result<void> outcome;
    arrow::Buffer buffer = arrow::Buffer::make_for_overwrite(size, [&](std::span<std::byte> out) {
        outcome = file_->read(offset, out);
    });
    if (!outcome) {
        return tl::unexpected(std::move(outcome).error());
    }
    return buffer;
}

Result<void> Input::read_into(std::uint64_t offset, std::span<std::byte> out) const {
    if (file_ != nullptr) {
        return file_->read(offset, out);
    }
    std::ranges::copy(
        memory_.bytes().subspan(static_cast<std::size_t>(offset), out.size()),
        out.begin()
    );
    return {};
}

Result<std::span<const std::byte>> ReadAhead::at(std::uint64_t offset, std::size_t size) {
    const std::uint64_t rest = input_.size() - std::min(offset, input_.size());
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size, rest));
    if (!input_.is_file()) {
        return input_.memory().subspan(input_.memory().size() - rest, wanted);
    }
    const bool is_here = offset >= window_offset_ && offset - window_offset_ + wanted <=
                                                         static_cast<std::uint64_t>(window_size_);
    if (!is_here) {
        const bool goes_on = piece_ != 0 && offset <= window_offset_ + window_size_;
        piece_ = goes_on ? std::min(piece_ * 2, kPieceBytes) : kFirstPieceBytes;
        auto count =
            static_cast<std::size_t>(std::min<std::uint64_t>(std::max(wanted, piece_), rest));
        window_size_ = 0;
        if (window_.size() < count || window_.size() > 4 * std::max(count, kKeptBytes)) {
            window_ = std::vector<std::byte>(count);
        }
        auto outcome = input_.read_into(offset, std::span(window_).first(count));
        if (!outcome && count > wanted) {
            count = wanted;  // What lies ahead cannot be read; what is asked for may be sound.
            outcome = input_.read_into(offset, std::span(window_).first(count));
        }
        LIMN_TRY_VOID(std::move(outcome));
        window_offset_ = offset;
        window_size_ = count;
    }
    const auto begin = static_cast<std::size_t>(offset - window_offset_);
    return std::span<const std::byte>(window_).subspan(begin, wanted);
}

}  // namespace limn::rrd
