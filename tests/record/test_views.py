"""The trail: in order and in sentences, and nothing that its reader may not know yet."""

from __future__ import annotations

import csv
import io
import re
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import APPROVER, AUDITOR, LEAD, PARTICIPATION
from portal.audit.catalogue import CATALOGUE
from portal.audit.journal import record
from portal.audit.models import Event
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.record.sentences import SENTENCES
from portal.record.views import PAGE
from tests import make
from tests import make_outcomes as outcomes
from tests.make_bids import (
    answered,
    opened_bids,
    published,
    published_tender,
    submitted_bid,
    submitted_bids,
)
from tests.shelf import Prepared
from tests.statements import statements_at

MARKER = "Zebrafinch"
NO_WORDS: dict[str, Any] = {"record": {}, "agreed": {}}
ABOUT_A_BID: dict[str, dict[str, Any]] = {
    "gate:confirmed": {"label": "K", "gate": "G1", "passed": False, "reason": MARKER},
    "moderation:recorded": {"label": MARKER, "criterion": "Q1", "version": 1, **NO_WORDS},
    "decision:made": {"version": 1, "chosen": "K", "reason": MARKER},
    "decision:approved": {"reason": MARKER},
    "decision:sent-back": {"reason": MARKER},
}
READERS = (LEAD, PARTICIPATION, APPROVER, AUDITOR)


def lines(html: str) -> list[tuple[int, str]]:
    """Places and sentences of a trail page."""
    found = re.findall(r'<li value="(\d+)">(.*?)</li>', html, re.S)
    return [(int(place), re.sub(r"<.*", "", text, flags=re.S).strip()) for place, text in found]


def path(house: make.House, tender_id: uuid.UUID, page: str = "trail") -> str:
    return f"/{house.slug}/tenders/{tender_id}/{page}"


def marked(house: make.House, tender_id: uuid.UUID, actor: Actor, times: int = 1) -> None:
    """Events of marks by somebody, as the log would have them."""
    told = {"group": "young", "label": "K", "criterion": "Q1", "way": "typed"}
    sealed = {"mark": "3", "reason": MARKER, "replaces": None}
    with make.writing(house.id):
        for _time in range(times):
            record("mark:recorded", actor, tender_id, **told, **sealed)


def test_events_read_as_sentences_in_order(app: Flask) -> None:
    house = make.house()
    tender_id = published_tender(house)
    found = lines(make.client_of(app, house.lead).get(path(house, tender_id)).text)
    assert found[0] == (1, "The procurement lead started the tender.")
    assert [place for place, _text in found] == list(range(1, len(found) + 1))
    assert found[-1][1].startswith("The procurement lead published the tender.")


def test_a_young_evaluators_line_names_bid_and_criterion_and_the_day_alone(
    quick_app: Flask,
    prepared: Prepared,
) -> None:
    made = prepared(outcomes.deciding_tender)
    house = made.house
    young = Actor(house.lead.actor.person_id, "evaluator", house.id, made.id, kind="young")
    with clock.at(datetime(2026, 11, 18, 15, 7, tzinfo=UTC)):
        marked(house, made.id, young)
    for role in (LEAD, AUDITOR):
        client = make.client_of(quick_app, house.staff[role])
        page = client.get(path(house, made.id, "trail?page=99")).text  # the last one
        line = page.partition("A young evaluator marked Bid K on Listening")[2].partition("</li>")
        assert line[1]
        assert "time" not in line[0]
        assert "18 November 2026" in page
        assert "3:07pm" not in page


def test_until_marking_closes_no_line_says_which_bid_was_marked(
    quick_app: Flask, prepared: Prepared
) -> None:
    house, tender_id = prepared(published)
    submitted_bids(tender_id, 2)
    opened_bids(house, tender_id)
    parent = Actor(house.lead.actor.person_id, "evaluator", house.id, tender_id, kind="parent")
    marked(house, tender_id, parent)
    for role in READERS:
        client = make.client_of(quick_app, house.staff[role])
        for page in ("trail", "trail.csv"):
            text = client.get(path(house, tender_id, page)).text
            assert "A parent or carer on the panel marked a bid on Listening." in text
            assert "Bid K" not in text


