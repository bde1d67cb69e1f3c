#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Recordings that are larger than the memory they may take, and recordings from standard input.

    memory.py LIMN_BINARY MASK_WRITER DATA_DIR

What is promised stands in docs/COMMANDS.md. Standard library only.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

FRAMES, SIZE = 100, 2048
PAYLOAD = FRAMES * SIZE * SIZE
LIMIT = "32MB"
TIME_LIMIT_S = 300
MEGABYTE = 1_000_000
binary, writer, data = "", "", Path()


class Outcome:
    """What a process said, and how much memory it had at most."""

    def __init__(self, *arguments: str | Path, stdin: int | None = None) -> None:
        command = [binary, *map(str, arguments)]
        # Sanitizers keep freed memory for a while; that is not the program's.
        options = os.environ.get("ASAN_OPTIONS", "")
        environment = dict(os.environ, ASAN_OPTIONS=f"{options}:quarantine_size_mb=1")
        with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as talk:
            process = subprocess.Popen(command, stdout=answer, stderr=talk, stdin=stdin, env=environment)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            answer.seek(0)
            talk.seek(0)
            self.answer, self.talk = answer.read(), talk.read().decode(errors="replace")
        self.status = process.returncode
        self.peak_bytes = usage.ru_maxrss * 1024


class LargerThanMemory(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.masks = Path(cls.folder.name) / "masks.rrd"
        cls.small = Path(cls.folder.name) / "small.rrd"
        subprocess.run([writer, cls.masks, str(FRAMES), str(SIZE)], check=True, timeout=TIME_LIMIT_S)
        subprocess.run([writer, cls.small, "1", "16"], check=True, timeout=TIME_LIMIT_S)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.folder.cleanup()

    def sound(self, outcome: Outcome) -> Outcome:
        self.assertEqual(outcome.status, 0, outcome.talk)
        self.assertEqual(outcome.talk, "")
        return outcome

    def check(self, *words: str, reads_all: bool = False) -> None:
        """The answer within the limit is the answer without; memory is not what the payloads weigh, unless all are read and may stay."""
        floor = self.sound(Outcome(words[0], self.small, *words[1:])).peak_bytes
        free = self.sound(Outcome(words[0], self.masks, *words[1:]))
        tight = self.sound(Outcome(words[0], self.masks, *words[1:], "--memory-limit", LIMIT))
        self.assertEqual(free.answer, tight.answer)
        self.assertLess(tight.peak_bytes, floor + 150 * MEGABYTE, f"payloads weigh {PAYLOAD} bytes")
        if reads_all:
            self.assertGreater(free.peak_bytes, floor + PAYLOAD // 2, "without a limit all of it is held")
        else:
            self.assertLess(free.peak_bytes, floor + 150 * MEGABYTE, f"payloads weigh {PAYLOAD} bytes")

    def test_inspect(self) -> None:
        self.check("inspect", "--json")

    def test_classes(self) -> None:
        self.check("classes", "--entity", "/mask", "--json")

    def test_classes_over_time(self) -> None:
        self.check("classes", "--entity", "/mask", "--over-time", "--csv", reads_all=True)

    def test_query_of_an_early_value(self) -> None:
        words = ["--entity", "/mask", "--component", "SegmentationImage:format", "--time", "3", "--json"]
        self.check("query", *words)

    def test_a_pipe_is_read_whole_and_what_does_not_fit_is_let_go(self) -> None:
        words = ("inspect", "-", "--json")
        outcomes = []
        for limit in ([], ["--memory-limit", LIMIT]):
            with subprocess.Popen(["cat", str(self.masks)], stdout=subprocess.PIPE) as cat:
                outcomes.append(self.sound(Outcome(*words, *limit, stdin=cat.stdout.fileno())))
        free, tight = outcomes
        floor = self.sound(Outcome("inspect", self.small, "--json")).peak_bytes
        self.assertEqual(free.answer, tight.answer)
        self.assertGreater(free.peak_bytes, floor + PAYLOAD // 2, "without a limit all of it is held")
        self.assertLess(tight.peak_bytes, floor + 150 * MEGABYTE, f"payloads weigh {PAYLOAD} bytes")

    def test_every_frame_is_drawn_as_without_a_limit(self) -> None:
        pictures = {}
        for limit in ("90%", "1MB"):
            out = Path(self.folder.name) / "frame.png"
            for time in ("0", "57", "99"):
                words = ["--time", time, "--size", "64x64", "--memory-limit", limit, "-o", out]
                self.sound(Outcome("render", self.masks, *words))
                pictures.setdefault(time, set()).add(out.read_bytes())
        self.assertEqual([len(one) for one in pictures.values()], [1, 1, 1])
        self.assertEqual(len(set.union(*pictures.values())), 3)


class StandardInput(unittest.TestCase):
    def of(self, path: Path) -> tuple[dict, dict]:
        from_file = Outcome("inspect", path, "--json")
        with subprocess.Popen(["cat", str(path)], stdout=subprocess.PIPE) as cat:
            from_pipe = Outcome("inspect", "-", "--json", stdin=cat.stdout.fileno())
        self.assertEqual((from_file.status, from_pipe.status), (0, 0), from_pipe.talk)
        return json.loads(from_file.answer), json.loads(from_pipe.answer)

    def test_a_pipe_is_as_good_as_a_file(self) -> None:
        for name in ("tracking_run", "annotation_a_shadowing"):
            from_file, from_pipe = self.of(data / f"{name}.rrd")
            self.assertEqual(from_file["recordings"], from_pipe["recordings"])

    def test_an_empty_or_foreign_pipe_is_an_error(self) -> None:
        for text in ("", "hello, I am no recording"):
            with subprocess.Popen(["printf", text], stdout=subprocess.PIPE) as source:
                outcome = Outcome("inspect", "-", stdin=source.stdout.fileno())
            self.assertEqual(outcome.status, 1)
            self.assertIn("standard input", outcome.talk)


if __name__ == "__main__":
    binary, writer, data = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    unittest.main(argv=sys.argv[:1])
