"""The templates that come with Evenhand: invented services, written to be changed."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from portal.specifications.starting.outline import Outline

HERE = Path(__file__).with_name("shipped")
COMMON = "common"


class Shipped(NamedTuple):
    """A template that comes with Evenhand: what it is called, what it is about, and all of it."""

    key: str
    title: str
    about: str
    outline: Outline


@cache
def shipped() -> dict[str, Shipped]:
    """All of them by their key, in the order of their titles."""
    common = _read(COMMON)
    found = [
        _shipped(path.stem, _read(path.stem), common)
        for path in HERE.glob("*.toml")
        if path.stem != COMMON
    ]
    return {each.key: each for each in sorted(found, key=lambda each: each.title)}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def _shipped(key: str, told: dict[str, Any], common: dict[str, Any]) -> Shipped:
    usual = {"scale": common["scale"]["id"], "group_mark": "agreed"}
    usual |= {"files": 0, "is_interview": False, "minimum": None}
    outline = {
        "sections": told["sections"],
        "groups": common["groups"],
        "scales": [common["scale"]],
        "headings": told.get("headings", []),
        "criteria": [usual | each for each in told["criteria"]],
        "gates": [
            {"code": f"G{number}", "kind": "participation", **common["gates"][name]}
            for number, name in enumerate(told["gates"], 1)
        ],
        "price": None,
        "price_lines": [],
        "rules": common["rules"],
        "tie_breaks": [{"by": by, "of": of or None} for by, of in told["tie_breaks"]],
    }
    return Shipped(key, told["title"], told["about"], outline)