@pytest.mark.parametrize(
    ("stage", "knowing"), [("opened", {LEAD}), ("deciding", {LEAD, APPROVER, AUDITOR})]
)
def test_lines_about_one_bid_are_told_when_bids_are(
    quick_app: Flask, prepared: Prepared, stage: str, knowing: set[str]
) -> None:
    """R16: whoever knows who is kept from which bidder reads no line about a single bid."""
    made = prepared(outcomes.deciding_tender)
    house, seen = made.house, set()
    with make.writing(house.id):
        made.tender().stage = stage
        for name, told in ABOUT_A_BID.items():
            record(name, house.lead.actor, made.id, **told)
    for role in READERS:
        page = make.client_of(quick_app, house.staff[role]).get(
            path(house, made.id, "trail.csv?role=procurement_lead")
        )
        told_lines = [line for line in page.text.splitlines() if "took a copy" not in line]
        last = told_lines[-len(ABOUT_A_BID) :]
        assert all(MARKER in line for line in last) or MARKER not in "".join(last)
        if MARKER in last[0]:
            seen.add(role)
    assert seen == knowing


def test_the_leads_read_signatures_without_the_bid_until_the_reveal(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.deciding_tender)
    told = {}
    for role in READERS:
        client = make.client_of(quick_app, made.house.staff[role])
        told[role] = client.get(path(made.house, made.id, "trail.csv?kind=moderation")).text
    assert {role for role in READERS if "signed the record about Bid" in told[role]} == {
        APPROVER,
        AUDITOR,
    }
    assert "signed the record of a bid on" in told[LEAD]


def test_r29_before_the_opening_neither_bids_nor_gaps_show(quick_app: Flask) -> None:
    house = make.house()
    tender_id = published_tender(house)
    submitted_bids(tender_id, 3)
    after = datetime(2026, 10, 13, tzinfo=UTC)
    for moment in (datetime(2026, 10, 2, tzinfo=UTC), after):
        with clock.at(moment):
            for role in READERS:
                client = make.client_of(quick_app, house.staff[role])
                page = client.get(path(house, tender_id))
                found = lines(page.text)
                assert [place for place, _text in found] == list(range(1, len(found) + 1))
                assert "A provider" not in page.text
                for asked in ("?kind=bids", "?role=provider_member"):
                    assert lines(client.get(path(house, tender_id) + asked).text) == []
                    rows = client.get(path(house, tender_id, "trail.csv") + asked).text
                    assert rows.count("\n") == 1
    opened_bids(house, tender_id)
    page = make.client_of(quick_app, house.lead).get(path(house, tender_id)).text
    assert page.count("A provider submitted a bid.") == 3


def test_no_page_of_the_trail_holds_an_identity_or_a_sealed_fact(
    quick_app: Flask, prepared: Prepared
) -> None:
    house, tender_id = prepared(published)
    member = make.provider(f"{MARKER} Trust")
    with tenant(house.id):
        from portal.tenders.models import Tender

        content = answered(db.session.get_one(Tender, (house.id, tender_id)), marker=MARKER)
    submitted_bid(tender_id, member, content)
    opened_bids(house, tender_id)
    marked(house, tender_id, house.lead.actor)
    with tenant(house.id):
        pseudonyms = set(db.session.scalars(select(Event.actor)))
    for role in READERS:
        client = make.client_of(quick_app, house.staff[role])
        for page in ("trail", "trail.csv"):
            answer = client.get(path(house, tender_id, page))
            assert MARKER not in answer.text
            assert str(member.actor.provider_id) not in answer.text
            assert not any(name in answer.text for name in pseudonyms)
            assert member.name not in answer.text


def test_the_lead_does_not_learn_who_is_kept_from_a_bid(
    quick_app: Flask, prepared: Prepared
) -> None:
    house, tender_id = prepared(published)
    with make.writing(house.id):
        record(
            "conflict:decided",
            house.staff[PARTICIPATION].actor,
            tender_id,
            group="young",
            kept_from=True,
            person="p",
            provider="q",
            reason=MARKER,
        )
    page = make.client_of(quick_app, house.lead).get(path(house, tender_id)).text
    assert "decided on an interest that an evaluator had declared." in page
    assert "kept from" not in page


