"""Seats the story's panel, lets it declare, and marks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from portal.accounts.links import TOKEN, WayIn
from portal.bids.queries import bids_of
from portal.bids.queries_gates import gate_answers_of
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.demo.panel import KINDS, Panel
from portal.demo.people import Registrar
from portal.evaluation.marking import operations as marking
from portal.evaluation.marking.queries import OwnSheet, own_sheets
from portal.evaluation.models import Declaration, Seat
from portal.evaluation.seats import operations as seats
from portal.evaluation.seats.newcomers import seat_account
from portal.evaluation.seats.operations import ConflictAnswer
from portal.specifications.models import Criterion, Group
from portal.specifications.queries import criteria_of, gates_of, groups_of
from portal.tenders.models import Tender

ALL = dict.fromkeys(("p1", "p2", "p3", "y1", "y2", "y3", "y4", "c1", "c2", "c3"), 1.0)
HALF = ALL | {"p1": 0.5, "p3": 0.0, "y1": 0.6, "y3": 0.25, "y4": 0.0, "c1": 0.5, "c3": 0.0}
"""Which part of their marks each evaluator has given; a sheet that is whole is sent."""

PASSED = "The evidence was checked: it is in date, and it covers what the question asks for."
FAILED = (
    "The answer says that £1 million of public liability cover is held where at least £5 million"
    " was asked for, that there is no professional indemnity cover, and that no insurer has offered"
    " the full cover in writing from the start of the contract."
)


def seat(panel: Panel, cast: dict[str, dict[str, Any]], people: Registrar) -> None:
    """The lead gives every evaluator a seat, on all that their group marks, and a link; each of
    them chooses their own password through it."""
    links: dict[str, WayIn] = {}
    with panel.at(panel.day_0 + timedelta(minutes=30)) as tender:
        criteria, groups = criteria_of(tender), {each.kind: each for each in groups_of(tender)}
        for key, facts in cast.items():
            group = groups[KINDS[key[0]]]
            theirs = [c for c in criteria if any(s.group_id == group.id for s in c.shares)]
            who = facts.get("email") or facts["sign_in"], facts["name"]
            links[key] = _seated(panel.lead, tender, who, group, theirs)
    with panel.at(panel.day_0 + timedelta(minutes=50)):
        panel.people = {key: people.choose_password(way_in) for key, way_in in links.items()}


def _seated(
    lead: Actor, tender: Tender, who: tuple[str, str], group: Group, theirs: list[Criterion]
) -> WayIn:
    way_in = seat_account(lead, tender, *who, TOKEN, group, theirs)
    assert way_in, f"{who[0]} is there already"
    return way_in


def prepare(panel: Panel) -> None:
    """Gates, declarations, the decision on an interest, and the start of marking."""
    with panel.at(panel.on("opening", hours=5)) as tender:
        panel.learn_labels(tender)
        _confirm_gates(panel, tender)
    conflicts = panel.story.conflicts
    for hours, said in enumerate(conflicts["declarations"], start=6):
        with panel.at(panel.on("opening", hours=hours)) as tender:
            _declare(panel, tender, said)
    for decided in conflicts["decisions"]:
        with panel.at(panel.on("opening", hours=20)) as tender:
            _decide(panel, tender, decided)
    with panel.at(panel.on("opening", days=2)) as tender:
        seats.start_marking(panel.lead, tender)


def mark(panel: Panel, parts: Mapping[str, float]) -> None:
    """Each evaluator gives that part of their marks, bid by bid in an order of their own."""
    begin, end = panel.on("opening", days=3), panel.on("marking", days=-1)
    for turn, (key, part) in enumerate(parts.items()):
        given = panel.story.marks[key]
        _mark(panel, key, round(part * len(given)), begin + (end - begin) * turn / len(parts))


def close_marking(panel: Panel) -> None:
    """The lead closes marking when all sheets are sent."""
    with panel.at(panel.on("marking")) as tender:
        marking.close_marking(panel.lead, tender)


def _confirm_gates(panel: Panel, tender: Tender) -> None:
    answers = gate_answers_of(tender)
    for bid in bids_of(tender):
        for gate in gates_of(tender):
            passes = answers[bid.id, gate.id].passes
            reason = PASSED if passes else FAILED
            seats.confirm_gate(panel.lead, tender, bid, gate, passes, reason)


def _declare(panel: Panel, tender: Tender, said: dict[str, Any]) -> None:
    key = said["evaluator"]
    answers = {
        provider_id: ConflictAnswer(
            has_used=bidder in said["helped_by"],
            has_interest=bidder in said["tied_to"],
            details=said.get("words", "") if bidder in said["helped_by"] + said["tied_to"] else "",
        )
        for bidder, provider_id in panel.bidders.items()
    }
    seats.declare_conflicts(panel.actor(key), tender, seat_of_key(panel, key), answers)


def _decide(panel: Panel, tender: Tender, decided: dict[str, Any]) -> None:
    declaration = db.session.scalars(
        select(Declaration).where(
            Declaration.seat_id == seat_of_key(panel, decided["evaluator"]).id,
            Declaration.provider_id == panel.bidders[decided["bid"]],
        )
    ).one()
    seats.decide_conflict(
        panel.participation_lead, tender, declaration, decided["kept_from"], decided["reason"]
    )


def seat_of_key(panel: Panel, key: str) -> Seat:
    """The seat of one of the story's evaluators."""
    return db.session.scalars(
        select(Seat).where(Seat.person_id == panel.people[key], Seat.tender_id == panel.tender_id)
    ).one()


def _mark(panel: Panel, key: str, most: int, at: datetime) -> None:
    """Sheet by sheet in the evaluator's own order, one an hour, until `most` marks are given; all
    in one transaction, because their sheets are read once for it."""
    left = most
    with panel.at(at) as tender:
        for number, own in enumerate(own_sheets(tender, seat_of_key(panel, key))):
            with clock.at(at + timedelta(hours=number)):
                left -= _mark_sheet(panel, tender, key, own, left)


def _mark_sheet(panel: Panel, tender: Tender, key: str, own: OwnSheet, most: int) -> int:
    """Mark one sheet, and send it when it is whole; how many marks were given."""
    actor = panel.actor(key)
    bid = next(bid for bid, label in panel.labels.items() if label == own.label)
    given = {each["criterion"]: each for each in panel.story.marks[key] if each["bid"] == bid}
    criteria = list(own.criteria)[:most]
    for criterion in criteria:
        said = given[criterion.code]
        mark = None if said.get("pass") else Decimal(said["mark"])
        reason = said.get("reason", "")
        marking.record_mark(actor, tender, own.sheet, criterion, mark, reason)
    if len(criteria) == len(own.criteria):
        marking.send_sheet(actor, tender, own.sheet)
    return len(criteria)
