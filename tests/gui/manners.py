# SPDX-License-Identifier: MIT
"""How the window behaves, whatever it shows: where it opens, how menus and dialogs close, tooltips, typing.

Mixed into the test cases of run_gui_tests.py, which start the program.
"""

from __future__ import annotations

import shutil
import subprocess
import unittest
from pathlib import Path

from harness import SCREEN, Limn, Rect, wait_for

MASK = "snippet_segmentation.rrd"
RUN = "tracking_run.rrd"


def overlap(a: Rect, b: Rect) -> bool:
    return a.x < b.x + b.w and b.x < a.x + a.w and a.y < b.y + b.h and b.y < a.y + a.h


def gone(limn: Limn, name: str) -> None:
    wait_for(f"{name} to be gone", lambda: limn.widget(name) is None)


def click_once(limn: Limn, name: str, button: int = 1) -> None:
    """One quick click, as it comes: no frame between its parts is waited for."""
    x, y = limn.wait_widget(name).center
    limn.xdotool("mousemove", limn.left + x, limn.top + y, "click", button)


class MannersTests:
    # --- the window ---

    def test_the_first_window_takes_the_screen(self) -> None:
        with self.start(size=None) as limn:
            self.assertEqual((limn.width, limn.height), SCREEN)

    def test_the_window_comes_back_where_it_was(self) -> None:
        home = self.folder() / "home"
        home.mkdir(parents=True)
        with self.start(size=None, home=home) as limn:
            limn.xdotool("windowsize", limn.window, 1100, 800)
            limn.xdotool("windowmove", limn.window, 120, 60)
            limn.wait_still()
            limn.key("ctrl+q")
            self.assertEqual(limn.wait_exit(), 0)
        with self.start(size=None, home=home) as limn:
            self.assertEqual((limn.left, limn.top, limn.width, limn.height), (120, 60, 1100, 800))
            limn.key("F11")
            wait_for("full screen", lambda: limn.measure() or (limn.width, limn.height) == SCREEN)
            limn.key("F11")
            wait_for("the window", lambda: limn.measure() or (limn.left, limn.width) == (120, 1100))

    @unittest.skipUnless(shutil.which("xprop"), "xprop not found")
    def test_the_window_has_a_least_size(self) -> None:
        with self.start(size=None) as limn:

            def hints() -> str:
                command = ["xprop", "-id", limn.window, "WM_NORMAL_HINTS"]
                return subprocess.run(command, env=limn._tools, capture_output=True, text=True, timeout=30).stdout

            wait_for("the hint", lambda: "minimum size: 480 by 360" in hints())

    def test_small_windows_fold_their_panels(self) -> None:
        for size, is_left_there in (((1024, 700), True), ((800, 600), False)):
            with self.start(self.data / MASK, size=size) as limn:
                limn.wait_loaded()
                view = limn.wait_widget("view/0/image")
                limn.move_away()
                limn.wait_still()
                limn.screenshot(f"{size[0]}x{size[1]}")
                self.assertGreaterEqual(view.w, size[0] / 2)
                self.assertGreaterEqual(view.h + 40, size[1] / 2)
                self.assertIsNone(limn.widget("classes/eye/1"))
                rows = [w for w in limn.probe["widgets"] if w["name"].startswith("entities/row/")]
                self.assertEqual(bool(rows), is_left_there)
                limn.click("top/right")
                drawer = limn.wait_widget("drawer")
                self.assertEqual(limn.wait_widget("view/0/image"), view, "views keep their place")
                self.assertGreaterEqual(limn.wait_widget("classes/eye/1").x, drawer.x)
                limn.click("classes/eye/1")
                limn.wait_session("the class to be hidden", lambda s: s["hidden"])
                limn.move_away()
                limn.screenshot(f"{size[0]}x{size[1]}-drawer")
                limn.key("Escape")
                gone(limn, "drawer")

    def test_the_split_of_the_right_panel_is_dragged_and_kept(self) -> None:
        home = self.folder() / "home"
        home.mkdir(parents=True)
        with self.start(self.data / MASK, home=home) as limn:
            limn.wait_loaded()
            before = limn.wait_widget("selection")
            middle = before.x + before.w / 2
            limn.drag((middle, before.y - 1), (middle, before.y - 151))
            limn.wait_still()
            after = limn.wait_widget("selection")
            self.assertAlmostEqual(before.y - after.y, 150, delta=4)
            limn.move_away()
            limn.screenshot("dragged")
            limn.key("ctrl+q")
            self.assertEqual(limn.wait_exit(), 0)
        with self.start(self.data / MASK, home=home) as limn:
            limn.wait_loaded()
            self.assertEqual(limn.wait_widget("selection"), after)

    # --- menus and dialogs ---

    def _hide_by_one_click(self, limn: Limn, class_id: int) -> None:
        click_once(limn, f"classes/eye/{class_id}")
        limn.wait_session("the class to be hidden", lambda s: any(h.endswith(f":{class_id}") for h in s["hidden"]))
        click_once(limn, f"classes/eye/{class_id}")
        limn.wait_session("the class to be back", lambda s: not s["hidden"])

    def test_escape_closes_and_costs_no_click(self) -> None:
        with self.start(self.data / RUN) as limn:
            limn.wait_loaded()
            row = next(w["name"] for w in limn.probe["widgets"] if w["name"].startswith("entities/row/"))
            limn.click(row)
            limn.wait_session("a selection", lambda s: s["selection"])
            openers = {
                "menu/file": "menu/file.open",
                "classes/columns": "column_menu/pixels",
                "status/memory": "status/memory/50",
                "view/0/menu": "view_menu/color_by",
                "top/palette": "palette",
            }
            for opener, inside in openers.items():
                with self.subTest(opener):
                    limn.click(opener)
                    limn.wait_widget(inside)
                    limn.key("Escape")
                    gone(limn, inside)
                    self.assertTrue(limn.session["selection"], "Escape was for the popup")
                    self._hide_by_one_click(limn, 1)
            for keys, inside in (("ctrl+o", "browser/path"), ("F1", "page/close")):
                with self.subTest(keys):
                    limn.key(keys)
                    limn.wait_widget(inside)
                    limn.key("Escape")
                    gone(limn, inside)
                    self._hide_by_one_click(limn, 1)
            limn.key("Escape")
            limn.wait_session("the selection to go at last", lambda s: not s["selection"])

    def test_a_click_elsewhere_closes_a_menu_and_counts(self) -> None:
        with self.start(self.data / MASK) as limn:
            limn.wait_loaded()
            limn.click("menu/file")
            limn.wait_widget("menu/file.open")
            click_once(limn, "classes/eye/1")
            limn.wait_session("the class to be hidden", lambda s: s["hidden"])
            gone(limn, "menu/file.open")

    def test_a_second_click_on_the_button_closes_its_menu(self) -> None:
        with self.start(self.data / MASK) as limn:
            limn.wait_loaded()
            for opener, inside in (("menu/file", "menu/file.open"), ("status/memory", "status/memory/50")):
                limn.click(opener)
                limn.wait_widget(inside)
                limn.click(opener)
                gone(limn, inside)
                limn.wait_still(0.3)
                self.assertIsNone(limn.widget(inside))

    def test_menus_follow_the_mouse_along_the_bar(self) -> None:
        with self.start(self.data / MASK) as limn:
            limn.wait_loaded()
            limn.move(*limn.wait_widget("menu/view").center)
            limn.wait_still()
            self.assertIsNone(limn.widget("menu/view.left"), "no menu is open yet")
            limn.click("menu/file")
            limn.wait_widget("menu/file.open")
            limn.move(*limn.wait_widget("menu/view").center)
            limn.wait_widget("menu/view.left")
            gone(limn, "menu/file.open")
            limn.screenshot("view")

    def test_a_right_click_elsewhere_moves_the_context_menu(self) -> None:
        with self.start(self.data / MASK) as limn:
            limn.wait_loaded()
            item = "class_row/eye"
            click_once(limn, "classes/row/2", 3)
            first = limn.wait_widget(item)
            click_once(limn, "classes/row/0", 3)  # Above the first: the menu hangs below it and cannot cover this row.
            wait_for("the menu at the other row", lambda: (r := limn.widget(item)) and r.y != first.y)

    # --- tooltips, status bar, messages ---

    def test_a_tooltip_waits_and_covers_no_neighbour(self) -> None:
        with self.start(self.data / MASK) as limn:
            limn.wait_loaded()
            for name, panel in (("top/keys", "top/palette"), ("classes/columns", "selection")):
                limn.move_away()
                limn.wait_still()
                around = limn.wait_widget(panel)
                x, y = limn.wait_widget(name).center
                limn.move(x, y)
                tip = limn.wait_widget("tooltip")  # comes by itself: nothing more is done
                limn.wait_pixels(name.replace("/", "-"), lambda p, t=tip: p.count((0xD6, 0xDB, 0xE2), t) > 10)
                if name.startswith("top/"):
                    self.assertGreaterEqual(tip.y, around.y + around.h)
                else:
                    self.assertLessEqual(tip.x + tip.w, around.x)

    def test_several_files_that_cannot_be_opened_are_one_message(self) -> None:
        folder = self.folder() / "files"
        folder.mkdir(parents=True)
        files = [folder / f"{name}.rrd" for name in ("first", "second", "third")]
        for file in files:
            file.write_text("no recording")
        with self.start(*files) as limn:
            limn.wait_session("one message", lambda s: s["toasts"] == ["3 files could not be opened"])
            limn.wait_still()
            limn.screenshot("toast")

    def test_the_path_is_selected_every_time_the_browser_opens(self) -> None:
        with self.start() as limn:
            for count, name in enumerate((MASK, RUN), 1):
                limn.key("ctrl+o")
                limn.wait_widget("browser/path")
                limn.wait_still(0.3)
                limn.screenshot(f"browser-{count}")
                limn.type_text(str(self.data / name))
                limn.key("Return")
                limn.wait_loaded(count)


    # --- values ---

    def test_more_values_open_in_pages(self) -> None:
        with self.start(self.data / "pose_run.rrd") as limn:
            limn.wait_loaded()
            panel = limn.wait_widget("selection")
            middle = panel.x + panel.w / 2
            limn.drag((middle, panel.y - 1), (middle, panel.y - 251))  # room for all that is shown
            rows = [w["name"] for w in limn.probe["widgets"] if w["name"].startswith("entities/row/")]
            for name in rows:
                limn.click(name)
                limn.wait_still(0.3)
                more = [w["name"] for w in limn.probe["widgets"] if w["name"].startswith("selection/more/")]
                if more:
                    break
            self.assertTrue(more, "no entity has a long list")
            component = more[0].removeprefix("selection/more/")
            self.assertIsNone(limn.widget("selection/value/  [6]"))
            limn.screenshot("first")
            limn.click(more[0])
            limn.wait_widget("selection/value/  [6]")
            limn.screenshot("opened")
            limn.wait_widget(f"selection/page/{component}/less")


