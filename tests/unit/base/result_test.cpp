// SPDX-License-Identifier: MIT
#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace limn {
namespace {

Result<int> half(int value) {
    if (value % 2 != 0) {
        return fail(ErrorCode::InvalidArgument, "odd");
    }
    return value / 2;
}

Result<int> quarter(int value) {
    LIMN_TRY(const int once, half(value));
    LIMN_TRY(const int twice, half(once));
    return twice;
}

Result<void> check(int value) {
    LIMN_TRY_VOID(half(value));
    return {};
}

TEST(Result, TryPassesValuesAndErrorsOn) {
    EXPECT_EQ(quarter(12).value(), 3);
    EXPECT_EQ(quarter(6).error().message, "odd");
    EXPECT_TRUE(check(2).has_value());
    EXPECT_EQ(check(3).error().code, ErrorCode::InvalidArgument);
}

TEST(Result, ContextStandsInFront) {
    auto inner = half(3);
    const Result<std::unique_ptr<int>> outer = forward_error(std::move(inner), "a.rrd: message 12");
    EXPECT_EQ(outer.error().message, "a.rrd: message 12: odd");
    EXPECT_EQ(outer.error().code, ErrorCode::InvalidArgument);
}

}  // namespace
}  // namespace limn
