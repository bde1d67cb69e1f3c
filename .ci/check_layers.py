#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the architecture: who may include whom, what stays where, and how long things may be.

    .ci/check_layers.py              check; prints file:line of each fault, exits 1 if there is one
    .ci/check_layers.py --table      print the module table for docs/ARCHITECTURE.md
    .ci/check_layers.py --self-test  run the unit tests of this script (tests/unit/scripts)

The truth is `limn_add_module(NAME … DEPS …)` in src/*/CMakeLists.txt. Checked:

* DEPS go downwards in ORDER; every `#include "module/file.h"` names a module among the DEPS, and a file that exists.
* Headers of foreign libraries stay in the modules that may know them (BANS).
* No two headers include each other, however many steps it takes.
* At most MAX_ON_CYCLES of the components (a header and the sources of its name) lie on a cycle of includes.
* Files and functions stay within their limits; the listed sources are those that are there.
* The table in docs/ARCHITECTURE.md equals the truth. It is the lines from TABLE_HEAD on, one row per module:
      | `module` | what it is for (free text, one line) | `dep` `dep` … |
  in ORDER; the middle column belongs to people and is kept by --table where it is there already.
"""

from __future__ import annotations

import re
import sys
import unittest
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# From the bottom to the top; modules on one line do not see each other.
ORDER = (
    ("base",),
    ("arrow", "media", "draw"),
    ("model",),
    ("store", "rrd"),
    ("logger",),
    ("importers",),
    ("annotation", "ingest", "live"),
    ("scene",),
    ("session",),
    ("views",),
    ("ui",),
    ("exporter",),
    ("app",),
)
# `render` stands beside the order: it sees these only, and is seen by these.
RENDER = "render"
RENDER_SEES = {"base", "media", "draw"}
RENDER_SEEN_BY = {"views", "ui", "exporter", "app"}

# Exceptions from the order, each with its reason (docs/decisions).
EXCEPTIONS = {
    ("draw", "media"): "a draw list carries pictures as they were decoded",
}

# What is banned outside some modules: (name, pattern of the include, modules that may).
BANS = (
    ("Dear ImGui", re.compile(r"^(imgui|imstb_|misc/)|(^|/)imgui[^/]*\.h$"), {"views", "ui", "exporter", "app"}),
    ("OpenGL", re.compile(r"^(glad|GL|GLES\d?|KHR|EGL|epoxy)/|^gl\.h$|(^|/)glad[^/]*\.h$"), {"render", "app"}),
    ("GLFW", re.compile(r"^GLFW/|imgui_impl_glfw"), {"app"}),
    ("protobuf", re.compile(r"^google/protobuf/|\.pb\.h$"), {"rrd", "live"}),
    ("LZ4", re.compile(r"^lz4"), {"rrd", "live"}),
    ("gRPC", re.compile(r"^grpc(pp)?/|^grpc"), {"live"}),
)

MAX_ON_CYCLES = 0.03
MAX_FILE_LINES = 600
MAX_FUNCTION_LINES = 80
TABLE_HEAD = "| module | what it is for | may include |"
TABLE_RULE = "|---|---|---|"
ARCHITECTURE = Path("docs/ARCHITECTURE.md")

_INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
_ADD_MODULE = re.compile(r"\blimn_add_module\s*\(([^)]*)\)", re.S)
_KEYWORDS = ("NAME", "SOURCES", "HEADERS", "DEPS", "LIBS")
_ROW = re.compile(r"^\|\s*`([a-z_]+)`\s*\|(.*)\|([^|]*)\|\s*$")


@dataclass
class Module:
    name: str
    cmake: Path
    line: int
    deps: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


class Faults:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, path: Path, line: int, text: str) -> None:
        self.lines.append(f"{path}:{line}: {text}")


def rank(name: str) -> int | None:
    return next((i for i, line in enumerate(ORDER) if name in line), None)


def may_depend(upper: str, lower: str) -> bool:
    if (upper, lower) in EXCEPTIONS:
        return True
    if upper == RENDER:
        return lower in RENDER_SEES
    if lower == RENDER:
        return upper in RENDER_SEEN_BY
    a, b = rank(upper), rank(lower)
    return a is not None and b is not None and b < a


# --- CMake ---


def parse_modules(text: str, path: Path) -> list[Module]:
    text = re.sub(r"#[^\n]*", "", text)
    out = []
    for match in _ADD_MODULE.finditer(text):
        found: dict[str, list[str]] = {key: [] for key in _KEYWORDS}
        current = None
        for word in match.group(1).split():
            if word in _KEYWORDS:
                current = word
            elif current:
                found[current].append(word)
        if found["NAME"]:
            line = text.count("\n", 0, match.start()) + 1
            files = found["SOURCES"] + found["HEADERS"]
            out.append(Module(found["NAME"][0], path, line, found["DEPS"], files))
    return out


def read_modules(root: Path, faults: Faults) -> dict[str, Module]:
    modules: dict[str, Module] = {}
    lists = sorted((root / "src").glob("*/CMakeLists.txt"))
    for path in lists:
        where = path.relative_to(root)
        for module in parse_modules(path.read_text(), where):
            if module.name != path.parent.name:
                faults.add(where, module.line, f"module {module.name} stands in the folder {path.parent.name}")
            modules[module.name] = module
    return modules


