# SPDX-License-Identifier: MIT
"""Asking `limn query` many questions at once, and comparing what it answers with what is wanted."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import query_json

MESSAGES_SHOWN = 40
BATCH_TIMEOUT_S = 600


class Report:
    def __init__(self) -> None:
        self.compared = 0
        self.with_sdk = 0
        self.faults: list[str] = []

    def fault(self, text: str) -> None:
        self.faults.append(text)
        if len(self.faults) <= MESSAGES_SHOWN:
            print(f"DIFFERS {text}", file=sys.stderr)


@dataclass(frozen=True)
class Question:
    entity: str
    component: str
    timeline: str | None
    time: int | None = None
    range: tuple[int, int] | None = None

    def __str__(self) -> str:
        when = f"time {self.time}" if self.range is None else f"range {self.range[0]}..{self.range[1]}"
        return f"{self.entity} {self.component} {self.timeline} {when}"

    def line(self) -> str:
        """For `limn query --batch`."""
        json_of = {"entity": self.entity, "component": self.component}
        if self.timeline is not None:
            json_of["timeline"] = self.timeline
        json_of |= {"time": self.time} if self.range is None else {"range": list(self.range)}
        return json.dumps(json_of)

    def arguments(self) -> list[str]:
        """For `limn query` itself."""
        command = ["--entity", self.entity, "--component", self.component]
        command += ["--timeline", self.timeline] if self.timeline is not None else []
        when = ["--time", str(self.time)] if self.range is None else ["--range", "{}..{}".format(*self.range)]
        return [*command, *when]


def ask(binary: str, path: Path, questions: list[Question]) -> list[str]:
    """One line per question. Raises RuntimeError if there is not one for each."""
    command = [binary, "query", str(path), "--batch", "-"]
    lines = "".join(question.line() + "\n" for question in questions)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, timeout=BATCH_TIMEOUT_S)
    answers = done.stdout.splitlines()
    if done.returncode != 0 or len(answers) != len(questions):
        counts = f"{len(answers)} answers to {len(questions)} questions"
        raise RuntimeError(f"{path.name}: exit {done.returncode}, {counts}: {done.stderr[-300:]}")
    return answers


def answer_of(rows, question: Question) -> list:
    """The cells that the rules give; `rows` is a sdk_store.Rows."""
    if question.range is not None:
        return rows.range(question.entity, question.component, question.timeline, *question.range)
    return rows.latest_at(question.entity, question.component, question.timeline, question.time)


def expected(cells: list, column) -> list[dict]:
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


def compare(
    binary: str, path: Path, rows, questions: list[Question], report: Report, name: str = "", may_lack_names: bool = False
) -> None:
    """Every question against the rules. A column of a type that Limn does not read may be left out; where names may be
    lacking, an unknown one is an answer without rows, and an unknown timeline none that could be compared."""
    report.compared += len(questions)
    for question, answer in zip(questions, ask(binary, path, questions), strict=True):
        column = rows.columns[question.entity, question.component]
        if not query_json.is_specified(column.type) and answer.startswith('{"error"'):
            continue
        if may_lack_names and "there is no timeline" in answer:
            continue
        if may_lack_names and answer.startswith('{"error"'):
            answer = '{"rows": []}'
        fault = difference(expected(answer_of(rows, question), column), answer)
        if fault:
            report.fault(f"{name or path.name} {question}: {fault}")
