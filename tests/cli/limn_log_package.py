#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""limn-log as others use it: installed, found by CMake, built into the example of docs/examples/limn-log, its file read.

    limn_log_package.py LIMN_BINARY BUILD_DIR EXAMPLE_DIR [COMPILER_FLAGS]

COMPILER_FLAGS are those that the library itself needs, of a sanitizer. Where the official SDK is installed already, its
`rrd verify` reads the file, too.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TIME_LIMIT_S = 600
FRAMES, JOINTS = 60, 10
limn, build, example, flags = "", Path(), Path(), ""


def run(*command: str | Path) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=TIME_LIMIT_S)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def official_tool() -> Path | None:
    """The `rerun` program, where somebody installed it."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    for tool in (cache / "limn" / "interop-venv" / "bin" / "rerun", shutil.which("rerun")):
        if tool and Path(tool).exists():
            return Path(tool)
    return None


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.prefix = Path(cls.folder.name) / "prefix"
        run("cmake", "--install", build, "--prefix", cls.prefix, "--component", "limn_log")
        work = Path(cls.folder.name) / "example"
        options = [f"-DCMAKE_PREFIX_PATH={cls.prefix}", "-DCMAKE_BUILD_TYPE=Debug", f"-DCMAKE_CXX_FLAGS={flags}"]
        run("cmake", "-G", "Ninja", "-S", example, "-B", work, *options)
        run("cmake", "--build", work)
        cls.recording = Path(cls.folder.name) / "walk.rrd"
        run(work / "log_contexts", cls.recording)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.folder.cleanup()

    def query(self, entity: str, component: str, *when: str) -> list[dict]:
        arguments = ["--entity", entity, "--component", component, *when, "--json"]
        return json.loads(run(limn, "query", self.recording, *arguments))["rows"]

    def test_installs_one_library_and_few_headers(self) -> None:
        self.assertEqual(len(list(self.prefix.rglob("*.a"))), 1)
        headers = sorted(path.relative_to(self.prefix / "include" / "limn-log").as_posix() for path in self.prefix.rglob("*.h"))
        self.assertIn("limn/log.h", headers)
        self.assertLess(len(headers), 20)

    def test_every_header_stands_alone(self) -> None:
        include = self.prefix / "include" / "limn-log"
        for header in include.rglob("*.h"):
            run(os.environ.get("CXX") or "c++", "-std=c++20", "-fsyntax-only", "-x", "c++", f"-I{include}", header)

    def test_the_recording_is_sound_and_whole(self) -> None:
        self.assertIn("sound", run(limn, "verify", self.recording))
        recording = json.loads(run(limn, "inspect", self.recording, "--json"))["recordings"][0]
        self.assertEqual([timeline["name"] for timeline in recording["timelines"]], ["frame"])
        rows = {entity["path"]: max(c["rows"] + c["static_rows"] for c in entity["components"]) for entity in recording["entities"]}
        self.assertEqual(rows, {"/camera": 1, "/camera/mask": FRAMES, "/snake": 1, "/snake/pose": FRAMES})
        self.assertLess(recording["chunks"], 2 * FRAMES)  # rows were batched

    def test_the_masks_have_a_background_and_a_person(self) -> None:
        answer = json.loads(run(limn, "classes", self.recording, "--entity", "/camera", "--json"))
        classes = {one["label"]: (one["color"], one["pixels"]) for one in answer["classes"]}
        self.assertEqual(classes, {"Background": ("#00000000", 160 * 120 - 2000), "Person": ("#FF0000FF", 2000)})

    def test_the_snake_is_a_chain(self) -> None:
        answer = json.loads(run(limn, "classes", self.recording, "--entity", "/snake", "--json"))
        (snake,) = answer["classes"]
        self.assertEqual(snake["connections"], [[i, i + 1] for i in range(JOINTS - 1)])
        self.assertEqual((len(snake["keypoints"]), snake["instances"]), (JOINTS, 1))

    def test_the_pose_moves(self) -> None:
        rows = self.query("/snake/pose", "Points3D:positions", "--range", f"0..{FRAMES}")
        self.assertEqual([row["time"] for row in rows], list(range(FRAMES)))
        self.assertEqual(len({json.dumps(row["values"]) for row in rows}), FRAMES)

    def test_the_official_tool_accepts_it(self) -> None:
        tool = official_tool()
        if tool is None:
            self.skipTest("the official SDK is not installed")
        run(tool, "rrd", "verify", self.recording)


if __name__ == "__main__":
    limn, build, example = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    flags = sys.argv[4] if len(sys.argv) > 4 else ""
    unittest.main(argv=sys.argv[:1])
