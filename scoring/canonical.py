"""Canonical JSON (RFC 8785) and its SHA-256, so that the same content has the same digest."""

from __future__ import annotations

import hashlib
import json

from scoring.exact import JsonNumber

_GREATEST = 2**53 - 1


def canonical_text(data: object) -> str:
    """The one JSON text of this data: no spaces, keys in order of UTF-16 code units (RFC 8785)."""
    return json.dumps(_ordered(data), ensure_ascii=False, separators=(",", ":"))


def digest(data: object) -> str:
    """`sha256:` and the SHA-256 of the canonical JSON text in UTF-8."""
    return "sha256:" + hashlib.sha256(canonical_text(data).encode()).hexdigest()


def _ordered(data: object) -> object:
    if isinstance(data, JsonNumber):
        raise TypeError("canonical JSON here has whole numbers alone; write others as text")
    if isinstance(data, str):
        return data
    if data is None or isinstance(data, bool):
        return data
    if isinstance(data, int):
        if abs(data) > _GREATEST:
            raise ValueError("a whole number is too large for canonical JSON; write it as text")
        return data
    if isinstance(data, dict):
        keys = sorted(data, key=_utf16)
        return {key: _ordered(data[key]) for key in keys}
    if isinstance(data, (list, tuple)):
        return [_ordered(each) for each in data]
    raise TypeError(f"canonical JSON has no place for a {type(data).__name__}")


def _utf16(key: object) -> bytes:
    if not isinstance(key, str):
        raise TypeError("keys are text in canonical JSON")
    return key.encode("utf-16-be")
