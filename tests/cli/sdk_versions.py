#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Recordings of one content, written by every minor version of the official SDK, open to the same content.

    sdk_versions.py LIMN_BINARY DATA_DIR

The files are made by scripts/make_version_fixtures.py. Standard library only.
"""

from __future__ import annotations

import json
import subprocess
import sys
import unittest
from pathlib import Path

TIME_LIMIT_S = 120
EVERYTHING_OF = {"sdk_0.23.4", "sdk_0.28.2", "sdk_0.36.3"}  # One of each way of spelling columns.
VALUES_OF = {  # Of the others: one of each kind of value.
    ("/", "AnnotationContext:context"),
    ("/people", "AnnotationContext:context"),
    ("/mask", "SegmentationImage:buffer"),
    ("/boxes", "Boxes2D:labels"),
    ("/people/a", "Points2D:keypoint_ids"),
    ("/world/camera", "Transform3D:mat3x3"),
}
binary, data = "", Path()


def answer(*arguments: str | Path) -> dict:
    command = [binary, *map(str, arguments), "--json"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=TIME_LIMIT_S)
    assert run.returncode == 0, f"{command}: {run.stderr}"
    return json.loads(run.stdout)


def components(path: Path) -> dict[tuple[str, str], tuple[int, int]]:
    """Rows and static rows of every component that the recording itself logged."""
    (recording,) = answer("inspect", path)["recordings"]
    return {
        (entity["path"], component["name"]): (component["rows"], component["static_rows"])
        for entity in recording["entities"]
        if not entity["path"].startswith("/__")
        for component in entity["components"]
    }


def values(path: Path, entity: str, component: str, rows: int) -> list:
    """All rows of a component, or the static one."""
    when = ["--range", "0..2"] if rows > 0 else ["--time", "0"]
    rows = answer("query", path, "--entity", entity, "--component", component, "--timeline", "frame", *when)["rows"]
    return [(row["time"], row["values"]) for row in rows]


class SdkVersions(unittest.TestCase):
    def test_same_content_from_every_version(self) -> None:
        paths = sorted((data / "versions").glob("sdk_*.rrd"))
        self.assertGreater(len(paths), 15)
        newest = max(paths, key=lambda path: [int(part) for part in path.stem[4:].split(".")])
        expected = components(newest)
        expected_values = {key: values(newest, *key, rows) for key, (rows, _) in expected.items()}
        for path in paths:
            with self.subTest(path.name):
                found = components(path)
                self.assertEqual({key: found.get(key) for key in expected}, expected)
                for key in found.keys() - expected.keys():
                    # Versions up to 0.27 log the parts of a transform that were not given as empty.
                    self.assertEqual(values(path, *key, 0), [(None, [])], key)
                for key in expected if path.stem in EVERYTHING_OF else VALUES_OF:
                    self.assertEqual(values(path, *key, expected[key][0]), expected_values[key], key)

    def test_classes_and_counts_are_the_same(self) -> None:
        paths = sorted((data / "versions").glob("sdk_*.rrd"))
        for entity in ("/mask", "/people/a"):
            for frame in (2,):
                seen = {
                    json.dumps(answer("classes", path, "--entity", entity, "--timeline", "frame", "--time", str(frame)))
                    for path in paths
                }
                self.assertEqual(len(seen), 1, (entity, frame, seen))


def main() -> int:
    global binary, data
    binary, data = sys.argv[1], Path(sys.argv[2])
    outcome = unittest.main(argv=sys.argv[:1], exit=False, verbosity=1).result
    return 0 if outcome.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
