// SPDX-License-Identifier: MIT
#include "exporter/text_table.h"

#include <gtest/gtest.h>

namespace limn::exporter {
namespace {

TEST(TextTable, ColumnsLineUp) {
    TextTable table({{"name", Align::Left}, {"rows", Align::Right}});
    table.add({"a", "5"});
    table.add({"müde", "12 000"});
    EXPECT_EQ(table.text(), "name    rows\na          5\nmüde  12 000\n");
}

TEST(TextTable, IndentGoesBeforeEveryLine) {
    TextTable table({{"x", Align::Left}, {"y", Align::Left}});
    table.add({"1", ""});
    EXPECT_EQ(table.text(2), "  x  y\n  1\n");
}

TEST(Printable, ControlCharactersAreGone) {
    EXPECT_EQ(printable("a\x1b[31mb\nc"), "a [31mb c");
}

TEST(Printable, BytesThatAreNoTextAreReplaced) {
    EXPECT_EQ(printable("a\xff"), "a\xEF\xBF\xBD");
}

}  // namespace
}  // namespace limn::exporter
