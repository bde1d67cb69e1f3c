// SPDX-License-Identifier: MIT
#include "base/spooled_pipe.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace limn {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} << 10U;

/// How soon a request to stop is seen while the pipe is silent.
constexpr int kPollMs = 100;

Error system_error(std::string_view what) {
    return {
        ErrorCode::Unreadable,
        std::string(what) + ": " + std::error_code(errno, std::generic_category()).message(),
    };
}

}  // namespace

Result<std::unique_ptr<SpooledPipe>> SpooledPipe::start(int descriptor, DescriptorIs owner) {
    // The constructor is private, so make_unique cannot call it.
    std::unique_ptr<SpooledPipe> pipe(new SpooledPipe());
    pipe->owned_ = owner == DescriptorIs::TakenOver ? descriptor : -1;
    LIMN_TRY(pipe->file_, RandomAccessFile::make_temporary());
    pipe->thread_ = std::jthread([self = pipe.get(), descriptor](const std::stop_token& stop) {
        self->copy(stop, descriptor);
        self->complete_ = true;
    });
    return pipe;
}

SpooledPipe::~SpooledPipe() {
    thread_ = {};  // It reads from the descriptor.
    if (owned_ >= 0) {
        ::close(owned_);
    }
}

std::optional<Error> SpooledPipe::error() const {
    return complete_ ? error_ : std::nullopt;
}

void SpooledPipe::copy(const std::stop_token& stop, int from) {
    std::vector<std::byte> piece(kPieceBytes);
    std::uint64_t size = 0;
    while (!stop.stop_requested()) {
        pollfd wait{from, POLLIN, 0};
        const int ready = ::poll(&wait, 1, kPollMs);
        if (ready == 0 || (ready < 0 && errno == EINTR)) {
            continue;
        }
        const ::ssize_t count = ready < 0 ? -1 : ::read(from, piece.data(), piece.size());
        if (count < 0) {
            if (errno == EINTR || errno == EAGAIN) {
                continue;
            }
            error_ = system_error("cannot be read");
            return;
        }
        if (count == 0) {
            return;
        }
        const auto bytes = std::span(piece).first(static_cast<std::size_t>(count));
        if (auto written = file_->append(size, bytes); !written) {
            error_ = std::move(written).error().context(temporary_file_place());
            return;
        }
        size += bytes.size();
    }
}

}  // namespace limn
