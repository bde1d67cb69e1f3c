#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Asks the commands about sound recordings: form of the answers, options, exit status.

    commands.py LIMN_BINARY DATA_DIR

What is promised stands in docs/COMMANDS.md. Standard library only.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TIME_LIMIT_S = 120
CUT_EVERY = 97
binary, data = "", Path()


def limn(*arguments: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    command = [binary, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=TIME_LIMIT_S, errors="replace", **more)


def fixture(name: str) -> Path:
    return data / f"{name}.rrd"


def read_png(path: Path) -> tuple[int, int, bytes]:
    """Width, height, RGBA rows."""
    raw = path.read_bytes()
    assert raw.startswith(b"\x89PNG\r\n\x1a\n"), "no PNG"
    at, packed, header = 8, b"", b""
    while at < len(raw):
        (length,) = struct.unpack_from(">I", raw, at)
        kind, body = raw[at + 4 : at + 8], raw[at + 8 : at + 8 + length]
        header = body if kind == b"IHDR" else header
        packed += body if kind == b"IDAT" else b""
        at += 12 + length
    width, height, depth, color = struct.unpack_from(">IIBB", header)
    channels = {2: 3, 6: 4}[color]
    assert depth == 8
    lines, stride, rows = zlib.decompress(packed), width * channels, []
    before = bytes(stride)
    for y in range(height):
        filter_type, line = lines[y * (stride + 1)], bytearray(lines[y * (stride + 1) + 1 : (y + 1) * (stride + 1)])
        for x in range(stride):
            left = line[x - channels] if x >= channels else 0
            up, corner = before[x], before[x - channels] if x >= channels else 0
            guess = left + up - corner
            nearest = min((left, up, corner), key=lambda value: abs(guess - value))
            line[x] = (line[x] + (0, left, up, (left + up) // 2, nearest)[filter_type]) & 255
        before = bytes(line)
        rows.append(before)
    pixels = b"".join(rows)
    if channels == 3:
        pixels = b"".join(pixels[i : i + 3] + b"\xff" for i in range(0, len(pixels), 3))
    return width, height, pixels


class Commands(unittest.TestCase):
    def answer(self, *arguments: str | Path) -> dict:
        done = limn(*arguments, "--json")
        self.assertEqual((done.returncode, done.stderr), (0, ""), arguments)
        return json.loads(done.stdout)

    def refused(self, *arguments: str | Path) -> str:
        done = limn(*arguments)
        self.assertEqual((done.returncode, done.stdout), (1, ""), (arguments, done.stderr))
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        return done.stderr

    def test_help_and_version(self) -> None:
        for arguments in (["--help"], ["render", "--help"], ["query", "--help"]):
            done = limn(*arguments)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn("limn", done.stdout)
        self.assertRegex(limn("--version").stdout, r"^limn \d+\.\d+\.\d+\n$")

    def test_every_fixture_is_inspected(self) -> None:
        def one(path: Path) -> subprocess.CompletedProcess[str]:
            return limn("inspect", path, "--json")

        files = sorted(data.glob("*.rrd"))
        self.assertTrue(files)
        with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
            for path, done in zip(files, pool.map(one, files), strict=True):
                with self.subTest(path.name):
                    self.assertEqual(done.returncode, 0, done.stderr)
                    found = json.loads(done.stdout)
                    self.assertEqual(list(found), ["recordings", "blueprints"])
                    for recording in found["recordings"] + found["blueprints"]:
                        names = ["application_id", "recording_id", "source", "sdk_version", "timelines", "entities", "chunks", "rows"]
                        self.assertEqual(list(recording), names)
                        for timeline in recording["timelines"]:
                            self.assertEqual(list(timeline), ["name", "kind", "min", "max"])
                            self.assertIn(timeline["kind"], ("sequence", "timestamp", "duration"))
                        for entity in recording["entities"]:
                            names = [component["name"] for component in entity["components"]]
                            self.assertEqual(names, sorted(names, key=str.encode), entity["path"])

    def test_entities_are_in_natural_order(self) -> None:
        found = self.answer("inspect", fixture("paths"))["recordings"][0]
        paths = [entity["path"] for entity in found["entities"]]
        self.assertEqual(len(paths), len(set(paths)))

    def test_properties_are_listed_last(self) -> None:
        found = self.answer("inspect", fixture("sdk_defaults"))["recordings"][0]
        paths = [entity["path"] for entity in found["entities"]]
        self.assertTrue(paths[-1].startswith("/__properties"), paths[-3:])

    def test_text_for_people(self) -> None:
        done = limn("inspect", fixture("tracking_run"))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("AnnotationContext:context", done.stdout)
        for arguments in (["classes"], ["query", "--component", "Boxes2D:class_ids"]):
            command, *more = arguments
            done = limn(command, fixture("annotation_a_shadowing"), "--entity", "/detections", *more)
            self.assertEqual((done.returncode, done.stderr), (0, ""), arguments)
            self.assertTrue(done.stdout)

    def test_query_at_negative_and_later_times(self) -> None:
        wanted = ["--entity", "/points", "--component", "Points3D:positions", "--timeline", "frame"]
        path = fixture("annotation_b_change_over_time")
        self.assertEqual(len(self.answer("query", path, *wanted, "--time", "-5")["rows"]), 1)
        context = ["--entity", "/", "--component", "AnnotationContext:context"]
        self.assertEqual(self.answer("query", path, *context, "--time", "-5")["rows"], [])
        self.assertEqual(len(self.answer("query", path, *context, "--time", "999999")["rows"]), 1)
        self.assertEqual(len(self.answer("query", path, *context, "--range", "-5..10")["rows"]), 2)

    def test_query_without_time_asks_for_the_last(self) -> None:
        wanted = ["--entity", "/", "--component", "AnnotationContext:context", "--timeline", "frame"]
        rows = self.answer("query", fixture("annotation_b_change_over_time"), *wanted)["rows"]
        self.assertEqual([row["time"] for row in rows], [2])

    def test_batch_is_a_conversation(self) -> None:
        question = {"entity": "/", "component": "AnnotationContext:context", "timeline": "frame"}
        command = [binary, "query", str(fixture("annotation_b_change_over_time")), "--batch", "-"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as limn_process:
            for more, rows in (({"time": -5}, 0), ({"time": 1}, 1), ({"range": [-5, 10]}, 2)):
                limn_process.stdin.write(json.dumps(question | more) + "\n")
                limn_process.stdin.flush()
                self.assertEqual(len(json.loads(limn_process.stdout.readline())["rows"]), rows)
            limn_process.stdin.write("no question\n")
            limn_process.stdin.close()
            self.assertIn("error", json.loads(limn_process.stdout.readline()))
            self.assertEqual(limn_process.wait(TIME_LIMIT_S), 0)

    def test_unknown_names(self) -> None:
        path = fixture("annotation_b_change_over_time")
        self.assertIn("/nowhere", self.refused("classes", path, "--entity", "/nowhere"))
        self.assertIn("era", self.refused("classes", path, "--entity", "/", "--timeline", "era"))
        query = ["query", path, "--entity", "/points", "--component"]
        self.assertIn("No:such", self.refused(*query, "No:such", "--time", "0"))
        self.assertIn("era", self.refused(*query, "Points3D:positions", "--timeline", "era", "--time", "0"))
        out = ["-o", "/tmp/limn-never-written.png"]
        self.assertIn("/nowhere", self.refused("render", path, *out, "--origin", "/nowhere"))
        self.assertIn("/nowhere", self.refused("render", path, *out, "--hide", "/nowhere:1"))
        self.assertIn("no-such.json", self.refused("render", path, *out, "--styles", "/no-such.json"))

    def test_wrong_values(self) -> None:
        path, out = fixture("snippet_rects"), ["-o", "/tmp/limn-never-written.png"]
        query = ["query", path, "--entity", "/detections", "--component", "Boxes2D:class_ids"]
        for arguments in (
            [*query, "--time", "1", "--range", "0..1"],
            [*query, "--range", "zero..one"],
            [*query, "--range", "5..1"],
            [*query, "--time", "1.5"],
            [*query, "--batch", "-"],
            ["query", path],
            ["query", path, "--entity", "/detections"],
            ["query", path, "--batch", "-", "--time", "1"],
            ["render", *out],
            ["render", path, "--demo", *out],
            ["render", path, *out, "--hide", "/x"],
            ["render", path, *out, "--solo", "/x:y"],
            ["render", path, *out, "--eye", "1,2"],
            ["render", path, *out, "--background", "red"],
            ["render", path, *out, "--masks", "none"],
            ["render", path, *out, "--size", "0x5"],
            ["classes", path, path, "--entity", "/"],
            ["--theme", "pink"],
            ["--memory-limit", "much"],
        ):
            done = limn(*arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ""), (arguments, done.stderr))
            self.assertTrue(done.stderr.startswith("limn: "), done.stderr)

    def test_wrong_times_are_explained(self) -> None:
        path = fixture("snippet_rects")
        query = ["query", path, "--entity", "/detections", "--component", "Boxes2D:class_ids"]
        for arguments, why in (
            (["--range", "5..1"], "the first time must not be after the second"),
            (["--time", str(-(2**63))], f"times reach from {-(2**63) + 1} to {2**63 - 1}"),
            (["--time", str(2**63)], f"times reach from {-(2**63) + 1} to {2**63 - 1}"),
            (["--range", f"{-(2**63)}..1"], f"times reach from {-(2**63) + 1} to"),
            (["--time", "soon"], "is not of the form N"),
        ):
            done = limn(*query, *arguments)
            self.assertEqual(done.returncode, 2)
            self.assertIn(why, done.stderr)

    def test_a_recording_without_data_is_called_so(self) -> None:
        whole = fixture("no_timelines").read_bytes()
        (size,) = struct.unpack_from("<Q", whole, 20)  # Of the first message, which announces the recording.
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "announced.rrd"
            path.write_bytes(whole[: 28 + size])
            done = limn("inspect", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("no data", done.stdout)
        self.assertNotIn("static data", done.stdout)
        self.assertIn("no timelines: static data only", limn("inspect", fixture("no_timelines")).stdout)

    def test_damage_in_the_last_bytes_is_found(self) -> None:
        whole = fixture("tracking_run").read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "flipped.rrd"
            for back in range(1, 33):
                changed = bytearray(whole)
                changed[-back] ^= 0x5A
                path.write_bytes(changed)
                done = limn("verify", path)
                self.assertEqual(done.returncode, 1, (back, done.stdout))

    def test_cut_anywhere(self) -> None:
        whole = fixture("snippet_connections").read_bytes()
        with tempfile.TemporaryDirectory() as folder:

            def one(size: int) -> tuple[int, subprocess.CompletedProcess[str]]:
                path = Path(folder) / f"cut-{size}.rrd"
                path.write_bytes(whole[:size])
                return size, limn("classes", path, "--entity", "/", "--json")

            with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
                for size, done in pool.map(one, range(0, len(whole), CUT_EVERY)):
                    self.assertIn(done.returncode, (0, 1), (size, done.stderr))
                    self.assertIn(len(done.stderr.splitlines()), (0, 1), done.stderr)
                    if done.returncode == 1:
                        self.assertEqual(done.stdout, "")
                        self.assertTrue(done.stderr)
                    else:
                        json.loads(done.stdout)

    def test_answer_that_cannot_be_written(self) -> None:
        if not Path("/dev/full").exists():
            self.skipTest("no /dev/full here")
        with open("/dev/full", "w") as full:
            command = [binary, "inspect", str(fixture("snippet_rects")), "--json"]
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=TIME_LIMIT_S)
        self.assertEqual(done.returncode, 1)

    def test_window_without_a_display(self) -> None:
        bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        done = limn("--demo", env=bare)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)


class Render(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def picture(self, *arguments: str | Path, said: str = "") -> tuple[int, int, bytes]:
        path = Path(self.folder.name) / "out.png"
        done = limn("render", *arguments, "-o", path)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", said), arguments)
        return read_png(path)

    def colors(self, *arguments: str | Path) -> dict[str, int]:
        _, _, pixels = self.picture(*arguments)
        counts: dict[str, int] = {}
        for i in range(0, len(pixels), 4):
            name = pixels[i : i + 3].hex()
            counts[name] = counts.get(name, 0) + 1
        return counts

    def test_one_texel_is_one_pixel(self) -> None:
        width, height, _ = self.picture(fixture("snippet_segmentation_simple"))
        self.assertEqual((width, height), (12, 8))

    def test_size_and_background(self) -> None:
        options = ["--size", "90x60", "--background", "#0a141e", "--origin", "/__properties", "--view", "2d"]
        empty = "the picture is empty: nothing in the 2D view of /__properties at this time"
        said = f"limn: note: sdk_defaults.rrd: {empty}\n"
        width, height, pixels = self.picture(fixture("sdk_defaults"), *options, said=said)
        self.assertEqual((width, height), (90, 60))
        self.assertEqual(pixels[:4].hex(), "0a141eff")

    def test_hidden_class_is_gone_and_solo_leaves_only_one(self) -> None:
        path = fixture("snippet_segmentation")
        found = limn("inspect", path, "--json").stdout
        entities = [e["path"] for e in json.loads(found)["recordings"][0]["entities"]]
        mask = next(e for e in entities if "image" in e or "mask" in e)
        classes = json.loads(limn("classes", path, "--entity", mask, "--json").stdout)["classes"]
        first, second = [c for c in classes if c["pixels"] > 0 and c["label"]][:2]
        shown = [c["color"][1:7].lower() for c in (first, second)]
        plain = self.colors(path, "--labels", "off")
        self.assertTrue(all(color in plain for color in shown), (shown, plain))
        hidden = self.colors(path, "--labels", "off", "--hide", f"{mask}:{first['id']}")
        self.assertNotIn(shown[0], hidden)
        self.assertIn(shown[1], hidden)
        solo = self.colors(path, "--labels", "off", "--solo", f"{mask}:{first['id']}")
        self.assertIn(shown[0], solo)
        self.assertNotIn(shown[1], solo)

    def test_looks_of_a_view_change_the_picture(self) -> None:
        path = fixture("snippet_connections")
        size = ["--size", "300x300"]
        plain = self.picture(path, *size)
        self.assertEqual(plain, self.picture(path, *size, "--color-by", "description", "--label-size", "normal"))
        for options in (
            ["--color-by", "instance"],
            ["--color-by", "entity"],
            ["--bone-width", "12"],
            ["--bone-colors", "joints"],
            ["--labels", "on", "--label-size", "large"],
        ):
            with self.subTest(options):
                self.assertNotEqual(plain, self.picture(path, *size, *options))
        mask = fixture("snippet_segmentation")
        faint = self.colors(mask, "--mask-opacity", "10%")
        self.assertNotEqual(self.colors(mask), faint)
        for wrong in (["--color-by", "x"], ["--bone-width", "0"], ["--bone-width", "41"], ["--mask-opacity", "0.5"]):
            with self.subTest(wrong):
                done = limn("render", path, "-o", Path(self.folder.name) / "no.png", *wrong)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn(wrong[0], done.stderr)

    def test_an_empty_picture_is_said(self) -> None:
        out = Path(self.folder.name) / "empty.png"
        done = limn("render", fixture("snippet_rects"), "--view", "3d", "-o", out)
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertEqual(
            done.stderr, "limn: note: snippet_rects.rrd: the picture is empty: nothing in the 3D view of /\n"
        )

    def test_tensor_counts_as_classes_where_asked(self) -> None:
        path, entity = fixture("other_archetypes"), "/tensor"  # floats 0…23 of 2 × 3 × 4: the first picture counts
        plain = json.loads(limn("classes", path, "--entity", entity, "--json").stdout)["classes"]
        self.assertEqual(plain, [])
        asked = ["classes", path, "--entity", entity, "--as-classes", entity]
        counted = json.loads(limn(*asked, "--json").stdout)["classes"]
        self.assertEqual([(c["id"], c["pixels"]) for c in counted], [(i, 1) for i in range(12)])
        over_time = json.loads(limn(*asked, "--over-time", "--json").stdout)["classes"]
        self.assertEqual([c["id"] for c in over_time], list(range(12)))
        self.assertEqual({count["pixels"] for c in over_time for count in c["counts"]}, {1})
        wrong = limn("classes", path, "--entity", entity, "--as-classes", "/doc")
        self.assertEqual(wrong.returncode, 1)
        self.assertIn("/doc has no tensor", wrong.stderr)

    def test_styles_color_a_class(self) -> None:
        path, entity = fixture("annotation_a_shadowing"), "/segmentation/image"
        application = json.loads(limn("inspect", path, "--json").stdout)["recordings"][0]["application_id"]
        choice = {"application": application, "context": "/segmentation", "class": 1, "color": "#FF69B4FF"}
        styles = Path(self.folder.name) / "styles.json"
        styles.write_text(json.dumps({"limn_class_choices": 1, "choices": [choice]}))
        plain = json.loads(limn("classes", path, "--entity", entity, "--json").stdout)["classes"][1]
        styled = json.loads(limn("classes", path, "--entity", entity, "--styles", styles, "--json").stdout)["classes"][1]
        self.assertEqual((styled["color"], styled["color_source"]), ("#FF69B4FF", "user"))
        self.assertEqual(plain["color_source"], "logged")
        options = ["--origin", "/segmentation", "--labels", "off", "--background", "#ff69b4"]
        before, after = self.colors(path, *options), self.colors(path, *options, "--styles", styles)
        self.assertNotIn("ff69b4", before)
        self.assertNotEqual(before, after)

    def test_styles_take_a_palette_of_any_kind(self) -> None:
        path, entity = fixture("annotation_a_shadowing"), "/segmentation/image"
        files = {
            "p.json": '{"limn_palette": 1, "classes": [{"id": 1, "color": "#FF69B4"}]}',
            "p.csv": "id,label,color\n1,pink,#FF69B4\n",
            "p.gpl": "GIMP Palette\n# id 1\n255 105 180\tpink\n",
        }
        for name, text in files.items():
            with self.subTest(name):
                styles = Path(self.folder.name) / name
                styles.write_text(text)
                answer = json.loads(limn("classes", path, "--entity", entity, "--styles", styles, "--json").stdout)
                self.assertEqual(answer["classes"][1]["color"], "#FF69B4FF")
                self.assertEqual(answer["classes"][1]["color_source"], "user")

    def test_the_answer_of_classes_is_a_palette(self) -> None:
        path, entity = fixture("annotation_a_shadowing"), "/segmentation/image"
        palette = Path(self.folder.name) / "classes.json"
        first = limn("classes", path, "--entity", entity, "--json").stdout
        palette.write_text(first)
        again = limn("classes", path, "--entity", entity, "--styles", palette, "--json").stdout
        self.assertEqual([c["color"] for c in json.loads(first)["classes"]], [c["color"] for c in json.loads(again)["classes"]])

    def test_broken_palettes_are_told_with_file_and_line(self) -> None:
        path = fixture("annotation_a_shadowing")
        bad = Path(self.folder.name) / "bad.csv"
        bad.write_text("id,label\n1,a\n1,b\n")
        done = limn("classes", path, "--entity", "/", "--styles", bad)
        self.assertEqual((done.returncode, done.stdout), (1, ""), done.stderr)
        self.assertIn("bad.csv", done.stderr)
        self.assertIn("line 3", done.stderr)

    def test_the_whole_window(self) -> None:
        width, height, pixels = self.picture(fixture("tracking_run"), "--ui", "--size", "1000x700")
        self.assertEqual((width, height), (1000, 700))
        self.assertGreater(len({pixels[i : i + 3] for i in range(0, len(pixels), 400)}), 20)

    def test_the_whole_window_and_a_view_say_the_same(self) -> None:
        out = Path(self.folder.name) / "said.png"
        for name in ("transforms", "axes", "views_many"):
            with self.subTest(name):
                view = limn("render", fixture(name), "-o", out, "--size", "80x60")
                window = limn("render", fixture(name), "-o", out, "--ui")
                self.assertEqual((view.returncode, window.returncode), (0, 0), window.stderr)
                self.assertTrue(view.stderr)
                self.assertEqual(window.stderr.splitlines(), view.stderr.splitlines())

    def test_what_is_not_drawn_is_said_once_per_reason(self) -> None:
        out = Path(self.folder.name) / "undrawn.png"
        for part in ([], ["--origin", "/"]):
            with self.subTest(part):
                done = limn("render", fixture("views_many"), "-o", out, "--size", "80x60", *part)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(
                    sorted(done.stderr.splitlines()),
                    [
                        "limn: note: views_many.rrd: Scalars not drawn: Limn shows no plots of scalars (/metrics/loss, 3 rows)",
                        "limn: note: views_many.rrd: TextDocument not drawn: Limn shows no text documents (/notes, 1 row)",
                    ],
                )
        entity = json.loads(limn("inspect", fixture("views_many"), "--json").stdout)["recordings"][0]["entities"]
        picture = next(e["path"] for e in entity if e["path"].startswith("/cam"))
        done = limn("render", fixture("views_many"), "-o", out, "--size", "80x60", "--origin", picture)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_every_fixture_can_be_drawn(self) -> None:
        def one(path: Path) -> subprocess.CompletedProcess[str]:
            out = Path(self.folder.name) / f"{path.stem}.png"
            return limn("render", path, "-o", out, "--size", "160x120")

        files = sorted(data.glob("*.rrd"))
        self.assertTrue(files)
        with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
            for path, done in zip(files, pool.map(one, files), strict=True):
                self.assertEqual(done.returncode, 0, (path.name, done.stderr))
                lines = done.stderr.splitlines()
                self.assertEqual(len(lines), len(set(lines)), (path.name, done.stderr))
                for line in lines:
                    self.assertRegex(line, "^limn: (note|warning): ", path.name)
                read_png(Path(self.folder.name) / f"{path.stem}.png")


def main() -> int:
    global binary, data
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    binary, data = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]).resolve()
    program = unittest.main(argv=[sys.argv[0], *sys.argv[3:]], exit=False, verbosity=1)
    return 0 if program.result.wasSuccessful() and program.result.testsRun else 1


if __name__ == "__main__":
    sys.exit(main())
