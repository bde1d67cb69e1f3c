#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Derives damaged recordings from a sound one, byte by byte, for tests of how Limn takes bad input.

    scripts/make_broken.py [--data DIR]

Reads DIR/snippet_rects.rrd and DIR/snippet_segmentation_simple.rrd, writes DIR/broken/*.rrd and the table in DIR/README.md. Standard library only.
Also writes a few that are odd but sound: no LZ4, an unknown protobuf field. tests/cli/bad_input.py reads the verdicts here.
"""

from __future__ import annotations

import argparse
import struct
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STREAM_HEADER = 12
KIND_END, KIND_ARROW = 0, 2
FIELD_COMPRESSION, FIELD_SIZE, FIELD_ENCODING, FIELD_PAYLOAD = 2, 3, 4, 5
TABLE_START = "<!-- broken: written by scripts/make_broken.py -->"
TABLE_END = "<!-- end of broken -->"


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            return value, at


def fields_of(message: bytes) -> list[tuple[int, int, int | bytes]]:
    """(number, wire type, value) of each field; enough protobuf for these messages."""
    out, at = [], 0
    while at < len(message):
        tag, at = read_varint(message, at)
        wire = tag & 7
        if wire == 0:
            value, at = read_varint(message, at)
        elif wire == 1:
            value, at = message[at : at + 8], at + 8
        elif wire == 2:
            size, at = read_varint(message, at)
            value, at = message[at : at + size], at + size
        else:
            raise ValueError(f"wire type {wire}")
        out.append((tag >> 3, wire, value))
    return out


def message_of(fields: list[tuple[int, int, int | bytes]]) -> bytes:
    out = bytearray()
    for number, wire, value in fields:
        out += varint(number << 3 | wire)
        if wire == 0:
            out += varint(value)
        elif wire == 2:
            out += varint(len(value)) + value
        else:
            out += value
    return bytes(out)


def split(data: bytes) -> tuple[bytes, list[tuple[int, bytes]]]:
    """Stream header, and (kind, payload) of every message up to and with End."""
    out, at = [], STREAM_HEADER
    while at + 16 <= len(data):
        kind, size = struct.unpack_from("<QQ", data, at)
        out.append((kind, data[at + 16 : at + 16 + size]))
        at += 16 + size
        if kind == KIND_END:
            break
    return data[:STREAM_HEADER], out


def join(header: bytes, messages: list[tuple[int, bytes]]) -> bytes:
    """A stream without End and footer: legal, and offsets cannot be wrong."""
    return header + b"".join(
        struct.pack("<QQ", kind, len(payload)) + payload for kind, payload in messages if kind != KIND_END
    )


def lz4_block(data: bytes, size: int) -> bytes:
    """Decompresses a raw LZ4 block."""
    out, at = bytearray(), 0
    while at < len(data):
        token, at = data[at], at + 1
        literals = token >> 4
        if literals == 15:
            while True:
                more, at = data[at], at + 1
                literals += more
                if more != 255:
                    break
        out += data[at : at + literals]
        at += literals
        if at >= len(data):
            break
        distance, at = data[at] | data[at + 1] << 8, at + 2
        length = (token & 15) + 4
        if length == 19:
            while True:
                more, at = data[at], at + 1
                length += more
                if more != 255:
                    break
        for _ in range(length):
            out.append(out[-distance])
    assert len(out) == size, (len(out), size)
    return bytes(out)


def edit_arrow(data: bytes, which: int, **changes: int | bytes | None) -> bytes:
    """The stream with fields of its ArrowMsg number `which` (-1: all) replaced or, by None, left out."""
    numbers = {"compression": FIELD_COMPRESSION, "size": FIELD_SIZE, "encoding": FIELD_ENCODING, "payload": FIELD_PAYLOAD}
    wanted = {numbers[name]: value for name, value in changes.items()}
    header, messages = split(data)
    seen, out = 0, []
    for kind, payload in messages:
        if kind == KIND_ARROW:
            if which in (seen, -1):
                kept = [(n, w, wanted.get(n, v)) for n, w, v in fields_of(payload)]
                payload = message_of([field for field in kept if field[2] is not None])
            seen += 1
        out.append((kind, payload))
    return join(header, out)


def arrow_fields(data: bytes, which: int) -> dict[int, int | bytes]:
    arrows = [payload for kind, payload in split(data)[1] if kind == KIND_ARROW]
    return {number: value for number, _, value in fields_of(arrows[which])}


def uncompressed(data: bytes) -> bytes:
    header, messages = split(data)
    out = []
    for kind, payload in messages:
        if kind == KIND_ARROW:
            fields = {n: v for n, _, v in fields_of(payload)}
            if fields.get(FIELD_COMPRESSION) == 2:
                plain = lz4_block(fields[FIELD_PAYLOAD], fields[FIELD_SIZE])
                new = {FIELD_COMPRESSION: 1, FIELD_SIZE: len(plain), FIELD_PAYLOAD: plain}
                payload = message_of([(n, w, new.get(n, v)) for n, w, v in fields_of(payload)])
        out.append((kind, payload))
    return join(header[:8] + b"\0" + header[9:], out)


def with_bytes(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def wider_image(data: bytes, width: int, height: int, new_width: int) -> bytes:
    """The ImageFormat of a single picture changed, its buffer left as it is."""
    plain = uncompressed(data)
    arrows = [payload for kind, payload in split(plain)[1] if kind == KIND_ARROW]
    valid = b"\xff".ljust(64, b"\0")  # the SDK writes a validity bitmap for each child
    old = struct.pack("<I", width).ljust(64, b"\0") + valid + struct.pack("<I", height)
    for which in range(len(arrows)):
        ipc = arrow_fields(plain, which)[FIELD_PAYLOAD]
        if old in ipc:
            new = struct.pack("<I", new_width).ljust(64, b"\0") + old[64:]
            return edit_arrow(plain, which, payload=ipc.replace(old, new))
    raise ValueError("no such image format in the recording")


def cases(data: bytes) -> dict[str, tuple[str, str, bytes]]:
    """name → (what a reader does, what is wrong, bytes), from one sound recording.

    sound: exit 0, no word. warns: exit 0, what could be read, and a warning. refused: exit 1 and one line.
    told: nothing worth an answer is left; exit 0 or 1, but not without a word.
    """
    header, messages = split(data)
    bare = join(header, messages)
    first = STREAM_HEADER
    sizes = [16 + len(payload) for _, payload in messages]
    second = first + sizes[0]  # the first ArrowMsg
    arrow = arrow_fields(data, 0)
    plain = uncompressed(data)
    ipc = lz4_block(arrow[FIELD_PAYLOAD], arrow[FIELD_SIZE]) if arrow[FIELD_COMPRESSION] == 2 else arrow[FIELD_PAYLOAD]
    no_store = join(header, messages[1:])
    unknown_field = [(n, w, v) for n, w, v in fields_of(messages[1][1])] + [(999, 2, b"from the future")]
    return {
        "empty": ("refused", "no byte at all", b""),
        "header_only": ("told", "a stream header and nothing else", header),
        "header_cut": ("refused", "5 bytes of the stream header", header[:5]),
        "foreign": ("refused", "a PNG that is called .rrd", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        "foreign_text": ("refused", "a text that is called .rrd", b"This is not a recording.\n" * 20),
        "old_rrf0": ("refused", "FourCC RRF0", b"RRF0" + bare[4:]),
        "old_rrf1": ("refused", "FourCC RRF1", b"RRF1" + bare[4:]),
        "old_version": ("refused", "written by version 0.22.1", with_bytes(bare, 4, bytes([0, 22, 1, 0]))),
        "zero_version": ("refused", "version bytes 0.0.0.0", with_bytes(bare, 4, bytes(4))),
        "newer_version": ("warns", "written by version 7.1.0, one warning", with_bytes(bare, 4, bytes([7, 1, 0, 0]))),
        "header_compression": ("refused", "stream header: compression 9", with_bytes(bare, 8, b"\x09")),
        "header_msgpack": ("refused", "stream header: serializer 1 (MessagePack)", with_bytes(bare, 9, b"\x01")),
        "header_reserved": ("refused", "stream header: reserved bytes set", with_bytes(bare, 10, b"\x01\x01")),
        "cut_in_message_header": ("told", "ends inside a message header", bare[: second + 7]),
        "cut_in_payload": ("warns", "ends inside the last payload", bare[:-40]),
        "cut_in_first_message": ("refused", "ends inside SetStoreInfo", bare[: first + 20]),
        "cut_in_footer": ("told", "ends inside the footer", data[:-9]),
        "absurd_length": ("told", "a message of 2^62 bytes", with_bytes(bare, second + 8, struct.pack("<Q", 1 << 62))),
        "length_all_ones": ("told", "a message of 2^64-1 bytes", with_bytes(bare, second + 8, b"\xff" * 8)),
        "length_one_too_long": (
            "warns",
            "the last message says one byte more than there is",
            with_bytes(bare, len(bare) - sizes[len(messages) - 2] + 8, struct.pack("<Q", sizes[len(messages) - 2] - 15)),
        ),
        "unknown_kind": ("warns", "message kind 77 between sound ones", with_bytes(bare, second, struct.pack("<Q", 77))),
        "garbage_after": ("warns", "sound messages, then noise", bare + bytes((i * 37) % 256 for i in range(300))),
        "lz4_size_too_small": ("warns", "uncompressed_size too small", edit_arrow(data, 0, size=arrow[FIELD_SIZE] // 2)),
        "lz4_size_too_large": ("warns", "uncompressed_size too large", edit_arrow(data, 0, size=arrow[FIELD_SIZE] + 64)),
        "lz4_size_absurd": ("warns", "uncompressed_size 2^60", edit_arrow(data, 0, size=1 << 60)),
        "lz4_size_negative": ("warns", "uncompressed_size -1 as an int32 of old", edit_arrow(data, 0, size=(1 << 64) - 1)),
        "lz4_garbage": ("warns", "LZ4 payload of noise", edit_arrow(data, 0, payload=bytes((i * 91) % 256 for i in range(200)))),
        "compression_unknown": ("warns", "ArrowMsg.compression 7", edit_arrow(data, 0, compression=7)),
        "encoding_unknown": ("warns", "ArrowMsg.encoding 5", edit_arrow(data, 0, encoding=5)),
        "encoding_missing": ("warns", "ArrowMsg without encoding", edit_arrow(data, 0, encoding=None)),
        "payload_missing": ("warns", "ArrowMsg without payload", edit_arrow(data, 0, payload=None)),
        "payload_empty": ("warns", "ArrowMsg with an empty payload", edit_arrow(data, 0, payload=b"", size=0, compression=1)),
        "protobuf_garbage": ("warns", "an ArrowMsg of 0xFF", join(header, [messages[0], (2, b"\xff" * 64), *messages[1:]])),
        "protobuf_length": (
            "warns",
            "a protobuf field that is longer than its message",
            join(header, [messages[0], (2, b"\x0a\xff\xff\xff\x7f" + bytes(8)), *messages[1:]]),
        ),
        "store_info_missing": ("sound", "no SetStoreInfo before the data", no_store),
        "arrow_cut": ("warns", "Arrow stream cut in the middle", edit_arrow(plain, 0, payload=ipc[: len(ipc) // 2], size=len(ipc) // 2)),
        "arrow_schema_only": ("warns", "Arrow stream without a batch", edit_arrow(plain, 0, payload=ipc[: _schema_end(ipc)], size=_schema_end(ipc))),
        "arrow_garbage": ("warns", "Arrow stream of zeros", edit_arrow(plain, 0, payload=bytes(400), size=400)),
        "arrow_metadata_length": (
            "warns",
            "Arrow metadata length 2^31-1",
            edit_arrow(plain, 0, payload=with_bytes(ipc, 4, struct.pack("<i", 2**31 - 1)), size=len(ipc)),
        ),
        "arrow_bit_flips": (
            "warns",
            "every 61st byte of the Arrow stream changed",
            edit_arrow(plain, 0, payload=bytes(b ^ 0x55 if i % 61 == 60 else b for i, b in enumerate(ipc)), size=len(ipc)),
        ),
        "ok_uncompressed": ("sound", "no LZ4", plain),
        "ok_unknown_field": ("sound", "an unknown protobuf field", join(header, [messages[0], (2, message_of(unknown_field)), *messages[2:]])),
        "ok_footer_missing": ("sound", "no End, no footer", bare),
        "ok_end_only": ("sound", "End of length 0 and nothing after it", bare + struct.pack("<QQ", 0, 0)),
        "ok_old_end_then_stream": ("sound", "End of length 0, then another stream", bare + struct.pack("<QQ", 0, 0) + bare),
        "ok_twice": ("sound", "the same stream twice, chunk ids repeat", data + data),
    }


def _schema_end(ipc: bytes) -> int:
    return 8 + struct.unpack_from("<i", ipc, 4)[0]


def all_cases(data_dir: Path) -> dict[str, tuple[str, str, bytes]]:
    made = cases((data_dir / "snippet_rects.rrd").read_bytes())
    mask = (data_dir / "snippet_segmentation_simple.rrd").read_bytes()
    # Sound for whoever lists them; a warning when they are drawn.
    for name, width in (("image_buffer_short", 4000), ("image_absurd_width", 2**32 - 1), ("image_zero_width", 0)):
        text = f"the format of a 12x8 mask says {width}x8"
        made[name] = ("sound", text, wider_image(mask, 12, 8, width))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description="Derives damaged recordings from a sound one.")
    parser.add_argument("--data", type=Path, default=ROOT / "tests" / "data")
    data_dir = parser.parse_args().data
    out = data_dir / "broken"
    out.mkdir(exist_ok=True)
    made = all_cases(data_dir)
    for stale in set(out.glob("*.rrd")) - {out / f"{name}.rrd" for name in made}:
        stale.unlink()
    lines = ["| file | what is wrong | `limn inspect` |", "|---|---|---|"]
    for name, (verdict, text, content) in sorted(made.items()):
        (out / f"{name}.rrd").write_bytes(content)
        lines.append(f"| `{name}.rrd` | {text} | {verdict} |")
    readme = data_dir / "README.md"
    if readme.exists():
        before, rest = readme.read_text().split(TABLE_START)
        table = TABLE_START + "\n" + "\n".join(lines) + "\n" + TABLE_END
        readme.write_text(before + table + rest.split(TABLE_END)[1])
    print(f"wrote {len(made)} files to {out}")


if __name__ == "__main__":
    main()
