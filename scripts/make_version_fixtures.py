#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes tests/data/versions: one recording by every minor version of the official SDK that Limn reads.

    python3 scripts/make_version_fixtures.py [VERSION …]

Installs each version from PyPI into an environment of its own under ~/.cache/limn/sdk (about 250 MB each) and
runs scripts/fixtures/versions.py with it. Files that are there stay as they are. Needed only for a new version.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = Path.home() / ".cache" / "limn" / "sdk"
VERSIONS = """0.23.4 0.24.1 0.25.1 0.26.2 0.27.3 0.28.2 0.29.2 0.30.2 0.31.4 0.32.2 0.33.1 0.34.1 0.35.0 0.36.3 0.37.2
    0.38.1 0.39.0 0.40.0 0.41.0""".split()


def python_with(version: str) -> Path:
    """The interpreter of an environment that has this version."""
    folder = CACHE / version
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        command = [python, "-m", "pip", "install", "--quiet", f"rerun-sdk=={version}"]
        subprocess.run(command, check=True)
    return python


def main() -> int:
    failed = []
    for version in sys.argv[1:] or VERSIONS:
        target = ROOT / "tests" / "data" / "versions" / f"sdk_{version}.rrd"
        if target.exists():
            continue
        target.parent.mkdir(exist_ok=True)
        try:
            subprocess.run([python_with(version), ROOT / "scripts" / "fixtures" / "versions.py", target], check=True)
        except subprocess.CalledProcessError as error:
            failed.append(f"{version}: {error}")
            target.unlink(missing_ok=True)
    for line in failed:
        print(f"make_version_fixtures: {line}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