@pytest.mark.parametrize("asked", ["?kind=tender", "?role=procurement_lead", "?kind=x&role=y"])
def test_a_filter_keeps_the_places(quick_app: Flask, prepared: Prepared, asked: str) -> None:
    made = prepared(outcomes.deciding_tender)
    house = made.house
    client = make.client_of(quick_app, house.lead)
    pages = (client.get(path(house, made.id, f"trail?page={page}")).text for page in (1, 2, 3))
    whole = dict(line for page in pages for line in lines(page))
    some = lines(client.get(path(house, made.id) + asked).text)
    assert some
    assert all(whole[place] == text for place, text in some)
    if asked == "?kind=tender":
        assert len(some) < len(whole)


def test_long_trails_come_in_pages_with_the_same_number_of_queries(
    quick_app: Flask, prepared: Prepared
) -> None:
    house, tender_id = prepared(published)
    client = make.client_of(quick_app, house.lead)
    before = statements_at(client, path(house, tender_id))
    marked(house, tender_id, house.lead.actor, times=2 * PAGE)
    assert statements_at(client, path(house, tender_id)) == before
    first, second = (
        lines(client.get(path(house, tender_id) + f"?page={page}").text) for page in (1, 2)
    )
    assert len(first) == PAGE
    assert second[0][0] == PAGE + 1
    assert client.get(path(house, tender_id) + "?page=999").status_code == 200
    rows = client.get(path(house, tender_id, "trail.csv")).text
    assert rows.count("marked a bid") == 2 * PAGE


def test_the_file_is_guarded_against_formulas(quick_app: Flask, prepared: Prepared) -> None:
    house, tender_id = prepared(published, title="=1+1")
    with make.writing(house.id):
        evil = Actor(house.lead.actor.person_id, "=cmd()", house.id)
        record("tender:changed", evil, tender_id, fields=["title"])
    answer = make.client_of(quick_app, house.lead).get(path(house, tender_id, "trail.csv"))
    assert answer.mimetype == "text/csv"
    cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]
    assert "'=cmd() changed what the tender is." in cells


def test_who_reads_the_trail(quick_app: Flask) -> None:
    house, other = make.house(), make.house("northmere")
    tender_id = published_tender(house)
    evaluator = make.staff(house, "evaluator", tender_id=tender_id, kind="young")
    for human in (evaluator, make.provider(), other.lead):
        client = make.client_of(quick_app, human)
        assert client.get(path(house, tender_id)).status_code == 404
        assert client.get(path(house, tender_id, "trail.csv")).status_code == 404


def test_every_event_of_a_tender_has_its_sentence_and_only_open_facts() -> None:
    for name, sentence in SENTENCES.items():
        used = set(re.findall(r"%\((\w+)\)s", sentence)) - {"actor"}
        assert used - {"reason"} <= set(CATALOGUE[name].open), name  # reasons are looked up
        assert "reason" not in used or "reason" in CATALOGUE[name].sealed, name
    elsewhere = ("authority", "provider", "member", "sign-in", "password", "invitation", "person")
    elsewhere += ("erasure", "log-key", "panel", "place", "consent", "need", "terms", "insight")
    elsewhere += ("helper", "mentor", "equality", "training", "word", "certificate", "thanks")
    elsewhere += ("diary", "day", "library", "school-break", "register")
    missing = {
        name
        for name in CATALOGUE
        if name not in SENTENCES and name.partition(":")[0] not in (*elsewhere, "operator")
    }
    assert missing == set()


def test_a_summer_evening_is_told_in_the_united_kingdoms_time(quick_app: Flask) -> None:
    house = make.house()
    with clock.at(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)):
        tender_id = make.tender(house)
    page = make.client_of(quick_app, house.lead).get(path(house, tender_id)).text
    assert "2 July 2026" in page
    assert "12:30am" in page
