"""Nothing is decided against a bid before its bidder was heard, and what is decided counts."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from flask import Flask

from portal.audit.erasable import TAKEN_OUT
from portal.bids.queries import bidders_of, bids_of
from portal.core import clock
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import Mail
from portal.evaluation.compliance.exclusions import Looked, check_bidder
from portal.evaluation.compliance.hint import below_others, hint_on
from portal.evaluation.compliance.queries import bidder_of, own_question, unchecked_in
from portal.evaluation.moderation.queries import items_of
from portal.evaluation.queries import bids_to_mark
from portal.evaluation.runs.queries import latest_run, unlike_rows
from portal.record.checks_compliance import answers, looks, questions, rulings
from portal.record.erasure.redaction import redact
from portal.record.erasure.texts import every_text_of
from tests import make
from tests.make_compliance import answer, ask, on, rule
from tests.make_moderation import (
    MODERATED,
    Panel,
    closed,
    moderating_tender,
    record_all,
    sign_all,
)
from tests.make_outcomes import DECIDED, deciding_tender
from tests.shelf import Prepared

LATER = DECIDED + timedelta(days=1)


def test_a_low_price_that_is_explained_stays_in(prepared: Prepared) -> None:
    """R11, s.19(3)–(5): told, heard, and then it stays; a second word needs a second hearing."""
    made: Panel = prepared(deciding_tender, n=3)
    with pytest.raises(Refused, match="heard first"):
        rule(made, 0, "low_price", DECIDED, is_out=True)
    number = ask(made, 0, "low_price", DECIDED)
    for moment in (DECIDED, DECIDED + timedelta(days=4)):
        with pytest.raises(Refused, match="heard first"):
            rule(made, 0, "low_price", moment, is_out=False)
    answer(made, 0, number, LATER, "We own the building.", is_last=False)
    with pytest.raises(Refused, match="heard first"):
        rule(made, 0, "low_price", LATER, is_out=True)
    answer(made, 0, number, LATER, "That is all.")
    rule(made, 0, "low_price", LATER, is_out=False, reason="It owns the building.")
    with make.looking(made.house.id):
        assert latest_run(made.tender()).number == 1, "nothing has changed, so no new run"
    with pytest.raises(Refused, match="heard first"):
        rule(made, 0, "low_price", LATER, is_out=True)


def test_a_bid_that_is_disregarded_leaves_a_new_run_beside_the_old(prepared: Prepared) -> None:
    """Its price counts for nobody, its marks stay; put back, all is as it was."""
    made: Panel = prepared(deciding_tender, n=3)
    ask(made, 0, "low_price", DECIDED)
    after = DECIDED + timedelta(days=5)
    rule(made, 0, "low_price", after, is_out=True, reason="No answer came.")
    with make.looking(made.house.id):
        tender = made.tender()
        run = latest_run(tender)
        assert run.number == 2
        assert unlike_rows(tender, run) == []
        result, given = json.loads(run.result), json.loads(run.input)
        assert [bid["id"] for bid in result["bids"]] == [*made.labels[1:], made.labels[0]]
        assert result["bids"][-1]["reasons"] == ["disregarded:low_price"]
        assert result["bids"][0]["price"]["exact"] == "20", "the lowest is taken over the others"
        assert [bid.label for bid in bids_to_mark(tender)] == sorted(made.labels[1:])
        assert {row["bid"] for row in given["agreed"]} == set(made.labels)
    rule(made, 0, "low_price", after, is_out=False, reason="The answer was lost in the post.")
    with make.looking(made.house.id):
        last = latest_run(made.tender())
        first = json.loads(last.result)["bids"][0]
        assert (last.number, first["id"]) == (3, made.labels[0])


def test_only_what_is_left_is_moderated_and_a_rule_broken_is_heard(prepared: Prepared) -> None:
    made: Panel = prepared(moderating_tender, n=3)
    ask(made, 1, "disregard", MODERATED, "Your bid names another tender.")
    after = MODERATED + timedelta(days=6)
    rule(made, 1, "procedural", after, is_out=True)
    with make.looking(made.house.id):
        assert {item.bid.label for item in items_of(made.tender())} == {
            made.labels[0],
            made.labels[2],
        }
    record_all(made)
    sign_all(made)
    closed(made)
    with make.looking(made.house.id):
        run = latest_run(made.tender())
        out = json.loads(run.result)["bids"][-1]
        assert (out["id"], out["reasons"]) == (made.labels[1], ["disregarded:procedural"])
        assert unlike_rows(made.tender(), run) == []


def test_a_late_answer_is_refused_and_recorded_and_a_name_is_warned_of(quick_app: Flask) -> None:
    made = moderating_tender(make.house(), 2)
    number = ask(made, 0, "clarification", MODERATED, "What does your answer to Q1 mean?")
    name = name_of(made)
    with pytest.raises(Refused, match="tells who you are"):
        answer(made, 0, number, MODERATED, f"We at {name} mean it.")
    with pytest.raises(Refused, match="is over") as late:
        answer(made, 0, number, MODERATED + timedelta(days=5), "Too late.")
    assert late.value.record is not None
    with on(made, MODERATED):
        late.value.record()
    answer(made, 0, number, MODERATED, "We mean the young people.")
    with pytest.raises(Refused, match="this was everything"):
        answer(made, 0, number, MODERATED, "And more.")
    with on(made, MODERATED) as tender, pytest.raises(Exception, match="404|Not Found"):
        own_question(made.members[1].actor, tender, number)
    bodies = " ".join(mail.subject + mail.body for mail in db.session.query(Mail))
    assert "There is news about your bid" in bodies
    assert "What does your answer" not in bodies


def name_of(made: Panel) -> str:
    with make.looking(made.house.id):
        provider_id = made.members[0].actor.provider_id
        return next(each.name for each in bidders_of(made.tender()) if each.id == provider_id)


def test_exclusion_by_name_after_hearing(prepared: Prepared) -> None:
    """R17: excluded is disregarded, excludable considered, nobody before they were heard."""
    made: Panel = prepared(moderating_tender, n=2)
    lead = made.house.lead.actor
    with make.looking(made.house.id):
        provider_id = made.members[0].actor.provider_id
        assert provider_id

    def look(outcome: str, at: object = MODERATED, **more: object) -> None:
        facts: dict[str, object] = {
            "looked_on": MODERATED.date(),
            "on_list": "no",
            "has_mandatory": True,
            "has_discretionary": False,
            "words": "A conviction stands in the register.",
            "outcome": outcome,
        } | more
        with on(made, at) as tender:  # type: ignore[arg-type]
            provider, bid = bidder_of(tender, provider_id)
            check_bidder(lead, tender, provider, bid, Looked(**facts))  # type: ignore[arg-type]

    with pytest.raises(Refused, match="heard first"):
        look("excluded")
    with pytest.raises(Refused, match="Nothing is said above"):
        look("hearing", has_mandatory=False)
    with pytest.raises(Refused, match="hasn’t come"):
        look("none", looked_on=(MODERATED + timedelta(days=1)).date())
    look("hearing")
    with make.looking(made.house.id):
        assert unchecked_in(made.tender()) == 2
    ask(made, 0, "exclusion", MODERATED, "A conviction was found.")
    after = MODERATED + timedelta(days=5)
    with pytest.raises(Refused, match="Only a mandatory ground"):
        look("excluded", after, has_mandatory=False, has_discretionary=True)
    look("excluded", after)
    with make.looking(made.house.id):
        assert unchecked_in(made.tender()) == 1
        assert [bid.label for bid in bids_to_mark(made.tender())] == [made.labels[1]]
    look("stays", after, has_mandatory=False, has_discretionary=True)
    with make.looking(made.house.id):
        assert len(bids_to_mark(made.tender())) == len(bids_of(made.tender())) == 2


def test_every_word_of_it_can_be_taken_out_and_the_record_holds(prepared: Prepared) -> None:
    """R26, R31: what was asked, said, found and ruled, each behind its own seal."""
    made: Panel = prepared(moderating_tender, n=2)
    lead, after = made.house.lead.actor, MODERATED + timedelta(days=6)
    answer(made, 0, ask(made, 0, "low_price", MODERATED), MODERATED, "Mrs Hale pays half of it.")
    rule(made, 0, "low_price", after, is_out=False, reason="Mrs Hale showed it.")
    with on(made, after) as tender:
        found = bidder_of(tender, made.members[0].actor.provider_id)  # type: ignore[arg-type]
        facts = Looked(MODERATED.date(), "no", False, False, "Mrs Hale was looked up.", "none")
        check_bidder(lead, tender, *found, facts)
    kinds = {"bidder_question", "bidder_answer", "exclusion_check", "bid_ruling"}
    with on(made, after) as tender:
        texts = [each for each in every_text_of(tender) if each.kind in kinds]
        assert {each.kind for each in texts} == kinds
        for each in texts:
            redact(lead, tender, each, TAKEN_OUT)
    with make.looking(made.house.id):
        checks = (questions, answers, looks, rulings)
        assert [trouble for check in checks for trouble in check(made.id)] == []
        left = [each.text for each in every_text_of(made.tender()) if each.kind in kinds]
    assert left == [TAKEN_OUT] * 4


def test_the_hint_points_out_what_lies_far_below() -> None:
    a, b, c = uuid4(), uuid4(), uuid4()
    hint = hint_on(clock.today())
    assert hint_on(MODERATED.date().replace(year=2001)) is None
    found = below_others({a: Decimal(60), b: Decimal(100), c: Decimal(110)}, hint)
    assert [found[each].is_far for each in (a, b, c)] == [True, False, False]
    assert (found[a].mean, found[a].next) == (42, 40)
    assert below_others({a: Decimal(60), b: Decimal(100)}, hint) == {}
    close = below_others({a: Decimal(60), b: Decimal(65), c: Decimal(110)}, hint)
    assert not close[a].is_far, "the next one is near"
