# SPDX-License-Identifier: MIT
"""What a recording holds, read by the official SDK, and the query rules of recordings applied to it.

Two answers to each question:

* `Rows` takes the SDK's chunks (rows, times, row ids) and applies the rules as docs/FORMATS.md states them.
* `Frame` asks the SDK's own dataframe reader for its latest-at.

They are compared with each other first (so a wrong rule in this file shows), then `limn query` with `Rows`.
Where the SDK differs, on purpose left out of that first comparison:

* Clears: its dataframe shows an empty cell in the very row of a clear, and the old value again in later rows. The rule
  that viewers follow, and Limn too, is that a cleared value stays away until something new is logged.
* Its range keeps one row per time (the last row id); Limn lists them all, in order of (time, row id).
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
from rerun.chunk import RrdReader

CLEAR = "Clear:is_recursive"
STATIC = 2**63  # a static index is greater than every time


@dataclass(frozen=True)
class Cell:
    time: int | None  # None: static
    row_id: bytes
    values: pa.Array  # the instances

    @property
    def index(self) -> tuple[int, bytes]:
        return (STATIC if self.time is None else self.time, self.row_id)


@dataclass
class Column:
    type: pa.DataType  # of one instance
    component_type: str
    static: list[Cell] = field(default_factory=list)
    temporal: dict[str, list[Cell]] = field(default_factory=dict)  # by timeline


def _ancestors(path: str) -> list[str]:
    """The path itself, then its parents up to the root. A backslash escapes the next character."""
    parts, current, escaped = [], "", False
    for char in path.strip("/"):
        if char == "/" and not escaped:
            parts.append(current)
            current = ""
            continue
        current += char
        escaped = char == "\\" and not escaped
    parts = [part for part in [*parts, current] if part]
    return ["/" + "/".join(parts[:n]) for n in range(len(parts), -1, -1)]


FOOTER_BYTES = 32


def _open(path: Path, folder: Path) -> RrdReader:
    """Without its last footer the SDK scans a file; it must, where files were joined and offsets do not fit."""
    try:
        return RrdReader(path)
    except RuntimeError:
        copy = folder / path.name
        copy.write_bytes(path.read_bytes()[:-FOOTER_BYTES])
        return RrdReader(copy)


class Rows:
    def __init__(self, path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self._read(_open(path, Path(folder)))

    def _read(self, reader: RrdReader) -> None:
        recordings = reader.recordings()
        self.store = recordings[0] if recordings else None
        self.columns: dict[tuple[str, str], Column] = {}
        self.timelines: dict[str, set[int]] = {}
        self.timeline_types: dict[str, pa.DataType] = {}
        self.chunks = []
        if self.store is not None:
            seen = set()
            for chunk in reader.stream(store=self.store).to_chunks():
                if chunk.id not in seen:
                    seen.add(chunk.id)
                    self.chunks.append(chunk)
                    self._add(chunk.to_record_batch())

    def _add(self, batch: pa.RecordBatch) -> None:
        entity = batch.schema.metadata[b"rerun:entity_path"].decode()
        row_ids, times, data = [], {}, []
        for number, info in enumerate(batch.schema):
            kind = (info.metadata or {}).get(b"rerun:kind", b"data")
            if kind == b"control":
                row_ids = batch.column(number).to_pylist()
            elif kind == b"index":
                name = info.metadata[b"rerun:index_name"].decode()
                times[name] = batch.column(number).cast(pa.int64()).to_pylist()
                self.timelines.setdefault(name, set()).update(times[name])
                self.timeline_types[name] = info.type
            else:
                data.append((info, batch.column(number)))
        for info, cells in data:
            meta = info.metadata or {}
            name = meta.get(b"rerun:component", info.name.encode()).decode()
            kind = meta.get(b"rerun:component_type", b"").decode()
            valid = cells.is_valid().to_pylist()
            if not any(valid):
                continue  # Never logged: Limn does not list such a component.
            column = self.columns.setdefault((entity, name), Column(info.type.value_type, kind))
            for row, row_id in enumerate(row_ids):
                if not valid[row]:
                    continue
                values = cells[row].values
                if not times:
                    column.static.append(Cell(None, row_id, values))
                for timeline, stamps in times.items():
                    column.temporal.setdefault(timeline, []).append(Cell(stamps[row], row_id, values))

    def _cleared_until(self, entity: str, timeline: str | None, time: int) -> tuple[int, bytes] | None:
        best = None
        for ancestor in _ancestors(entity):
            column = self.columns.get((ancestor, CLEAR))
            if column is None:
                continue
            cells = column.static + [c for c in column.temporal.get(timeline, []) if c.time <= time]
            for cell in cells:
                recursive = len(cell.values) > 0 and cell.values[0].as_py()
                if (ancestor == entity or recursive) and (best is None or cell.index > best):
                    best = cell.index
        return best

    def touched_by_clear(self, entity: str) -> bool:
        return any((ancestor, CLEAR) in self.columns for ancestor in _ancestors(entity))

    def latest_at(self, entity: str, component: str, timeline: str | None, time: int) -> list[Cell]:
        column = self.columns[entity, component]
        cells = column.static or [c for c in column.temporal.get(timeline, []) if c.time <= time]
        if not cells:
            return []
        found = max(cells, key=lambda c: c.index)
        if component != CLEAR:
            cleared = self._cleared_until(entity, timeline, time)
            if cleared is not None and found.index <= cleared:
                return []
        return [found]

    def range(self, entity: str, component: str, timeline: str | None, first: int, last: int) -> list[Cell]:
        column = self.columns[entity, component]
        if column.static:
            return [max(column.static, key=lambda c: c.index)]
        cells = [c for c in column.temporal.get(timeline, []) if first <= c.time <= last]
        return sorted(cells, key=lambda c: c.index)


class Frame:
    """What the SDK's own reader has of every column at some times of one timeline."""

    def __init__(self, rows: Rows, timeline: str, times: list[int], latest_at: bool = True) -> None:
        """With `latest_at` the newest value at or before each time, else what was logged at the time itself."""
        from rerun.chunk import ChunkStore

        reader = ChunkStore.from_chunks(rows.chunks).reader(
            index=timeline,
            fill_latest_at=latest_at,
            using_index_values=pa.array(times, rows.timeline_types[timeline]),
            include_semantically_empty_columns=True,
            include_tombstone_columns=True,
        )
        table = reader.to_arrow_table()
        order = table[timeline].cast(pa.int64()).to_pylist()
        self._row_of = {time: row for row, time in enumerate(order)}
        self._columns = {name: table[name].combine_chunks() for name in table.column_names if name != timeline}

    def value(self, entity: str, component: str, time: int) -> pa.Array | None:
        """The instances; None where the SDK says nothing. Raises KeyError for what it does not list."""
        cell = self._columns[f"{entity}:{component}"][self._row_of[time]]
        return cell.values if cell.is_valid else None