def check_deps(modules: dict[str, Module], faults: Faults) -> None:
    for module in modules.values():
        if module.name != RENDER and rank(module.name) is None:
            faults.add(module.cmake, module.line, f"module {module.name} has no place in the order (ORDER)")
            continue
        for dep in module.deps:
            if dep not in modules:
                faults.add(module.cmake, module.line, f"{module.name} depends on {dep}, which is no module")
            elif not may_depend(module.name, dep):
                faults.add(module.cmake, module.line, f"{module.name} may not depend on {dep}: it is not below it")


def check_file_lists(root: Path, modules: dict[str, Module], faults: Faults) -> None:
    for module in modules.values():
        folder = root / "src" / module.name
        listed = {name for name in module.files if not name.startswith("$")}
        # generated sources are named by a variable or an absolute path
        for name in sorted(listed):
            if not name.startswith("/") and not (folder / name).exists():
                faults.add(module.cmake, module.line, f"{name} is listed, but not there")
        there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.suffix in (".h", ".cpp")}
        for name in sorted(there - listed):
            faults.add(Path("src") / module.name / name, 1, f"is in no list of {module.cmake}")


# --- sources ---


@dataclass(frozen=True)
class Include:
    line: int
    name: str
    quoted: bool


def includes_of(text: str) -> list[Include]:
    out = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _INCLUDE.match(line)
        if match:
            out.append(Include(number, match.group(1) or match.group(2), bool(match.group(1))))
    return out


def check_includes(owner: str, path: Path, text: str, modules: dict[str, Module], root: Path, faults: Faults) -> None:
    """`owner`: the module of the file, or `app`."""
    deps = modules[owner].deps if owner in modules else sorted(modules)
    for include in includes_of(text):
        for what, pattern, allowed in BANS:
            if pattern.search(include.name) and owner not in allowed:
                faults.add(path, include.line, f"{what} ({include.name}) is for {', '.join(sorted(allowed))} only")
        first = include.name.split("/", 1)[0]
        if not include.quoted or "/" not in include.name or first not in modules:
            continue
        if first != owner and first not in deps:
            allowed_text = ", ".join(sorted(deps)) or "nothing"
            faults.add(path, include.line, f"{owner} includes {include.name}; it may include: {allowed_text}")
        elif not (root / "src" / include.name).exists() and not include.name.endswith((".pb.h", "_generated.h")):
            faults.add(path, include.line, f"{include.name} does not exist")


def check_cycles(root: Path, faults: Faults) -> None:
    """Cycles between files: each is told once, at the include that closes it."""
    graph: dict[str, list[tuple[str, int]]] = {}
    for path in sorted((root / "src").rglob("*.h")):
        name = path.relative_to(root / "src").as_posix()
        graph[name] = [(i.name, i.line) for i in includes_of(path.read_text(errors="replace")) if i.quoted]
    state: dict[str, int] = {}

    def visit(name: str, trail: list[str]) -> None:
        state[name] = 1
        for target, line in graph.get(name, []):
            if target not in graph:
                continue
            if state.get(target) == 1:
                circle = " → ".join([*trail[trail.index(target) :], target])
                faults.add(Path("src") / name, line, f"include cycle: {circle}")
            elif target not in state:
                visit(target, [*trail, target])
        state[name] = 2

    for name in graph:
        if name not in state:
            visit(name, [name])


