"""A letter holds what R21 and R22 ask for, made of stored facts, and no group's mark (R19)."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from typing import Any

from portal.accounts.models import Provider
from portal.bids.models import Bid
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models_compliance import BidRuling
from portal.evaluation.models_runs import TieDecision
from portal.evaluation.runs.queries import TieDecided
from portal.outcomes.figures import bid_results
from portal.outcomes.letter_document import document_of
from portal.outcomes.letters import letter_to
from portal.outcomes.material import Material, material_of
from portal.specifications.models import Heading
from tests import make
from tests import make_outcomes as outcomes
from tests.make_moderation import Panel, run_of
from tests.shelf import Prepared


def letters_of(made: Panel) -> list[dict[str, Any]]:
    """The letters to the members' providers, in the order of members."""
    with tenant(made.house.id):
        material = material_of(made.house.lead.actor, made.tender())
        return [
            letter_to(material, _bid(material, made, place)) for place in range(len(made.members))
        ]


def _bid(material: Material, made: Panel, place: int) -> Bid:
    return next(bid for bid in material.bids if bid.label == made.labels[place])


def provider_of(member: make.Human) -> Provider:
    """The provider's row."""
    return db.session.get_one(Provider, member.actor.provider_id)


def test_r21_a_letter_names_its_bidder_and_every_criterion(prepared: Prepared) -> None:
    made = prepared(outcomes.revealed_tender)
    for member, letter in zip(made.members, letters_of(made), strict=True):
        provider = provider_of(member)
        assert letter["receiver"]["name"] == provider.name
        assert letter["receiver"]["lines"] == [
            provider.address,
            provider.email,
            f"Identifier: {provider.identifier}",
        ]
        assert [(c["title"], c["weight"]) for c in letter["criteria"]] == [
            ("Listening", "30"),
            ("Fun", "20"),
            ("Safety", "30"),
        ]
        for criterion, code in zip(letter["criteria"], ("Q1", "Q2", "Q3"), strict=True):
            assert criterion["yours"]["available"] == "3"
            assert criterion["yours"]["words"].startswith(f"Your answer to {code} ")
        assert "0 missing, 1 weak, 2 good, 3 very good" in letter["method"][0]
        assert "20 times the lowest price" in " ".join(letter["method"])


def test_r21_an_unsuccessful_bidder_reads_the_winners_marks_in_the_same_form(
    prepared: Prepared,
) -> None:
    made = prepared(outcomes.revealed_tender)
    won, lost, _third = letters_of(made)
    assert won["title"] == "We have chosen your bid"
    assert won["winner"] is None
    assert all(each["winner"] is None for each in won["criteria"])
    assert lost["winner"] == provider_of(made.members[0]).name
    for ours, theirs in zip(won["criteria"], lost["criteria"], strict=True):
        assert theirs["winner"] == ours["yours"]
    assert won["opening"][0] == "We have chosen your bid for Support for young carers."
    assert lost["opening"][0] == "We have not chosen your bid for Support for young carers."


def test_r21_sub_totals_and_total_are_those_of_the_run(prepared: Prepared) -> None:
    made = prepared(outcomes.revealed_tender)
    letter = letters_of(made)[1]
    with tenant(made.house.id):
        by_label = {each.label: each for each in bid_results(run_of(made).result)}
    own, best = (by_label[label] for label in made.labels[:2][::-1])
    assert letter["figures"]["rows"][0] == [
        "Listening",
        "30",
        "2.00 / 3",
        "20.00",
        "3.00 / 3",
        "30.00",
    ]
    assert letter["figures"]["foot"] == [
        ["Quality", "80", "", own.quality, "", best.quality],
        ["Price", "20", "£601,000", own.price, "", best.price],
        ["Total", "100", "", own.total, "", best.total],
    ]


def test_r21_a_heading_over_questions_has_its_sub_total(prepared: Prepared) -> None:
    """Page and PDF read it from the same rows; the exact points are summed, then rounded (R6)."""
    made = prepared(outcomes.revealed_tender)
    with make.looking(made.house.id):
        material = material_of(made.house.lead.actor, made.tender())
        over = Heading(id=uuid.uuid4(), position=0, level=1, title="Support", plain_title="Help")
        empty = Heading(id=uuid.uuid4(), position=9, level=1, title="Nothing", plain_title="N")
        material = replace(material, headings=[over, empty])
        letter = letter_to(material, _bid(material, made, 1))
        assert "Support, together" in str(document_of(letter, "").blocks)
    rows = letter["figures"]["rows"]
    assert rows[0] == ["Support, together", "80", "", "53.33", "", "80.00"]
    assert [row[0] for row in rows[1:]] == ["Listening", "Fun", "Safety"]