class TypingTests:
    def _open_by_typing(self, limn: Limn, path: Path) -> None:
        """With a slip and its correction in the middle, all between two frames."""
        text = str(path)
        with limn.one_slow_frame():
            limn.xdotool("type", "--delay", 1, text[:-6] + "xy")
            limn.xdotool("key", "--delay", 1, "BackSpace", "BackSpace")
            limn.xdotool("type", "--delay", 1, text[-6:])
            limn.xdotool("key", "--delay", 1, "Return")

    def test_what_is_typed_between_two_frames_arrives_in_order(self) -> None:
        with self.start() as limn:
            limn.key("ctrl+o")
            limn.wait_widget("browser/path")
            limn.wait_still(0.3)
            self._open_by_typing(limn, self.data / MASK)
            limn.wait_loaded()
            self.assertEqual(limn.session["recordings"], [MASK])

    def test_typing_takes_few_frames(self) -> None:
        with self.start() as limn:
            limn.key("ctrl+o")
            limn.wait_widget("browser/path")
            before = limn.wait_still(0.3)["drawn"]
            text = f"{self.data}/{'./' * 100}{MASK}"
            with limn.one_slow_frame():
                limn.xdotool("type", "--delay", 1, text)
                limn.xdotool("key", "--delay", 1, "Return")
            gone(limn, "browser/path")
            self.assertLess(limn.probe["drawn"] - before, len(text) / 2, "a key took a frame of its own")
            limn.wait_loaded()

    def test_a_shortcut_and_what_is_typed_after_it_in_one_frame(self) -> None:
        with self.start(self.data / MASK) as limn:
            limn.wait_loaded()
            limn.move(*limn.wait_widget("classes/row/1").center)
            limn.wait_still(0.3)
            with limn.one_slow_frame():
                limn.xdotool("key", "--delay", 1, "ctrl+p")
                limn.xdotool("type", "--delay", 1, "xhx")
            limn.wait_widget("palette")
            limn.wait_still(0.3)
            limn.screenshot("palette")
            self.assertEqual(limn.session["hidden"], [], "X hides a class, but this one was typed")
