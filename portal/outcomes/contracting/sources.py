"""Which rule asks for each field of a notice, for whoever holds the text against the law (R20).

Rules stand in `sources.toml`; `checked` says which of them were held against the published text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import gettext

DATA = Path(__file__).with_name("sources.toml")


@cache
def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["notice"]
    return rows


def sources_of(regime: str, which: str) -> Mapping[str, Any]:
    """The rules of one notice: by the field's name, what asks for it."""
    return next(row for row in _rows() if (row["regime"], row["which"]) == (regime, which))


def source_of(name: str, asked: Mapping[str, Any]) -> str:
    """What asks for a field; a rule that wasn't held against its published text says so."""
    rule = asked["fields"].get(name)
    if rule is None:
        return gettext("Not asked for by name; it helps the reader")
    if name in asked["unchecked"]:
        return gettext("%(rule)s, as we read it: check the paragraph", rule=rule)
    return str(rule)
