# SPDX-License-Identifier: MIT
"""Drives the real window: its own X server (Xvfb), xdotool for the hands, ImageMagick's import for the eyes.

The program is started with `--ui-probe FILE`. After each frame that changed something it replaces FILE by
    {"frame": n,
     "widgets": [{"name": "classes/eye/1", "x": …, "y": …, "w": …, "h": …}, …],          window pixels
     "session": {"time", "timeline", "selection", "recordings", "hidden", "solo", "loading"}}
Tests name widgets, never coordinates, and wait for conditions on this file or on pixels, with a time-out.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

POLL_S = 0.02
TIMEOUT_S = float(os.environ.get("LIMN_GUI_TIMEOUT", "60"))  # a sanitizer build on a software renderer is slow
SCREEN = (1600, 1000)


class Timeout(AssertionError):
    pass


def wait_for(what: str, condition: Callable[[], object], timeout: float | None = None) -> object:
    """The first true value of `condition`; Timeout, with `what`, if there is none."""
    end = time.monotonic() + (timeout or TIMEOUT_S)
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise Timeout(f"waited in vain for: {what}")
        time.sleep(POLL_S)


def missing_tools() -> list[str]:
    return [tool for tool in ("Xvfb", "xdotool", "import", "convert") if shutil.which(tool) is None]


class Display:
    """An X server on a display number that it picks itself."""

    def __init__(self, log: Path) -> None:
        reader, writer = os.pipe()
        width, height = SCREEN
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
        self._log = log.open("wb")
        self._server = subprocess.Popen(
            [*command, "-noreset"], pass_fds=[writer], stdout=self._log, stderr=self._log, stdin=subprocess.DEVNULL
        )
        os.close(writer)
        with os.fdopen(reader) as pipe:
            number = pipe.readline().strip()  # empty at once if the server dies
        if not number:
            raise RuntimeError(f"Xvfb did not start; see {log}")
        self.name = f":{number}"

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(10)
        self._log.close()


@dataclass(frozen=True)
class Rect:
    x: float
    y: float
    w: float
    h: float

    @property
    def center(self) -> tuple[int, int]:
        return round(self.x + self.w / 2), round(self.y + self.h / 2)


class Pixels:
    """A screenshot of the window: RGB bytes."""

    def __init__(self, width: int, height: int, data: bytes) -> None:
        if len(data) != width * height * 3:
            raise RuntimeError(f"screenshot of {len(data)} bytes, not {width}x{height}")
        self.width, self.height, self.data = width, height, data

    def where(self, color: tuple[int, int, int], inside: Rect, tolerance: int = 12) -> list[tuple[int, int]]:
        """Places inside a rectangle that have a color."""
        left, right = max(0, int(inside.x)), min(self.width, int(inside.x + inside.w))
        top, bottom = max(0, int(inside.y)), min(self.height, int(inside.y + inside.h))
        wanted = [range(max(0, c - tolerance), min(255, c + tolerance) + 1) for c in color]
        out = []
        for y in range(top, bottom):
            row = self.data[(y * self.width + left) * 3 : (y * self.width + right) * 3]
            for i in range(0, len(row), 3):
                if row[i] in wanted[0] and row[i + 1] in wanted[1] and row[i + 2] in wanted[2]:
                    out.append((left + i // 3, y))
        return out

    def count(self, color: tuple[int, int, int], inside: Rect, tolerance: int = 12) -> int:
        return len(self.where(color, inside, tolerance))


class Limn:
    """The program in its window. Use as a context: leaving it ends the program, and keeps what helps on a failure."""

    def __init__(
        self,
        binary: Path,
        display: Display,
        out: Path,
        *arguments: str | Path,
        home: Path | None = None,
        environment: dict[str, str] | None = None,
        stdin: int = subprocess.DEVNULL,
        size: tuple[int, int] | None = SCREEN,
    ) -> None:
        """Without a size, the window opens where it wants."""
        self.out = out
        out.mkdir(parents=True, exist_ok=True)
        self._own_home = tempfile.TemporaryDirectory() if home is None else None
        self.home = home or Path(self._own_home.name)
        self.probe_file = self.home / "probe.json"
        self.probe_file.unlink(missing_ok=True)
        self._environment = {
            **os.environ,
            "DISPLAY": display.name,
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_STATE_HOME": str(self.home / "state"),
            "LIBGL_ALWAYS_SOFTWARE": "1",
            **(environment or {}),
        }
        self._environment.pop("WAYLAND_DISPLAY", None)
        self._tools = {**self._environment, "PATH": os.environ["PATH"]}  # A test may leave limn without helpers.
        self.log_file = out / "limn.log"
        self._log = self.log_file.open("wb")
        sized = ["--window-size", f"{size[0]}x{size[1]}"] if size is not None else []
        command = [str(binary), "--ui-probe", str(self.probe_file), *sized, *map(str, arguments)]
        self.process = subprocess.Popen(
            command, env=self._environment, stdout=self._log, stderr=self._log, stdin=stdin, cwd=self.home
        )
        self._shots = 0
        try:
            wait_for("the first frame", self._probe_or_death)
            self._find_window()
        except BaseException:
            self._stop()
            raise

    def __enter__(self) -> Limn:
        return self

    def __exit__(self, kind: type | None, *_: object) -> None:
        if kind is not None:
            self._keep_evidence()
        self._stop()

    # --- the program ---

    def _probe_or_death(self) -> bool:
        if self.process.poll() is not None:
            text = self.log_file.read_text(errors="replace")[-2000:]
            raise AssertionError(f"the program ended with status {self.process.returncode}:\n{text}")
        return self.probe_file.exists()

    def _stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)
        self._log.close()
        if self._own_home is not None:
            self._own_home.cleanup()

    def _keep_evidence(self) -> None:
        try:
            if self.probe_file.exists():
                shutil.copy(self.probe_file, self.out / "failed-probe.json")
            if self.process.poll() is None:
                self.screenshot("failed")
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            print(f"no evidence kept: {error}")

    def wait_exit(self) -> int:
        wait_for("the program to end", lambda: self.process.poll() is not None)
        return self.process.returncode

    # --- the probe ---

    @property
    def probe(self) -> dict:
        self._probe_or_death()
        return json.loads(self.probe_file.read_text())

    @property
    def session(self) -> dict:
        return self.probe["session"]

    def widget(self, *names: str) -> Rect | None:
        """The rectangle of the first of these names that is on screen."""
        widgets = {w["name"]: w for w in self.probe["widgets"]}
        for name in names:
            if name in widgets:
                w = widgets[name]
                return Rect(w["x"], w["y"], w["w"], w["h"])
        return None

    def wait_widget(self, *names: str) -> Rect:
        found = wait_for(f"widget {' or '.join(names)}", lambda: self.widget(*names))
        assert isinstance(found, Rect)
        return found

    def wait_session(self, what: str, condition: Callable[[dict], object]) -> dict:
        """Waits until `condition` holds for the session; the session then."""
        found = wait_for(what, lambda: (lambda s: [s] if condition(s) else None)(self.session))
        assert isinstance(found, list)
        return found[0]

    def wait_loaded(self, recordings: int = 1) -> None:
        self.wait_session(
            f"{recordings} loaded recordings", lambda s: len(s["recordings"]) == recordings and not s["loading"]
        )

    def wait_still(self, seconds: float = 0.5) -> dict:
        """Waits until nothing was drawn for a while (the window sleeps when nothing changes)."""
        last = [self.probe["frame"], time.monotonic()]

        def still() -> bool:
            frame = self.probe["frame"]
            if frame != last[0]:
                last[:] = [frame, time.monotonic()]
            return time.monotonic() - last[1] >= seconds

        wait_for("the window to come to rest", still)
        return self.probe

    # --- hands ---

    def xdotool(self, *arguments: object) -> str:
        command = ["xdotool", *map(str, arguments)]
        done = subprocess.run(command, env=self._tools, capture_output=True, text=True, timeout=30)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
        return done.stdout

    def _find_window(self) -> None:
        def search() -> str:
            command = ["xdotool", "search", "--onlyvisible", "--name", "."]
            done = subprocess.run(command, env=self._tools, capture_output=True, text=True, timeout=30)
            return done.stdout.strip()

        self.window = str(wait_for("a window", search)).split()[0]
        self.measure()
        self.xdotool("windowfocus", self.window)  # there is no window manager to do it

    def measure(self) -> None:
        """Where the window stands now."""
        place = dict(line.split("=") for line in self.xdotool("getwindowgeometry", "--shell", self.window).split())
        self.left, self.top = int(place["X"]), int(place["Y"])
        self.width, self.height = int(place["WIDTH"]), int(place["HEIGHT"])

    def move(self, x: float, y: float) -> None:
        self.xdotool("mousemove", self.left + round(x), self.top + round(y))

    def move_away(self) -> None:
        """Where nothing is lit by hovering: the status bar."""
        self.move(self.width // 2, self.height - 4)

    def click_at(self, x: float, y: float, button: int = 1) -> None:
        """Moves, lets the program see it, then presses and lets go in different frames."""
        self.move(x, y)
        self._frames_pass()
        self.xdotool("mousedown", button)
        self._frames_pass()
        self.xdotool("mouseup", button)
        self._frames_pass()

    def click(self, *names: str) -> None:
        self.click_at(*self.wait_widget(*names).center)

    def drag(self, start: tuple[float, float], end: tuple[float, float], steps: int = 8) -> None:
        self.move(*start)
        self._frames_pass()
        self.xdotool("mousedown", 1)
        self._frames_pass()
        for i in range(1, steps + 1):
            t = i / steps
            self.move(start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t)
            self._frames_pass()
        self.xdotool("mouseup", 1)
        self._frames_pass()

    def key(self, *keys: str) -> None:
        self.xdotool("key", "--delay", 60, *keys)

    def drop_files(self, *files: Path) -> None:
        """Drags files from another program onto the window and lets go."""
        command = [sys.executable, str(Path(__file__).with_name("xdnd.py")), self.window, *map(str, files)]
        done = subprocess.run(command, env=self._tools, capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise AssertionError(f"the drop failed: {done.stderr.strip()}")

    def hold(self, key: str, click: str) -> None:
        """Clicks a widget while a key is held."""
        self.xdotool("keydown", key)
        self.click(click)
        self.xdotool("keyup", key)

    @contextlib.contextmanager
    def one_slow_frame(self) -> Iterator[None]:
        """The program sleeps; what is done meanwhile reaches it between two frames."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def type_text(self, text: str) -> None:
        self.xdotool("type", "--delay", 30, text)

    def _frames_pass(self, most_s: float = 0.4) -> None:
        """Input is seen in order, but ImGui needs a frame between press and release. The window may draw none, if
        what was under the pointer did not change: then the short limit ends the wait."""
        first = self.probe["frame"]
        end = time.monotonic() + most_s
        while self.probe["frame"] == first and time.monotonic() < end:
            time.sleep(POLL_S)

    # --- eyes ---

    def screenshot(self, name: str) -> Pixels:
        """Keeps a picture under the output folder and returns its pixels."""
        self._shots += 1
        path = self.out / f"{self._shots:02d}-{name}.png"
        grab = ["import", "-silent", "-window", "root", "-crop", f"{self.width}x{self.height}+{self.left}+{self.top}"]
        subprocess.run([*grab, "+repage", str(path)], env=self._tools, check=True, timeout=60)
        return self._read(path)

    def _read(self, path: Path) -> Pixels:
        raw = subprocess.run(["convert", str(path), "-depth", "8", "rgb:-"], capture_output=True, check=True, timeout=60)
        return Pixels(self.width, self.height, raw.stdout)

    def wait_pixels(self, name: str, condition: Callable[[Pixels], object]) -> Pixels:
        """Screenshots until `condition` holds; the last is kept either way."""
        last: list[Pixels] = []
        first = self._shots

        def look() -> bool:
            self._shots = first  # one file for all tries
            last[:] = [self.screenshot(name)]
            return bool(condition(last[0]))

        wait_for(f"the picture {name}", look)
        return last[0]
