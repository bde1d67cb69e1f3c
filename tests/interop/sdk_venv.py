# SPDX-License-Identifier: MIT
"""Where the official SDK is: in this interpreter, or in a virtual environment under the cache folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SDK_VERSION = "0.41.0"
SDK = f"rerun-sdk=={SDK_VERSION}"
DATAFUSION = "datafusion==54.0.0"
SKIPPED = 77
IN_VENV = "LIMN_INTEROP_VENV"


def _has_sdk(python: str) -> bool:
    probe = f"import datafusion, rerun, sys; sys.exit(rerun.__version__ != {SDK_VERSION!r})"
    return subprocess.run([python, "-c", probe], capture_output=True).returncode == 0


def enter_venv() -> None:
    """Runs this script again where the SDK is, unless it is here already. Exits 77 where it cannot be had."""
    if os.environ.get(IN_VENV) or _has_sdk(sys.executable):
        return
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    venv = cache / "limn" / "interop-venv"
    python = venv / "bin" / "python"
    if not (python.exists() and _has_sdk(str(python))):
        print(f"installing {SDK} into {venv}", file=sys.stderr)
        steps = (
            [sys.executable, "-m", "venv", str(venv)],
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1",
             "--timeout", "20", SDK, DATAFUSION],
        )  # fmt: skip
        for step in steps:
            try:
                done = subprocess.run(step, capture_output=True, text=True, timeout=600)
            except (OSError, subprocess.TimeoutExpired) as error:
                skip(f"PyPI does not answer ({error})")
            if done.returncode != 0:
                lines = (done.stderr or done.stdout).strip().splitlines()
                skip(f"PyPI does not answer ({lines[-1] if lines else 'no message'})")
    os.execve(str(python), [str(python), *sys.argv], {**os.environ, IN_VENV: "1"})


def skip(why: str) -> None:
    print(f"skipped: {why}")
    sys.exit(SKIPPED)
