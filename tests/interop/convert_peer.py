#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What `limn convert` writes, the official tools accept: `rerun rrd verify`, and equal to its source.

    convert_peer.py LIMN_BINARY DATA_DIR

Needs the official SDK like query_oracle.py; exits 77 where it cannot be had.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from sdk_venv import enter_venv

TIME_LIMIT_S = 120
SEVERAL_RECORDINGS = {"two_recordings", "two_streams"}  # `rrd compare` takes files with one only.
NEVER_EQUAL = {"bad_values", "timelines"}  # `rrd compare` finds these different from themselves.
UNWRITABLE = {"anyvalues"}  # A column of a type that Limn does not know: left out, with a warning.


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=TIME_LIMIT_S)


def fault_of(limn: str, rerun: Path, source: Path, target: Path) -> str | None:
    converted = run(limn, "convert", source, "-o", target)
    if converted.returncode != 0:
        return f"convert: {converted.stderr}"
    if ("warning" in converted.stderr) != (source.stem in UNWRITABLE):
        return f"convert: unexpected talk {converted.stderr!r}"
    verified = run(rerun, "rrd", "verify", target)
    if verified.returncode != 0:
        return f"rerun rrd verify: {verified.stderr[-500:]}"
    if source.stem in SEVERAL_RECORDINGS | NEVER_EQUAL | UNWRITABLE:
        return None
    compared = run(rerun, "rrd", "compare", "--unordered", source, target)
    return None if compared.returncode == 0 else f"rerun rrd compare: {compared.stderr[-500:]}"


def main() -> int:
    limn, data = sys.argv[1], Path(sys.argv[2])
    enter_venv()
    rerun = Path(sys.executable).parent / "rerun"
    sources = sorted(data.glob("*.rrd"))
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for source in sources:
            fault = fault_of(limn, rerun, source, Path(folder) / source.name)
            if fault:
                faults.append(f"{source.name}: {fault}")
    print("\n".join(faults))
    print(f"{len(sources)} files converted, {len(faults)} faults")
    return 1 if faults or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
