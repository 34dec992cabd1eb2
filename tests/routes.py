"""Every address of the portal, as tests walk them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from flask import Flask
from werkzeug.routing import Rule, UUIDConverter

VALUES: dict[str, Any] = {
    "authority": "ambleford",
    "label": "K",
    "code": "Q1",
    "token": "nobody-sent-this",
    "part": "sections",
    "piece": "method",
    "which": "award",
    "notice": "tender",
    "number": 1,
    "position": 1,
    "page": 1,
    "group": "young",
    "kind": "question",
    "colour": "12504f",
    "course": "introduction",
    "sha256": "nobody-has-this",
    "step": "buying",
    "question": "gender",
    "ground": "low_price",
}


def rules_of(app: Flask) -> list[Rule]:
    """All addresses but those of static files."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def is_public(app: Flask, rule: Rule) -> bool:
    """Whether the view is marked as open to visitors."""
    return bool(getattr(app.view_functions[rule.endpoint], "is_public", False))


def path_of(app: Flask, rule: Rule, values: Mapping[str, Any] | None = None) -> str:
    """An address of this rule; what isn't given is filled in with what nobody has."""
    filled = {name: _value(rule, name) for name in rule.arguments} | {
        name: value for name, value in (values or {}).items() if name in rule.arguments
    }
    adapter = app.url_map.bind("localhost")
    method = "GET" if "GET" in methods_of(rule) else "POST"
    return adapter.build(rule.endpoint, filled, method=method)


def methods_of(rule: Rule) -> set[str]:
    """GET and POST, as far as the rule answers them."""
    return (rule.methods or set()) & {"GET", "POST"}


def _value(rule: Rule, name: str) -> Any:
    if isinstance(rule._converters[name], UUIDConverter):
        return uuid.UUID(int=1)
    return VALUES[name]
