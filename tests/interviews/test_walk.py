"""One tender with an interview, over HTTP from the builder to the run (P14, R4, R13)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION
from portal.audit.models import Event
from portal.core import clock
from portal.core.database import db
from portal.core.mail import Mail
from portal.core.tenancy import tenant
from portal.evaluation.interviews.queries import interviews_of
from portal.evaluation.models import Run
from portal.evaluation.moderation.queries import items_of
from portal.evaluation.queries import all_seats_of
from portal.specifications.models import Criterion
from portal.tenders.models import Tender
from tests import make, make_bids
from tests.audit.tampering import verify
from tests.bundles import bundle_of, checked
from tests.client import Client
from tests.make_evaluation import Marking
from tests.make_interviews import AFTER, PLANNED, STARTS, interviewing_tender
from tests.make_moderation import Panel, recorded, sign_all
from tests.make_specification import ready_tender

Prepared = Callable[..., Any]
PLAN = {
    "day": ["27", "10", "2026"],
    "time": "15:30",
    "minutes": "45",
    "place": "Town Hall, room 2",
    "adult": "participation",
}


def test_the_builder_asks_and_all_who_bid_read_it_from_the_start(
    quick_app: Flask, prepared: Prepared
) -> None:
    house = make.house()
    tender_id = ready_tender(house)
    lead = make.client_of(quick_app, house.lead)
    path = f"/{house.slug}/tenders/{tender_id}/specification"
    page = lead.get(f"{path}/criteria/new").text
    assert "An interview or a presentation" in page
    scale = re.search(r'<option value="([0-9a-f-]{36})"', page)
    assert scale
    typed = {
        "code": "Q4",
        "title": "Talking with us",
        "plain_title": "Talking",
        "question": "How do you listen?",
        "plain_question": "Do you listen?",
        "judged": "interview",
        "word_limit": "",
        "files": "1",
        "weight": "10",
        "scale_id": scale.group(1),
        "group_mark": "mean",
        "share_young": "100",
        "minimum_of": "",
    }
    refused = lead.submit(f"{path}/criteria/new", typed)
    assert "Nobody brings files to an interview" in refused.text
    refused = lead.submit(f"{path}/criteria/new", typed | {"files": "0"})
    assert "each group talks it through" in refused.text
    typed |= {"files": "0", "group_mark": "agreed"}
    assert lead.submit(f"{path}/criteria/new", typed).status_code == 303
    assert "At an interview" in lead.get(path).text
    with tenant(house.id):
        asked = db.session.scalars(select(Criterion).where(Criterion.code == "Q4")).one()
        assert asked.is_interview


@pytest.fixture
def made(prepared: Prepared) -> Marking:
    found: Marking = prepared(interviewing_tender)
    return found


def test_from_the_plan_to_the_run(quick_app: Flask, made: Marking, tmp_path: Path) -> None:
    lead = make.client_of(quick_app, made.house.lead)
    label, other = (make_bids.label_of(made.house, made.id, each) for each in made.bidders)
    _plans(quick_app, lead, made, label, other)
    _reads(quick_app, made, label)
    _begins(quick_app, made, label)
    _records(lead, made, label, other)
    _marks(quick_app, lead, made, label)
    _stands(quick_app, _agrees(lead, made), tmp_path)


def _plans(app: Flask, lead: Client, made: Marking, label: str, other: str) -> None:
    """The lead plans; wrong input is told beside its field, and everybody hears of a change."""
    path = f"{made.path}/interviews"
    with clock.at(PLANNED):
        assert "0 of 2 interviews are over" in lead.get(path).text
        assert "Not planned yet" in lead.get(path).text
        bad = lead.submit(f"{path}/{label}/plan", PLAN | {"time": "22:00", "place": ""})
        assert "give the link" in bad.text
        assert 'value="22:00"' in bad.text
        bad = lead.submit(f"{path}/{label}/plan", PLAN | {"time": "22:00"})
        assert "between 8:00 and 20:00" in bad.text
        assert (
            "a time to come"
            in lead.submit(f"{path}/{label}/plan", PLAN | {"day": ["1", "10", "2026"]}).text
        )
        assert lead.submit(f"{path}/{label}/plan", PLAN | {"seen": "0"}).status_code == 303
        stale = lead.submit(f"{path}/{label}/plan", PLAN | {"seen": "0", "minutes": "60"})
        assert "Somebody changed this" in stale.text
        clash = lead.submit(f"{path}/{other}/plan", PLAN | {"seen": "0"})
        assert f"Bid {label} has its interview" in clash.text
        late = PLAN | {"seen": "0", "time": "17:00"}
        assert lead.submit(f"{path}/{other}/plan", late).status_code == 303
        changed = PLAN | {"seen": "1", "place": "Library, first floor"}
        assert lead.submit(f"{path}/{label}/plan", changed).status_code == 303
        provider = make.client_of(app, made.bidders[0])
        page = provider.get(f"{made.path}/bid/interview").text
        for words in ("Library, first floor", "No gifts", "Young people", "This changed on"):
            assert words in page
        assert (
            "room 2" in make.client_of(app, made.bidders[1]).get(f"{made.path}/bid/interview").text
        )
    mails = db.session.scalars(select(Mail)).all()
    assert sum("about your bid" in each.body for each in mails) >= 3
    assert not any("Library" in each.body for each in mails)


def _reads(app: Flask, made: Marking, label: str) -> None:
    """An evaluator reads when theirs is, and tells of a bidder that got in touch."""
    young = make.client_of(app, made.evaluators["young"][0])
    with clock.at(PLANNED):
        assert "Your interviews" in young.get(f"{made.path}/marking").text
        assert label in young.get(f"{made.path}/interviews").text
        page = young.get(f"{made.path}/interviews/{label}").text
        for words in ("Say your first name only", "Library, first floor", "the participation lead"):
            assert words in page
        assert made.bidders[0].name not in page
        assert young.get(f"{made.path}/interviews/{label}/questions/Q4").status_code == 403
        empty = young.submit(f"{made.path}/contact", {"words": " "})
        assert "Write what happened" in empty.text
        told = young.submit(f"{made.path}/contact", {"words": "A man rang me."})
        assert told.status_code == 303
        assert "A man rang me." in young.get(f"{made.path}/contact").text
    for human in (made.house.lead, made.house.staff[PARTICIPATION]):
        page = make.client_of(app, human).get(f"{made.path}/contacts").text
        assert "A man rang me." in page
    assert make.client_of(app, made.bidders[0]).get(f"{made.path}/contacts").status_code == 404


def _begins(app: Flask, made: Marking, label: str) -> None:
    """From a quarter of an hour before, the home of who is asked leads straight to it (P14)."""
    client = make.client_of(app, made.evaluators["young"][0])
    page_of = f'href="{made.path}/interviews/{label}"'
    for minutes, is_shown in ((-16, False), (-15, True), (44, True), (45, False)):
        with clock.at(STARTS + timedelta(minutes=minutes)):
            home = client.get("/home").text
            assert (page_of in home) == is_shown, minutes
            assert ("The interview begins: go there" in home) == is_shown


def _records(lead: Client, made: Marking, label: str, other: str) -> None:
    """It is recorded when it has begun: held, with who was there; or the bidder didn't come."""
    path = f"{made.path}/interviews"
    with clock.at(PLANNED):
        early = lead.submit(f"{path}/{label}/record", {"outcome": "missed", "words": "No."})
        assert "hasn’t begun yet" in early.text
    with clock.at(AFTER):
        page = lead.get(f"{path}/{label}/record").text
        seats = re.findall(r'name="present"[^>]*value="([^"]+)"', page)
        assert len(seats) == 4
        nobody = lead.submit(f"{path}/{label}/record", {"outcome": "held"})
        assert "Tick who was there" in nobody.text
        there = {"outcome": "held", "adult": "other", "present": seats[:3], "seen": "0"}
        assert lead.submit(f"{path}/{label}/record", there).status_code == 303
        silent = lead.submit(f"{path}/{other}/record", {"outcome": "missed", "seen": "0"})
        assert "Say how long you waited" in silent.text
        missed = {"outcome": "missed", "seen": "0", "words": "We waited for half an hour."}
        assert lead.submit(f"{path}/{other}/record", missed).status_code == 303
        assert "Marks to come" in lead.get(path).text
        assert "3 were there" in lead.get(path).text


