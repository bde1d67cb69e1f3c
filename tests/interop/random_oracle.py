#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares `limn query` with the official Rerun SDK on random recordings that the SDK writes.

    random_oracle.py LIMN_BINARY [--seeds FIRST LAST] [--keep FOLDER]

The seeds are fixed; a new fault is reported with its seed, and `random_recordings.py OUT.rrd SEED SEED` writes that one alone.
What is logged: random_recordings.py; what is compared with what: sdk_store.py. Skipped (exit 77) where PyPI does not answer.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

from sdk_venv import enter_venv

SEEDS = (1, 400)
SEEDS_PER_FILE = 25
LATEST_PER_TIMELINE = 4
RANGES_PER_TIMELINE = 2


def questions_of(rows, chooser: random.Random) -> list:
    """Of each column, on every timeline of the file: some times and ranges, mostly where something is."""
    import random_recordings
    from limn_answers import Question

    first, last = random_recordings.TIMES
    questions = []
    for entity, component in rows.columns:
        for timeline in rows.timelines:

            def time(timeline: str = timeline) -> int:
                step = chooser.randint(first - 1, last + 1)
                return random_recordings.index_of(timeline, step) + chooser.choice((0, 0, 0, -1, 1))

            questions += [Question(entity, component, timeline, time=time()) for _ in range(LATEST_PER_TIMELINE)]
            for _ in range(RANGES_PER_TIMELINE):
                questions.append(Question(entity, component, timeline, range=tuple(sorted((time(), time())))))
    return questions


def check_sdk(rows, name: str, report) -> None:
    """The rules of sdk_store.py against the SDK's own reader: latest-at at every time, and what is at each time itself."""
    import sdk_store

    for timeline, stamps in rows.timelines.items():
        times = sorted(stamps)
        latest = sdk_store.Frame(rows, timeline, times)
        alone = sdk_store.Frame(rows, timeline, times, latest_at=False)
        for entity, component in rows.columns:
            if rows.touched_by_clear(entity):
                continue
            for time in times:
                cells = rows.latest_at(entity, component, timeline, time)
                _check(report, f"{name} {entity} {component} {timeline}={time}", cells, latest.value(entity, component, time))
                if rows.columns[entity, component].static:
                    continue
                cells = rows.range(entity, component, timeline, time, time)[-1:]
                what = f"{name} {entity} {component} {timeline}={time}..{time}"
                _check(report, what, cells, alone.value(entity, component, time))


def _check(report, what: str, cells: list, theirs) -> None:
    ours = cells[-1].values.to_pylist() if cells else None
    theirs = None if theirs is None else theirs.to_pylist()
    report.with_sdk += 1
    if ours != theirs:
        report.fault(f"rules: {what}: SDK {theirs}, rule {ours}"[:400])


def check_parts(binary: str, path: Path, rows, chooser: random.Random, report) -> None:
    """What `limn convert` cuts out answers, for its entities and times, like the whole."""
    import limn_answers

    timeline = chooser.choice(sorted(rows.timelines))
    stamps = sorted(rows.timelines[timeline])
    first, last = sorted(chooser.choices(stamps, k=2))
    subtree = chooser.choice(sorted({entity for entity, _ in rows.columns}))
    questions = [q for q in questions_of(rows, chooser) if q.timeline == timeline]
    in_time = [q for q in questions if all(first <= t <= last for t in (q.range or (q.time,)))]
    inside = [q for q in questions if q.entity == subtree or q.entity.startswith(subtree + "/")]
    for name, options, asked in (
        ("time", ["--timeline", timeline, "--range", f"{first}..{last}"], in_time),
        ("entities", ["--entities", subtree], inside),
    ):
        part = path.with_name(f"{path.stem}_{name}.rrd")
        subprocess.run([binary, "convert", path, "-o", part, *options], check=True, capture_output=True)
        what = f"{path.name} {' '.join(options)}:"
        limn_answers.compare(binary, part, rows, asked, report, what, may_lack_names=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares `limn query` with the official Rerun SDK on random recordings.")
    parser.add_argument("binary", metavar="LIMN_BINARY")
    parser.add_argument("--seeds", nargs=2, type=int, default=SEEDS, metavar=("FIRST", "LAST"))
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the recordings there")
    options = parser.parse_args()
    enter_venv()
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    warnings.simplefilter("ignore")
    import limn_answers
    import random_recordings
    import sdk_store

    report = limn_answers.Report()
    first, last = options.seeds
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        for start in range(first, last + 1, SEEDS_PER_FILE):
            seeds = range(start, min(start + SEEDS_PER_FILE, last + 1))
            path = folder / f"seeds_{seeds[0]}_{seeds[-1]}.rrd"
            random_recordings.write(path, seeds)
            rows = sdk_store.Rows(path)
            check_sdk(rows, path.name, report)
            chooser = random.Random(start)
            limn_answers.compare(options.binary, path, rows, questions_of(rows, chooser), report)
            check_parts(options.binary, path, rows, chooser, report)
    print(
        f"{last - first + 1} seeds, {report.compared} queries compared, {report.with_sdk} rules checked against the SDK's"
        f" own reader, {len(report.faults)} differences"
    )
    return 1 if report.faults or not report.compared else 0


if __name__ == "__main__":
    sys.exit(main())
