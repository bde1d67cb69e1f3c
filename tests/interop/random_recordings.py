#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random recordings, written by the official SDK: what one seed logs is always the same.

    random_recordings.py OUT.rrd FIRST LAST     one file with the seeds FIRST … LAST (to look at a fault)

Each seed logs below an entity of its own, `/seed_17`, so that one file holds many: unsorted and equal times, rows that lack a
timeline, all kinds of timelines, rows with some components only, components logged as empty beside those not logged, static
beside temporal, clears (flat, recursive, static, of parents), rows one by one and whole columns, several chunks. Some seeds log chunks of
many rows. A file is large enough to be known by the index at its end.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import rerun as rr

APPLICATION = "random_oracle"
TIMELINES = {"frame": "sequence", "tick": "sequence", "sim time": "duration", "wall": "timestamp"}
TIMES = (-3, 12)
NS_PER_STEP = {"sequence": 1, "duration": 250_000_000, "timestamp": 1_000_000_007}
PARTS = ("a", "b", "image 2", "ünder")
STEPS = (10, 60)
MANY_ROWS = 50  # times as many, in the chunks of every fourth seed
PADDING_BYTES = 1 << 20  # smaller files are read whole

IDS = ("Points2D:class_ids", "rerun.archetypes.Points2D", "rerun.components.ClassId", pa.uint16())
RADII = ("Points2D:radii", "rerun.archetypes.Points2D", "rerun.components.Radius", pa.float32())
LABELS = ("Points2D:labels", "rerun.archetypes.Points2D", "rerun.components.Text", pa.utf8())


def index_of(timeline: str, step: int) -> int:
    """The value that stands in the file."""
    return step * NS_PER_STEP[TIMELINES[timeline]]


def _keyword(timeline: str, values: list[int]) -> dict[str, object]:
    """`values` as the argument of the SDK that tells the kind of the timeline."""
    kind = TIMELINES[timeline]
    if kind == "sequence":
        return {kind: values}
    return {kind: np.array(values, "timedelta64[ns]" if kind == "duration" else "datetime64[ns]")}


def _index_type(timeline: str) -> pa.DataType:
    return {"sequence": pa.int64(), "duration": pa.duration("ns"), "timestamp": pa.timestamp("ns")}[TIMELINES[timeline]]