def test_the_next_mark_up_is_explained_wherever_there_is_one(prepared: Prepared) -> None:
    made = prepared(outcomes.revealed_tender)
    won, lost, _third = letters_of(made)
    assert [each["next_mark"] for each in won["criteria"]] == [None] * 3
    assert [each["next_mark"] for each in lost["criteria"]] == ["Dates were needed."] * 3


def test_r5_a_failed_question_is_named_with_the_reason_that_was_confirmed(
    prepared: Prepared,
) -> None:
    made = prepared(outcomes.revealed_tender, fails_gate=True)
    letter = letters_of(made)[-1]
    assert letter["further"] == [
        "Your bid did not pass the pass or fail question ‘Insurance’. By the published rules a bid"
        " that fails one is not marked. The question was: Insured? Our reason: We read what"
        " they sent."
    ]
    assert all(each["yours"] is None for each in letter["criteria"])
    assert all(each["winner"] for each in letter["criteria"])
    assert letter["figures"]["rows"][0][2:4] == ["not marked", "–"]


def test_r8_r11_who_is_tied_or_disregarded_reads_why(prepared: Prepared) -> None:
    made = prepared(outcomes.revealed_tender)
    with tenant(made.house.id):
        material = material_of(made.house.lead.actor, made.tender())
        first, second, third = (_bid(material, made, place) for place in range(3))
        standings = dict(material.standings)
        for bid in (first, second):
            standings[bid.label] = replace(standings[bid.label], rank=1, is_shared=True)
        standings[third.label] = replace(
            standings[third.label], rank=None, reasons=("disregarded:low_price",)
        )
        tie = TieDecided(TieDecision(reason="It starts sooner."), first.label)
        ruling = BidRuling(ground="low_price", reason="You could not show who works for it.")
        told = replace(material, standings=standings, tie=tie, rulings={third.id: [ruling]})
        said = [" ".join(letter_to(told, bid)["further"]) for bid in (first, second, third)]
    assert "that yours stands first. Our reason: It starts sooner." in said[0]
    assert "that the other stands first. Our reason: It starts sooner." in said[1]
    assert "Ground: an abnormally low price. Our reason: You could not show who" in said[2]
    assert "It starts sooner" not in said[2]


def test_choosing_nobody_tells_everybody_why(prepared: Prepared) -> None:
    made = prepared(outcomes.revealed_tender, choose=None)
    for letter in letters_of(made):
        assert letter["winner"] is None
        assert letter["title"] == "Your bid was not successful"
        assert letter["further"] == ["Why we chose none: It has the best answers."]


def test_r22_a_psr_letter_says_why_and_when_representations_close(prepared: Prepared) -> None:
    made = prepared(outcomes.released_tender, regime="psr")
    house = made.house
    with tenant(house.id):
        from portal.outcomes.queries import letters_of as released

        material = material_of(house.lead.actor, made.tender())
        content = released(made.tender())[_bid(material, made, 1).id].content
    assert content["reference"] == "CYP-014"
    assert content["further"][0].startswith("Why we chose ")
    assert content["further"][1].startswith("Why we did not choose your bid: ")
    assert "4 December 2026" in content["next"][0]
    assert [each["what"] for each in content["dates"]][1:3] == [
        "Representations open",
        "Representations close, at midnight",
    ]


def test_r19_no_letter_holds_a_groups_mark(prepared: Prepared) -> None:
    for letter in letters_of(prepared(outcomes.revealed_tender)):
        for criterion in letter["criteria"]:
            assert set(criterion["yours"]) == {"mark", "available", "score", "words", "is_highest"}
        text = json.dumps(letter)
        assert not any(name in text for name in ("Professionals", "Young people", "young_"))
        assert "groups" not in _keys(letter)


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for item in value.values() for key in _keys(item)}
    if isinstance(value, list):
        return {key for item in value for key in _keys(item)}
    return set()
