"""A page asks the database as often for five bids as for fifty."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from sqlalchemy import event

from portal.accounts.models import APPROVER, AUDITOR, PARTICIPATION
from portal.core import clock
from portal.core.database import db
from portal.evaluation.runs.operations import close_moderation
from tests import make
from tests.make_moderation import Panel, moderating_tender, record_all, sign_all

FEW, MORE, MANY = 5, 15, 50  # moderating fifty bids would take the tests too long
MARKED = datetime(2026, 11, 2, 9, tzinfo=UTC)
LEAD, YOUNG, BIDDER = "procurement_lead", "young", "bidder"
MODERATING = {
    LEAD: (
        "",
        "opening",
        "bids/LABEL",
        "seats",
        "gates",
        "progress",
        "moderation",
        "moderation/LABEL/Q1",
        "specification",
        "trail",
        "trail.csv",
    ),
    PARTICIPATION: ("conflicts", "trail"),
    YOUNG: ("", "marking", "marking/LABEL", "moderation", "moderation/sign-off"),
    BIDDER: ("bid", "bid/receipt"),
}
DECIDING = {
    LEAD: ("", "result", "result/result.csv", "result/input.json", "decision", "trail"),
    APPROVER: ("approval", "decision", "bids/LABEL", "moderation"),
    AUDITOR: ("result", "trail"),
}
EVERYWHERE = ("/home", "/roles", "/notices")


def test_pages_of_fifty_bids_ask_as_often_as_pages_of_five(quick_app: Flask) -> None:
    few, many = (_all_counts(quick_app, _moderating(n), MODERATING) for n in (FEW, MANY))
    assert few == many


def test_results_of_more_bids_ask_no_more_often(quick_app: Flask) -> None:
    few, more = (_all_counts(quick_app, _deciding(n), DECIDING) for n in (FEW, MORE))
    assert few == more


def _moderating(bids: int) -> Panel:
    return moderating_tender(make.house(f"council-{bids}"), bids, professional=1, young=1)


def _deciding(bids: int) -> Panel:
    made = _moderating(bids)
    record_all(made)
    sign_all(made)
    with clock.at(MARKED), made.writing():
        close_moderation(made.house.lead.actor, made.tender())
    return made


def _all_counts(
    app: Flask, made: Panel, pages: dict[str, tuple[str, ...]]
) -> dict[tuple[str, str], int]:
    counts = {}
    with clock.at(MARKED):
        for who, places in pages.items():
            client = make.client_of(app, _human(made, who))
            paths = [(page, made.path(page.replace("LABEL", made.labels[0]))) for page in places]
            for name, path in [*paths, *((each, each) for each in EVERYWHERE)]:
                client.get(path)  # what the first visit to a page compiles or remembers
                with counted() as statements:
                    answer = client.get(path)
                assert answer.status_code == 200, path
                counts[who, name] = len(statements)
    return counts


def _human(made: Panel, who: str) -> make.Human:
    if who == BIDDER:
        return made.members[0]
    return made.people["young"][0] if who == YOUNG else made.house.staff[who]


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_the_count_sees_what_is_sent(quick_app: Flask) -> None:
    client = make.client_of(quick_app)
    with counted() as statements:
        client.get("/health")
    assert [each for each in statements if "select" in each.lower()]
