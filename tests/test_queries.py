"""A page asks the database as often for five bids as for twenty."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from portal.accounts.models import APPROVER, AUDITOR, PARTICIPATION
from portal.core import clock
from portal.outcomes import operations as act
from portal.outcomes import operations_letters as letters
from tests import make
from tests import make_outcomes as outcomes
from tests.make_bids import label_of
from tests.make_interviews import heard_tender
from tests.make_moderation import Panel, closed, moderating_tender, record_all, sign_all
from tests.make_room import laid, opened
from tests.statements import counted, statements_at

pytestmark = pytest.mark.journey

FEW, MANY = 5, 20
MARKED = datetime(2026, 11, 2, 9, tzinfo=UTC)
Counts = dict[tuple[str, str], int]
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
        "moderation/sessions",
        "moderation/table",
        "moderation/wall",
        "moderation/minutes",
        "specification",
        "compliance",
        "compliance/prices",
        "compliance/bids/LABEL/ask",
        "exclusions",
        "trail",
        "trail.csv",
    ),
    PARTICIPATION: ("conflicts", "trail"),
    YOUNG: ("", "marking", "marking/LABEL", "moderation", "moderation/sign-off")
    + ("moderation/table", "moderation/minutes"),
    BIDDER: ("bid", "bid/receipt", "bid/questions"),
}
DECIDING = {
    LEAD: ("", "result", "result/result.csv", "result/input.json", "decision", "trail")
    + ("views", "report", "narratives", "approval/order", "decision/mistake"),
    APPROVER: ("approval", "decision", "bids/LABEL", "moderation"),
    AUDITOR: ("result", "trail", "views", "report"),
    YOUNG: ("narrative",),
}
RELEASED = {LEAD: ("award-notice", "claims", "contract", "notice-text/award")}
REVEALED = {
    LEAD: ("decision", "letters", "letters/LABEL", "letters/check", "letters/LABEL/parts/Q1"),
    APPROVER: ("letters",),
}
AT_INTERVIEWS = {
    LEAD: ("", "interviews", "interviews/LABEL/plan", "interviews/LABEL/record", "contacts")
    + ("moderation", "moderation/LABEL/Q4"),
    YOUNG: ("interviews", "interviews/LABEL", "moderation"),
    BIDDER: ("bid/interview",),
}
EVERYWHERE = ("/home", "/roles", "/notices")


def test_pages_of_twenty_bids_ask_as_often_as_pages_of_five(quick_app: Flask) -> None:
    few, many = (_counts(quick_app, _in_the_room(n), MODERATING) for n in (FEW, MANY))
    assert few == many


def test_from_the_result_to_the_letters_more_bids_ask_no_more_often(quick_app: Flask) -> None:
    few, more = (_to_the_letters(quick_app, _moderating(n)) for n in (1, 3))
    assert few == more


def test_pages_of_interviews_ask_as_often_for_more_bids(quick_app: Flask) -> None:
    few, more = (_at_interviews(quick_app, n) for n in (1, 3))
    assert few == more


def _at_interviews(app: Flask, bids: int) -> Counts:
    made = heard_tender(make.house(f"interviews-{bids}"), bids)
    labels = [label_of(made.house, made.id, member) for member in made.bidders]
    panel = Panel(made.house, made.id, made.bidders, labels, made.evaluators)
    return _counts(app, panel, AT_INTERVIEWS)


def _moderating(bids: int) -> Panel:
    return moderating_tender(make.house(f"council-{bids}"), bids, professional=1, young=1)


def _in_the_room(bids: int) -> Panel:
    """A session is open, with one answer on its table."""
    made = _moderating(bids)
    opened(made, [(label, "Q1") for label in made.labels])
    laid(made, made.labels[0], "Q1")
    return made


def _to_the_letters(app: Flask, made: Panel) -> Counts:
    record_all(made)
    sign_all(made)
    closed(made)
    counts = _counts(app, made, DECIDING)
    lead, approver = made.house.lead.actor, made.house.staff[APPROVER].actor
    with outcomes.then(made) as tender:
        act.decide(lead, tender, outcomes.bid_in(made, tender, 0), "It has the best answers.")
    with outcomes.then(made) as tender:
        act.approve(approver, tender, "Fair and complete.")
    with outcomes.then(made) as tender:
        act.reveal(lead, tender)
    counts |= _counts(app, made, REVEALED)
    with outcomes.then(made) as tender:
        letters.read_letters(lead, tender)
    with outcomes.then(made) as tender:
        act.release_letters(lead, tender)
    counts |= _counts(app, made, RELEASED)
    return counts | _counts(app, made, {BIDDER: ("standstill",)})


def _counts(app: Flask, made: Panel, pages: dict[str, tuple[str, ...]]) -> Counts:
    counts = {}
    with clock.at(MARKED):
        for who, places in pages.items():
            client = make.client_of(app, _human(made, who))
            paths = [(page, made.path(page.replace("LABEL", made.labels[0]))) for page in places]
            for name, path in [*paths, *((each, each) for each in EVERYWHERE)]:
                client.get(path)  # what the first visit to a page compiles or remembers
                counts[who, name] = statements_at(client, path)
    return counts


def _human(made: Panel, who: str) -> make.Human:
    if who == BIDDER:
        return made.members[0]
    return made.people["young"][0] if who == YOUNG else made.house.staff[who]


def test_the_count_sees_what_is_sent(quick_app: Flask) -> None:
    client = make.client_of(quick_app)
    with counted() as statements:
        client.get("/health")
    assert [each for each in statements if "select" in each.lower()]
