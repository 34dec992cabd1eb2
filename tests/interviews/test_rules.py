"""Who judges an interview, and what stands against it (P14, P7, R15, R16)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.evaluation.interviews.operations import report_contact
from portal.evaluation.interviews.queries import interviews_of
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.queries import all_given, items_of, moderated
from portal.evaluation.queries import seat_of
from portal.evaluation.runs.operations import close_moderation
from portal.evaluation.seats.operations import void_part
from portal.record.erasure.redaction import redact
from portal.record.erasure.texts import every_text_of
from portal.specifications.interviewed import asked_at_interviews
from portal.specifications.queries import criteria_of
from portal.tenders.models import Tender
from tests import make, make_bids
from tests.audit.tampering import verify
from tests.make_evaluation import Marking
from tests.make_interviews import (
    AFTER,
    PLAN,
    STARTS,
    heard_tender,
    held,
    interviewing_tender,
    marked,
    planned,
)

Prepared = Callable[..., Any]


def _labels(made: Marking) -> list[str]:
    return [make_bids.label_of(made.house, made.id, each) for each in made.bidders]


def _open_items(made: Marking) -> list[str]:
    with tenant(made.house.id):
        tender = db.session.get_one(Tender, (made.house.id, made.id))
        return sorted(e.bid.label for e in items_of(tender) if e.criterion.is_interview)


def test_who_is_kept_from_a_bid_finds_no_interview_of_it(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(interviewing_tender, kept=True)
    label, other = _labels(made)
    tied = made.evaluators["young"][0]
    for number, each in enumerate((label, other)):
        planned(made, each, replace(PLAN, starts_at=STARTS.replace(hour=9 + number * 2)))
    client, path = make.client_of(quick_app, tied), f"{made.path}/interviews"
    page = client.get(path).text
    assert f"{path}/{other}" in page
    assert f"{path}/{label}" not in page
    assert client.get(f"{path}/{label}").status_code == 404
    lead = make.client_of(quick_app, made.house.lead)
    with clock.at(AFTER):  # the list of who may have been there can't tell who is kept (R16)
        assert tied.name in lead.get(f"{path}/{label}/record").text
    held(made, label, who=made.everybody)
    for human in made.everybody[:2]:
        marked(made, label, human)
    assert _open_items(made) == []
    marked(made, label, made.evaluators["young"][1])
    assert _open_items(made) == [label]  # nobody waits for who is kept from it
    about = make.client_of(quick_app, made.evaluators["young"][1]).get("/about-me").text
    assert "You were there, as recorded on" in about
    provider = make.client_of(quick_app, made.bidders[0])
    own = provider.get(f"{made.path}/bid/interview").text
    assert not [each for each in made.everybody if each.name in own]
    assert provider.get(path).status_code == 404


def test_marks_stay_unseen_until_all_have_sent_and_a_voided_part_is_waited_for_no_longer(
    prepared: Prepared,
) -> None:
    made = prepared(interviewing_tender)
    label = _labels(made)[0]
    first, second = made.evaluators["professional"][0], made.evaluators["young"][0]
    planned(made, label)
    held(made, label, who=[first, second])
    marked(made, label, first)
    with pytest.raises(Refused, match="who was there|Who marked"):
        held(made, label, who=[second])
    with tenant(made.house.id), clock.at(AFTER):
        tender = db.session.get_one(Tender, (made.house.id, made.id))
        codes = [each.mark.criterion_id for each in all_given(tender)]
        at_interview = {each.id for each in _asked(tender)}
        assert sum(each in at_interview for each in codes) == 1
    marked(made, label, second, send=False)
    assert _open_items(made) == []
    with made.writing(AFTER) as tender, pytest.raises(Refused, match="still to come"):
        close_moderation(made.house.lead.actor, tender)
    with made.writing(AFTER) as tender:
        seat = seat_of(second.actor, tender)
        bid = next(each.bid for each in interviews_of(tender) if each.bid.label == label)
        assert seat
        void_part(made.house.lead.actor, tender, seat, bid, "They fell ill.")
    assert _open_items(made) == [label]


def _asked(tender: Tender) -> list[Any]:
    return asked_at_interviews(criteria_of(tender))


@pytest.mark.parametrize("rule", ["refuse", "others"])
def test_a_group_of_which_nobody_was_there_has_no_mark(prepared: Prepared, rule: str) -> None:
    made = prepared(interviewing_tender, empty_group=rule)
    label = _labels(made)[0]
    planned(made, label)
    held(made, label, who=made.evaluators["young"])
    for human in made.evaluators["young"]:
        marked(made, label, human)
    with tenant(made.house.id):
        tender = db.session.get_one(Tender, (made.house.id, made.id))
        item = next(each for each in items_of(tender) if each.criterion.is_interview)
        of = moderated(tender, item, panel_of(tender))
        adults, young = of.groups
        assert (of.lacks_witness(adults, None), of.lacks_witness(young, None)) == (
            rule == "refuse",
            False,
        )
        assert of.lacks_witness(adults, item.criterion.scale.highest)
    held(made, label, who=made.everybody)  # held again, with the others too
    assert _open_items(made) == []
    for human in made.evaluators["professional"]:
        marked(made, label, human)
    assert _open_items(made) == [label]


def test_a_mark_of_an_interview_isnt_a_changed_mind_and_its_change_is(prepared: Prepared) -> None:
    made = prepared(heard_tender)
    with tenant(made.house.id), clock.at(AFTER):
        tender = db.session.get_one(Tender, (made.house.id, made.id))
        assert panel_of(tender).changed == {}
        assert [each.first for each in all_given(tender) if each.first] == []
    assert _open_items(made) == sorted(_labels(made))


def test_two_who_mark_as_one_both_say_yes_to_the_marks_of_an_interview(prepared: Prepared) -> None:
    made = prepared(interviewing_tender, bids=1, paired=True)
    label, (second,) = _labels(made)[0], made.evaluators["second"]
    first = made.evaluators["young"][0]
    planned(made, label)
    held(made, label, who=[first])
    marked(made, label, first)
    assert _open_items(made) == []
    marked(made, label, second)
    assert _open_items(made) == [label]


def test_what_is_written_about_interviews_can_be_redacted(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(interviewing_tender, bids=1)
    label, young = _labels(made)[0], made.evaluators["young"][0]
    planned(made, label)
    held(made, label, who=[])
    with made.writing(AFTER) as tender:
        seat = seat_of(young.actor, tender)
        assert seat
        report_contact(young.actor, tender, seat, "Robin Hale rang me.")
    kinds = ("interview_plan", "interview_record", "contact_report")
    for kind in kinds:
        with make.writing(made.house.id), clock.at(AFTER):
            tender = db.session.get_one(Tender, (made.house.id, made.id))
            text = next(each for each in every_text_of(tender) if each.kind == kind)
            redact(made.house.lead.actor, tender, text, "[taken out]")
    assert verify(quick_app)[0] == 0
    with tenant(made.house.id):
        tender = db.session.get_one(Tender, (made.house.id, made.id))
        stand = {each.kind: each.text for each in every_text_of(tender) if each.kind in kinds}
    assert stand == dict.fromkeys(kinds, "[taken out]")