def component_graph(root: Path) -> dict[str, set[str]]:
    """Component (`scene/scene`, `app/viewer`) → components whose headers its files include."""
    graph: dict[str, set[str]] = {}
    for path in sources(root, "src", "app"):
        where = path.relative_to(root)
        is_app = where.parts[0] == "app"
        name = (where if is_app else where.relative_to("src")).with_suffix("").as_posix()
        targets = graph.setdefault(name, set())
        for include in includes_of(path.read_text(errors="replace")):
            if include.quoted:
                target = Path(include.name).with_suffix("").as_posix()
                targets.add(f"app/{target}" if is_app and "/" not in target else target)
    return {name: {t for t in targets if t in graph and t != name} for name, targets in graph.items()}


def cycles_of(graph: dict[str, set[str]]) -> list[list[str]]:
    """Groups of components each of which includes all others of the group, by whatever steps (Tarjan's algorithm)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    groups: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for target in sorted(graph[name]):
            if target not in index:
                visit(target)
                low[name] = min(low[name], low[target])
            elif target in stack:
                low[name] = min(low[name], index[target])
        if low[name] == index[name]:
            group = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            if len(group) > 1:
                groups.append(sorted(group))

    for name in sorted(graph):
        if name not in index:
            visit(name)
    return sorted(groups)


def check_component_cycles(root: Path, faults: Faults) -> None:
    graph = component_graph(root)
    groups = cycles_of(graph)
    on_cycles = sum(len(group) for group in groups)
    if on_cycles > MAX_ON_CYCLES * len(graph):
        share = f"{on_cycles} of {len(graph)} components lie on cycles; at most {MAX_ON_CYCLES:.0%} may"
        for group in groups:
            faults.add(Path("src") / f"{group[0]}.h", 1, f"{share}: {' ↔ '.join(group)}")


# --- lengths ---


def without_comments_and_text(text: str) -> str:
    """The same lines with comments, strings and characters blanked, so that braces in them do not count."""
    pattern = re.compile(
        r'R"([^\s()\\]{0,16})\(.*?\)\1"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Za-z_])\'(?:\\.|[^\'\\\n])*\'', re.S
    )
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group(0)), text)


_NOT_FUNCTIONS = re.compile(r"\b(namespace|class|struct|union|enum|concept)\b(?![^;{]*\))|=\s*$|\bextern\s*$")
_CALL_TAIL = re.compile(r"\)\s*(const|noexcept|override|final|mutable|&&?|->[^{};]*|:[^{};]*(\{[^{}]*\}[^{};]*)*|\s)*$", re.S)


def functions_of(text: str) -> list[tuple[int, int]]:
    """(first line, number of lines) of every outermost function body, by braces; lambdas count with their function."""
    clean = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", "", without_comments_and_text(text), flags=re.M)
    out: list[tuple[int, int]] = []
    stack: list[bool | None] = []
    start, inside, line, head_line = 0, None, 1, 1
    for at, char in enumerate(clean):
        if char == "\n":
            line += 1
        elif char == "{":
            head = clean[start:at]
            if inside is None and ")" in head and re.search(r"[\w>]$", head):
                stack.append(None)  # a member initialiser, x_{1}: the function's head goes on
                continue
            is_function = inside is None and _CALL_TAIL.search(head) and not _NOT_FUNCTIONS.search(head.strip())
            stack.append(bool(is_function))
            if is_function:
                inside = len(stack)
                head_line = line - head.lstrip().count("\n")
            if inside is None:
                start = at + 1
        elif char == "}":
            if stack:
                if stack[-1] is None:
                    stack.pop()
                    continue
                if inside == len(stack):
                    out.append((head_line, line - head_line + 1))
                    inside = None
                stack.pop()
            if inside is None:
                start = at + 1
        elif char == ";" and inside is None:
            start = at + 1
    return out


def check_lengths(path: Path, text: str, faults: Faults) -> None:
    lines = text.count("\n") + (not text.endswith("\n"))
    if lines > MAX_FILE_LINES:
        faults.add(path, MAX_FILE_LINES, f"{lines} lines; the limit is {MAX_FILE_LINES}")
    for first, length in functions_of(text):
        if length > MAX_FUNCTION_LINES:
            faults.add(path, first, f"a function of {length} lines; the limit is {MAX_FUNCTION_LINES}")


# --- the document ---


def table_rows(text: str) -> dict[str, tuple[int, str, list[str]]]:
    """module → (line, purpose, deps) of the table in a document."""
    out, inside = {}, False
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() == TABLE_HEAD:
            inside = True
        elif inside and not line.startswith("|"):
            break
        elif inside:
            match = _ROW.match(line)
            if match:
                out[match.group(1)] = (number, match.group(2).strip(), re.findall(r"`([a-z_]+)`", match.group(3)))
    return out


def ordered(modules: dict[str, Module]) -> list[Module]:
    def key(module: Module) -> tuple[float, str]:
        place = rank("scene") + 0.5 if module.name == RENDER else rank(module.name)
        return (place if place is not None else len(ORDER), module.name)

    return sorted(modules.values(), key=key)


def make_table(modules: dict[str, Module], old: dict[str, tuple[int, str, list[str]]]) -> str:
    lines = [TABLE_HEAD, TABLE_RULE]
    for module in ordered(modules):
        purpose = old.get(module.name, (0, "", []))[1]
        deps = " ".join(f"`{dep}`" for dep in module.deps) or "nothing"
        lines.append(f"| `{module.name}` | {purpose} | {deps} |")
    return "\n".join(lines)


def check_table(root: Path, modules: dict[str, Module], faults: Faults) -> None:
    document = root / ARCHITECTURE
    if not document.exists():
        faults.add(ARCHITECTURE, 1, "is missing; it must hold the module table (.ci/check_layers.py --table)")
        return
    rows = table_rows(document.read_text())
    if not rows:
        faults.add(ARCHITECTURE, 1, f"has no module table that begins with: {TABLE_HEAD}")
        return
    for module in modules.values():
        if module.name not in rows:
            faults.add(ARCHITECTURE, 1, f"the module table lacks {module.name}")
            continue
        line, _, deps = rows[module.name]
        if sorted(deps) != sorted(module.deps):
            faults.add(ARCHITECTURE, line, f"{module.name} may include {' '.join(module.deps) or 'nothing'} in truth")
    for name in sorted(rows.keys() - modules.keys()):
        faults.add(ARCHITECTURE, rows[name][0], f"{name} is no module")


# --- all ---


def sources(root: Path, *folders: str) -> list[Path]:
    found = (p for folder in folders for p in (root / folder).rglob("*"))
    return sorted(p for p in found if p.suffix in (".h", ".cpp") and p.is_file())


def check(root: Path) -> list[str]:
    faults = Faults()
    modules = read_modules(root, faults)
    if not modules:
        faults.add(Path("src"), 1, "no limn_add_module was found")
    check_deps(modules, faults)
    check_file_lists(root, modules, faults)
    for path in sources(root, "src", "app"):
        where = path.relative_to(root)
        owner = where.parts[1] if where.parts[0] == "src" else "app"
        check_includes(owner, where, path.read_text(errors="replace"), modules, root, faults)
    for path in sources(root, "src", "app", "tests", "bench"):
        check_lengths(path.relative_to(root), path.read_text(errors="replace"), faults)
    check_cycles(root, faults)
    check_component_cycles(root, faults)
    check_table(root, modules, faults)
    return faults.lines


def self_test() -> int:
    folder = ROOT / "tests" / "unit" / "scripts"
    sys.path.insert(0, str(ROOT / ".ci"))
    suite = unittest.defaultTestLoader.discover(str(folder), pattern="*_test.py")
    return 0 if unittest.TextTestRunner(verbosity=0).run(suite).wasSuccessful() else 1


def main() -> int:
    arguments = sys.argv[1:]
    if arguments == ["--self-test"]:
        return self_test()
    if arguments == ["--table"]:
        document = ROOT / ARCHITECTURE
        old = table_rows(document.read_text()) if document.exists() else {}
        print(make_table(read_modules(ROOT, Faults()), old))
        return 0
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    faults = check(ROOT)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        print(f"check_layers: {len(faults)} faults", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
