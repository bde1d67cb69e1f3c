#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a person does with the window, done by a program.

    run_gui_tests.py LIMN_BINARY DATA_DIR OUT_DIR [--masks-writer PROGRAM] [-k PATTERN] [-v]

PROGRAM is limn_test_masks of tests/cli: it writes what takes a while to read. Needs Xvfb, xdotool and ImageMagick; exits 77 with "skipped: …" where one is missing. Pictures and logs of every test
are kept under OUT_DIR/<test>/.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from harness import SCREEN, Display, Limn, Pixels, Rect, missing_tools, wait_for
from manners import MannersTests, TypingTests

SKIPPED = 77
RED, GREEN = (255, 0, 0), (0, 255, 0)
GONE = 0.05  # a class is gone if less than this share of its pixels is left (its swatch in the legend may stay)
MASK = "snippet_segmentation.rrd"
RUN = "tracking_run.rrd"

binary, data, out = Path(), Path(), Path()
display: Display | None = None
masks_writer: Path | None = None


def mentions(value: object, text: str) -> bool:
    """Whether `text` occurs in any string or number inside a JSON value."""
    if isinstance(value, dict):
        return any(mentions(v, text) for v in value.values())
    if isinstance(value, list):
        return any(mentions(v, text) for v in value)
    return value is not None and text in str(value)


def has_class(entries: list, class_id: int) -> bool:
    """Whether a list of class choices (numbers, "PATH:ID", or objects with an id) holds a class."""

    def one(entry: object) -> bool:
        if isinstance(entry, dict):
            return any(entry.get(key) == class_id for key in ("id", "class", "class_id"))
        return entry == class_id or str(entry).rsplit(":", 1)[-1] == str(class_id)

    return any(map(one, entries))


class GuiTest(unittest.TestCase):
    def folder(self) -> Path:
        return out / self.id().rsplit(".", 1)[-1].removeprefix("test_")

    def start(
        self,
        *arguments: str | Path,
        home: Path | None = None,
        environment: dict[str, str] | None = None,
        stdin: int = subprocess.DEVNULL,
        size: tuple[int, int] | None = SCREEN,
    ) -> Limn:
        assert display is not None
        return Limn(
            binary, display, self.folder(), *arguments, home=home, environment=environment, stdin=stdin, size=size
        )

    @property
    def data(self) -> Path:
        return data

    def picture(self, limn: Limn) -> Rect:
        return limn.wait_widget("view/0/image")

    def colors(self, limn: Limn, pixels: Pixels) -> tuple[int, int]:
        rect = self.picture(limn)
        return pixels.count(RED, rect), pixels.count(GREEN, rect)

    def mask_shown(self, limn: Limn) -> tuple[int, int]:
        """Waits until both classes of the mask are there; how many pixels of each."""
        limn.wait_loaded()
        limn.move_away()
        shot = limn.wait_pixels("both", lambda p: min(self.colors(limn, p)) > 500)
        return self.colors(limn, shot)


