# SPDX-License-Identifier: MIT
"""Tests of .ci/check_layers.py on small trees made here: each rule must find its fault, and a sound tree has none."""

from __future__ import annotations

import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / ".ci"))
import check_layers as layers

SOUND = {
    "src/base/CMakeLists.txt": "limn_add_module(NAME base SOURCES a.cpp HEADERS a.h)\n",
    "src/base/a.h": "#pragma once\n#include <vector>\n",
    "src/base/a.cpp": '#include "base/a.h"\nint f() {\n    return 1;\n}\n',
    "src/draw/CMakeLists.txt": "limn_add_module(NAME draw HEADERS d.h\n  DEPS base)\n",
    "src/draw/d.h": '#pragma once\n#include "base/a.h"\n',
    "src/render/CMakeLists.txt": "limn_add_module(NAME render HEADERS r.h DEPS base draw)\n",
    "src/render/r.h": '#include "draw/d.h"\n#include <glad/gl.h>\n',
    "app/main.cpp": "#include <GLFW/glfw3.h>\nint main() { return 0; }\n",
    "docs/ARCHITECTURE.md": "# x\n\n" + layers.TABLE_HEAD + "\n|---|---|---|\n| `base` | words | nothing |\n"
    "| `draw` | lists | `base` |\n| `render` | pixels | `base` `draw` |\n\nmore\n",
}


def faults_of(**changes: str) -> list[str]:
    """Faults of the sound tree with files replaced; __ in a name stands for /, a leading _ for nothing."""
    tree = {**SOUND, **{name.replace("__", "/").replace("_h", ".h").replace("_cpp", ".cpp"): text for name, text in changes.items()}}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in tree.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        return layers.check(root)


