#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Streams that are legal but rare, and damage between sound messages: what is shown, and what `limn verify` lists.

    odd_streams.py LIMN_BINARY DATA_DIR

Every file is put together byte by byte from the messages of one sound recording, so that the place and the number
of each fault are known. Standard library only.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import tempfile
import unittest
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from make_broken import FIELD_COMPRESSION, FIELD_PAYLOAD, FIELD_SIZE, KIND_ARROW, KIND_END, fields_of, lz4_block, message_of, split

TIME_LIMIT_S = 60
KIND_STORE, FIELD_STORE = 1, 1
FOOTER = 32
ROWS_PER_CHUNK = 1
binary, data = "", Path()


def framed(kind: int, payload: bytes) -> bytes:
    return struct.pack("<QQ", kind, len(payload)) + payload


@dataclass
class Fault:
    """A line of `limn verify`."""

    offset: int
    text: str


@dataclass
class Odd:
    """A file, and what must be seen of it."""

    data: bytes = b""
    messages: int = 0
    stores: set[tuple[str, str]] = field(default_factory=set)
    shown: list[tuple[str, str, str]] = field(default_factory=list)  # application, recording, entity of each chunk
    faults: list[Fault] = field(default_factory=list)


class Maker:
    """Makes messages of two stores and of any entity out of a sound recording."""

    def __init__(self, whole: bytes) -> None:
        self.header, messages = split(whole)
        self.store = messages[0][1]
        self.chunk = next(payload for kind, payload in messages if kind == KIND_ARROW and b"/detections" in self.plain_of(payload))

    @staticmethod
    def plain_of(chunk: bytes) -> bytes:
        fields = {number: value for number, _, value in fields_of(chunk)}
        return lz4_block(fields[FIELD_PAYLOAD], fields[FIELD_SIZE])

    @staticmethod
    def store_id(application: str, recording: str) -> bytes:
        inner = message_of([(1, 2, application.encode())]) if application else None
        fields = [(1, 0, 1), (2, 2, recording.encode()), (3, 2, inner)]
        return message_of([one for one in fields if one[2] is not None])

    def store_message(self, application: str, recording: str) -> bytes:
        info = [(n, w, self.store_id(application, recording) if n == 2 else v) for n, w, v in fields_of(fields_of(self.store)[1][2])]
        return framed(KIND_STORE, message_of([(1, 2, fields_of(self.store)[0][2]), (2, 2, message_of(info))]))

    def arrow(self, entity: str, number: int) -> bytes:
        """The Arrow stream of a chunk with this entity and an id of its own."""
        plain = self.plain_of(self.chunk)
        at = plain.index(b"chunk_") + len(b"chunk_")
        plain = plain[:at] + b"%032X" % number + plain[at + 32 :]
        assert len(entity) == len("/detections")
        return plain.replace(b"/detections", entity.encode())

    def chunk_message(self, arrow: bytes, application: str, recording: str, **changes: int) -> bytes:
        numbers = {"compression": FIELD_COMPRESSION, "size": FIELD_SIZE}
        new = {FIELD_STORE: self.store_id(application, recording), FIELD_COMPRESSION: 1, FIELD_SIZE: len(arrow), FIELD_PAYLOAD: arrow}
        new |= {numbers[name]: value for name, value in changes.items()}
        return framed(KIND_ARROW, message_of([(n, w, new.get(n, v)) for n, w, v in fields_of(self.chunk)]))