class Saving(GuiTest):
    def _save_as(self, limn: Limn, path: Path) -> None:
        limn.click("browser/path")
        limn.key("ctrl+a")
        limn.type_text(str(path))
        limn.screenshot("save-browser")
        limn.click("browser/open")

    def _content(self, path: Path) -> dict:
        done = subprocess.run([binary, "inspect", path, "--json"], capture_output=True, text=True, check=True)
        return json.loads(done.stdout)["recordings"][0]

    def test_a_recording_is_saved_whole(self) -> None:
        with self.start(data / MASK) as limn, tempfile.TemporaryDirectory() as folder:
            self.mask_shown(limn)
            limn.key("ctrl+shift+s")
            self._save_as(limn, Path(folder) / "copy")  # the ending comes by itself
            limn.wait_session("the message", lambda s: any("Saved" in toast for toast in s["toasts"]))
            self.assertEqual(self._content(Path(folder) / "copy.rrd"), self._content(data / MASK))

    def test_a_hidden_entity_is_not_saved(self) -> None:
        with self.start(data / "annotation_a_shadowing.rrd") as limn, tempfile.TemporaryDirectory() as folder:
            limn.wait_loaded()
            before = {entity["path"] for entity in self._content(data / "annotation_a_shadowing.rrd")["entities"]}
            limn.click("entities/eye//detections", "entities/eye/detections")
            limn.click("menu/file")
            limn.click("menu/file.save_entities")
            limn.click("save_part/save")
            self._save_as(limn, Path(folder) / "part.rrd")
            limn.wait_session("the message", lambda s: any("Saved" in toast for toast in s["toasts"]))
            after = {entity["path"] for entity in self._content(Path(folder) / "part.rrd")["entities"]}
            self.assertEqual(before - after, {"/detections"})

    def _choose_part(self, limn: Limn, entry: str) -> None:
        limn.click("menu/file")
        limn.click(f"menu/file.{entry}")

    def _type_into(self, limn: Limn, field: str, text: str) -> None:
        limn.click(field)
        limn.key("ctrl+a")
        limn.type_text(text)

    def _saved_timeline(self, path: Path, name: str) -> dict:
        return next(one for one in self._content(path)["timelines"] if one["name"] == name)

    def test_a_time_range_is_saved_and_opened_again(self) -> None:
        whole = self._saved_timeline(data / RUN, "frame")
        first, last = whole["min"] + 2, whole["min"] + 4
        with self.start(data / RUN) as limn, tempfile.TemporaryDirectory() as folder:
            limn.wait_loaded()
            target = Path(folder) / "range.rrd"
            self._choose_part(limn, "save_time_range")
            limn.click("save_part/timeline")
            limn.click("save_part/timeline/frame")
            limn.wait_still()
            limn.screenshot("save-range")
            self._type_into(limn, "save_part/from", "soon")
            wait_for("the refusal", lambda: limn.widget("save_part/save") is None)
            limn.key("Return")
            limn.wait_still()
            limn.screenshot("save-range-fault")
            self.assertIsNone(limn.widget("browser/path"))
            self._type_into(limn, "save_part/from", str(first))
            limn.key("Tab")
            limn.type_text(f"#{last}")
            limn.key("Return")
            self._save_as(limn, target)
            limn.wait_session("the message", lambda s: any("Saved" in toast for toast in s["toasts"]))
            saved = self._saved_timeline(target, "frame")
            # What holds at the first time comes along: that is older.
            self.assertLessEqual(saved["min"], first)
            self.assertEqual(saved["max"], last)
            self.assertLess(self._content(target)["rows"], self._content(data / RUN)["rows"])
            limn.key("ctrl+o")
            limn.wait_widget("browser/path")
            limn.click("browser/path")
            limn.key("ctrl+a")
            limn.type_text(str(target))
            limn.key("Return")
            # The same recording: what is saved is known already, and comes to the front.
            limn.wait_session("it to be read", lambda s: not s["loading"] and s["recordings"])
            self.assertEqual(limn.session["toasts"][1:], [])

    def test_a_selected_entity_is_saved_with_what_is_below(self) -> None:
        with self.start(data / "annotation_a_shadowing.rrd") as limn, tempfile.TemporaryDirectory() as folder:
            limn.wait_loaded()
            self._choose_part(limn, "save_entities")
            limn.wait_still()
            limn.screenshot("save-entities-of-nothing")
            self.assertIsNone(limn.widget("save_part/save"), "nothing is selected or hidden yet")
            limn.click_at(limn.width // 2, limn.height - 4)  # closes the menu
            wait_for("the menu to close", lambda: limn.widget("menu/file.save_entities") is None)
            limn.click("entities/row/detections")
            limn.wait_session("the selection", lambda s: mentions(s["selection"], "detections"))
            self._choose_part(limn, "save_entities")
            limn.wait_widget("save_part/selected")
            limn.wait_still()
            limn.screenshot("save-selected")
            limn.click("save_part/save")
            self._save_as(limn, Path(folder) / "part.rrd")
            limn.wait_session("the message", lambda s: any("Saved" in toast for toast in s["toasts"]))
            paths = {entity["path"] for entity in self._content(Path(folder) / "part.rrd")["entities"]}
            self.assertIn("/detections", paths)
            self.assertTrue(all(p in ("/", "/detections") or p.startswith("/detections/") for p in paths), paths)

    def test_the_dialog_for_a_part_is_left_by_escape(self) -> None:
        with self.start(data / RUN) as limn:
            limn.wait_loaded()
            self._choose_part(limn, "save_time_range")
            limn.click("save_part/timeline")
            limn.wait_widget("save_part/timeline/frame")
            limn.key("Escape")
            wait_for("the menu to close", lambda: limn.widget("save_part/timeline/frame") is None)
            self.assertIsNotNone(limn.widget("save_part/save"), "only the menu was closed")
            limn.key("Escape")
            wait_for("the dialog to close", lambda: limn.widget("save_part/save") is None)
            self.assertIsNone(limn.widget("browser/path"))

    def test_a_folder_that_is_missing_is_told(self) -> None:
        with self.start(data / MASK) as limn:
            self.mask_shown(limn)
            limn.key("ctrl+shift+s")
            self._save_as(limn, Path("/no/such/folder/copy.rrd"))
            limn.wait_session("the message", lambda s: any("could not be saved" in toast for toast in s["toasts"]))
            limn.screenshot("save-failed")


class Opening(GuiTest):
    def test_file_on_the_command_line_is_shown(self) -> None:
        with self.start(data / MASK) as limn:
            red, green = self.mask_shown(limn)
            # 50x70 and 80x150 pixels of the mask, at whatever zoom
            self.assertAlmostEqual(green / red, 12000 / 3500, delta=0.25)

    def test_start_page_leads_to_the_browser_and_opens_a_file(self) -> None:
        with self.start() as limn:
            self.assertEqual(limn.session["recordings"], [])
            limn.screenshot("start")
            limn.click("start/open")
            self._open_in_browser(limn, data / MASK)
            self.mask_shown(limn)

    def test_a_file_that_grows_is_followed_to_its_end(self) -> None:
        whole = (data / RUN).read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            growing = Path(folder) / "growing.rrd"
            growing.write_bytes(whole[: len(whole) // 3])  # static data only, cut off inside a message
            with self.start("--follow", growing) as limn:
                limn.wait_session("the recording", lambda s: s["recordings"] == ["growing.rrd"])
                with growing.open("ab") as more:
                    more.write(whole[len(whole) // 3 :])
                limn.wait_session("the end", lambda s: s["timeline"] is not None and s["time"] == self._last(limn))
                self.picture(limn)
                self.assertEqual(limn.session["toasts"], [])

    def _last(self, limn: Limn) -> int | None:
        """The last time of the run on the timeline that the window chose."""
        done = subprocess.run([binary, "inspect", data / RUN, "--json"], capture_output=True, text=True, check=True)
        timelines = json.loads(done.stdout)["recordings"][0]["timelines"]
        return next((one["max"] for one in timelines if one["name"] == limn.session["timeline"]), None)

    def test_limit_of_memory_is_chosen_in_the_status_bar(self) -> None:
        with self.start(data / MASK) as limn:
            self.mask_shown(limn)
            limn.click("status/memory")
            limn.wait_widget("status/memory/25")
            limn.wait_still()
            limn.screenshot("memory")
            limn.click("status/memory/25")
            wait_for("the setting", lambda: '"memory_percent": 25' in self._settings(limn))

    def _settings(self, limn: Limn) -> str:
        path = limn.home / "config/limn/settings.json"
        return path.read_text() if path.exists() else ""

    def test_menu_leads_to_the_browser(self) -> None:
        with self.start(data / "snippet_rects.rrd") as limn:
            limn.wait_loaded()
            limn.click("menu/file")
            limn.wait_widget("menu/file.open")
            limn.screenshot("menu")
            limn.click("menu/file.open")
            self._open_in_browser(limn, data / MASK)
            limn.wait_loaded(2)

    def _open_in_browser(self, limn: Limn, path: Path) -> None:
        limn.click("browser/path")
        limn.key("ctrl+a")
        limn.type_text(str(path))
        limn.screenshot("browser")
        limn.click("browser/open")

    def test_several_files_and_switching_between_them(self) -> None:
        with self.start(data / "snippet_rects.rrd", data / MASK) as limn:
            limn.wait_loaded(2)
            for row in (0, 1):
                limn.click(f"recordings/row/{row}")
                limn.wait_widget("view/0/image")
                limn.move_away()
                limn.wait_still()
                limn.screenshot(f"recording-{row}")

    def test_bad_file_beside_a_good_one(self) -> None:
        with self.start(data / "broken" / "foreign.rrd", data / MASK) as limn:
            self.mask_shown(limn)
            limn.wait_widget("toast/details")
            limn.wait_widget("status/problems")
            limn.screenshot("toast")

    def test_closing_a_recording_leads_back_to_the_start_page(self) -> None:
        with self.start(data / MASK) as limn:
            self.mask_shown(limn)
            limn.move(*limn.wait_widget("recordings/row/0").center)  # the cross may come with the pointer
            limn.click("recordings/close/0")
            limn.wait_session("no recording", lambda s: not s["recordings"])
            limn.wait_widget("start/open")
            limn.screenshot("closed")

    def test_dropped_files_are_opened(self) -> None:
        with self.start() as limn:
            limn.wait_widget("start/open")
            limn.drop_files(data / "snippet_rects.rrd", data / MASK)
            limn.wait_loaded(2)
            names = limn.session["recordings"]
            self.assertEqual(sorted(names), ["snippet_rects.rrd", MASK])
            limn.screenshot("dropped")

    def test_quitting_by_keyboard(self) -> None:
        with self.start(data / MASK) as limn:
            limn.wait_loaded()
            limn.key("ctrl+q")
            self.assertEqual(limn.wait_exit(), 0)


CANCELS = ("status/cancel_load", "recordings/cancel/standard input")  # The latter once all that is there was read.


class Loading(GuiTest):
    """While a recording is read: one that takes seconds, and a pipe that goes on for ever."""

    folder_of_slow: tempfile.TemporaryDirectory
    slow: Path

    @classmethod
    def setUpClass(cls) -> None:
        """Masks of 36 MB each. From a pipe all of them are read, and the queue of the loader holds one at a time, so that each takes a frame."""
        if masks_writer is None:
            raise unittest.SkipTest("no --masks-writer")
        cls.folder_of_slow = tempfile.TemporaryDirectory()
        cls.slow = Path(cls.folder_of_slow.name) / "slow.rrd"
        subprocess.run([masks_writer, cls.slow, "120", "6000"], check=True)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.folder_of_slow.cleanup()

    @contextlib.contextmanager
    def start_slow(self) -> Iterator[Limn]:
        command = ["sh", "-c", 'cat "$0"; exec sleep 100', str(self.slow)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as cat:
            with self.start("-", "--memory-limit", "300MB", stdin=cat.stdout.fileno()) as limn:
                cat.stdout.close()
                yield limn
            cat.kill()

    def wait_reading(self, limn: Limn) -> None:
        limn.wait_session("a recording that is read", lambda s: s["recordings"])
        limn.wait_widget(*CANCELS)

    def is_stopped(self, limn: Limn) -> bool:
        return limn.widget(*CANCELS) is None and not limn.session["loading"]

    def wait_stopped(self, limn: Limn) -> None:
        wait_for("reading to stop", lambda: self.is_stopped(limn))

    def stop(self, limn: Limn) -> None:
        """The cross moves from the status bar to the list once all that is there was read: maybe when it is clicked."""

        def stopped() -> bool:
            if cross := limn.widget(*CANCELS):
                limn.click_at(*cross.center)
            return self.is_stopped(limn)

        wait_for("reading to stop", stopped)

    def test_closing_the_window_while_a_file_is_read(self) -> None:
        with self.start_slow() as limn:
            self.wait_reading(limn)
            limn.screenshot("reading")
            limn.key("ctrl+q")
            self.assertEqual(limn.wait_exit(), 0)

    def test_closing_the_window_while_a_pipe_is_open(self) -> None:
        reader, writer = os.pipe()
        with os.fdopen(writer, "wb") as pipe, os.fdopen(reader, "rb") as end:
            with self.start("-", stdin=end.fileno()) as limn:
                pipe.write((data / RUN).read_bytes()[:100_000])
                pipe.flush()
                limn.wait_session("the recording", lambda s: s["recordings"])
                limn.key("ctrl+q")
                self.assertEqual(limn.wait_exit(), 0)

    def test_reading_is_stopped_and_what_was_read_stays(self) -> None:
        with self.start_slow() as limn:
            self.wait_reading(limn)
            self.stop(limn)
            limn.wait_session("the message", lambda s: mentions(s["toasts"], "Stopped reading standard input"))
            self.assertEqual(len(limn.session["recordings"]), 1)
            limn.wait_still()
            limn.screenshot("stopped")

    def test_a_recording_is_closed_while_it_is_read_and_opened_again(self) -> None:
        with self.start_slow() as limn:
            self.wait_reading(limn)
            limn.click("menu/file")
            limn.click("menu/file.close")
            limn.wait_session("no recording", lambda s: not s["recordings"])
            self.wait_stopped(limn)
            self.assertEqual(limn.session["recordings"], [], "what was still queued is not shown")
            self.assertEqual(limn.session["toasts"], [])
            limn.wait_widget("start/open")
            limn.key("ctrl+o")
            limn.click("browser/path")
            limn.key("ctrl+a")
            limn.type_text(str(self.slow))
            limn.click("browser/open")
            limn.wait_session("the recording", lambda s: s["recordings"] == ["slow.rrd"] and not s["loading"])

    def test_a_second_file_is_opened_while_the_first_is_read(self) -> None:
        with self.start_slow() as limn:
            self.wait_reading(limn)
            limn.drop_files(data / MASK)
            session = limn.wait_session("both", lambda s: len(s["recordings"]) == 2)
            self.assertIn(MASK, session["recordings"])
            limn.click("recordings/cancel/standard input")
            self.wait_stopped(limn)
            self.assertEqual(limn.session["recordings"], session["recordings"])

    def test_a_pipe_is_no_longer_followed_when_its_recording_is_closed(self) -> None:
        whole = (data / RUN).read_bytes()
        reader, writer = os.pipe()
        with os.fdopen(writer, "wb") as pipe, os.fdopen(reader, "rb") as end:
            with self.start("-", stdin=end.fileno()) as limn:
                pipe.write(whole[: len(whole) // 2])
                pipe.flush()
                limn.wait_widget("recordings/cancel/standard input")
                limn.wait_session("the recording", lambda s: s["recordings"])
                limn.move(*limn.wait_widget("recordings/row/0").center)
                limn.click("recordings/close/0")
                limn.wait_session("no recording", lambda s: not s["recordings"])
                wait_for("its end", lambda: limn.widget("recordings/cancel/standard input") is None)
                pipe.write(whole[len(whole) // 2 :][:1000])  # nobody reads it: as much as a pipe holds
                pipe.flush()
                limn.wait_still()
                self.assertEqual(limn.session["recordings"], [])


class Classes(GuiTest):
    def test_eye_hides_the_pixels_of_a_class_and_brings_them_back(self) -> None:
        with self.start(data / MASK) as limn:
            red, green = self.mask_shown(limn)
            limn.click("classes/eye/1")
            limn.wait_session("class 1 hidden", lambda s: has_class(s["hidden"], 1))
            limn.move_away()
            # Both at once: while the pointer is on the row, the other classes are dimmed.
            limn.wait_pixels("red-hidden", lambda p: self.colors(limn, p)[0] < red * GONE and self.colors(limn, p)[1] > green * 0.9)
            limn.click("classes/eye/1")
            limn.wait_session("class 1 shown", lambda s: not has_class(s["hidden"], 1))
            limn.move_away()
            limn.wait_pixels("red-back", lambda p: self.colors(limn, p)[0] > red * 0.9)

    def test_solo_leaves_one_class(self) -> None:
        with self.start(data / MASK) as limn:
            red, green = self.mask_shown(limn)
            limn.click("classes/solo/2")
            limn.wait_session("class 2 alone", lambda s: has_class(s["solo"], 2))
            limn.move_away()
            limn.wait_pixels("solo", lambda p: self.colors(limn, p)[0] < red * GONE and self.colors(limn, p)[1] > green * 0.9)
            limn.click("classes/solo/2")
            limn.wait_session("no class alone", lambda s: not s["solo"])
            limn.move_away()
            limn.wait_pixels("all", lambda p: self.colors(limn, p)[0] > red * 0.9)

    def test_badge_shows_all_again(self) -> None:
        with self.start(data / MASK) as limn:
            red, green = self.mask_shown(limn)
            limn.click("classes/eye/1")
            limn.click("classes/eye/2")
            limn.wait_session("both hidden", lambda s: has_class(s["hidden"], 1) and has_class(s["hidden"], 2))
            limn.wait_widget("badge/show_all")
            limn.screenshot("badge")
            limn.click("badge/show_all")
            limn.wait_session("nothing hidden", lambda s: not s["hidden"])
            limn.move_away()
            limn.wait_pixels("all", lambda p: self.colors(limn, p)[0] > red * 0.9 and self.colors(limn, p)[1] > green * 0.9)

    def test_hiding_is_undone(self) -> None:
        with self.start(data / MASK) as limn:
            red, _ = self.mask_shown(limn)
            limn.click("classes/eye/1")
            limn.wait_session("class 1 hidden", lambda s: has_class(s["hidden"], 1))
            limn.key("ctrl+z")
            limn.wait_session("class 1 shown", lambda s: not has_class(s["hidden"], 1))
            limn.move_away()
            limn.wait_pixels("undone", lambda p: self.colors(limn, p)[0] > red * 0.9)

    def test_eye_of_an_entity_hides_it_whole(self) -> None:
        with self.start(data / MASK) as limn:
            red, green = self.mask_shown(limn)
            eye = ("entities/eye//segmentation/image", "entities/eye/segmentation/image")
            limn.click(*eye)
            limn.move_away()
            limn.wait_pixels("hidden", lambda p: max(self.colors(limn, p)) < min(red, green) * GONE)
            limn.click(*eye)
            limn.move_away()
            limn.wait_pixels("back", lambda p: self.colors(limn, p)[0] > red * 0.9)


    def test_recoloring_changes_the_pixels_and_is_undone(self) -> None:
        with self.start(data / MASK) as limn:
            red, _ = self.mask_shown(limn)
            limn.click("classes/swatch/1")
            limn.click("editor/hex")
            limn.key("ctrl+a")
            limn.type_text("#0000FF")
            limn.key("Return")
            limn.wait_session("class 1 blue", lambda s: mentions(s["edited"], "#0000FF"))
            limn.screenshot("editor")
            limn.key("Escape")
            limn.move_away()
            limn.wait_pixels("blue", lambda p: p.count((0, 0, 255), self.picture(limn)) > red * 0.9)
            limn.key("ctrl+z")
            limn.wait_session("class 1 as logged", lambda s: not s["edited"])
            limn.move_away()
            limn.wait_pixels("red-again", lambda p: self.colors(limn, p)[0] > red * 0.9)

    def test_hidden_classes_stay_hidden_at_the_next_start(self) -> None:
        home = self.folder() / "home"
        home.mkdir(parents=True)
        with self.start(data / MASK, home=home) as limn:
            self.mask_shown(limn)
            limn.click("classes/eye/1")
            limn.wait_session("class 1 hidden", lambda s: has_class(s["hidden"], 1))
            limn.key("ctrl+q")
            self.assertEqual(limn.wait_exit(), 0)
        with self.start(data / MASK, home=home) as limn:
            limn.wait_loaded()
            limn.wait_session("class 1 still hidden", lambda s: has_class(s["hidden"], 1))

    def test_broken_choices_are_told_and_not_lost(self) -> None:
        home = self.folder() / "home"
        file = home / "state" / "limn" / "choices.json"
        file.parent.mkdir(parents=True)
        file.write_text('{"limn_class_choices": 99, "choices": []}')
        with self.start(data / MASK, home=home) as limn:
            self.mask_shown(limn)
            limn.wait_session("a warning", lambda s: mentions(s["toasts"], "could not be read"))
            limn.click("classes/eye/1")
            wait_for("the old file to be put aside", lambda: (file.parent / "choices.json.newer").exists())
            wait_for("the new file", lambda: file.exists() and '"visible": false' in file.read_text())

    def test_damaged_files_are_put_aside_and_links_stay(self) -> None:
        home = self.folder() / "home"
        config, state, dotfiles = home / "config" / "limn", home / "state" / "limn", home / "dotfiles"
        for folder in (config, state, dotfiles):
            folder.mkdir(parents=True)
        (config / "settings.json").write_text('{"version": 1, "theme": ')
        (state / "recent.json").write_bytes(b"\xff\xfe[")
        (state / "views.json").write_text('{"limn_view_options": 1, "views": 7}')
        (dotfiles / "choices.json").write_text('{"limn_class_choices": 1, "choices": []}')
        (state / "choices.json").symlink_to(dotfiles / "choices.json")
        with self.start(data / MASK, home=home) as limn:
            self.mask_shown(limn)
            limn.wait_session("one warning", lambda s: s["toasts"] == ["Settings, recent files, options of views could not be read; damaged files were put aside"])
            for path in (config / "settings.json", state / "recent.json", state / "views.json"):
                self.assertTrue(path.with_name(path.name + ".damaged").exists(), path)
            limn.click("classes/eye/1")
            wait_for("the choices behind the link", lambda: '"visible": false' in (dotfiles / "choices.json").read_text())
            self.assertTrue((state / "choices.json").is_symlink())

    def test_folders_that_cannot_be_written_are_said_once(self) -> None:
        home = self.folder() / "home"
        home.mkdir(parents=True)
        (home / "state").write_text("a file where a folder should be")
        with self.start(data / MASK, home=home) as limn:
            self.mask_shown(limn)
            limn.wait_session("a warning", lambda s: mentions(s["toasts"], "are not kept"))
            for number, hidden in ((1, True), (1, False)):
                limn.click(f"classes/eye/{number}")
                limn.wait_session("the click", lambda s, hidden=hidden: has_class(s["hidden"], 1) == hidden)
                limn.wait_still(1.0)
            self.assertEqual(sum("are not kept" in one for one in limn.session["toasts"]), 1)

    def test_search_lists_what_matches(self) -> None:
        with self.start(data / MASK) as limn:
            self.mask_shown(limn)
            limn.click("classes/search")
            limn.type_text("gr")
            wait_for("the red class to be gone", lambda: limn.widget("classes/row/1") is None)
            self.assertIsNotNone(limn.widget("classes/row/2"))
            limn.screenshot("search")

    def test_selected_classes_are_hidden_together(self) -> None:
        with self.start(data / MASK) as limn:
            self.mask_shown(limn)
            limn.click("classes/row/1")
            limn.wait_session("one selected", lambda s: len(s["selection"]) == 1)
            limn.hold("shift", "classes/row/2")
            limn.wait_session("two selected", lambda s: len(s["selection"]) == 2)
            limn.click("classes/eye/2")
            limn.wait_session("both hidden", lambda s: has_class(s["hidden"], 1) and has_class(s["hidden"], 2))
            limn.key("ctrl+z")
            limn.wait_session("both back", lambda s: not s["hidden"])

    def test_double_click_renames_a_class(self) -> None:
        with self.start(data / MASK) as limn:
            self.mask_shown(limn)
            x, y = limn.wait_widget("classes/row/1").center
            limn.move(x, y)
            limn.xdotool("click", "--repeat", 2, "--delay", 80, 1)
            limn.wait_widget("classes/rename")
            limn.key("ctrl+a")
            limn.type_text("tomato")
            limn.key("Return")
            limn.wait_session("the new label", lambda s: mentions(s["edited"], "tomato"))
            limn.screenshot("renamed")

    def test_hovering_the_legend_lights_the_class(self) -> None:
        with self.start(data / MASK) as limn:
            self.mask_shown(limn)
            limn.move(*limn.wait_widget("legend/0/red").center)
            limn.wait_session("class 1 hovered", lambda s: s["hover"] is not None and s["hover"].get("class_id") == 1)
            limn.screenshot("legend")
            limn.wait_still(1.5)
            cards = [w["name"] for w in limn.probe["widgets"] if w["name"].startswith("hover/card")]
            self.assertEqual(cards, [], "the picture below the legend has no card")


class Palette(GuiTest):
    def open(self, limn: Limn, text: str) -> None:
        limn.key("ctrl+p")
        limn.wait_widget("palette")
        limn.type_text(text)

    def test_finds_a_class_and_solos_it(self) -> None:
        with self.start(data / MASK) as limn:
            self.mask_shown(limn)
            self.open(limn, "green")
            limn.wait_widget("palette/0")
            limn.screenshot("palette")
            limn.key("ctrl+Return")
            limn.wait_session("class 2 alone", lambda s: has_class(s["solo"], 2))
            wait_for("the palette to close", lambda: limn.widget("palette") is None)

    def test_arrows_choose_and_enter_runs(self) -> None:
        with self.start(data / RUN) as limn:
            limn.wait_loaded()
            limn.click("timeline/next")
            self.open(limn, "start")
            limn.wait_widget("palette/0")
            limn.key("Down", "Up", "Return")
            limn.wait_session("the first frame", lambda s: s["time"] == 0)

    def test_escape_closes_without_doing_anything(self) -> None:
        with self.start(data / MASK) as limn:
            self.mask_shown(limn)
            limn.click("classes/row/1")
            limn.wait_session("one selected", lambda s: len(s["selection"]) == 1)
            self.open(limn, "quit")
            limn.key("Escape")
            wait_for("the palette to close", lambda: limn.widget("palette") is None)
            self.assertEqual(len(limn.session["selection"]), 1)

    def test_field_in_the_top_bar_opens_it(self) -> None:
        with self.start() as limn:
            limn.click("top/palette")
            limn.wait_widget("palette")
            limn.screenshot("palette")


class ClassMenus(GuiTest):
    def _choose(self, limn: Limn, *names: str) -> None:
        limn.click("classes/menu")
        for name in names:
            limn.wait_widget(f"class_menu/{name}")
            limn.wait_still(0.2)  # a menu finds its place one frame after it appears
            limn.click(f"class_menu/{name}")

    def _answer_browser(self, limn: Limn, path: Path) -> None:
        limn.click("browser/path")
        limn.key("ctrl+a")
        limn.type_text(str(path))
        limn.click("browser/open")
        wait_for("the browser to close", lambda: limn.widget("browser/path") is None)

    def test_palettes_are_applied_imported_and_exported(self) -> None:
        home = self.folder() / "home"
        home.mkdir(parents=True)
        (home / "alike.json").write_text(
            '{"limn_palette": 1, "classes": [{"id": 0, "color": "#3050A0"},'
            ' {"id": 1, "label": "one", "color": "#3052A0", "group": "things"}, {"id": 2, "group": "things"}]}'
        )
        with self.start(data / MASK, home=home) as limn:
            self.mask_shown(limn)
            self._choose(limn, "presets", "preset/voc")
            limn.wait_session("the palette", lambda s: mentions(s["edited"], "aeroplane"))
            limn.key("ctrl+z")
            limn.wait_session("as logged", lambda s: not s["edited"])

            self._choose(limn, "import")
            self._answer_browser(limn, home / "alike.json")
            limn.wait_session("its colors and groups", lambda s: mentions(s["edited"], "#3052A0") and mentions(s["edited"], "things"))
            limn.wait_widget("classes/group/things")
            limn.screenshot("groups")

            self._choose(limn, "distinguish")
            limn.wait_session("another color", lambda s: not (mentions(s["edited"], "#3052A0") and mentions(s["edited"], "#3050A0")))
            limn.key("ctrl+z")
            limn.wait_session("alike again", lambda s: mentions(s["edited"], "#3052A0"))

            self._choose(limn, "export")
            self._answer_browser(limn, home / "written.json")
            written = wait_for("the palette's file", lambda: (home / "written.json").exists() and (home / "written.json").read_text())
            self.assertIn('"group": "things"', written)
            self.assertIn('"label": "one"', written)

    def test_columns_are_chosen_and_kept(self) -> None:
        home = self.folder() / "home"
        home.mkdir(parents=True)
        pixels = "classes/column/3"
        with self.start(data / MASK, home=home) as limn:
            self.mask_shown(limn)
            limn.wait_widget(pixels)
            limn.click("classes/columns")
            limn.wait_widget("column_menu/pixels")
            limn.screenshot("columns")
            limn.click("column_menu/pixels")
            wait_for("the column to be gone", lambda: limn.widget(pixels) is None)
            limn.click_at(*limn.wait_widget("classes/column/1").center, button=3)
            limn.wait_widget("column_menu/pixels")
            limn.key("Escape")
            limn.key("ctrl+q")
            self.assertEqual(limn.wait_exit(), 0)
        with self.start(data / MASK, home=home) as limn:
            self.mask_shown(limn)
            limn.wait_widget("classes/column/1")
            self.assertIsNone(limn.widget(pixels))


class ViewMenus(GuiTest):
    def _choose(self, limn: Limn, *names: str) -> None:
        limn.click("view/0/menu")
        for name in names:
            limn.wait_widget(f"view_menu/{name}")
            limn.wait_still(0.2)
            limn.click(f"view_menu/{name}")

    def test_what_a_view_is_told_holds_and_is_kept(self) -> None:
        home = self.folder() / "home"
        home.mkdir(parents=True)
        with self.start(data / MASK, home=home) as limn:
            red, _ = self.mask_shown(limn)
            view = self.picture(limn)
            limn.drag(limn.wait_widget("legend/0/red").center, (view.x + 60, view.y + view.h - 40))
            limn.wait_session("the legend below left", lambda s: s["views"][0]["legend_corner"] == 2)
            limn.move_away()
            limn.wait_still()
            limn.screenshot("legend")
            self.assertLess(limn.wait_widget("legend/0/red").x, view.x + view.w / 2)

            self._choose(limn, "color_by", "color_by/3")
            limn.wait_session("colors by entity", lambda s: s["views"][0]["color_by"] == 3)
            self._choose(limn, "color_by", "color_by/0")
            limn.wait_session("colors by description", lambda s: s["views"][0]["color_by"] == 0)

            self._choose(limn, "masks/1")
            limn.wait_session("outlines", lambda s: s["views"][0]["masks"] == 1)
            limn.move_away()
            limn.wait_pixels("outlines", lambda p: 0 < self.colors(limn, p)[0] < red * 0.3)
            limn.key("ctrl+q")
            self.assertEqual(limn.wait_exit(), 0)
        with self.start(data / MASK, home=home) as limn:
            limn.wait_loaded()
            limn.wait_session("the same view", lambda s: s["views"] and s["views"][0]["masks"] == 1)
            self.assertEqual(limn.session["views"][0]["legend_corner"], 2)

    def test_double_click_brings_a_region_close(self) -> None:
        with self.start(data / MASK) as limn:
            _, green = self.mask_shown(limn)
            shot = limn.screenshot("before")
            places = shot.where(GREEN, self.picture(limn))
            limn.move(*places[len(places) // 2])
            limn.wait_session("class 2 hovered", lambda s: s["hover"] is not None and s["hover"].get("class_id") == 2)
            limn.xdotool("click", "--repeat", 2, "--delay", 80, 1)
            near = limn.wait_session("the camera to move", lambda s: s["views"][0]["camera"])["views"][0]["camera"]["center"]
            limn.wait_session("its middle", lambda s: abs(s["views"][0]["camera"]["center"][0] - 205) < 20)
            self.assertAlmostEqual(limn.wait_still()["session"]["views"][0]["camera"]["center"][1], 140, delta=20, msg=str(near))
            limn.move_away()
            limn.wait_pixels("close", lambda p: self.colors(limn, p)[1] > green * 1.5)

    def test_tensor_is_switched_to_classes_and_off(self) -> None:
        with self.start(data / "annotation_tensors.rrd") as limn:
            limn.wait_loaded()
            limn.wait_widget("view/0/image")
            for name, value in (("off", False), ("on", True)):
                self._choose(limn, f"tensor/described/{name}")
                limn.wait_session(f"the tensor {name}", lambda s, v=value: s["tensors"].get("/described") is v)
                limn.key("Escape")
                limn.move_away()
                limn.wait_still()
                limn.screenshot(name)


class ManyViews(GuiTest):
    def _open_views(self, limn: Limn, count: int) -> None:
        limn.wait_session(f"{count} views", lambda s: len(s["views"]) == count)

    def test_views_that_are_not_open_can_be_opened(self) -> None:
        with self.start(data / "views_many.rrd") as limn:
            limn.wait_loaded()
            self._open_views(limn, 12)
            limn.screenshot("twelve")
            limn.click("views/next")
            self._open_views(limn, 8)
            limn.click("views/more")
            limn.wait_widget("views/item/2d/cams/c0")
            limn.wait_still(0.2)  # a menu finds its place one frame after it appears
            limn.click("views/item/2d/cams/c0")
            found = limn.wait_session("nine views", lambda s: len(s["views"]) == 9)
            self.assertEqual(found["views"][-1]["origin"], "/cams/c0")
            limn.screenshot("list")
            limn.click("views/open_all")
            self._open_views(limn, 20)
            limn.key("Escape")
            limn.move_away()
            limn.wait_still()
            limn.screenshot("all")

    def test_closing_the_last_view_says_so(self) -> None:
        with self.start(data / MASK) as limn:
            self.mask_shown(limn)
            limn.click("view/0/menu")
            limn.wait_widget("view_menu/close")
            limn.wait_still(0.2)
            limn.click("view_menu/close")
            self._open_views(limn, 0)
            limn.move_away()
            limn.wait_still()
            limn.screenshot("none")
            limn.key("ctrl+z")
            self._open_views(limn, 1)

    def test_what_is_not_drawn_is_listed_under_problems(self) -> None:
        with self.start(data / "views_many.rrd") as limn:
            limn.wait_loaded()
            limn.wait_session("reasons", lambda s: mentions(s["undrawn"], "Scalars"))
            limn.click("views/undrawn")
            limn.wait_session("the problems page", lambda s: s["details"])
            limn.wait_still()
            limn.screenshot("problems")


class Pictures(GuiTest):
    def test_picture_goes_to_the_clipboard_through_a_helper(self) -> None:
        tools = self.folder() / "tools"
        tools.mkdir(parents=True)
        helper = tools / "xclip"
        helper.write_text(f'#!/bin/sh\necho "$@" > "{tools}/arguments"\ncat > "{tools}/picture.png"\n')
        helper.chmod(0o755)
        path = f"{tools}:{os.environ['PATH']}"
        with self.start(data / MASK, environment={"PATH": path}) as limn:
            self.mask_shown(limn)
            limn.key("ctrl+shift+c")
            limn.wait_session("a toast", lambda s: mentions(s["toasts"], "xclip"))
            self.assertIn("image/png", (tools / "arguments").read_text())
            self.assertEqual((tools / "picture.png").read_bytes()[:4], b"\x89PNG")

    def test_without_a_helper_the_path_is_copied(self) -> None:
        tools = self.folder() / "tools"
        tools.mkdir(parents=True)
        with self.start(data / MASK, environment={"PATH": str(tools)}) as limn:
            self.mask_shown(limn)
            limn.key("ctrl+shift+c")
            limn.wait_session("a toast", lambda s: mentions(s["toasts"], "its path is in the clipboard"))


class Time(GuiTest):
    def test_scrubbing_moves_time_and_picture(self) -> None:
        with self.start(data / RUN) as limn:
            limn.wait_loaded()
            track = limn.wait_widget("timeline/track")
            y = track.y + track.h / 2
            times = []
            for share in (0.2, 0.5, 0.8):
                limn.drag((track.x + track.w * (share - 0.05), y), (track.x + track.w * share, y))
                times.append(limn.wait_still()["session"]["time"])
                limn.screenshot(f"at-{share}")
            self.assertEqual(times, sorted(times))
            self.assertLess(times[0], times[1])
            self.assertLess(times[1], times[2])

    def test_picture_follows_time(self) -> None:
        with self.start(data / "annotation_d_transparency.rrd") as limn:  # red at frame 1, cyan at frame 2
            limn.wait_loaded()
            limn.move_away()
            wait_for("a time", lambda: limn.session["time"] is not None)
            if limn.session["time"] != 1:
                limn.click("timeline/prev")
            limn.wait_session("frame 1", lambda s: s["time"] == 1)
            limn.move_away()
            limn.wait_pixels("frame-1", lambda p: p.count(RED, self.picture(limn)) > 500)
            limn.click("timeline/next")
            limn.wait_session("frame 2", lambda s: s["time"] == 2)
            limn.move_away()
            cyan = (0, 255, 255)
            limn.wait_pixels(
                "frame-2",
                lambda p: p.count(cyan, self.picture(limn)) > 500 and p.count(RED, self.picture(limn)) < 100,
            )

    def test_steps_go_one_frame(self) -> None:
        with self.start(data / RUN) as limn:
            limn.wait_loaded()
            first = wait_for("a time", lambda: [limn.session["time"]] if limn.session["time"] is not None else None)[0]
            limn.click("timeline/next")
            limn.wait_session("the next frame", lambda s: s["time"] > first)
            limn.click("timeline/prev")
            limn.wait_session("the first frame", lambda s: s["time"] == first)

    def test_play_and_pause(self) -> None:
        with self.start(data / RUN) as limn:
            limn.wait_loaded()
            first = limn.wait_still()["session"]["time"]
            limn.click("timeline/play")
            limn.wait_session("time to pass", lambda s: s["time"] != first)
            limn.click("timeline/play")
            limn.move_away()
            stopped = limn.wait_still()["session"]["time"]
            self.assertEqual(limn.wait_still()["session"]["time"], stopped)


class ClassLanes(GuiTest):
    def _open_lanes(self, limn: Limn) -> None:
        limn.wait_loaded()
        limn.click("timeline/classes")
        limn.wait_widget("timeline/class/1")

    def test_click_on_a_class_lane_seeks(self) -> None:
        with self.start(data / RUN) as limn:
            self._open_lanes(limn)
            lane = limn.wait_widget("timeline/class/1")
            track = limn.wait_widget("timeline/track")
            times = []
            for share in (0.8, 0.25):
                limn.click_at(track.x + track.w * share, lane.center[1])
                limn.move_away()
                times.append(limn.wait_still()["session"]["time"])
            limn.screenshot("lanes")
            self.assertGreater(times[0], times[1])

    def test_next_time_of_the_selected_class(self) -> None:
        with self.start(data / RUN) as limn:
            self._open_lanes(limn)
            limn.click("timeline/class/1")
            limn.wait_session("the class selected", lambda s: any(has_class([i], 1) for i in s["selection"]))
            limn.key("Home")
            first = limn.wait_still()["session"]["time"]
            limn.key("ctrl+Right")
            limn.wait_session("a later time", lambda s: s["time"] > first)
            limn.key("ctrl+Left")
            limn.wait_session("back", lambda s: s["time"] == first)

    def test_chart_saves_a_table(self) -> None:
        with self.start(data / RUN) as limn:
            self._open_lanes(limn)
            limn.click("timeline/chart")
            limn.wait_widget("chart/plot")
            limn.move_away()
            limn.wait_still()
            limn.screenshot("chart")
            limn.click("chart/csv")
            folder = limn.home
            found = wait_for("the table", lambda: [p for p in folder.rglob("*.csv") if p.stat().st_size > 0])
            names = "time,class,label,instances,pixels,meshes,points,lines,shapes,boxes,skeletons\n"
            self.assertTrue(found[0].read_text().startswith(names))


class Selecting(GuiTest):
    def _click_color(self, limn: Limn, color: tuple[int, int, int]) -> None:
        limn.move_away()
        shot = limn.wait_pixels("before", lambda p: p.count(color, self.picture(limn)) > 50)
        places = shot.where(color, self.picture(limn))
        limn.click_at(*places[len(places) // 2])

    def test_click_on_a_mask_selects_its_entity(self) -> None:
        with self.start(data / MASK) as limn:
            self.mask_shown(limn)
            self._click_color(limn, GREEN)
            limn.wait_session("the mask selected", lambda s: mentions(s["selection"], "segmentation/image"))
            limn.screenshot("selected")
            limn.key("Escape")
            limn.wait_session("nothing selected", lambda s: not mentions(s["selection"], "segmentation/image"))

    def test_click_on_a_box_selects_its_entity(self) -> None:
        with self.start(data / "snippet_rects.rrd") as limn:
            limn.wait_loaded()
            self._click_color(limn, RED)
            limn.wait_session("the box selected", lambda s: mentions(s["selection"], "detections"))
            limn.screenshot("selected")

    def test_click_on_a_point_in_3d_selects_its_entity(self) -> None:
        with self.start(data / "annotation_b_change_over_time.rrd") as limn:
            limn.wait_loaded()
            self._click_color(limn, GREEN)  # opened at the first frame: red and green
            limn.wait_session("the points selected", lambda s: mentions(s["selection"], "points"))
            limn.screenshot("selected")

    def test_row_of_the_tree_selects(self) -> None:
        with self.start(data / MASK) as limn:
            self.mask_shown(limn)
            limn.click("entities/row//segmentation/image", "entities/row/segmentation/image")
            limn.wait_session("the mask selected", lambda s: mentions(s["selection"], "segmentation/image"))


class Hovering(GuiTest):
    def _point_at(self, limn: Limn, view: int, color: tuple[int, int, int]) -> None:
        """Into the middle of what has a color in a view."""
        limn.move_away()
        rect = limn.wait_widget(f"view/{view}/image")
        places = limn.wait_pixels("before", lambda p: len(p.where(color, rect)) > 400).where(color, rect)
        x = sorted(x for x, _ in places)[len(places) // 2]
        column = sorted(y for place, y in places if place == x)
        limn.move(x, column[len(column) // 2])

    def test_a_mask_in_a_3d_view_tells_its_class_and_value(self) -> None:
        with self.start(data / "views_f_pinhole_mask.rrd") as limn:
            limn.wait_loaded()
            views = limn.wait_session("a 3D view", lambda s: any(v["is_3d"] for v in s["views"]))["views"]
            view = next(i for i, one in enumerate(views) if one["is_3d"])
            limn.click("entities/eye//world/points", "entities/eye/world/points")  # one lies before the mask
            for color, label, class_id in ((RED, "wall", 1), (GREEN, "door", 2)):
                self._point_at(limn, view, color)
                hover = limn.wait_session(
                    f"the class {class_id}", lambda s, c=class_id: s["hover"] and s["hover"].get("class_id") == c
                )["hover"]
                self.assertEqual(hover["value"], f"mask {class_id}")
                self.assertIn("camera/mask", hover["entity"])
                limn.wait_widget(f"hover/card/{label}, class {class_id}, mask {class_id}")
                limn.screenshot(f"card-{label}")

    def test_a_tensor_tells_its_class_and_value(self) -> None:
        with self.start(data / "annotation_tensors.rrd") as limn:
            limn.wait_loaded()
            limn.click("entities/eye/swapped")  # it lies above the others, and its first part is all floor
            self._point_at(limn, 0, RED)
            limn.wait_session("the class", lambda s: s["hover"] and s["hover"].get("class_id") == 1)
            limn.wait_widget("hover/card/wall, class 1, mask 1")
            limn.screenshot("card")


class Manners(MannersTests, GuiTest):
    pass


class Typing(TypingTests, GuiTest):
    pass


def main() -> int:
    global binary, data, out, display, masks_writer
    if len(sys.argv) < 4:
        print(__doc__, file=sys.stderr)
        return 2
    binary, data, out = (Path(argument).resolve() for argument in sys.argv[1:4])
    rest = sys.argv[4:]
    if rest[:1] == ["--masks-writer"] and len(rest) > 1:
        masks_writer = Path(rest[1]).resolve()
        rest = rest[2:]
    missing = missing_tools()
    if missing:
        print(f"skipped: {', '.join(missing)} not found")
        return SKIPPED
    if not binary.exists():
        print(f"run_gui_tests: no program at {binary}", file=sys.stderr)
        return 1
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    display = Display(out / "xvfb.log")
    try:
        program = unittest.main(argv=[sys.argv[0], *rest], exit=False, verbosity=2)
    finally:
        display.close()
    if program.result.testsRun == 0:
        print("run_gui_tests: no test has that name", file=sys.stderr)
        return 1
    return 0 if program.result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
