"""The last day for marks: who sets it, who has longer, who sees it, and what nobody learns."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.evaluation.progress.operations import give_time
from portal.evaluation.progress.queries import days_of
from portal.evaluation.queries import seat_of
from portal.evaluation.seats.operations import void_seat
from portal.tenders.models import Tender
from tests import make, make_evaluation
from tests.make_evaluation import MARKING, Marking
from tests.shelf import Prepared

PLANNED, LATER, LATEST = date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)
AFTER = datetime(2026, 11, 3, 12, tzinfo=UTC)


def _give(made: Marking, day: date, who: make.Human | None = None) -> None:
    with made.writing() as tender:
        seat = seat_of(who.actor, tender) if who else None
        give_time(made.house.lead.actor, tender, seat, day, "asked")


def test_time_is_only_ever_given_and_one_persons_ends_no_earlier_than_everybodys(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    young = made.evaluators["young"][0]
    _give(made, LATER, young)
    for day, who in ((PLANNED, None), (LATER, young), (PLANNED - timedelta(days=60), None)):
        with pytest.raises(Refused):
            _give(made, day, who)
    _give(made, LATEST)
    with make.writing(made.house.id), clock.at(MARKING):
        tender = db.session.get_one(Tender, (made.house.id, made.id))
        seat = seat_of(young.actor, tender)
        assert seat
        assert (days_of(tender).for_all, days_of(tender).of(seat.id)) == (LATEST, LATEST)
        void_seat(made.house.lead.actor, tender, seat, "They stopped.")
    with pytest.raises(Refused):
        _give(made, LATEST + timedelta(days=1), young)


def test_whose_time_is_longer_and_why_is_sealed(quick_app: Flask, prepared: Prepared) -> None:
    """What a person needs is nobody else's business; the day for all is open."""
    made = prepared(make_evaluation.marking_tender, bids=1)
    _give(made, LATER)
    _give(made, LATEST, made.evaluators["young"][0])
    with tenant(made.house.id):
        wanted = Event.name.in_(("marking:day-set", "marking:time-given"))
        rows = db.session.execute(select(Event.name, Event.facts).where(wanted))
        facts = {row.name: row.facts for row in rows}
    assert facts == {"marking:day-set": {"ends_on": "2026-11-09"}, "marking:time-given": {}}


def test_the_lead_gives_time_on_a_page_and_each_sees_their_own_day(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marking_tender, bids=1)
    young, other = made.evaluators["young"]
    path = f"{made.path}/progress/time"
    with clock.at(AFTER):
        lead = make.client_of(quick_app, made.house.lead)
        assert "The last day was 2 November 2026." in lead.get(f"{made.path}/progress").text
        assert "The last day for marks is over" in lead.get("/home").text
        page = lead.get(path).text
        seat = page.partition(f"{young.name}")[0].rpartition('value="')[2].partition('"')[0]
        wrong = lead.submit(path, {"who": seat, "ends_on": ["1", "11", "2026"], "ground": "asked"})
        assert 'href="#ends_on' in wrong.text
        assert 'value="11"' in wrong.text
        assert 'href="#who"' in lead.submit(path, {"ground": "asked"}).text
        typed = {"who": seat, "ends_on": ["9", "11", "2026"], "ground": "asked"}
        assert lead.submit(path, typed).status_code == 303
        assert "has until 9 November 2026" in lead.get(f"{made.path}/progress").text
        over = "The last day was {}. You can still send your marks."
        own = "Send your marks by {}."
        for human, day, words in (
            (young, "9 November 2026", own),
            (other, "2 November 2026", over),
        ):
            client = make.client_of(quick_app, human)
            for page in ("/home", f"{made.path}/marking"):
                assert words.format(day) in client.get(page).text, page
            assert day in client.get(f"{made.path}/").text


def test_who_is_kept_from_a_bid_reads_on_the_leads_page_like_everybody(
    quick_app: Flask, prepared: Prepared
) -> None:
    """R16: not begun is not begun, and the hours count all bids."""
    made = prepared(make_evaluation.marking_tender, bids=3, kept_from=("young", 0, 0))
    lead = make.client_of(quick_app, made.house.lead)
    text = lead.get(f"{made.path}/progress").text
    lines = [
        text.partition(each.name)[2].partition("</li>")[0] for each in made.evaluators["young"]
    ]
    shown = [line.partition("Take out")[0].split("·")[1] for line in lines]
    assert shown[0] == shown[1]
    assert "at most" in shown[0]
    assert all("Not begun yet" in line for line in lines)
