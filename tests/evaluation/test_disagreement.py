"""The agenda has the widest disagreements first, recorded items last, and names nobody (R13)."""

from __future__ import annotations

import re
import uuid
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

from flask import Flask

from portal.bids.queries import bids_of
from portal.evaluation.moderation.disagreement import apart_in, widest_first
from portal.evaluation.moderation.queries import Given, Item
from portal.specifications.queries import criteria_of
from tests import make
from tests.make_moderation import Panel, recorded


def _item(highest: int, is_recorded: bool = False) -> Item:
    scale = SimpleNamespace(lowest=Decimal(0), highest=Decimal(highest))
    criterion: Any = SimpleNamespace(id=uuid.uuid4(), scale=scale)
    return Item(
        cast(Any, SimpleNamespace(id=uuid.uuid4())), criterion, cast(Any, is_recorded or None)
    )


def _given(item: Item, *marks: int | None) -> list[Given]:
    seat: Any = SimpleNamespace()
    rows: list[Any] = [
        SimpleNamespace(criterion_id=item.criterion.id, mark=None if m is None else Decimal(m))
        for m in marks
    ]
    return [Given(row, seat, item.bid.id) for row in rows]


def test_the_widest_disagreement_on_its_own_scale_comes_first() -> None:
    near, far, wide_scale, alone = _item(5), _item(5), _item(100), _item(5)
    given = [
        *_given(near, 3, 4, 4),
        *_given(far, 5, 0, None),
        *_given(wide_scale, 40, 80),
        *_given(alone, 2, None),
    ]
    apart = apart_in(given)
    assert widest_first([alone, near, wide_scale, far], apart) == [far, wide_scale, near, alone]
    assert (alone.bid.id, alone.criterion.id) not in apart


def test_equally_far_apart_keeps_the_published_order_and_recorded_comes_last() -> None:
    first, second, done, third = _item(5), _item(10), _item(5, is_recorded=True), _item(5)
    given = [*_given(first, 1, 2), *_given(second, 2, 4), *_given(done, 0, 5), *_given(third, 3, 3)]
    ordered = widest_first([done, third, first, second], apart_in(given))
    assert ordered == [first, second, third, done]


def test_the_agenda_says_how_far_apart_and_never_whose(moderating: tuple[Flask, Panel]) -> None:
    """Professionals gave 3, young people 2: only Q1 has both, and its bids come first."""
    app, made = moderating
    client = make.client_of(app, made.house.lead)
    page = client.get(made.path("moderation")).text
    assert _codes(page) == ["Q1"] * 3 + ["Q2"] * 3 + ["Q3"] * 3
    assert page.count("Marks are 1 apart") == 3
    assert page.count("All gave the same mark") == 6
    assert "Answers with marks that are furthest apart come first." in page
    answers = page[page.index("furthest apart") :]  # who hasn’t done the course stands above
    assert not any(human.name in answers for human in made.everybody())
    with made.writing():
        tender = made.tender()
        recorded(made, bids_of(tender)[0], criteria_of(tender)[0], 2)
    page = client.get(made.path("moderation")).text
    assert page.index("To talk about") < page.index(">Recorded<")
    assert _codes(page) == ["Q1"] * 2 + ["Q2"] * 3 + ["Q3"] * 3 + ["Q1"]


def _codes(page: str) -> list[str]:
    return re.findall(r'/moderation/[A-Z]+/(Q\d)"', page)
