# SPDX-License-Identifier: MIT
"""Arrow values as `limn query --json` is to print them, and the comparison of two such values."""

from __future__ import annotations

import math
import struct

import pyarrow as pa

COLOR_TYPES = ("rerun.components.Color", "rerun.components.AlbedoFactor")
NOT_FINITE = ("NaN", "inf", "-inf")
_P1, _P2, _P3, _P4, _P5 = (
    0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5,
)  # fmt: skip
_MASK = 2**64 - 1


def _rotate(value: int, by: int) -> int:
    return (value << by | value >> (64 - by)) & _MASK


def _round(state: int, lane: int) -> int:
    return _rotate((state + lane * _P2) & _MASK, 31) * _P1 & _MASK


def xxh64(data: bytes) -> str:
    """XXH64 with seed 0, 16 hex digits."""
    at, size = 0, len(data)
    if size >= 32:
        lanes = [(_P1 + _P2) & _MASK, _P2, 0, -_P1 & _MASK]
        while at + 32 <= size:
            lanes = [_round(s, v) for s, v in zip(lanes, struct.unpack_from("<4Q", data, at), strict=True)]
            at += 32
        h = sum(_rotate(s, r) for s, r in zip(lanes, (1, 7, 12, 18), strict=True)) & _MASK
        for state in lanes:
            h = ((h ^ _round(0, state)) * _P1 + _P4) & _MASK
    else:
        h = _P5
    h = (h + size) & _MASK
    while at + 8 <= size:
        h = (_rotate(h ^ _round(0, struct.unpack_from("<Q", data, at)[0]), 27) * _P1 + _P4) & _MASK
        at += 8
    if at + 4 <= size:
        h = (_rotate(h ^ struct.unpack_from("<I", data, at)[0] * _P1 & _MASK, 23) * _P2 + _P3) & _MASK
        at += 4
    for byte in data[at:]:
        h = _rotate(h ^ byte * _P5 & _MASK, 11) * _P1 & _MASK
    h = (h ^ h >> 33) * _P2 & _MASK
    h = (h ^ h >> 29) * _P3 & _MASK
    return f"{h ^ h >> 32:016x}"


def is_specified(kind: pa.DataType) -> bool:
    """Whether the documentation says how a value of this type is printed. Others are only counted."""
    t = pa.types
    if t.is_list(kind) or t.is_large_list(kind) or t.is_fixed_size_list(kind):
        return is_specified(kind.value_type)
    if t.is_struct(kind):
        return all(is_specified(kind.field(i).type) for i in range(kind.num_fields))
    if t.is_dictionary(kind):
        return is_specified(kind.value_type)
    simple = t.is_boolean(kind) or t.is_integer(kind) or t.is_floating(kind)
    text = t.is_string(kind) or t.is_large_string(kind) or t.is_binary(kind) or t.is_large_binary(kind)
    return simple or text


def _color(value: int) -> str:
    return f"#{value:08X}"


def _is_bytes(kind: pa.DataType) -> bool:
    t = pa.types
    if t.is_binary(kind) or t.is_large_binary(kind):
        return True
    return (t.is_list(kind) or t.is_large_list(kind)) and t.is_uint8(kind.value_type)


def to_json(scalar: pa.Scalar, *, color: bool = False, context: bool = False) -> object:
    """One value. `context`: inside an annotation context, where fields called color are colors."""
    kind, t = scalar.type, pa.types
    if not scalar.is_valid:
        return None
    if t.is_dictionary(kind):
        return to_json(scalar.value, color=color, context=context)
    if _is_bytes(kind):
        data = scalar.as_py() if not hasattr(scalar, "values") else bytes(scalar.values.to_numpy())
        return {"bytes": len(data), "xxh64": xxh64(data)}
    if t.is_list(kind) or t.is_large_list(kind) or t.is_fixed_size_list(kind):
        return [to_json(item, color=color, context=context) for item in scalar.values]
    if t.is_struct(kind):
        names = [kind.field(i).name for i in range(kind.num_fields)]
        return {n: to_json(scalar[n], color=context and n == "color", context=context) for n in names}
    value = scalar.as_py()
    if t.is_floating(kind) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "inf" if value > 0 else "-inf"
    return _color(value) if color and t.is_uint32(kind) else value


def column_values(values: pa.Array, component_type: str) -> list[object]:
    color = component_type in COLOR_TYPES
    context = component_type == "rerun.components.AnnotationContext"
    return [to_json(value, color=color, context=context) for value in values]


def same(want: object, got: object) -> bool:
    """Equal values. Floats: equal as float32 or exactly; colors and NaN in either case of the letters."""
    if isinstance(want, list):
        return isinstance(got, list) and len(want) == len(got) and all(map(same, want, got))
    if isinstance(want, dict):
        return isinstance(got, dict) and want.keys() == got.keys() and all(same(want[k], got[k]) for k in want)
    if isinstance(want, float):
        if isinstance(got, bool) or not isinstance(got, (int, float)):
            return False
        return want == got or _f32(want) == _f32(float(got))
    if isinstance(want, str) and isinstance(got, str) and (want.startswith("#") or want in NOT_FINITE):
        return want.lower() == got.lower()
    return type(want) is type(got) and want == got


def _f32(value: float) -> float:
    try:
        return struct.unpack("<f", struct.pack("<f", value))[0]
    except OverflowError:
        return value