class Rules(unittest.TestCase):
    def only(self, faults: list[str], *parts: str) -> None:
        self.assertEqual(len(faults), 1, faults)
        for part in parts:
            self.assertIn(part, faults[0])

    def test_a_sound_tree_has_no_fault(self) -> None:
        self.assertEqual(faults_of(), [])

    def test_include_that_is_not_among_the_deps(self) -> None:
        self.only(faults_of(src__base__a_h='#pragma once\n\n#include "draw/d.h"\n'.replace("draw/d.h", "draw/e.h")), "src/base/a.h:3:", "may include: nothing")

    def test_include_of_a_missing_file(self) -> None:
        self.only(faults_of(src__draw__d_h='#include "base/none.h"\n'), "src/draw/d.h:1:", "does not exist")

    def test_dep_that_is_not_below(self) -> None:
        tree = {"src/base/CMakeLists.txt": "limn_add_module(NAME base SOURCES a.cpp HEADERS a.h DEPS draw)\n"}
        faults = faults_of(**tree)
        self.assertTrue(any("src/base/CMakeLists.txt:1:" in f and "not below" in f for f in faults), faults)

    def test_modules_on_one_line_do_not_see_each_other(self) -> None:
        self.assertFalse(layers.may_depend("store", "rrd"))
        self.assertFalse(layers.may_depend("rrd", "store"))
        self.assertTrue(layers.may_depend("ingest", "store"))

    def test_render_sees_little_and_is_seen_from_views_up(self) -> None:
        self.assertFalse(layers.may_depend("render", "model"))
        self.assertTrue(layers.may_depend("render", "draw"))
        self.assertFalse(layers.may_depend("session", "render"))
        self.assertTrue(layers.may_depend("views", "render"))

    def test_banned_headers(self) -> None:
        banned = {
            "imgui.h": "Dear ImGui", "GLFW/glfw3.h": "GLFW", "lz4.h": "LZ4", "glad/gl.h": "OpenGL",
            "google/protobuf/message.h": "protobuf", "grpcpp/grpcpp.h": "gRPC", "EGL/egl.h": "OpenGL",
        }  # fmt: skip
        for header, name in banned.items():
            self.only(faults_of(src__draw__d_h=f"\n#include <{header}>\n"), "src/draw/d.h:2:", name)

    def test_include_cycle(self) -> None:
        tree = {
            "src/base/CMakeLists.txt": "limn_add_module(NAME base SOURCES a.cpp HEADERS a.h b.h)\n",
            "src/base/a.h": '#include "base/b.h"\n',
            "src/base/b.h": '#include "base/a.h"\n',
        }
        faults = faults_of(**tree)
        self.assertIn("src/base/b.h:1: include cycle: base/a.h → base/b.h → base/a.h", faults)

    def test_components_on_cycles(self) -> None:
        # a.cpp includes b.h, b.h includes a.h: no header includes itself, but neither component goes alone.
        tree = {
            "src/base/CMakeLists.txt": "limn_add_module(NAME base SOURCES a.cpp HEADERS a.h b.h)\n",
            "src/base/a.h": "int a();\n",
            "src/base/a.cpp": '#include "base/a.h"\n#include "base/b.h"\n',
            "src/base/b.h": '#include "base/a.h"\n',
        }
        self.only(faults_of(**tree), "src/base/a.h:1:", "lie on cycles", "base/a ↔ base/b")

    def test_groups_of_cycles(self) -> None:
        graph = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e"}, "e": set(), "f": {"g"}, "g": {"f"}}
        self.assertEqual(layers.cycles_of(graph), [["a", "b", "c"], ["f", "g"]])

    def test_file_that_no_list_names_and_listed_file_that_is_not_there(self) -> None:
        self.only(faults_of(src__base__new_cpp="int g();\n"), "src/base/new.cpp:1:", "in no list")
        lists = {"src/draw/CMakeLists.txt": "limn_add_module(NAME draw HEADERS d.h gone.h DEPS base)\n"}
        self.only(faults_of(**lists), "gone.h is listed")

    def test_long_file(self) -> None:
        self.only(faults_of(src__base__a_cpp="int x;\n" * 601), "601 lines")
        self.assertEqual(faults_of(src__base__a_cpp="int x;\n" * 600), [])

    def test_table_that_tells_something_else(self) -> None:
        document = SOUND["docs/ARCHITECTURE.md"].replace("| `base` `draw` |", "| `base` |")
        self.only(faults_of(**{"docs/ARCHITECTURE.md": document}), "docs/ARCHITECTURE.md:7:", "render may include base draw")
        self.only(faults_of(**{"docs/ARCHITECTURE.md": "# empty\n"}), "no module table")

    def test_made_table_keeps_the_words_of_people(self) -> None:
        modules = {"base": layers.Module("base", Path("x"), 1, [])}
        self.assertIn("| `base` | words | nothing |", layers.make_table(modules, {"base": (1, "words", [])}))


class Lengths(unittest.TestCase):
    def test_functions_of_all_kinds(self) -> None:
        text = "\n".join(
            [
                "namespace a {",
                "struct S : Base<int(int)> {",
                "    S() : x_{1}, y_(2) {",
                "        f();",
                "    }",
                "    int x_ = {1};",
                "};",
                "auto g(int a)",
                "    -> std::vector<int> {",
                "    auto lambda = [&](int b) {",
                "        return \"}}}\";  // }",
                "    };",
                "    return {};",
                "}",
                "const std::array kTable = {",
                "    make(1),",
                "};",
                "template <typename T> requires(sizeof(T) > 1)",
                "void h(T) noexcept {",
                "}",
                "}",
            ]
        )
        self.assertEqual(layers.functions_of(text), [(3, 3), (8, 7), (18, 3)])

    def test_a_function_at_the_limit_and_one_above(self) -> None:
        faults = layers.Faults()
        body = "    x();\n"
        layers.check_lengths(Path("a.cpp"), "void f() {\n" + body * 78 + "}\n", faults)
        self.assertEqual(faults.lines, [])
        layers.check_lengths(Path("a.cpp"), "\nvoid f() {\n" + body * 79 + "}\n", faults)
        self.assertEqual(faults.lines, ["a.cpp:2: a function of 81 lines; the limit is 80"])

    def test_braces_in_text_do_not_count(self) -> None:
        text = "void f() {\n    char a = '{';\n    auto b = R\"x({{{)x\";\n    int c = 1'000;\n}\nvoid g() {\n}\n"
        self.assertEqual(layers.functions_of(text), [(1, 5), (6, 2)])


if __name__ == "__main__":
    unittest.main()
