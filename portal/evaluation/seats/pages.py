"""What the pages before marking show, as texts and states; templates compute nothing."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask_babel import gettext, ngettext

from portal.accounts.models import Person, Provider
from portal.bids.models import Bid
from portal.bids.queries_gates import BlindGate
from portal.evaluation.models import ConflictDecision, Declaration, GateConfirmation, Seat
from portal.evaluation.seats.readiness import Readiness
from portal.specifications.models import Criterion, Gate, Group

Key = tuple[uuid.UUID, uuid.UUID]
MOST_NAMED = 8


def seat_lines(
    seats: Sequence[Seat],
    people: Mapping[uuid.UUID, Person],
    groups: Sequence[Group],
    criteria: Sequence[Criterion],
    answered: Collection[uuid.UUID],
    gone: Mapping[uuid.UUID, str],
) -> list[dict[str, Any]]:
    """Who sits in which group, for which criteria, and whether they have answered (R16)."""
    titles = {group.id: group.title for group in groups}
    names = {seat.id: people[seat.person_id].name for seat in seats}
    return [
        {
            "id": seat.id,
            "beside": names[seat.beside_id] if seat.beside_id else None,
            "name": people[seat.person_id].name,
            "has_password": people[seat.person_id].password_hash is not None,
            "group": titles[seat.group_id],
            "codes": ", ".join(_codes(seat, criteria)),
            "has_declared": seat.id in answered,
            "why_voided": gone.get(seat.id),
        }
        for seat in seats
    ]


def _codes(seat: Seat, criteria: Sequence[Criterion]) -> list[str]:
    own = {each.criterion_id for each in seat.criteria}
    return [criterion.code for criterion in criteria if criterion.id in own]


def gate_lines(
    bids: Sequence[Bid],
    gates: Sequence[Gate],
    answers: Mapping[Key, BlindGate],
    confirmed: Mapping[Key, GateConfirmation],
) -> list[dict[str, Any]]:
    """Each bid with its pass/fail questions: what it says, and what was confirmed."""
    return [
        {
            "label": bid.label,
            "gates": [
                {
                    "code": gate.code,
                    "title": gate.title,
                    "says_yes": _says_yes(answers.get((bid.id, gate.id))),
                    **_confirmed(confirmed.get((bid.id, gate.id))),
                }
                for gate in gates
            ],
        }
        for bid in bids
    ]


def _says_yes(answer: BlindGate | None) -> bool:
    return answer is not None and answer.passes


def _confirmed(word: GateConfirmation | None) -> dict[str, Any]:
    if word is None:
        return {"status": gettext("Not confirmed yet"), "colour": "yellow"}
    if word.passed:
        return {"status": gettext("Passes"), "colour": "green"}
    return {"status": gettext("Fails"), "colour": "red"}


def interest_lines(
    declared: Sequence[Declaration],
    decisions: Mapping[uuid.UUID, ConflictDecision],
    seats: Mapping[uuid.UUID, Seat],
    people: Mapping[uuid.UUID, Person],
    bidders: Mapping[uuid.UUID, Provider],
) -> list[dict[str, Any]]:
    """Every declared link between a person and a bidder's name, and what was decided (R16)."""
    return [
        {
            "id": each.id,
            "person": people[seats[each.seat_id].person_id].name,
            "bidder": bidders[each.provider_id].name,
            "details": each.details,
            "has_interest": each.has_interest,
            "needs_decision": each.needs_decision,
            "is_changed": each.version > 1,
            "decision": decisions.get(each.id),
        }
        for each in declared
        if each.seat_id in seats and (each.needs_decision or each.has_used)
    ]


def start_tasks(
    ready: Readiness, people: Mapping[uuid.UUID, Person], links: Mapping[str, str]
) -> list[dict[str, Any]]:
    """What marking waits for, each with its state and the page that mends it."""
    gates = [
        gettext("Bid %(label)s, %(code)s", label=bid.label, code=code)
        for bid, code in ready.unconfirmed
    ]
    unmarked = [f"{group.title}, {criterion.code}" for group, criterion in ready.unmarked]
    undeclared = [people[seat.person_id].name for seat in ready.undeclared]
    waiting = ngettext(
        "%(num)d waits for a decision", "%(num)d wait for a decision", ready.undecided
    )
    decided = [waiting] if ready.undecided else []
    way = None if ready.waits_for_desk else links["gates"]
    always = [
        (gettext("Every pass or fail question is confirmed"), gates, way),
        (gettext("Every group has somebody for each criterion"), unmarked, links["seats"]),
        (gettext("Everybody has answered about conflicts"), undeclared, links["seats"]),
        (gettext("The participation lead has decided on each interest"), decided, None),
    ]
    desk = (gettext("The desk is through with the bids"), [gettext("It reads them first")], None)
    always += [desk] if ready.waits_for_desk else []
    faults = [(why, named, links["seats"]) for why, named in _faults(ready, people) if named]
    return [_task(text, missing, href) for text, missing, href in (*always, *faults)]


def _faults(
    ready: Readiness, people: Mapping[uuid.UUID, Person]
) -> list[tuple[str, Sequence[str]]]:
    """What is only spoken of where it isn't so."""
    too_few = [
        gettext(
            "%(group)s, %(code)s: %(num)s of %(least)s",
            group=group.title,
            code=criterion.code,
            num=num,
            least=ready.least,
        )
        for group, criterion, num in ready.too_few
    ]
    barred = [people[seat.person_id].name for seat in ready.barred]
    emptied = [f"{group.title}, {criterion.code}" for group, criterion in ready.emptied]
    return [
        (
            gettext(
                "A group whose marks count as an average has %(least)s people or more",
                least=ready.least,
            ),
            too_few,
        ),
        (gettext("Nobody with a seat has another part in this"), barred),
        (gettext("Somebody of each group is left to mark each bid; give one more seat"), emptied),
    ]


def _task(text: str, missing: Sequence[str], href: str | None) -> dict[str, Any]:
    if not missing:
        return {"text": text, "status": gettext("Done"), "colour": "green"}
    named = "; ".join(missing[:MOST_NAMED])
    more = len(missing) - MOST_NAMED
    if more > 0:
        named = gettext("%(named)s and %(num)s more", named=named, num=more)
    return {
        "text": text,
        "hint": named,
        "href": href,
        "status": gettext("%(num)s missing", num=len(missing)),
        "colour": "yellow",
    }
