# SPDX-License-Identifier: MIT
# Shared by the scripts beside it; source it, do not run it. Sets `root` and goes there.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# Compile jobs: all cores, but no more than memory allows (about 1 GB each; sanitizer builds need it).
job_count() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable/ {print int($2 / 1048576)}' /proc/meminfo 2>/dev/null || echo 2)
    if ((memory < 1)); then memory=1; fi
    echo $((cores < memory ? cores : memory))
}

# configure PRESET: only where it never ran, or the presets are newer. CMake files are ninja's business.
configure() {
    local preset=$1 stamp="build/$1/.configured" launcher=()
    if [[ -f $stamp && -f build/$preset/build.ninja && ! CMakePresets.json -nt $stamp ]]; then
        return 0
    fi
    if command -v ccache >/dev/null; then
        launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    fi
    say "configuring build/$preset"
    cmake --preset "$preset" "${launcher[@]}" >"build/configure-$preset.log" 2>&1 || {
        cat "build/configure-$preset.log" >&2
        fail "configuring failed"
    }
    touch "$stamp"
}

# build PRESET [TARGET…]
build() {
    local preset=$1 quiet=()
    shift
    if [[ ! -t 1 && ! ${CI:-} ]]; then quiet=(--quiet); fi
    ninja -C "build/$preset" "${quiet[@]}" -j "$(job_count)" "$@" || fail "building failed"
}
