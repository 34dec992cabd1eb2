"""A conflict that comes to mind while people mark, and answers renewed (R15, R16; ADR 3)."""

from __future__ import annotations

import re
from contextlib import nullcontext
from datetime import timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION
from portal.bids.queries import bids_of, origins_of
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import Mail
from portal.core.tenancy import tenant
from portal.evaluation.marking.queries import counted_marks_of, progress_of
from portal.evaluation.models import Mark
from portal.evaluation.models_conflicts import KeptOut
from portal.evaluation.moderation.checks import marking_groups
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.queries import items_of
from portal.evaluation.queries import seat_of
from portal.evaluation.seats import later
from portal.evaluation.seats.queries_later import recognitions_of
from portal.record.checks import CHECKS
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender
from tests import make, make_evaluation
from tests.client import Client, trail_of
from tests.make_evaluation import MARKING, Marking
from tests.make_moderation import (
    Panel,
    facts_for,
    moderating_tender,
    recorded,
)
from tests.shelf import Prepared

SAID = {"used": "no", "interest": "yes", "details": "My aunt began to work there."}


def _marked(house: make.House) -> Marking:
    made = make_evaluation.marking_tender(house, bids=2, professional=1, young=1)
    for human in made.everybody:
        make_evaluation.mark_all(made, human, send=human.actor.kind == "young")
    return made


def _label_of(made: Marking, which: int = 0) -> str:
    with tenant(made.house.id):
        tender = db.session.get_one(Tender, (made.house.id, made.id))
        provider = made.bidders[which].actor.provider_id
        labels = {bid.id: bid.label for bid in bids_of(tender)}
        whose = {o.provider_id: labels[bid] for bid, o in origins_of(tender).items()}
        return whose[provider]


def _client(app: Flask, made: Marking, kind: str = "young") -> Client:
    return make.client_of(app, made.evaluators[kind][0])


def _decider(app: Flask, made: Marking) -> Client:
    return make.client_of(app, made.house.staff[PARTICIPATION])


def _decide(app: Flask, made: Marking, kept_from: str = "yes") -> str:
    """The participation lead decides on what waits; answers the page that they read."""
    decider = _decider(app, made)
    page = decider.get(f"{made.path}/conflicts").text
    found = re.search(r'href="([^"]+/conflicts/[^"]+)"[^>]*>\s*Decide', page)
    assert found
    read = decider.get(found[1]).text
    assert "Say why" in decider.submit(found[1], {"kept_from": kept_from, "reason": ""}).text
    sent = decider.submit(found[1], {"kept_from": kept_from, "reason": "A close relative."})
    assert sent.status_code == 303
    return page + read


def _close(app: Flask, made: Marking) -> str:
    lead = make.client_of(app, made.house.lead)
    answer = lead.submit(f"{made.path}/close-marking", {}, at=f"{made.path}/progress")
    return "" if answer.status_code == 303 else answer.text


def _check(made: Marking) -> list[object]:
    with tenant(made.house.id):
        return [trouble for check in CHECKS for trouble in check(made.id)]


