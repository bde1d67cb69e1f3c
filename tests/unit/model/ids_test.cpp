// SPDX-License-Identifier: MIT
#include "model/ids.h"

#include <gtest/gtest.h>

namespace limn {
namespace {

TEST(Tuid, HexTextGoesBothWays) {
    const Tuid id{0x18EA88476E4F36CD, 0x689A83A8FDC0E621};
    EXPECT_EQ(to_hex(id), "18ea88476e4f36cd689a83a8fdc0e621");
    EXPECT_EQ(parse_tuid(to_hex(id)), id);
    EXPECT_EQ(parse_tuid("chunk_18EA88476E4F36CD689a83a8fdc0e621"), id);
    EXPECT_EQ(parse_tuid("row_18EA88476E4F36CD689A83A8FDC0E621"), id);
}

TEST(Tuid, OtherTextsAreRefused) {
    for (const char* text :
         {"",
          "chunk_",
          "18ea",
          "18ea88476e4f36cd689a83a8fdc0e62g",
          "18ea88476e4f36cd689a83a8fdc0e6211",
          "-8ea88476e4f36cd689a83a8fdc0e621"}) {
        EXPECT_EQ(parse_tuid(text), std::nullopt) << text;
    }
}

TEST(Tuid, OrderIsByTimeThenCounter) {
    EXPECT_LT((RowId{{1, 9}}), (RowId{{2, 0}}));
    EXPECT_LT((RowId{{1, 1}}), (RowId{{1, 2}}));
    EXPECT_GT((RowId{{0xFFFFFFFFFFFFFFFF, 0}}), (RowId{{1, 0}})) << "unsigned";
}

TEST(StoreId, AllThreePartsCount) {
    const StoreId id{StoreKind::Recording, "app", "rec"};
    EXPECT_EQ(id, (StoreId{StoreKind::Recording, "app", "rec"}));
    EXPECT_NE(id, (StoreId{StoreKind::Blueprint, "app", "rec"}));
    EXPECT_NE(id, (StoreId{StoreKind::Recording, "other", "rec"}));
    EXPECT_NE(id, (StoreId{StoreKind::Recording, "app", "other"}));
}

}  // namespace
}  // namespace limn
