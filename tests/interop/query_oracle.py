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
import subprocess
import sys
import warnings
from pathlib import Path

from sdk_venv import enter_venv

TIMES_PER_COLUMN = 4
SINGLE_TIMEOUT_S = 60
UNREADABLE_COLUMNS = {"anyvalues"}  # Columns of types that Limn does not read are left out, with a message.


def pick(times: list[int]) -> list[int]:
    """Some times: before the first, the first, one between two, the last."""
    if not times:
        return [0]
    middle = times[len(times) // 2]
    return list(dict.fromkeys([times[0] - 1, times[0], middle, min(middle + 1, times[-1]), times[-1]]))[-TIMES_PER_COLUMN - 1 :]


def check_rules(path: Path, rows, report) -> None:
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
                    theirs = frame.value(entity, component, time)
                except KeyError:
                    break  # columns of archetypes the dataframe does not list
                report.with_sdk += 1
                known = query_json.is_specified(column.type)
                show = (lambda v: query_json.column_values(v, column.component_type)) if known else len  # noqa: B023
                a = show(ours[0].values) if ours else None
                b = show(theirs) if theirs is not None else None
                if a != b:
                    report.fault(f"rules: {path.name} {entity} {component} {timeline}={time}: SDK {b}, rule {a}"[:400])


def questions_of(rows) -> list:
    from limn_answers import Question

    questions = []
    for (entity, component), column in sorted(rows.columns.items(), key=lambda item: item[0]):
        # A static value answers on every timeline; one is enough.
        named = list(rows.timelines) if not column.static else sorted(rows.timelines)[:1]
        for timeline in named or [None]:
            if not column.static:
                times = pick(sorted({c.time for c in column.temporal.get(timeline, [])}))
            else:
                times = [max(rows.timelines[timeline])] if timeline else [0]
            questions += [Question(entity, component, timeline, time=time) for time in times]
            middle = times[len(times) // 2]
            for limits in {(times[0], times[-1]), (middle, middle)}:
                questions.append(Question(entity, component, timeline, range=limits))
    return questions


def single(binary: str, path: Path, *arguments: str) -> tuple[int, str, str]:
    """One run of the program for one question."""
    command = [binary, "query", str(path), *arguments, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SINGLE_TIMEOUT_S)
    return done.returncode, done.stdout, done.stderr


def check_single(binary: str, path: Path, rows, questions: list, report) -> None:
    """A question alone is answered like a line of the batch; what has no answer has its exit status."""
    from limn_answers import answer_of, difference, expected

    for question in (questions[0], questions[-1]):
        status, out, err = single(binary, path, *question.arguments())
        column = rows.columns[question.entity, question.component]
        fault = err if status else difference(expected(answer_of(rows, question), column), out)
        report.compared += 1
        if fault and not (status == 1 and path.stem in UNREADABLE_COLUMNS):
            report.fault(f"{path.name} {question}: exit {status}: {fault[-300:]}")
    entity, component = next(iter(rows.columns))
    named = ("--timeline", next(iter(rows.timelines))) if rows.timelines else ()
    for arguments, wanted in (
        (("--entity", entity, "--component", "No:such", *named, "--time", "0"), 1),
        (("--entity", "/no/such/entity", "--component", component, *named, "--time", "0"), 1),
        (("--entity", entity, "--component", component, "--timeline", "no_such_timeline", "--time", "0"), 1),
        (("--entity", entity, "--component", component, *named, "--time", "0", "--range", "0..1"), 2),
        (("--entity", entity, "--component", component, *named, "--range", "zero..one"), 2),
    ):
        status, _, err = single(binary, path, *arguments)
        report.compared += 1
        if status != wanted:
            report.fault(f"{path.name} {' '.join(arguments)}: exit {status}, wanted {wanted}")
        elif wanted == 1 and len(err.strip().splitlines()) != 1:
            report.fault(f"{path.name} {' '.join(arguments)}: not one line of message: {err[-300:]!r}")


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
    import limn_answers
    import sdk_store

    report = limn_answers.Report()
    files = [f for f in sorted(options.data.glob("*.rrd")) if not options.only or f.stem in options.only]
    if not files:
        print(f"query_oracle: no recording in {options.data}", file=sys.stderr)
        return 1
    for path in files:
        rows = sdk_store.Rows(path)
        if not rows.columns:
            continue
        check_rules(path, rows, report)
        if not options.oracle_only:
            questions = questions_of(rows)
            limn_answers.compare(options.binary, path, rows, questions, report)
            check_single(options.binary, path, rows, questions, report)
    print(
        f"{len(files)} files, {report.compared} queries compared, {report.with_sdk} rules checked against the SDK's"
        f" own latest-at, {len(report.faults)} differences"
    )
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
