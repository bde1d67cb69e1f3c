#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures whole processes, joins that with Google Benchmark's results, and prints a table.

    report.py --build DIR --google FILE.json … --processes yes|no --out bench.json

Processes: `limn render` of a large recording (first picture) and reading of a recording, the latter beside the
official viewer where RERUN_BIN names it. Each is run several times; the median counts. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
PEER_RUNS = 3
FIRST_PICTURE_MB = 200
LOAD_FILES = (("camera", 1000), ("noise", 1000), ("points", 1300), ("rows", 1000), ("boxes", 500))
WAYS = ("bytes", "lz4", "load", "load_within", "index")


def measure(command: list[str | Path], runs: int) -> dict:
    """Median wall seconds, processor seconds and peak memory of a process that must succeed."""
    walls, cpus, peaks = [], [], []
    for _ in range(runs):
        start = time.perf_counter()
        process = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        walls.append(time.perf_counter() - start)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"failed with {process.returncode}: {' '.join(map(str, command))}")
        cpus.append(usage.ru_utime + usage.ru_stime)
        peaks.append(usage.ru_maxrss / 1024)
    return {
        "wall_s": statistics.median(walls),
        "cpu_s": statistics.median(cpus),
        "peak_mib": max(peaks),
        "runs": runs,
    }


def read_in_way(tool: Path, way: str, file: Path) -> dict:
    """What the tool prints, and what the process took."""
    words = subprocess.run([tool, way, file], check=True, capture_output=True, text=True).stdout.split()
    told = {words[i]: float(words[i + 1]) for i in range(0, len(words), 2)}
    command = [tool, way, file]
    return {**measure(command, PEER_RUNS), "wall_s": printed_seconds(command, PEER_RUNS), "chunks": told["chunks"], "unpacked_mb": told["unpacked"] / 1e6}


def printed_seconds(command: list[str | Path], runs: int) -> float:
    """Median of what a program prints about itself."""
    done = (subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True) for _ in range(runs))
    return statistics.median(float(one.stdout.split()[-1]) for one in done)


def viewer_ingest(rerun: Path, file: Path, runs: int) -> dict:
    """The viewer's own ingest: wall from its log, processor time and memory of the process."""
    stamp = re.compile(r"(\d\d):(\d\d):(\d\d\.\d+)Z")

    def at(line: str) -> float:
        hours, minutes, seconds = stamp.search(line).groups()  # type: ignore[union-attr]
        return int(hours) * 3600 + int(minutes) * 60 + float(seconds)

    walls = []
    command = [str(rerun), str(file), "--test-receive", "--port", "auto"]
    for _ in range(runs):
        done = subprocess.run(command, capture_output=True, text=True)
        lines = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr).splitlines()
        first = next((line for line in lines if "Loading" in line), None)
        last = next((line for line in lines if "Successfully ingested" in line), None)
        if done.returncode != 0 or first is None or last is None:
            raise RuntimeError(f"{' '.join(command)} gave {done.returncode}: {lines[-1:]}")
        walls.append((at(last) - at(first)) % 86400)
    process = measure(command, runs)
    return {"wall_s": statistics.median(walls), "cpu_s": process["cpu_s"], "peak_mib": process["peak_mib"]}


def measure_processes(build: Path) -> dict:
    limn, tool = build / "app/limn", build / "bench/limn_bench_recording"
    found: dict = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large = folder / "large.rrd"
        subprocess.run([tool, "camera", str(FIRST_PICTURE_MB), large], check=True)
        found["first picture, 200 MB"] = measure([limn, "render", large, "-o", folder / "out.png"], RUNS)
        small = ROOT / "tests/data/snippet_segmentation.rrd"
        found["first picture, 8 kB"] = measure([limn, "render", small, "-o", folder / "out.png"], RUNS)
        found["limn --version"] = measure([limn, "--version"], RUNS)
        large.unlink()
        for kind, megabytes in LOAD_FILES:
            file = folder / f"{kind}.rrd"
            subprocess.run([tool, kind, str(megabytes), file], check=True)
            found[f"{kind} file"] = {
                "file_mb": file.stat().st_size / 1e6,
                "limn": {way: read_in_way(tool, way, file) for way in WAYS},
                **peer(file, small),
            }
            file.unlink()
    return found


def peer(file: Path, small: Path) -> dict:
    """The viewer's ingest and the SDK's chunk reader on the same file; start-up (a small file) is taken off."""
    if "RERUN_BIN" not in os.environ:
        return {}
    rerun = Path(os.environ["RERUN_BIN"])
    version = subprocess.run([str(rerun), "--version"], capture_output=True, text=True).stdout.split()
    out: dict = {"peer": " ".join(version[:2])}
    try:
        out["viewer"] = viewer_ingest(rerun, file, PEER_RUNS)
        out["viewer"]["cpu_s"] -= viewer_ingest(rerun, small, PEER_RUNS)["cpu_s"]
    except (RuntimeError, OSError) as problem:
        out["viewer_problem"] = str(problem)
    python = rerun.parent / "python"
    if python.exists():
        try:
            out["sdk"] = {"wall_s": printed_seconds([python, ROOT / "bench/peer_read.py", file], PEER_RUNS)}
        except subprocess.CalledProcessError as problem:
            out["sdk_problem"] = problem.stderr.strip().splitlines()[-1]
    return out