def test_a_link_to_a_name_that_comes_later_voids_marks_and_never_tells_whose_bid_it_was(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(_marked)
    young, page = _client(quick_app, made), f"{made.path}/something-changed/organisation"
    about = {"who": str(made.bidders[0].actor.provider_id)}
    wrong = young.submit(page, about | {"used": "no", "interest": "yes"}).text
    assert "Tell us in a few words" in wrong
    assert "Choose an organisation" in young.submit(page, SAID).text
    assert (
        "You gave the same answers"
        in young.submit(page, about | {"used": "no", "interest": "no", "details": ""}).text
    )
    before = {each: _read(young, each) for each in _pages_of(young, made)}
    assert young.submit(page, about | SAID).status_code == 303
    assert "decides on it first" in _close(quick_app, made)
    label = _label_of(made)
    assert f"Bid {label}" not in _decide(quick_app, made)
    assert "Thank you. It is good that you said it" in young.get(f"{made.path}/marking").text
    assert {each: _read(young, each) for each in before} == before, "no page tells which bid"
    with tenant(made.house.id):
        tender = db.session.get_one(Tender, (made.house.id, made.id))
        assert len(db.session.query(Mark).all()) == 8, "nothing is deleted"
        assert len(counted_marks_of(tender)) == 2, "one of the two bids that they sent"
        told = sorted((each.sent, each.sheets) for each in progress_of(tender))
        assert told == [(0, 2), (2, 2)]
        assert [each.is_told for each in db.session.query(KeptOut)] == [False]
    trail = trail_of(make.client_of(quick_app, made.house.lead), made.path)
    assert "What somebody said about a bid no longer counts" in trail
    assert _check(made) == []


def _read(client: Client, page: str) -> str:
    """A page without its token, which tells the time."""
    return re.sub(r'value="[^"]{60,}"', "", client.get(page).text)


def _pages_of(client: Client, made: Marking) -> list[str]:
    home = f"{made.path}/marking"
    return [home, *sorted(set(re.findall(rf'href="({home}/[A-Z]+)"', client.get(home).text)))]


def test_who_recognises_a_bid_names_nobody_and_no_longer_marks_it(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(_marked)
    known, label = _client(quick_app, made, "professional"), _label_of(made)
    sheet = f"{made.path}/marking/{label}"
    assert "I think I recognise whose bid this is" in known.get(sheet).text
    page = f"{made.path}/something-changed/bid"
    assert "<textarea" not in known.get(page).text, "no box to write a name in"
    assert "Choose what it is" in known.submit(page, {"bid": label}).text
    assert known.submit(page, {"bid": label, "kind": "knows"}).status_code == 303
    assert "You have said so already" in known.submit(page, {"bid": label, "kind": "knows"}).text
    read = _decide(quick_app, made)
    assert "I know who wrote it" in read
    assert f"Bid {label}" not in read
    assert "You no longer mark this" in known.get(sheet).text
    assert "You no longer mark it" in known.get(f"{made.path}/marking").text
    refused = known.submit(sheet, {}, at=f"{made.path}/marking")
    assert refused.status_code == 403
    assert known.get(f"{sheet}/Q1").status_code == 403
    assert _check(made) == []


def test_who_is_not_kept_from_it_goes_on(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(_marked)
    known, label = _client(quick_app, made, "professional"), _label_of(made)
    known.submit(f"{made.path}/something-changed/bid", {"bid": label, "kind": "recognises"})
    _decide(quick_app, made, "no")
    assert known.get(f"{made.path}/marking/{label}/Q1").status_code == 200
    with tenant(made.house.id):
        assert not db.session.query(KeptOut).all()


def test_everybody_is_asked_again_and_answers_in_one_tap_before_marking_is_closed(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(_marked)
    lead, page = make.client_of(quick_app, made.house.lead), f"{made.path}/renewal"
    young, known = _client(quick_app, made), _client(quick_app, made, "professional")
    home = f"{made.path}/marking"
    assert "Nothing has changed" not in young.get(home).text
    assert lead.submit(page, {}).status_code == 303
    assert "Still to answer" in lead.get(page).text
    assert "You have asked already" in lead.submit(page, {}, at=f"{made.path}/seats").text
    assert "Nothing has changed" in young.get(home).text
    assert young.submit(f"{made.path}/something-changed", {}, at=home).status_code == 303
    assert "Nothing has changed" not in young.get(home).text
    said = {"bid": _label_of(made), "kind": "recognises"}
    known.submit(f"{made.path}/something-changed/bid", said)
    assert "Everybody has answered" in lead.get(page).text
    trail = trail_of(lead, made.path)
    assert "asked everybody whether anything has changed" in trail
    line = next(each for each in trail.split("<li") if "may know, whose a bid is" in each)
    assert f"Bid {_label_of(made)}" not in line


def _all_sent(house: make.House) -> Marking:
    made = make_evaluation.marking_tender(house, bids=1, professional=1, young=1)
    for human in made.everybody:
        make_evaluation.mark_all(made, human)
    return made


def test_the_lead_may_go_on_without_answers_and_the_record_says_so(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(_all_sent)
    lead, page = make.client_of(quick_app, made.house.lead), f"{made.path}/progress"
    assert "still to answer" not in lead.get(page).text
    lead.submit(f"{made.path}/renewal", {})
    _client(quick_app, made).submit(f"{made.path}/something-changed", {}, at=f"{made.path}/marking")
    shown = lead.get(page).text
    assert "1 person has still to answer" in shown
    assert "It is better to wait" in lead.get(f"{made.path}/renewal").text
    refused = _close(quick_app, made)
    assert "not everybody has answered" in refused
    assert 'href="#without_answers"' in refused
    ticked = {"without_answers": "y"}
    assert lead.submit(f"{made.path}/close-marking", ticked, at=page).status_code == 303
    trail = trail_of(lead, made.path)
    assert "went on though not everybody had answered" in trail
    assert _check(made) == []


def test_who_decides_reads_at_home_that_a_word_about_a_bid_waits(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(make_evaluation.marked_tender, bids=1, professional=1, young=1)
    said = {"bid": _label_of(made), "kind": "knows"}
    for kind in ("young", "professional"):
        _client(quick_app, made, kind).submit(f"{made.path}/something-changed/bid", said)
    assert "2 declared interests to decide" in _decider(quick_app, made).get(f"{made.path}/").text
    with tenant(made.house.id):
        (mail,) = db.session.scalars(select(Mail).where(Mail.subject.like("%to decide%")))
        assert mail.to == made.house.staff[PARTICIPATION].account
    secrets = (made.evaluators["young"][0].name, f"Bid {said['bid']}", made.bidders[0].name)
    assert not [each for each in secrets if each in mail.body]


def test_what_was_agreed_with_somebody_kept_out_later_is_recorded_again(
    quick_app: Flask, prepared: Prepared
) -> None:
    """In moderation the marks go at once, and each record that they were part of is made anew."""
    made = prepared(make_evaluation.marked_tender, bids=1, professional=2, young=2)
    own = made.evaluators["young"][0]
    with made.writing(MARKING + timedelta(days=2)) as tender:
        _record_all(made, tender)
    with made.writing(MARKING + timedelta(days=3)) as tender:
        seat, (bid,) = seat_of(own.actor, tender), bids_of(tender)
        assert seat
        later.recognise(own.actor, tender, seat, bid, "knows")
        mine = seat.id
    _decide(quick_app, made)
    with tenant(made.house.id):
        tender = db.session.get_one(Tender, (made.house.id, made.id))
        items, panel = items_of(tender), panel_of(tender)
        assert [each.is_overtaken(panel) for each in items] == [
            mine in {seat.id for seat in panel.on(each.criterion)} for each in items
        ]
        overtaken = next(each for each in items if each.is_overtaken(panel))
        page = f"{made.path}/moderation/{overtaken.bid.label}/{overtaken.criterion.code}"
    lead = make.client_of(quick_app, made.house.lead)
    agenda = lead.get(f"{made.path}/moderation").text
    assert "To be recorded again" in agenda
    assert "recorded again: one of the marks no longer counts" in lead.get(page).text
    assert make.client_of(quick_app, own).get(page).status_code == 404


@pytest.mark.parametrize("rule", ["others", "refuse"])
def test_where_nobody_of_a_group_is_left_the_published_rule_holds(
    quick_app: Flask, prepared: Prepared, rule: str
) -> None:
    made: Panel = prepared(
        moderating_tender, n=1, professional=1, young=1, kept_from=False, empty_group=rule
    )
    own, leaves = made.people["young"][0], rule == "others"
    decider = made.house.staff[PARTICIPATION].actor
    with made.writing():
        tender, (bid,) = made.tender(), bids_of(made.tender())
        seat = seat_of(own.actor, tender)
        assert seat
        later.recognise(own.actor, tender, seat, bid, "helped")
        db.session.flush()
        ((said, _none),) = recognitions_of(tender)
        later.weigh(decider, tender, said, None, True, "They helped to write it.")
    with made.writing():
        panel, tender, told = panel_of(made.tender()), made.tender(), []
        for item in items_of(tender):
            sharing = marking_groups(groups_of(tender), item.criterion)
            left = [g.id for g in sharing if panel.has_anyone(g.id, item.bid, item.criterion)]
            agreed = dict.fromkeys(left, Decimal(2))
            goes = len(left) == len(sharing) or (leaves and left)
            with nullcontext() if goes else pytest.raises(Refused):
                recorded(made, item.bid, item.criterion, 2, agreed=agreed)
            told.append((bool(goes), len(left) == len(sharing)))
    assert ((True, False) in told) is leaves, "the other groups carry it, or it is missed"


def _record_all(made: Marking, tender: Tender) -> None:
    from portal.evaluation.moderation.operations import record_moderation

    for item in items_of(tender):
        facts = facts_for(tender, item.bid, item.criterion, 2)
        record_moderation(made.house.lead.actor, tender, item.bid, item.criterion, facts)
