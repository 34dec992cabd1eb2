"""Builders of a small result and its page, without a database."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask_babel import Babel

from portal.evaluation.runs.figures import Figures
from portal.evaluation.runs.links import Links
from portal.evaluation.runs.pages import result_page
from portal.specifications.models import Group
from scoring import analyse_result, evaluate_document

GROUPS = [
    Group(slug="adults", title="Professionals", kind="professional"),
    Group(slug="young", title="Young people", kind="young"),
]
METHOD: dict[str, Any] = {
    "groups": [
        {"id": "adults", "title": "Professionals", "kind": "professional"},
        {"id": "young", "title": "Young people", "kind": "lived_experience"},
    ],
    "criteria": [
        {
            "id": "Q1",
            "title": "Listening",
            "weight": "80",
            "scale": {"lowest": 0, "highest": 5, "step": 1},
            "shares": {"adults": 50, "young": 50},
            "group_mark": "agreed",
            "minimum": {"mark": 2, "of": "combined"},
        }
    ],
    "gates": [{"id": "G1", "title": "Insurance"}],
    "price": {"weight": "20", "method": "lowest_over_bid", "nil_price": "refuse"},
    "rounding": {"places": 2, "rule": "half_up"},
    "tie_breaks": [{"by": "group", "id": "young"}],
}


@contextmanager
def speaking() -> Iterator[None]:
    """A bare app with its translations."""
    app = Flask("words")
    Babel(app)
    with app.test_request_context():
        yield


def found(*bids: tuple[str, int, int, int], shows_groups: bool = True, **method: Any) -> Figures:
    """The figures of bids given as label, adults' mark, young people's mark, price."""
    document = {
        "format": "evenhand-tender/1",
        "method": METHOD | method,
        "bids": [{"id": b[0], "price": str(b[3]), "gates": {"G1": b[3] != 13}} for b in bids],
        "agreed": [
            {"bid": b[0], "criterion": "Q1", "group": group, "mark": mark}
            for b in bids
            for group, mark in (("adults", b[1]), ("young", b[2]))
        ],
    }
    return figures_of(document, shows_groups=shows_groups)


def figures_of(document: dict[str, Any], **seen: Any) -> Figures:
    """The figures of a whole input document, for a reader who sees this much of them."""
    result = evaluate_document(copy.deepcopy(document))
    titles = {"quality": "Quality", "price": "Price"}
    groups = [
        Group(slug=each["id"], title=each.get("title") or each["id"], kind="other")
        for each in result.as_dict()["input"]["method"]["groups"]
    ]
    known = {group.slug: group for group in GROUPS}
    return Figures(
        result.as_dict(), [known.get(each.slug, each) for each in groups], titles, **seen
    )


def page_of(figures: Figures, links: Links | None = None) -> dict[str, Any]:
    """What the result page is told."""
    result = evaluate_document(figures.result["input"])
    return result_page(
        "sha256:0", figures, result, analyse_result(result), links or Links("/result")
    )


def texts_of(row: dict[str, Any]) -> list[str]:
    """A row of a table as it reads."""
    return [row["head"]["text"], *(cell["text"] for cell in row["cells"])]
