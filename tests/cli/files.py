#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What commands do to files: outputs that are devices, pipes, links or standard output, inputs that are pipes, odd names.

    files.py LIMN_BINARY DATA_DIR

Devices are made in a temporary folder; those of the machine are never touched. Standard library only.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

TIME_LIMIT_S = 60
PNG = b"\x89PNG"
RRD = b"RRF2"
ODD_NAMES = (
    "größe äöü", "🐨", "am\u202fpm", "two\nlines", "it's \"quoted\"", "日本語", "%s%n", "#hash?q&amp", "esc\x1b[31mred", "-dash", os.fsdecode(b"latin1-\xe4"),
)  # fmt: skip
binary, data = "", Path()


def limn(*arguments: str | Path, **more: object) -> subprocess.CompletedProcess[bytes]:
    command = [os.fsencode(binary), *(os.fsencode(str(one)) for one in arguments)]
    return subprocess.run(command, capture_output=True, timeout=TIME_LIMIT_S, **more)


def small_files() -> None:
    """A limit of the size of files stands for a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, 1 << 16))


class Folder(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.rrd = data / "snippet_rects.rrd"

    def render(self, target: Path | str, **more: object) -> subprocess.CompletedProcess[bytes]:
        return limn("render", self.rrd, "--size", "32x32", "-o", target, **more)

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


class Outputs(Folder):
    def device(self, name: str, minor: int) -> Path:
        path = self.folder / name
        try:
            os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, minor))
            os.close(os.open(path, os.O_WRONLY))
        except OSError as error:
            self.skipTest(f"no devices can be made here: {error}")
        return path

    def test_standard_output(self) -> None:
        picture = self.render("-")
        self.assertEqual((picture.returncode, picture.stdout[:4]), (0, PNG), picture.stderr)
        recording = limn("convert", self.rrd, "--format", "rrd", "-o", "-")
        self.assertEqual((recording.returncode, recording.stdout[:4]), (0, RRD), recording.stderr)
        sound = limn("verify", "-", input=recording.stdout)
        self.assertEqual(sound.returncode, 0, sound.stdout)

    def test_standard_output_whose_reader_goes_away(self) -> None:
        done = subprocess.run(
            ["bash", "-c", '"$0" convert "$1" --format rrd -o - | true; echo ${PIPESTATUS[0]}', binary, data / "tracking_run.rrd"],
            capture_output=True, text=True, timeout=TIME_LIMIT_S,
        )  # fmt: skip
        self.assertEqual(done.stdout.strip(), "1", done.stderr)
        self.assertIn("standard output: Broken pipe", done.stderr)

    def test_devices_are_written_into_and_stay(self) -> None:
        null = self.device("null", 3)
        for done in (self.render(null), limn("convert", self.rrd, "--format", "rrd", "-o", null)):
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertTrue(stat.S_ISCHR(null.lstat().st_mode))

    def test_a_full_device_is_reported_and_stays(self) -> None:
        full = self.device("full", 7)
        done = self.render(full)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"No space left", done.stderr)
        self.assertTrue(stat.S_ISCHR(full.lstat().st_mode))

    def test_pipes_are_written_into_and_stay(self) -> None:
        for name, start, command in (("p.png", PNG, "render"), ("p.rrd", RRD, "convert")):
            pipe = self.folder / name
            os.mkfifo(pipe)
            received: list[bytes] = []
            reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
            reader.start()
            done = limn(command, self.rrd, "-o", pipe)
            reader.join(TIME_LIMIT_S)
            self.assertEqual((done.returncode, received[0][:4]), (0, start), done.stderr)
            self.assertTrue(stat.S_ISFIFO(pipe.lstat().st_mode))

    def test_process_substitution(self) -> None:
        done = subprocess.run(
            ["bash", "-c", '"$0" render "$1" --size 32x32 -o >(cat > "$2"); wait $!', binary, self.rrd, self.folder / "x"],
            capture_output=True, text=True, timeout=TIME_LIMIT_S,
        )  # fmt: skip
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((self.folder / "x").read_bytes()[:4], PNG)

    def test_links_stay_and_modes_stay(self) -> None:
        real, link = self.folder / "real.rrd", self.folder / "link.rrd"
        real.touch(0o600)
        link.symlink_to("real.rrd")
        done = limn("convert", self.rrd, "-o", link)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(link.is_symlink())
        self.assertEqual((real.read_bytes()[:4], stat.S_IMODE(real.stat().st_mode)), (RRD, 0o600))
        self.assertEqual(self.names(), ["link.rrd", "real.rrd"])

    def test_answers_that_cannot_be_written(self) -> None:
        full = self.device("full", 7)
        for command in (["verify", self.rrd], ["inspect", self.rrd], ["--help"], ["render", "--help"], ["--version"]):
            with self.subTest(command), full.open("wb") as output:
                done = subprocess.run([binary, *map(str, command)], stdout=output, stderr=subprocess.PIPE, timeout=TIME_LIMIT_S)
                self.assertEqual((done.returncode, done.stderr), (1, b"limn: standard output: cannot be written\n"))

    @unittest.skipUnless(os.geteuid() == 0, "only root has files of others")
    def test_a_file_of_another_user_keeps_owner_and_mode(self) -> None:
        target = self.folder / "x.rrd"
        target.write_bytes(b"old")
        os.chown(target, 1001, 0)
        target.chmod(0o666)
        self.folder.chmod(0o777)
        source = self.folder / "source.rrd"
        source.write_bytes(self.rrd.read_bytes())
        source.chmod(0o644)
        copy = self.folder / "limn"
        copy.write_bytes(Path(binary).read_bytes())
        copy.chmod(0o755)
        done = subprocess.run(
            [copy, "convert", source, "-o", target], capture_output=True, timeout=TIME_LIMIT_S, user=1000, group=1000, extra_groups=[]
        )  # fmt: skip
        self.assertEqual(done.returncode, 0, done.stderr)
        state = target.stat()
        self.assertEqual((stat.S_IMODE(state.st_mode), state.st_uid, state.st_gid), (0o666, 1001, 0))
        self.assertEqual(target.read_bytes()[:4], RRD)

    def test_nothing_remains_of_a_run_that_is_killed(self) -> None:
        program = subprocess.Popen(
            [binary, "convert", "-", "--format", "rrd", "-o", self.folder / "out.rrd"],
            stdin=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        program.stdin.write((data / "tracking_run.rrd").read_bytes()[:-1])
        program.stdin.flush()
        program.kill()
        program.wait(TIME_LIMIT_S)
        program.stdin.close()
        self.assertEqual([name for name in self.names() if not name.endswith(".part")], [])

    def test_a_folder_is_refused_before_anything_is_read(self) -> None:
        done = self.render(self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"Is a directory", done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 1)


class Inputs(Folder):
    def test_odd_names_open_and_are_written(self) -> None:
        for name in (*ODD_NAMES, "x" * 240, "x" * 251):
            path = self.folder / f"{name}.rrd"
            path.write_bytes(self.rrd.read_bytes())
            with self.subTest(name):
                inside = limn("inspect", path)
                self.assertEqual((inside.returncode, inside.stderr), (0, b""))
                copied = limn("convert", path, "-o", path)
                self.assertEqual(copied.returncode, 0, copied.stderr)
                self.assertFalse(set(copied.stderr) - {10} & set(range(32)), copied.stderr)
                drawn = self.render(path.with_name(path.name[:-4] + ".png"))
                self.assertEqual(drawn.returncode, 0, drawn.stderr)

    def test_pipes_are_read(self) -> None:
        commands = (
            ["inspect"], ["verify"], ["render", "--size", "32x32", "-o", self.folder / "x.png"],
            ["convert", "-o", self.folder / "x.rrd"], ["query", "--entity", "/detections", "--component", "Boxes2D:half_sizes"],
        )  # fmt: skip
        for command in commands:
            pipe = self.folder / "pipe"
            os.mkfifo(pipe)
            writer = threading.Thread(target=lambda: pipe.write_bytes(self.rrd.read_bytes()))
            writer.start()
            done = limn(command[0], pipe, *command[1:])
            writer.join(TIME_LIMIT_S)
            pipe.unlink()
            self.assertEqual(done.returncode, 0, (command, done.stderr))

    def test_a_pipe_is_read_to_its_end(self) -> None:
        whole = (data / "tracking_run.rrd").read_bytes()
        from_file = limn("verify", data / "tracking_run.rrd").stdout.split(b".rrd: ")[1]
        from_pipe = limn("verify", "-", input=whole).stdout.removeprefix(b"-: ")
        self.assertEqual(from_pipe, from_file)
        done = subprocess.run(
            ["bash", "-c", 'cat "$1" | "$0" convert - --format rrd -o - | "$0" verify -', binary, data / "tracking_run.rrd"],
            capture_output=True, timeout=TIME_LIMIT_S,
        )  # fmt: skip
        self.assertEqual(done.stdout.removeprefix(b"-: "), from_file, done.stderr)

    def test_an_empty_pipe_is_no_recording(self) -> None:
        for command in (["inspect", "-"], ["verify", "-"], ["convert", "-", "--format", "rrd", "-o", self.folder / "x.rrd"]):
            done = limn(*command, input=b"")
            self.assertEqual(done.returncode, 1, (command, done.stdout))
            self.assertIn(b"empty", done.stdout + done.stderr)

    def test_a_full_folder_for_temporary_files_is_named(self) -> None:
        done = subprocess.run(
            [binary, "inspect", "-"], input=(data / "tracking_run.rrd").read_bytes(), capture_output=True, timeout=TIME_LIMIT_S,
            env={**os.environ, "TMPDIR": str(self.folder)}, preexec_fn=small_files,
        )  # fmt: skip
        self.assertIn(f"temporary file in {self.folder} (TMPDIR): ".encode(), done.stderr)

    def test_class_lists_are_found_in_large_files_of_annotations(self) -> None:
        large = self.folder / "instances.json"
        image = b'{"id":1,"f":"' + b"y" * 1000 + b'"},'
        with large.open("wb") as file:
            file.write(b'{"images":[')
            for _ in range(80):
                file.write(image * 1000)
            file.write(b'{}],"categories":[{"id":1,"name":"a","color":"#010203"}]}')
        for styles in (str(large), "/dev/fd/3"):
            with self.subTest(styles), large.open("rb") as source:
                command = '"$0" classes "$1" --entity /detections --styles "$2" --json 3< <(cat)'
                done = subprocess.run(["bash", "-c", command, binary, self.rrd, styles], stdin=source, capture_output=True, timeout=TIME_LIMIT_S)
                self.assertEqual((done.returncode, done.stderr), (0, b""))
                self.assertIn(b"#010203", done.stdout)
        text = self.folder / "names.txt"
        with text.open("wb") as file:
            file.truncate(80 << 20)
        done = limn("render", self.rrd, "--size", "32x32", "-o", self.folder / "x.png", "--styles", text)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"names.txt: class lists of more than 64 MB are not read", done.stderr)

    def test_process_substitution(self) -> None:
        done = subprocess.run(
            ["bash", "-c", '"$0" inspect <(cat "$1")', binary, self.rrd], capture_output=True, text=True, timeout=TIME_LIMIT_S
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("/detections", done.stdout)

    def test_a_palette_through_a_pipe(self) -> None:
        styled = '"$0" render "$1" --size 32x32 -o "$2" --styles <(echo "id,name,color"; echo "1,car,#00FF00")'
        done = subprocess.run(["bash", "-c", styled, binary, self.rrd, self.folder / "x.png"], capture_output=True, timeout=TIME_LIMIT_S)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_range_of_times_out_of_a_pipe_is_refused_at_once(self) -> None:
        pipe = self.folder / "pipe.rrd"
        os.mkfifo(pipe)
        done = limn("convert", pipe, "-o", self.folder / "x.rrd", "--timeline", "frame", "--range", "1..2")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"read twice", done.stderr)

    def test_a_picture_does_not_replace_what_it_is_drawn_from(self) -> None:
        recording = self.folder / "in.rrd"
        shutil.copy(self.rrd, recording)
        before = recording.read_bytes()
        link = self.folder / "link.png"
        link.symlink_to(recording)
        styles = self.folder / "classes.json"
        styles.write_text('[{"id": 1, "label": "car"}]')
        for output in (recording, link, styles):
            done = limn("render", recording, "-o", output, "--styles", styles)
            self.assertEqual(done.returncode, 1, output)
            self.assertIn(b"would replace this input", done.stderr)
        self.assertEqual(recording.read_bytes(), before)
        self.assertTrue(styles.read_text().startswith("["))

    def test_a_recording_of_which_nothing_can_be_read_replaces_none(self) -> None:
        damaged = self.folder / "damaged.rrd"
        damaged.write_bytes(self.rrd.read_bytes()[:30])
        good = self.folder / "good.rrd"
        shutil.copy(self.rrd, good)
        done = limn("convert", damaged, "-o", good)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"nothing could be read", done.stderr)
        self.assertEqual(good.read_bytes(), self.rrd.read_bytes())

    def test_folders_are_called_folders(self) -> None:
        for name in ("plain", "like.rrd"):
            folder = self.folder / name
            folder.mkdir()
            done = limn("inspect", folder)
            self.assertEqual(done.returncode, 1)
            self.assertIn(b"a folder", done.stderr)
            self.assertNotIn(b"file that", done.stderr)
            self.assertNotIn(b"regular file", done.stderr)

    def test_a_loop_of_links_is_called_so(self) -> None:
        loop = self.folder / "loop.rrd"
        loop.symlink_to("loop.rrd")
        for done in (limn("inspect", loop), self.render(loop)):
            self.assertEqual(done.returncode, 1)
            self.assertIn(b"symbolic links", done.stderr)

    def test_a_folder_has_no_questions(self) -> None:
        done = limn("query", self.rrd, "--batch", self.folder)
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertIn(b"a folder", done.stderr)

    def test_the_writer_is_named_also_of_a_copy(self) -> None:
        copy = self.folder / "copy.rrd"
        self.assertEqual(limn("convert", self.rrd, "-o", copy).returncode, 0)
        inside = [json.loads(limn("inspect", path, "--json").stdout)["recordings"][0] for path in (self.rrd, copy)]
        self.assertEqual([one["sdk_version"] for one in inside], ["0.41.0", "0.41.0"])
        self.assertTrue(inside[0]["source"])
        self.assertEqual(inside[0]["source"], inside[1]["source"])
        self.assertIn(b"SDK version 0.41.0", limn("inspect", copy).stdout)


def main() -> int:
    global binary, data
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    binary, data = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]).resolve()
    program = unittest.main(argv=[sys.argv[0], *sys.argv[3:]], exit=False, verbosity=1)
    return 0 if program.result.wasSuccessful() and program.result.testsRun else 1


if __name__ == "__main__":
    sys.exit(main())
