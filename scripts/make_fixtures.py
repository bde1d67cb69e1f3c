#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the recordings under tests/data with the official Rerun SDK.

Needed only to add or change a fixture; the files are committed. In a virtual environment outside the tree:

    python3 -m venv ~/.cache/limn/fixtures-venv
    ~/.cache/limn/fixtures-venv/bin/pip install rerun-sdk==0.41.0 datafusion numpy pillow pyarrow
    ~/.cache/limn/fixtures-venv/bin/python scripts/make_fixtures.py [--out DIR] [--force] [--check] [NAME …]

A file is replaced only where its content changed (see fixtures/common.py). Those that come straight from the SDK,
with ids of the moment, are made only where missing or with --force. --check writes nothing and exits 1 if a
fixture would change. The table in tests/data/README.md is written too, and scripts/make_broken.py derives the
damaged files.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

SDK_VERSION = "0.41.0"
ROOT = Path(__file__).resolve().parent.parent
TABLE_START = "<!-- table: written by scripts/make_fixtures.py -->"
TABLE_END = "<!-- end of table -->"


def make_one(entry, target: Path, *, force: bool, check: bool) -> bool:
    """True where the file in place differs from what the builder makes now."""
    from fixtures import common

    if entry.raw and target.exists() and not force:
        return False
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        made = Path(folder) / target.name
        if entry.raw:
            entry.build(made)
        else:
            common.build_stable(entry.name, entry.build, made)
        if check:
            return not (target.exists() and common.same_content(made, target))
        return common.put(made, target)


def write_table(readme: Path, registry: dict, data: Path) -> None:
    lines = ["| file | bytes | what is in it | made by |", "|---|---|---|---|"]
    for name in sorted(registry):
        entry, path = registry[name], data / f"{name}.rrd"
        module = entry.build.__module__.rsplit(".", 1)[-1]
        how = f"`fixtures/{module}.py`" + (", ids of the moment" if entry.raw else "")
        lines.append(f"| `{name}.rrd` | {path.stat().st_size} | {entry.text} | {how} |")
    text = readme.read_text()
    before, rest = text.split(TABLE_START)
    after = rest.split(TABLE_END)[1]
    readme.write_text(before + TABLE_START + "\n" + "\n".join(lines) + "\n" + TABLE_END + after)


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes the recordings under tests/data with the Rerun SDK.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these fixtures")
    parser.add_argument("--out", type=Path, default=ROOT / "tests" / "data")
    parser.add_argument("--force", action="store_true", help="also make the ones anew that hold ids of the moment")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a fixture would change")
    parser.add_argument("--list", action="store_true", help="print the names")
    options = parser.parse_args()

    import rerun

    if rerun.__version__ != SDK_VERSION:
        print(f"make_fixtures: rerun-sdk {SDK_VERSION} is wanted, this is {rerun.__version__}", file=sys.stderr)
        return 1
    from fixtures import annotation, runs, shapes, snippets, store  # noqa: F401  (they register their builders)
    from fixtures.common import REGISTRY

    if options.list:
        print("\n".join(sorted(REGISTRY)))
        return 0
    unknown = [name for name in options.names if name not in REGISTRY]
    if unknown:
        print(f"make_fixtures: no fixture is called {', '.join(unknown)}", file=sys.stderr)
        return 2
    rerun.set_strict_mode(True)
    options.out.mkdir(parents=True, exist_ok=True)
    changed = []
    for name in options.names or sorted(REGISTRY):
        target = options.out / f"{name}.rrd"
        if make_one(REGISTRY[name], target, force=options.force, check=options.check):
            changed.append(name)
            print(f"{'would change' if options.check else 'wrote'} {target} ", target.stat().st_size if target.exists() else "")
    if options.check:
        return 1 if changed else 0
    readme = options.out / "README.md"
    if readme.exists() and not options.names:
        write_table(readme, REGISTRY, options.out)
        return subprocess.call([sys.executable, str(ROOT / "scripts" / "make_broken.py"), "--data", str(options.out)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