def _present(made: Marking) -> list[make.Human]:
    with tenant(made.house.id):
        tender = db.session.get_one(Tender, (made.house.id, made.id))
        there = {seat for each in interviews_of(tender) for seat in each.present}
        people = {each.person_id for each in all_seats_of(tender) if each.id in there}
    return [each for each in made.everybody if each.actor.person_id in people]


def _marks(app: Flask, lead: Client, made: Marking, label: str) -> None:
    """Who was there marks and sends; until all have sent nobody talks about it."""
    present = _present(made)
    absent = next(each for each in made.everybody if each not in present)
    item, page_of = f"{made.path}/moderation/{label}/Q4", f"{made.path}/interviews/{label}"
    with clock.at(AFTER):
        away = make.client_of(app, absent)
        assert "Only people who were there" in away.get(page_of).text
        assert away.get(f"{page_of}/questions/Q4").status_code == 403
        for human in present:
            assert lead.get(item).status_code == 404
            _marks_one(make.client_of(app, human), page_of)
        assert "They listened" in lead.get(item).text
        assert away.get(item).status_code == 404
        assert make.client_of(app, present[0]).get(item).status_code == 200


def _marks_one(client: Client, page_of: str) -> None:
    path = f"{page_of}/questions/Q4"
    assert "Choose a mark, or pass" in client.submit(path, {"do": "save", "reason": "x"}).text
    kept = client.submit(path, {"do": "later", "mark": "2", "reason": "They listened to us."})
    assert kept.status_code == 303
    page = client.get(path).text
    assert "They listened to us." in page
    assert "have no mark yet" in client.submit(page_of).text
    seen = re.search(r'name="draft_seen" value="(\d+)"', page)
    assert seen
    typed = {"mark": "2", "reason": "They listened to us.", "seen": "0"}
    typed |= {"draft_seen": seen[1], "do": "save"}
    assert client.submit(path, typed).status_code == 303
    assert "Ready to send?" in client.get(page_of).text
    assert client.submit(page_of).status_code == 303
    assert "can’t change any more" in client.get(page_of).text
    assert client.get(path).status_code == 403


