#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the seeds of the fuzz targets from the recordings of the tests.

    scripts/make_fuzz_corpus.py [--data DIR] [--corpus DIR]

Seeds are small and not compressed, so that a changed byte reaches the decoder behind the compression. What a fuzzer found is
committed beside them under other names; this script leaves such files alone. Standard library only.
"""

from __future__ import annotations

import argparse
import struct
from pathlib import Path

import make_broken as rrd

KIND_STORE_INFO, KIND_ACTIVATION = 1, 3
FIELD_STORE_ID = 1
FIELD_MANIFEST_DATA, FIELD_PART_PAYLOAD, FIELD_PART_COMPRESSION, FIELD_PART_SIZE = 4, 2, 3, 4
HEAD_BYTES = 2048
MAX_SEED_BYTES = 6000
RECORDINGS = ("no_timelines", "snippet_rects", "annotation_b_change_over_time", "annotation_h_clear_inner_recursive", "transforms")
CHUNK_SOURCES = (*RECORDINGS, "annotation_c_keypoints", "timelines", "bad_values", "anyvalues", "images", "frames", "clear")
CHUNKS_PER_SOURCE = 3
TARGETS = ("rrd_stream", "store_queries", "arrow_ipc", "chunk", "ipc_head", "manifest", "rrd_messages", "lz4_sizes")
MESSAGES = {KIND_STORE_INFO: 1, KIND_ACTIVATION: 2, rrd.KIND_ARROW: 3}


def small_recording(data: bytes) -> bytes:
    """The first messages, up to a size that a fuzzer likes."""
    header, messages = rrd.split(rrd.uncompressed(data))
    kept, size = [], 0
    for kind, payload in messages:
        if size + len(payload) <= MAX_SEED_BYTES:
            kept.append((kind, payload))
            size += len(payload)
    return rrd.join(header, kept)


def arrow_streams(data: bytes) -> list[bytes]:
    """Streams of chunks with data, the most different ones first: by their size."""
    out = []
    for kind, payload in rrd.split(rrd.uncompressed(data))[1]:
        if kind == rrd.KIND_ARROW:
            out += [value for number, _, value in rrd.fields_of(payload) if number == rrd.FIELD_PAYLOAD]
    small = sorted({stream for stream in out if len(stream) <= MAX_SEED_BYTES}, key=lambda stream: (-len(stream), stream))
    return small[:: max(1, len(small) // CHUNKS_PER_SOURCE)][:CHUNKS_PER_SOURCE]


def message_seeds(name: str, data: bytes) -> dict[str, bytes]:
    """One message of each kind, with the byte that says which it is, and its store id alone."""
    out = {}
    for kind, payload in rrd.split(data)[1]:
        if kind in MESSAGES and len(payload) <= MAX_SEED_BYTES:
            out.setdefault(f"{name}_{kind}", bytes([MESSAGES[kind]]) + payload)
            if kind == rrd.KIND_ARROW:
                ids = [value for number, _, value in rrd.fields_of(payload) if number == FIELD_STORE_ID]
                out.setdefault(f"{name}_id", b"\0" + ids[0])
    return out


def lz4_seeds(name: str, data: bytes) -> dict[str, bytes]:
    """The smallest block with its size, and with one byte too many."""
    blocks = []
    for kind, payload in rrd.split(data)[1]:
        fields = {number: value for number, _, value in rrd.fields_of(payload)} if kind == rrd.KIND_ARROW else {}
        if fields.get(rrd.FIELD_COMPRESSION) == 2:
            blocks.append((fields[rrd.FIELD_PAYLOAD], fields[rrd.FIELD_SIZE]))
    if not blocks:
        return {}
    block, size = min(blocks, key=lambda one: (len(one[0]), one[0]))
    return {name: struct.pack("<I", size) + block, f"{name}_one_more": struct.pack("<I", size + 1) + block}


def manifests(data: bytes) -> list[bytes]:
    """Those of the footer, their tables not compressed."""
    out = []
    for kind, payload in rrd.split(data)[1]:
        for _, _, manifest in rrd.fields_of(payload) if kind == rrd.KIND_END else []:
            fields = rrd.fields_of(manifest)
            for i, (number, wire, part) in enumerate(fields):
                table = {n: v for n, _, v in rrd.fields_of(part)} if number == FIELD_MANIFEST_DATA else {}
                if table.get(FIELD_PART_COMPRESSION) == 2:
                    plain = rrd.lz4_block(table[FIELD_PART_PAYLOAD], table[FIELD_PART_SIZE])
                    new = {FIELD_PART_PAYLOAD: plain, FIELD_PART_COMPRESSION: 1, FIELD_PART_SIZE: len(plain)}
                    fields[i] = (number, wire, rrd.message_of([(n, w, new.get(n, v)) for n, w, v in rrd.fields_of(part)]))
            out.append(rrd.message_of(fields))
    return out


def all_seeds(data_dir: Path) -> dict[str, dict[str, bytes]]:
    """Target → name → bytes."""
    seeds: dict[str, dict[str, bytes]] = {t: {} for t in TARGETS}
    for name in RECORDINGS:
        data = (data_dir / f"{name}.rrd").read_bytes()
        seeds["rrd_stream"][name] = seeds["store_queries"][name] = small_recording(data)
        seeds["lz4_sizes"] |= lz4_seeds(name, data)
        seeds["manifest"] |= {f"{name}_{i}": manifest for i, manifest in enumerate(manifests(data))}
    for name in ("blueprint", "no_timelines", "versions/sdk_0.23.4"):
        path = data_dir / f"{name}.rrd"
        if path.exists():
            seeds["rrd_messages"] |= message_seeds(path.stem, path.read_bytes())
    for name in CHUNK_SOURCES:
        for number, stream in enumerate(arrow_streams((data_dir / f"{name}.rrd").read_bytes())):
            seeds["chunk"][f"{name}_{number}"] = stream
            if number == 0:
                seeds["ipc_head"][name] = struct.pack("<H", HEAD_BYTES) + stream
            if number == 0:
                seeds["arrow_ipc"][name] = stream
    return seeds


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the seeds of the fuzz targets.")
    parser.add_argument("--data", type=Path, default=rrd.ROOT / "tests" / "data")
    parser.add_argument("--corpus", type=Path, default=rrd.ROOT / "tests" / "fuzz" / "corpus")
    options = parser.parse_args()
    for target, seeds in all_seeds(options.data).items():
        folder = options.corpus / target
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("seed_*"):
            old.unlink()
        for name, data in seeds.items():
            (folder / f"seed_{name.replace('.', '_')}").write_bytes(data)
        print(f"{target}: {len(seeds)} seeds, {sum(map(len, seeds.values()))} bytes")


if __name__ == "__main__":
    main()
