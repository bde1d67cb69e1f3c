#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Drags files onto a window and drops them there, as a file manager does (XDND, version 5).

    xdnd.py WINDOW_ID FILE…

Speaks to the X server through libX11, which every program with a window has loaded anyway. Ends with 0 when the window
said that it took the files, and with 1 and a line on stderr when it did not.
"""

from __future__ import annotations

import ctypes
import sys
import time
from ctypes import POINTER, Structure, Union, byref, c_char_p, c_int, c_long, c_uint, c_ulong, c_void_p
from pathlib import Path

TIMEOUT_S = 30.0
VERSION = 5
CLIENT_MESSAGE, SELECTION_REQUEST, SELECTION_NOTIFY = 33, 30, 31
PROP_MODE_REPLACE, CURRENT_TIME = 0, 0


class ClientMessage(Structure):
    _fields_ = [
        ("type", c_int), ("serial", c_ulong), ("send_event", c_int), ("display", c_void_p),
        ("window", c_ulong), ("message_type", c_ulong), ("format", c_int), ("data", c_long * 5),
    ]  # fmt: skip


class SelectionRequest(Structure):
    _fields_ = [
        ("type", c_int), ("serial", c_ulong), ("send_event", c_int), ("display", c_void_p), ("owner", c_ulong),
        ("requestor", c_ulong), ("selection", c_ulong), ("target", c_ulong), ("property", c_ulong), ("time", c_ulong),
    ]  # fmt: skip


class SelectionNotify(Structure):
    _fields_ = [
        ("type", c_int), ("serial", c_ulong), ("send_event", c_int), ("display", c_void_p),
        ("requestor", c_ulong), ("selection", c_ulong), ("target", c_ulong), ("property", c_ulong), ("time", c_ulong),
    ]  # fmt: skip


class Event(Union):
    _fields_ = [
        ("type", c_int), ("client", ClientMessage), ("request", SelectionRequest), ("notify", SelectionNotify),
        ("room", c_long * 24),
    ]  # fmt: skip


def load_x11() -> ctypes.CDLL:
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = c_void_p
    x11.XOpenDisplay.argtypes = [c_char_p]
    x11.XDefaultRootWindow.restype = c_ulong
    x11.XDefaultRootWindow.argtypes = [c_void_p]
    x11.XCreateSimpleWindow.restype = c_ulong
    x11.XCreateSimpleWindow.argtypes = [c_void_p, c_ulong, c_int, c_int, c_uint, c_uint, c_uint, c_ulong, c_ulong]
    x11.XInternAtom.restype = c_ulong
    x11.XInternAtom.argtypes = [c_void_p, c_char_p, c_int]
    x11.XSetSelectionOwner.argtypes = [c_void_p, c_ulong, c_ulong, c_ulong]
    x11.XSendEvent.argtypes = [c_void_p, c_ulong, c_int, c_long, POINTER(Event)]
    x11.XChangeProperty.argtypes = [c_void_p, c_ulong, c_ulong, c_ulong, c_int, c_int, c_char_p, c_int]
    x11.XPending.argtypes = [c_void_p]
    x11.XNextEvent.argtypes = [c_void_p, POINTER(Event)]
    x11.XFlush.argtypes = [c_void_p]
    return x11


class Source:
    """A window that has files to give."""

    def __init__(self, target: int, files: list[Path]) -> None:
        self._x11 = load_x11()
        self._display = self._x11.XOpenDisplay(None)
        if not self._display:
            raise SystemExit("xdnd: no display")
        self._target = target
        self._uris = "".join(f"{file.resolve().as_uri()}\r\n" for file in files).encode()
        root = self._x11.XDefaultRootWindow(self._display)
        self._window = self._x11.XCreateSimpleWindow(self._display, root, 0, 0, 1, 1, 0, 0, 0)
        self._x11.XSetSelectionOwner(self._display, self._atom("XdndSelection"), self._window, CURRENT_TIME)

    def drop(self, x: int, y: int) -> bool:
        """Drags to a place on the screen and lets go. True if the window took the files."""
        self._send("XdndEnter", VERSION << 24, self._atom("text/uri-list"), 0, 0)
        self._send("XdndPosition", 0, (x << 16) | y, CURRENT_TIME, self._atom("XdndActionCopy"))
        status = self._wait_message("XdndStatus")
        if not status.data[1] & 1:
            return False
        self._send("XdndDrop", 0, CURRENT_TIME, 0, 0)
        # GLFW answers with the number of bytes that it got, not with a flag.
        return self._wait_message("XdndFinished").data[1] != 0

    def _atom(self, name: str) -> int:
        return self._x11.XInternAtom(self._display, name.encode(), 0)

    def _send(self, message: str, *data: int) -> None:
        event = Event()
        event.client = ClientMessage(
            CLIENT_MESSAGE, 0, 1, self._display, self._target, self._atom(message), 32, (c_long * 5)(self._window, *data)
        )
        self._x11.XSendEvent(self._display, self._target, 0, 0, byref(event))
        self._x11.XFlush(self._display)

    def _wait_message(self, name: str) -> ClientMessage:
        """The next such message; meanwhile the files are handed out to who asks for them."""
        wanted = self._atom(name)
        end = time.monotonic() + TIMEOUT_S
        while time.monotonic() < end:
            if not self._x11.XPending(self._display):
                time.sleep(0.01)
                continue
            event = Event()
            self._x11.XNextEvent(self._display, byref(event))
            if event.type == SELECTION_REQUEST:
                self._answer(event.request)
            elif event.type == CLIENT_MESSAGE and event.client.message_type == wanted:
                return event.client
        raise SystemExit(f"xdnd: the window sent no {name}")

    def _answer(self, request: SelectionRequest) -> None:
        self._x11.XChangeProperty(
            self._display, request.requestor, request.property, request.target, 8, PROP_MODE_REPLACE, self._uris, len(self._uris)
        )
        event = Event()
        event.notify = SelectionNotify(
            SELECTION_NOTIFY, 0, 1, self._display,
            request.requestor, request.selection, request.target, request.property, request.time,
        )  # fmt: skip
        self._x11.XSendEvent(self._display, request.requestor, 0, 0, byref(event))
        self._x11.XFlush(self._display)


def main() -> int:
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    source = Source(int(sys.argv[1]), [Path(file) for file in sys.argv[2:]])
    if not source.drop(400, 400):
        print("xdnd: the window did not take the files", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