def literals(plain: bytes) -> bytes:
    """An LZ4 block that repeats nothing."""
    rest = len(plain) - 15
    return b"\xf0" + b"\xff" * (rest // 255) + bytes([rest % 255]) + plain


class File:
    """Adds pieces, and counts what must be seen of them."""

    def __init__(self, maker: Maker) -> None:
        self.maker, self.odd, self.next_id = maker, Odd(), 1
        self.stream_start = 0

    def stream(self, minor: int | None = None) -> File:
        header = self.maker.header
        self.stream_start = len(self.odd.data)
        self.odd.data += header if minor is None else header[:5] + bytes([minor]) + header[6:]
        return self

    def raw(self, piece: bytes, messages: int = 0) -> int:
        at = len(self.odd.data)
        self.odd.data += piece
        self.odd.messages += messages
        return at

    def store(self, application: str = "app", recording: str = "rec") -> File:
        self.raw(self.maker.store_message(application, recording), 1)
        self.odd.stores.add((application, recording))
        return self

    def chunk(self, entity: str, application: str = "app", recording: str = "rec", packed: bool = False, shown_as: str = "") -> File:
        arrow = self.maker.arrow(entity, self.next_id)
        self.next_id += 1
        size = len(arrow)
        if packed:
            message = self.maker.chunk_message(literals(arrow), application, recording, compression=2, size=size)
        else:
            message = self.maker.chunk_message(arrow, application, recording)
        self.raw(message, 1)
        self.odd.shown.append((shown_as or application, recording, entity))
        self.odd.stores.add((shown_as or application, recording))
        return self

    def bad_chunk(self, arrow: bytes, why: str, **changes: int) -> File:
        at = self.raw(self.maker.chunk_message(arrow, "app", "rec", **changes), 1)
        self.odd.faults.append(Fault(at, f"message {self.odd.messages} (chunk) skipped: {why}"))
        return self

    def end(self, footer: str = "") -> File:
        """With a footer that is right or wrong in one place, or without."""
        at = self.raw(framed(KIND_END, b""), 1) + 16 - self.stream_start
        values = {"offset": at, "length": 0, "checksum": 0x2A973671, "entries": 1}  # xxHash32 of nothing
        if footer:
            if footer != "right":
                values[footer] += 7
            self.raw(struct.pack("<QQI8sI", values["offset"], values["length"], values["checksum"], b"RRF2FOOT", values["entries"]))
        return self

    def cut(self, keep: int) -> File:
        """The last message: cut off."""
        message = self.maker.chunk_message(self.maker.arrow("/never_seen", 99), "app", "rec")
        at = self.raw(message[:keep])
        what = f"{keep} of 16 header bytes are there" if keep < 16 else f"{keep - 16} of {len(message) - 16} bytes are there"
        text = f"the file is cut off in message {self.odd.messages + 1}: {what}; everything before it was read"
        self.odd.faults.append(Fault(at, text))
        return self


def sound_cases(make) -> dict[str, Odd]:
    """Nothing to complain about."""
    cases = {}
    for ends in ("none", "end", "footer"):
        for count in (1, 2, 3):
            file = make()
            for i in range(count):
                file.stream().store().chunk(f"/stream__{i:02}")
                if ends != "none":
                    file.end("right" if ends == "footer" else "")
            cases[f"{count}_streams_{ends}"] = file.odd
    cases["end_then_stream_without_end"] = make().stream(27).store().chunk("/before_end").end().stream().chunk("/after__end").odd
    cases["repeated_announcements"] = make().stream().store().store().chunk("/once______").store().chunk("/again_____").odd
    cases["chunk_before_announcement"] = make().stream().chunk("/early_____").store().chunk("/late______").odd
    cases["never_announced"] = make().stream().chunk("/anonymous_").odd
    cases["payloads_packed_or_not"] = make().stream().store().chunk("/packed____", packed=True).chunk("/plain_____").odd
    several = make().stream().store("x", "one").store("x", "two").store("y", "one")
    several.chunk("/a_________", "x", "two").chunk("/b_________", "y", "one").chunk("/c_________", "x", "one").chunk("/d_________", "x", "two")
    cases["several_recordings_and_applications"] = several.odd
    return cases


def damaged_cases(make, maker: Maker) -> dict[str, Odd]:
    cases = {}
    for keep in (1, 15, 16, 500):
        cases[f"cut_at_{keep}"] = make().stream().store().chunk("/before_cut").cut(keep).odd
    cases["cut_in_second_stream"] = make().stream().store().end("right").stream().store().chunk("/before_cut").cut(40).odd

    def between(arrow: bytes, why: str, **changes: int) -> Odd:
        return make().stream().store().chunk("/before____").bad_chunk(arrow, why, **changes).chunk("/after_____").odd

    arrow = maker.arrow("/damaged___", 77)
    cases["lz4_cut"] = between(literals(arrow)[:-50], "/damaged___: LZ4 block is damaged", compression=2, size=len(arrow))
    why = f"/damaged___: LZ4 block holds {len(arrow)} bytes instead of {len(arrow) + 64}"
    cases["lz4_wrong_size"] = between(literals(arrow), why, compression=2, size=len(arrow) + 64)
    cases["lz4_noise"] = between(b"\xf3" * 200, "LZ4 block is damaged", compression=2, size=len(arrow))
    cases["arrow_zeros"] = between(bytes(400), "Arrow stream does not begin with a schema")
    cases["arrow_without_batch"] = between(
        arrow[: 8 + struct.unpack_from("<i", arrow, 4)[0]], "/damaged___: Arrow stream without a record batch"
    )
    without_path = arrow.replace(b"rerun:entity_path", b"rerun:entity_post")
    cases["no_entity"] = between(without_path, "chunk without an entity path")
    cases["compression_unknown"] = between(arrow, "unknown chunk compression 9", compression=9)
    second = make().stream().store().chunk("/a_________").end("right").stream().store()
    second.bad_chunk(literals(arrow)[:-50], "/damaged___: LZ4 block is damaged", compression=2, size=len(arrow))
    cases["damage_in_second_stream"] = second.chunk("/b_________").end("right").odd
    return cases


class OddStreams(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        cls.maker = Maker((data / "snippet_rects.rrd").read_bytes())

    def make(self) -> File:
        return File(self.maker)

    def check(self, name: str, odd: Odd) -> None:
        with self.subTest(name), tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{name}.rrd"
            path.write_bytes(odd.data)
            inspected = subprocess.run([binary, "inspect", path, "--json"], capture_output=True, text=True, timeout=TIME_LIMIT_S)
            self.assertEqual(inspected.returncode, 0, inspected.stderr)
            shown = [
                (recording["application_id"], recording["recording_id"], entity["path"])
                for recording in json.loads(inspected.stdout)["recordings"]
                for entity in recording["entities"]
            ]
            self.assertEqual(sorted(shown), sorted(odd.shown))
            verified = subprocess.run([binary, "verify", path], capture_output=True, text=True, timeout=TIME_LIMIT_S)
            lines = verified.stdout.splitlines()
            chunks = len(odd.shown)
            tally = ", ".join(
                f"{count} {noun}{'' if count == 1 else 's'}"
                for count, noun in ((len(odd.stores), "store"), (chunks, "chunk"), (chunks * ROWS_PER_CHUNK, "row"))
            )
            faults = len(odd.faults)
            verdict = "sound" if not faults else f"{faults} fault{'' if faults == 1 else 's'}"
            wanted = [f"{path}: byte {fault.offset}: {fault.text}" for fault in odd.faults]
            self.assertEqual(lines, [*wanted, f"{path}: {verdict}: {tally}"])
            self.assertEqual(verified.returncode, 1 if faults else 0)

    def test_rare_but_legal(self) -> None:
        for name, odd in sound_cases(self.make).items():
            self.check(name, odd)

    def test_damage_is_listed_and_its_neighbours_are_shown(self) -> None:
        for name, odd in damaged_cases(self.make, self.maker).items():
            self.check(name, odd)

    def test_a_wrong_footer_hides_nothing_and_is_listed(self) -> None:
        outside, checksum = "its place is not in the file", "its checksum is another"
        for wrong, streams, why in (
            ("offset", 1, outside),
            ("offset", 2, "no stream begins there"),
            ("length", 1, outside),
            ("length", 2, checksum),
            ("checksum", 1, checksum),
            ("checksum", 2, checksum),
            ("entries", 1, "it counts 8 entries instead of 1"),
            ("entries", 2, "it counts 8 entries instead of 1"),
        ):
            file = self.make()
            for i in range(streams):
                file.stream().store().chunk(f"/stream__{i:02}").end(wrong)
            file.odd.faults.append(Fault(len(file.odd.data) - FOOTER, f"the index at the end does not fit: {why}"))
            self.check(f"footer_{wrong}_{streams}", file.odd)

    def test_a_wrong_footer_of_a_stream_before_the_last_is_listed(self) -> None:
        file = self.make().stream().store().chunk("/stream__00").end("checksum")
        footer = len(file.odd.data) - FOOTER
        file.stream().store().chunk("/stream__01").end("right")
        file.odd.faults.append(Fault(footer, "the index at the end does not fit: its checksum is another"))
        self.check("footer_of_the_first", file.odd)

    def test_unknown_kinds_are_skipped_with_a_word(self) -> None:
        file = self.make().stream().store().chunk("/before____")
        at = file.raw(framed(77, b"from the future"), 1)
        file.odd.faults.append(Fault(at, "message 3 skipped: 15 bytes of the unknown kind 77"))
        self.check("unknown_kind", file.chunk("/after_____").odd)

    def test_old_chunks_before_their_announcement(self) -> None:
        file = self.make().stream(23)
        why = "message 1 (chunk) of recording 'rec' comes before its announcement; application unknown"
        file.odd.faults.append(Fault(len(file.odd.data), why))
        file.chunk("/early_____", application="", shown_as="unknown_app_id")
        self.check("early", file.odd)


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
