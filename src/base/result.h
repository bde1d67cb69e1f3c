// SPDX-License-Identifier: MIT
/// Result and Error: how every fallible function of Limn answers.
///
/// What      `Result<T>` is a value or an `Error`. An error says what failed first; the place is
///           put in front on the way up with `context()`, so a message reads
///           "a.rrd: message 12: LZ4 block is damaged".
/// Threads   plain values.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace limn {

/// Grouped by what the user can do about it.
enum class ErrorCode {
    NotFound,            ///< No such file, entity, component, timeline.
    Unreadable,          ///< The system refused to read or write.
    NotThisFormat,       ///< Ask the next importer.
    UnsupportedVersion,  ///< Too old or of a kind that was removed.
    Corrupt,             ///< Damaged or inconsistent bytes.
    TooLarge,            ///< A size beyond a cap of ours.
    InvalidArgument,     ///< The caller (command line, script) asked for nonsense.
    Cancelled,
    Gpu,
    Internal,
};

struct [[nodiscard]] Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message;

    /// Puts `where` in front of the message.
    [[nodiscard]] Error context(std::string_view where) && {
        message = std::string(where) + ": " + message;
        return std::move(*this);
    }
};

template <typename T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::Corrupt, "…")` from any function that returns a Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
    return tl::unexpected<Error>(Error{code, std::move(message)});
}

/// Passes an error on, with `where` in front.
template <typename T>
[[nodiscard]] tl::unexpected<Error> forward_error(Result<T>&& result, std::string_view where) {
    return tl::unexpected<Error>(std::move(result).error().context(where));
}

}  // namespace limn

#define LIMN_CONCAT_INNER(a, b) a##b
#define LIMN_CONCAT(a, b) LIMN_CONCAT_INNER(a, b)
#define LIMN_TRY_INNER(tmp, decl, expr)                \
    auto tmp = (expr);                                 \
    if (!tmp) {                                        \
        return tl::unexpected(std::move(tmp).error()); \
    }                                                  \
    decl = std::move(*tmp)

/// `LIMN_TRY(const auto x, call());` declares x or returns the error.
#define LIMN_TRY(decl, expr) LIMN_TRY_INNER(LIMN_CONCAT(limn_try_, __COUNTER__), decl, expr)

/// `LIMN_TRY_VOID(call());` for Result<void>.
#define LIMN_TRY_VOID(expr)                                      \
    if (auto limn_try_void = (expr); !limn_try_void) {           \
        return tl::unexpected(std::move(limn_try_void).error()); \
    }