class Seed:
    """What one seed logs, step by step."""

    def __init__(self, stream: rr.RecordingStream, seed: int) -> None:
        self.stream = stream
        self.random = random.Random(seed)
        self.counter = seed * 100  # values differ, so that a wrong row shows
        self.timelines = self.random.sample(sorted(TIMELINES), self.random.randint(1, 3))
        root = f"seed_{seed}"
        self.entities = [root]
        for _ in range(self.random.randint(1, 4)):
            part = rr.escape_entity_path_part(self.random.choice(PARTS))
            self.entities.append(f"{self.random.choice(self.entities)}/{part}")
        self.mixes_static = self.random.random() < 0.5
        self.scale = MANY_ROWS if seed % 4 == 0 else 1
        self.has_windows = seed % 8 == 0  # chunks that do not overlap all others
        self.times = TIMES

    def log(self) -> None:
        actions = [self._row] * 8 + [self._columns] * 2 + [self._batch] * 4 + [self._clear] * 2 + [self._flush]
        if self.mixes_static:
            actions += [self._static]
        for _ in range(self.random.randint(*STEPS)):
            self.random.choice(actions)()
        self.stream.reset_time()

    def _entity(self) -> str:
        return self.random.choice(self.entities)

    def _step(self) -> int:
        return self.random.randint(*self.times)

    def _choose_window(self) -> None:
        if self.has_windows:
            first = self.random.randint(TIMES[0], TIMES[1] - 2)
            self.times = (first, first + 2)

    def _set_times(self) -> None:
        """Some timelines of the seed, at least one."""
        self.stream.reset_time()
        for name in self.random.sample(self.timelines, self.random.randint(1, len(self.timelines))):
            ((kind, values),) = _keyword(name, [index_of(name, self._step())]).items()
            self.stream.set_time(name, **{kind: values[0]})

    def _values(self) -> list[int]:
        """Mostly some, now and then an empty list."""
        count = self.random.choice((0, 1, 1, 2, 3))
        self.counter += 1
        return [(self.counter + i) % 60000 for i in range(count)]

    def _archetype(self) -> rr.Points2D | rr.Boxes2D:
        if self.random.random() < 0.2:
            sizes = self._values()
            return rr.Boxes2D(half_sizes=[[n, n + 0.5] for n in sizes], class_ids=sizes)
        fields = {}
        for name in ("positions", "class_ids", "labels", "radii"):
            if self.random.random() < 0.45:
                ids = self._values()
                fields[name] = {
                    "positions": [[n, -n] for n in ids],
                    "labels": [f"é{n}" for n in ids],
                    "radii": [n / 3 for n in ids],
                }.get(name, ids)
        return rr.Points2D.from_fields(**(fields or {"class_ids": self._values()}))

    def _row(self) -> None:
        self._set_times()
        self.stream.log(self._entity(), self._archetype())

    def _static(self) -> None:
        self.stream.log(self._entity(), self._archetype(), static=True)

    def _clear(self) -> None:
        self._set_times()
        static = self.mixes_static and self.random.random() < 0.05
        self.stream.log(self._entity(), rr.Clear(recursive=self.random.random() < 0.5), static=static)

    def _flush(self) -> None:
        self.stream.flush()

    def _columns(self) -> None:
        """Columns of the SDK: every row has every component, some of them empty."""
        self._choose_window()
        rows = self.random.randint(1, 6) * self.scale
        used = self.random.sample(self.timelines, self.random.randint(1, len(self.timelines)))
        cells = [self._values() for _ in range(rows)]
        flat = [value for cell in cells for value in cell]
        column = rr.Points2D.columns(class_ids=flat).partition([len(cell) for cell in cells])
        self.stream.send_columns(self._entity(), indexes=[self._time_column(name, rows) for name in used], columns=column)

    def _time_column(self, name: str, rows: int) -> rr.TimeColumn:
        values = [index_of(name, self._step()) for _ in range(rows)]
        return rr.TimeColumn(name, **_keyword(name, values))

    def _batch(self) -> None:
        """A chunk with nulls beside empty lists, its rows in any order."""
        self._choose_window()
        rows = self.random.randint(1, 8) * self.scale
        fields, arrays = [], []
        for name in self.random.sample(self.timelines, self.random.randint(1, len(self.timelines))):
            times = [index_of(name, self._step()) for _ in range(rows)]
            meta = {"rerun:kind": "index", "rerun:index_name": name}
            fields.append(pa.field(name, _index_type(name), metadata=meta))
            arrays.append(pa.array(times, pa.int64()).cast(_index_type(name)))
        for name, archetype, kind, value_type in self.random.sample((IDS, RADII, LABELS), self.random.randint(1, 3)):
            cells = [None if self.random.random() < 0.3 else self._values() for _ in range(rows)]
            if pa.types.is_string(value_type):
                cells = [None if cell is None else [str(value) for value in cell] for cell in cells]
            meta = {
                "rerun:kind": "data",
                "rerun:component": name,
                "rerun:archetype": archetype,
                "rerun:component_type": kind,
            }
            fields.append(pa.field(name, pa.list_(value_type), metadata=meta))
            arrays.append(pa.array(cells, pa.list_(value_type)))
        schema = pa.schema(fields, metadata={"rerun:entity_path": "/" + self._entity()})
        self.stream.send_record_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))


def write(path: Path, seeds: range) -> None:
    stream = rr.RecordingStream(APPLICATION, recording_id=f"seeds_{seeds.start}", send_properties=False)
    stream.save(path)
    stream.set_log_time_enabled(False)
    stream.set_log_tick_enabled(False)
    for seed in seeds:
        Seed(stream, seed).log()
    # A component that nobody asks for.
    stream.log("padding", rr.AnyValues(noise=[random.Random(seeds.start).randbytes(PADDING_BYTES)]), static=True)
    stream.flush()
    stream.disconnect()


if __name__ == "__main__":
    write(Path(sys.argv[1]), range(int(sys.argv[2]), int(sys.argv[3]) + 1))