def machine() -> dict:
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    return {"cpu": model, "cores": os.cpu_count(), "system": platform.platform(), "load": os.getloadavg()[0]}


def google_rows(paths: list[Path]) -> list[dict]:
    rows = []
    for path in paths:
        if path.exists() and path.stat().st_size:
            rows += json.loads(path.read_text())["benchmarks"]
    return rows


def add_ratios(rows: list[dict]) -> None:
    """Bytes per second beside LZ4 alone on the same blocks."""
    by_name = {row["name"]: row for row in rows}
    for name, row in by_name.items():
        stage, _, sample = name.partition("/")
        limit = by_name.get(f"lz4_alone/{sample}")
        if stage in ("unpack", "read_chunks", "load") and limit:
            row["ratio_to_lz4"] = row["bytes_per_second"] / limit["bytes_per_second"]


HIDDEN = {"name", "family_index", "per_family_instance_index", "run_name", "run_type", "repetitions", "threads",
          "repetition_index", "iterations", "real_time", "cpu_time", "time_unit"}


def number(value: float) -> str:
    if value == int(value) and abs(value) < 1e6:
        return str(int(value))
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"


def facts(row: dict) -> str:
    out = []
    for key, value in row.items():
        if key in HIDDEN or not isinstance(value, (int, float)):
            continue
        if key == "bytes_per_second":
            out.append(f"{value / 1e6:,.0f} MB/s")
        elif key == "items_per_second":
            out.append(f"{value / 1e3:,.0f} k/s")
        else:
            out.append(f"{key} {number(value)}")
    return ", ".join(out)


def print_table(result: dict) -> None:
    print("| what | time | processor | more |\n|---|---|---|---|")
    for row in result["benchmarks"]:
        if "real_time" not in row:
            print(f"| `{row['name']}` | | | {row.get('error_message', 'failed')} |")
            continue
        unit = row["time_unit"]
        print(f"| `{row['name']}` | {number(row['real_time'])} {unit} | {number(row['cpu_time'])} {unit} | {facts(row)} |")
    for name, entry in result["processes"].items():
        if "limn" not in entry:
            print(process_row(name, entry))
            continue
        print_file(name, entry)


def print_file(name: str, entry: dict) -> None:
    ways, megabytes = entry["limn"], entry["file_mb"]
    for way, row in ways.items():
        print(process_row(f"{name} ({megabytes:,.0f} MB), {way}: {speed(row, ways, megabytes)}", row))
    for who in ("viewer", "sdk"):
        if who in entry:
            print(process_row(f"… by {entry['peer']} {who}", entry[who], ways["load"]))
        elif f"{who}_problem" in entry:
            print(f"| … by {entry['peer']} {who} | | | {entry[f'{who}_problem']} |")


def speed(row: dict, ways: dict, megabytes: float) -> str:
    """Megabytes of the file and chunks per second; times of the limits."""
    out = [f"{megabytes / row['wall_s']:,.0f} MB/s"]
    if row["chunks"]:
        out.append(f"{row['chunks'] / row['wall_s'] / 1e3:,.1f} k chunks/s")
    for limit in ("bytes", "lz4"):
        if row is not ways[limit] and row is not ways["bytes"]:
            out.append(f"{row['wall_s'] / ways[limit]['wall_s']:.2f} × {limit}")
    return ", ".join(out)


def process_row(name: str, entry: dict, limn: dict | None = None) -> str:
    cells = [name]
    for key in ("wall_s", "cpu_s"):
        cells.append(f"{entry[key] * 1e3:,.0f} ms" if key in entry else "")
        if limn and key in entry and limn[key] > 0:
            cells[-1] += f" ({entry[key] / limn[key]:.1f} ×)"
    cells.append(f"peak {entry['peak_mib']:.0f} MiB" if "peak_mib" in entry else "")
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--google", type=Path, nargs="+", required=True)
    parser.add_argument("--processes", choices=("yes", "no"), default="yes")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    rows = google_rows(arguments.google)
    add_ratios(rows)
    result = {
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": machine(),
        "benchmarks": rows,
        "processes": measure_processes(arguments.build) if arguments.processes == "yes" else {},
    }
    arguments.out.write_text(json.dumps(result, indent=1) + "\n")
    print_table(result)


if __name__ == "__main__":
    main()
