#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares `limn query` with what the official Rerun SDK reads from the same files.

    query_oracle.py LIMN_BINARY DATA_DIR [--only NAME …] [--oracle-only]

Every recording in DATA_DIR × entity × component × several times and ranges. Where rerun-sdk is not importable, it is
installed into a virtual environment under the cache folder; where PyPI does not answer, the test is skipped (exit 77).
What is compared with what, and where the SDK differs: sdk_store.py.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sdk_venv import enter_venv

TIMES_PER_COLUMN = 4
MESSAGES_SHOWN = 40
QUERY_TIMEOUT_S = 60


class Report:
    def __init__(self) -> None:
        self.compared = 0
        self.with_sdk = 0
        self.faults: list[str] = []

    def fault(self, text: str) -> None:
        self.faults.append(text)
        if len(self.faults) <= MESSAGES_SHOWN:
            print(f"DIFFERS {text}", file=sys.stderr)


def pick(times: list[int]) -> list[int]:
    """Some times: before the first, the first, one between two, the last."""
    if not times:
        return [0]
    middle = times[len(times) // 2]
    return list(dict.fromkeys([times[0] - 1, times[0], middle, min(middle + 1, times[-1]), times[-1]]))[-TIMES_PER_COLUMN - 1 :]


def _query(binary: str, path: Path, entity: str, component: str, timeline: str | None, *what: str) -> tuple[int, str, str]:
    command = [binary, "query", str(path), "--entity", entity, "--component", component]
    command += ["--timeline", timeline] if timeline else []
    try:
        done = subprocess.run([*command, *what, "--json"], capture_output=True, text=True, timeout=QUERY_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        return 124, "", "no answer in time"
    return done.returncode, done.stdout, done.stderr


def _expected(cells: list, column) -> list[dict]:
    import query_json

    known = query_json.is_specified(column.type)
    return [
        {
            "time": cell.time,
            "row_id": cell.row_id.hex(),
            "values": query_json.column_values(cell.values, column.component_type) if known else len(cell.values),
        }
        for cell in cells
    ]


def difference(want: list[dict], out: str) -> str | None:
    import query_json

    try:
        rows = json.loads(out)["rows"]
        if len(rows) != len(want):
            return f"{len(rows)} rows, wanted {len(want)}: {out[:200]}"
        for number, (a, b) in enumerate(zip(want, rows, strict=True)):
            if set(b) != {"time", "row_id", "values"}:
                return f"row {number} has the keys {sorted(b)}"
            if a["time"] != b["time"]:
                return f"row {number}: time {b['time']}, wanted {a['time']}"
            if a["row_id"] != b["row_id"].lower():
                return f"row {number}: row id {b['row_id']}, wanted {a['row_id']}"
            counted = isinstance(a["values"], int)
            if counted and a["values"] != len(b["values"]):
                return f"row {number}: {len(b['values'])} values, wanted {a['values']}"
            if not counted and not query_json.same(a["values"], b["values"]):
                return f"row {number}: {json.dumps(b['values'])[:300]}, wanted {json.dumps(a['values'])[:300]}"
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return f"not the promised JSON ({error}): {out[:200]}"
    return None


def check_rules(path: Path, rows, report: Report) -> None:
    """Our rules against the SDK's own latest-at."""
    import query_json
    import sdk_store

    for timeline, stamps in rows.timelines.items():
        times = sorted(stamps)
        times = times if len(times) <= 24 else times[:: len(times) // 24]
        frame = sdk_store.Frame(rows, timeline, times)
        for (entity, component), column in rows.columns.items():
            if rows.touched_by_clear(entity):
                continue
            for time in times:
                ours = rows.latest_at(entity, component, timeline, time)
                try:
                    theirs = frame.latest_at(entity, component, time)
                except KeyError:
                    break  # columns of archetypes the dataframe does not list
                report.with_sdk += 1
                known = query_json.is_specified(column.type)
                show = (lambda v: query_json.column_values(v, column.component_type)) if known else len  # noqa: B023
                a = show(ours[0].values) if ours else None
                b = show(theirs) if theirs is not None else None
                if a != b:
                    report.fault(f"rules: {path.name} {entity} {component} {timeline}={time}: SDK {b}, rule {a}"[:400])


def jobs_of(path: Path, rows) -> list[tuple]:
    """(path, entity, component, column, timeline, arguments, expected cells)"""
    jobs = []
    for (entity, component), column in sorted(rows.columns.items(), key=lambda item: item[0]):
        # A static value answers on every timeline; one is enough.
        named = list(rows.timelines) if not column.static else sorted(rows.timelines)[:1]
        for timeline in named or [None]:
            if not column.static:
                times = pick(sorted({c.time for c in column.temporal.get(timeline, [])}))
            else:
                times = [max(rows.timelines[timeline])] if timeline else [0]
            for time in times:
                cells = rows.latest_at(entity, component, timeline, time)
                jobs.append((path, entity, component, column, timeline, ("--time", str(time)), cells))
            for first, last in {(times[0], times[-1]), (times[len(times) // 2], times[len(times) // 2])}:
                cells = rows.range(entity, component, timeline, first, last)
                jobs.append((path, entity, component, column, timeline, ("--range", f"{first}..{last}"), cells))
    return jobs


def refusals(path: Path, rows) -> list[tuple[tuple, int]]:
    """Questions that have no answer, and the exit status they must give."""
    entity, component = next(iter(rows.columns))
    timeline = next(iter(rows.timelines), None)
    out = [
        ((entity, "No:such", timeline, "--time", "0"), 1),
        (("/no/such/entity", component, timeline, "--time", "0"), 1),
        ((entity, component, "no_such_timeline", "--time", "0"), 1),
        ((entity, component, timeline, "--time", "0", "--range", "0..1"), 2),
        ((entity, component, timeline, "--range", "zero..one"), 2),
    ]
    return out


def compare_file(binary: str, path: Path, rows, pool: ThreadPoolExecutor, report: Report) -> None:
    import query_json

    def run(job: tuple) -> str | None:
        _, entity, component, column, timeline, what, cells = job
        status, out, err = _query(binary, path, entity, component, timeline, *what)
        where = f"{path.name} {entity} {component} {timeline} {' '.join(what)}"
        if status == 1 and not query_json.is_specified(column.type):
            return None  # a column of a type that is not read is left out, with a message
        if status != 0:
            return f"{where}: exit {status}: {err.strip()[-300:]}"
        fault = difference(_expected(cells, column), out)
        return f"{where}: {fault}" if fault else None

    jobs = jobs_of(path, rows)
    report.compared += len(jobs)
    for fault in pool.map(run, jobs):
        if fault:
            report.fault(fault)
    for arguments, wanted in refusals(path, rows):
        status, _, err = _query(binary, path, *arguments)
        report.compared += 1
        if status != wanted:
            report.fault(f"{path.name} {' '.join(map(str, arguments))}: exit {status}, wanted {wanted}")
        elif wanted == 1 and len(err.strip().splitlines()) != 1:
            report.fault(f"{path.name} {' '.join(map(str, arguments))}: not one line of message: {err[-300:]!r}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares `limn query` with the official Rerun SDK.")
    parser.add_argument("binary", metavar="LIMN_BINARY")
    parser.add_argument("data", metavar="DATA_DIR", type=Path)
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="file names without .rrd")
    parser.add_argument("--oracle-only", action="store_true", help="check our rules against the SDK, run no limn")
    options = parser.parse_args()
    enter_venv()
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    warnings.simplefilter("ignore")  # of files without a footer, which are sound
    import sdk_store

    report = Report()
    files = [f for f in sorted(options.data.glob("*.rrd")) if not options.only or f.stem in options.only]
    if not files:
        print(f"query_oracle: no recording in {options.data}", file=sys.stderr)
        return 1
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        for path in files:
            rows = sdk_store.Rows(path)
            if not rows.columns:
                continue
            check_rules(path, rows, report)
            if not options.oracle_only:
                compare_file(options.binary, path, rows, pool, report)
    print(
        f"{len(files)} files, {report.compared} queries compared, {report.with_sdk} rules checked against the SDK's"
        f" own latest-at, {len(report.faults)} differences"
    )
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
