#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Gives the commands damaged recordings and wrong questions: exit status, message, no crash, no hang.

    bad_input.py LIMN_BINARY DATA_DIR

What each file of DATA_DIR/broken must lead to stands in scripts/make_broken.py. Standard library only.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
import make_broken

TIME_LIMIT_S = 60
CUTS = 150  # places at which a recording is cut off; every byte is done by the unit tests of rrd
binary, data = "", Path()


def limn(*arguments: str | Path) -> tuple[int, str, list[str]]:
    """Exit status (below 0: killed by a signal), answer, lines of talk."""
    command = [binary, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIME_LIMIT_S, errors="replace")
    return done.returncode, done.stdout, done.stderr.strip().splitlines()


def small_files() -> None:
    """As on a full disk: after 4 KiB a write fails."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def fault_of(name: str, verdict: str, status: int, out: str, talk: list[str]) -> str | None:
    said = " | ".join(talk)[-600:]
    if status not in (0, 1):
        return f"exit {status}: {said}"
    if status == 0:
        try:
            json.loads(out)
        except ValueError:
            return f"exit 0, but no JSON: {out[:200]}"
    elif out.strip():
        return f"exit 1, and yet an answer: {out[:200]}"
    wanted = {"sound": (0,), "warns": (0,), "refused": (1,), "told": (0, 1)}[verdict]
    if status not in wanted:
        return f"exit {status}, wanted {wanted}: {said}"
    if verdict == "sound" and talk:
        return f"is sound, but: {said}"
    if verdict != "sound" and not talk:
        return f"exit {status} without a word"
    if verdict == "refused" and len(talk) != 1:
        return f"{len(talk)} lines of message: {said}"
    if verdict != "sound" and not any(name in line for line in talk):
        return f"the message does not name the file: {said}"
    return None


class BadInput(unittest.TestCase):
    def test_damaged_files(self) -> None:
        for name, (verdict, text, _) in sorted(make_broken.all_cases(data).items()):
            with self.subTest(name):
                status, out, talk = limn("inspect", data / "broken" / f"{name}.rrd", "--json")
                self.assertIsNone(fault_of(name, verdict, status, out, talk), text)

    def test_what_is_readable_of_a_damaged_file_is_still_there(self) -> None:
        _, out, _ = limn("inspect", data / "broken" / "lz4_garbage.rrd", "--json")
        entities = [e["path"] for r in json.loads(out)["recordings"] for e in r["entities"]]
        self.assertIn("/detections", entities)

    def test_one_damaged_file_beside_a_sound_one(self) -> None:
        status, out, talk = limn("inspect", data / "broken" / "foreign.rrd", data / "snippet_rects.rrd", "--json")
        self.assertEqual(status, 0, talk)
        self.assertEqual(len(json.loads(out)["recordings"]), 1)
        self.assertEqual(len(talk), 1)

    def test_cut_anywhere(self) -> None:
        whole = (data / "snippet_rects.rrd").read_bytes()
        step = max(1, len(whole) // CUTS)
        with tempfile.TemporaryDirectory() as folder:

            def one(size: int) -> str | None:
                path = Path(folder) / f"cut-{size}.rrd"
                path.write_bytes(whole[:size])
                status, out, talk = limn("inspect", path, "--json")
                return fault_of(path.name, "told", status, out, talk) if size != len(whole) else None

            with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
                sizes = range(0, len(whole), step)
                for size, fault in zip(sizes, pool.map(one, sizes), strict=True):
                    # At a border between messages nothing is missing that a reader could know of.
                    if fault and "without a word" not in fault:
                        self.fail(f"{size} of {len(whole)} bytes: {fault}")

    def test_missing_file_and_folder(self) -> None:
        for path in ("/no/such/file.rrd", "/proc/self/mem", "/"):
            status, out, talk = limn("inspect", path)
            self.assertEqual((status, out), (1, ""), (path, talk))
            self.assertEqual(len(talk), 1, (path, talk))

    def test_drawing_bad_values(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            files = [data / "bad_values.rrd", *sorted((data / "broken").glob("image_*.rrd"))]
            for path in files:
                for view in ("2d", "3d"):
                    picture = Path(folder) / "out.png"
                    status, _, talk = limn("render", path, "-o", picture, "--view", view, "--size", "200x150")
                    self.assertIn(status, (0, 1), (path.name, view, talk))
                    if status == 0:
                        self.assertTrue(picture.read_bytes().startswith(b"\x89PNG"), path.name)

    def test_verify_lists_every_fault(self) -> None:
        files = sorted((data / "broken").glob("*.rrd"))
        self.assertTrue(files)
        for path in files:
            status, out, _ = limn("verify", path)
            lines = out.splitlines()
            self.assertTrue(lines[-1].startswith(f"{path}: "), out)
            self.assertEqual(status, 0 if ": sound: " in lines[-1] else 1, out)
            self.assertEqual(len(lines) > 1, status == 1, out)
            if path.name.startswith("ok_"):
                self.assertEqual(status, 0, out)

    def test_convert_leaves_nothing_half(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "out.rrd"
            target.write_text("before")
            status, _, talk = limn("convert", data / "broken" / "foreign.rrd", "-o", target)
            self.assertEqual((status, target.read_text()), (1, "before"), talk)
            self.assertEqual([path.name for path in Path(folder).iterdir()], ["out.rrd"])
            full = subprocess.run(
                [binary, "convert", data / "tracking_run.rrd", "-o", target],
                capture_output=True, text=True, preexec_fn=small_files, timeout=TIME_LIMIT_S,
            )  # fmt: skip
            self.assertEqual((full.returncode, target.read_text()), (1, "before"), full.stderr)
            self.assertEqual([path.name for path in Path(folder).iterdir()], ["out.rrd"])
            status, _, talk = limn("convert", data / "snippet_rects.rrd", "-o", Path(folder) / "out.xyz")
            self.assertEqual((status, len(talk)), (1, 1), talk)

    def test_wrong_command_lines(self) -> None:
        fine = data / "snippet_rects.rrd"
        for arguments in (
            ["--no-such-option"],
            ["inspect"],
            ["inspect", fine, "--no-such-option"],
            ["query", fine, "--entity", "/detections"],
            ["query", fine, "--entity", "/detections", "--component", "Boxes2D:class_ids", "--time", "soon"],
            ["classes", fine, "--entity", "/", "--csv"],
            ["classes", fine, "--entity", "/", "--over-time", "--time", "3"],
            ["classes", fine, "--entity", "/", "--over-time", "--csv", "--json"],
            ["render", fine],
            ["convert", fine],
            ["convert", fine, "-o", "-"],
            ["convert", fine, "-o", "/tmp/x.rrd", "--format", "png"],
            ["verify"],
            ["render", fine, "-o", "/tmp/x.png", "--size", "banana"],
            ["render", fine, "-o", "/tmp/x.png", "--view", "5d"],
        ):
            status, out, talk = limn(*arguments)
            self.assertEqual((status, out), (2, ""), (arguments, talk))
            self.assertTrue(talk, arguments)

    def test_output_that_cannot_be_written(self) -> None:
        status, _, talk = limn("render", data / "snippet_rects.rrd", "-o", "/no/such/folder/x.png", "--size", "64x64")
        self.assertEqual(status, 1, talk)
        self.assertEqual(len(talk), 1, talk)


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
