#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Takes the pictures of README.md and docs/GUIDE.md that show the window at work: the real program, on the demo, in an X server of its own.

    scripts/make_guide_pictures.py LIMN_BINARY [NAME…]     classes, skeleton, editor, over_time (with chart), palette,
                                                           save_part, outline, demo; all without names

Look at each before you commit it. Wants Xvfb, xdotool and ImageMagick, like the tests of the window.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
sys.path.insert(0, str(ROOT / "tests" / "gui"))

import harness  # noqa: E402
from harness import Display, Limn, Rect, wait_for  # noqa: E402

TALL = (1600, 1400)
harness.SCREEN = TALL
SAVE_DIALOG = (560, 371)


def crop(source: Path, name: str, area: Rect) -> None:
    place = f"{round(area.w)}x{round(area.h)}+{round(area.x)}+{round(area.y)}"
    subprocess.run(["convert", str(source), "-crop", place, "+repage", str(IMAGES / f"{name}.png")], check=True)


def shot(limn: Limn, name: str, area: Rect) -> None:
    limn.screenshot(name)
    crop(sorted(limn.out.glob(f"*-{name}.png"))[-1], name, area)


def open_demo(binary: Path, display: Display, out: Path) -> Limn:
    limn = Limn(binary, display, out, "--demo")
    limn.wait_loaded()
    limn.wait_still(2.0)
    return limn


def classes(binary: Path, display: Display, out: Path) -> None:
    """The panel of classes down to its last row."""
    with open_demo(binary, display, out) as limn:
        limn.move_away()
        limn.wait_still()
        panel = limn.wait_widget("classes")
        rows = [w for w in limn.probe["widgets"] if w["name"].startswith("classes/row/")]
        bottom = max(row["y"] + row["h"] for row in rows) + 10
        shot(limn, "classes", Rect(panel.x, panel.y, panel.w, bottom - panel.y))


def skeleton(binary: Path, display: Display, out: Path) -> None:
    """The same with a class unfolded, as far as the panel goes."""
    with open_demo(binary, display, out) as limn:
        limn.click("classes/expand/11")
        limn.move_away()
        limn.wait_still()
        shot(limn, "skeleton", limn.wait_widget("classes"))


def editor(binary: Path, display: Display, out: Path) -> None:
    """The panel of classes from its title to below the editor."""
    with open_demo(binary, display, out) as limn:
        limn.click("classes/swatch/1")
        limn.wait_widget("editor")
        limn.move_away()
        limn.wait_still()
        opened = limn.wait_widget("editor")
        panel = limn.wait_widget("classes")
        shot(limn, "editor", Rect(panel.x, panel.y, panel.w, opened.y + opened.h + 12 - panel.y))


def over_time(binary: Path, display: Display, out: Path) -> None:
    """The timeline with every lane whole, and the chart alone."""
    with open_demo(binary, display, out) as limn:
        limn.click("timeline/classes")
        limn.wait_widget("timeline/class/0")
        top = limn.wait_widget("timeline").y
        limn.drag((600, top), (600, top - 230))
        limn.click("timeline/chart")
        limn.wait_widget("chart/plot")
        limn.key("Home", *["shift+Right"] * 9)
        limn.move_away()
        limn.wait_still(2.0)
        shot(limn, "over_time", limn.wait_widget("timeline"))
        shot(limn, "chart", limn.wait_widget("chart"))


def palette(binary: Path, display: Display, out: Path) -> None:
    """The palette alone, inside of its border."""
    with open_demo(binary, display, out) as limn:
        limn.key("ctrl+p")
        limn.wait_widget("palette")
        limn.type_text("pe")
        limn.move_away()
        limn.wait_still()
        area = limn.wait_widget("palette")
        shot(limn, "palette", area)


def save_part(binary: Path, display: Display, out: Path) -> None:
    """The dialog for a part of a recording, over the dimmed window."""
    with open_demo(binary, display, out) as limn:
        limn.click("menu/file")
        limn.click("menu/file.save_time_range")
        save = limn.wait_widget("save_part/save")
        limn.wait_still()
        left, bottom = save.x + save.w + 12 - SAVE_DIALOG[0], save.y + save.h + 11
        shot(limn, "save_part", Rect(left, bottom - SAVE_DIALOG[1], *SAVE_DIALOG))


def outline(binary: Path, _display: Display, _out: Path) -> None:
    picture = str(IMAGES / "outline.png")
    options = ["--masks", "outline", "--legend", "--time", "150", "--size", "1280x720", "-o", picture]
    subprocess.run([str(binary), "render", "--demo", *options], check=True)


def demo(binary: Path, _display: Display, out: Path) -> None:
    """The whole window, less tall than the other pictures need it."""
    harness.SCREEN = (1600, 1000)
    out.mkdir(parents=True, exist_ok=True)
    display = Display(out / "xvfb.log")
    try:
        with Limn(binary, display, out, "--demo") as limn:
            limn.wait_loaded()
            limn.click("timeline/classes")
            limn.wait_widget("timeline/class/0")
            limn.click("classes/row/11")
            limn.key("Home", *["shift+Right"] * 15)
            limn.move_away()
            limn.wait_still(3.0)
            shot(limn, "demo", Rect(0, 0, *harness.SCREEN))
    finally:
        display.close()
        harness.SCREEN = TALL


PICTURES = {
    "classes": classes,
    "skeleton": skeleton,
    "editor": editor,
    "over_time": over_time,
    "palette": palette,
    "save_part": save_part,
    "outline": outline,
    "demo": demo,
}


def main() -> int:
    if len(sys.argv) < 2 or any(name not in PICTURES for name in sys.argv[2:]):
        print(__doc__, file=sys.stderr)
        return 2
    binary = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        display = Display(Path(folder) / "xvfb.log")
        try:
            for name in sys.argv[2:] or PICTURES:
                PICTURES[name](binary, display, Path(folder) / name)
                wait_for(name, (IMAGES / f"{name}.png").exists)
        finally:
            display.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