def _agrees(lead: Client, made: Marking) -> Panel:
    """Each is talked about, also the one that the bidder didn't come to; then comes the run."""
    panel = Panel(made.house, made.id, made.bidders, people=made.evaluators)
    panel.labels = [make_bids.label_of(made.house, made.id, each) for each in made.bidders]
    with clock.at(AFTER), panel.writing():
        items = items_of(panel.tender())
        assert len(items) == 8
        for item in items:
            recorded(panel, item.bid, item.criterion, 2)
    with clock.at(AFTER):
        sign_all(panel)
        assert "2 of 2 interviews are over" in lead.get(panel.path("moderation")).text
        closes = lead.submit(panel.path("moderation/close"), at=panel.path("moderation"))
        assert closes.status_code == 303
    return panel


def _stands(app: Flask, panel: Panel, folder: Path) -> None:
    """The run has the question, the log holds what happened, and both stand up to a check."""
    with tenant(panel.house.id):
        assert '"Q4"' in db.session.scalars(select(Run)).one().input
        told = db.session.scalars(select(Event.name).where(Event.log_id == panel.id)).all()
    assert told.count("interview:marked") == told.count("interview:sent") == 3
    assert verify(app)[0] == 0
    verdict = checked(bundle_of(panel, folder / "bundle.zip"))
    assert verdict.holds, verdict.text
