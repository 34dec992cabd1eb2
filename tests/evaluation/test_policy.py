"""Who may prepare, mark and watch marking, in which stage: pure, without a database."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest

from portal.accounts.models import APPROVER, AUDITOR, EVALUATOR, LEAD, PARTICIPATION, PROVIDER
from portal.core.authorisation import Actor, Verdict
from portal.evaluation.marking import policy as marking
from portal.evaluation.models import Seat, Sheet
from portal.evaluation.seats import policy as seats
from portal.tenders.models import Tender
from portal.tenders.stages import STAGES

OURS, THEIRS, ME, TENDER = uuid.uuid4(), uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
PAST, FAR = datetime(2020, 1, 1, tzinfo=UTC), datetime(2090, 1, 1, tzinfo=UTC)

# action: (roles whose it is, stages in which it may be done)
TABLE = {
    "see_seats": ({LEAD, PARTICIPATION}, STAGES[1:]),
    "give_seat": ({LEAD}, ("open", "closed", "opened")),
    "void": ({LEAD}, STAGES[: STAGES.index("deciding")]),
    "see_gates": ({LEAD}, STAGES[3:]),
    "confirm_gate": ({LEAD}, ("opened",)),
    "start_marking": ({LEAD}, ("opened",)),
    "see_conflicts": ({PARTICIPATION}, STAGES[3:]),
    "decide_conflict": ({PARTICIPATION}, ("opened", "marking", "moderating", "deciding")),
    "declare": ({EVALUATOR}, ("opened",)),
    "see_sheets": ({EVALUATOR}, STAGES),
    "read_sheet": ({EVALUATOR}, STAGES),
    "mark": ({EVALUATOR}, ("marking",)),
    "see_progress": ({LEAD, PARTICIPATION}, STAGES[4:]),
    "close_marking": ({LEAD}, ("marking",)),
}
ROLES = (LEAD, PARTICIPATION, APPROVER, AUDITOR, EVALUATOR, PROVIDER)


def _tender(stage: str) -> Tender:
    return Tender(
        id=TENDER,
        authority_id=OURS,
        stage="open" if stage == "closed" else stage,
        deadline_at=PAST if stage != "open" else FAR,
        published_at=None if stage == "drafting" else PAST,
    )


def _actor(role: str, authority_id: uuid.UUID = OURS) -> Actor:
    on = TENDER if role == EVALUATOR else None
    return Actor(ME, role, authority_id=authority_id, tender_id=on)


SEAT = Seat(id=uuid.uuid4(), tender_id=TENDER, person_id=ME)
SHEET = Sheet(id=uuid.uuid4(), tender_id=TENDER, seat_id=SEAT.id, sent_at=None)
SENT = Sheet(id=uuid.uuid4(), tender_id=TENDER, seat_id=SEAT.id, sent_at=PAST)
MORE = {
    "see_gates": (False,),
    "confirm_gate": (False,),
    "void": (SEAT,),
    "declare": (SEAT,),
    "read_sheet": (SEAT, SHEET),
    "mark": (SEAT, SHEET, False, True),
}


def _ask(action: str, actor: Actor, tender: Tender) -> Verdict:
    policy = getattr(seats, f"may_{action}", None) or getattr(marking, f"may_{action}")
    return policy(actor, tender, *MORE.get(action, ()))


@pytest.mark.parametrize("action", TABLE)
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("role", ROLES)
def test_the_whole_cube(action: str, stage: str, role: str) -> None:
    theirs, stages = TABLE[action]
    verdict = _ask(action, _actor(role), _tender(stage))
    assert bool(verdict) == (role in theirs and stage in stages)
    if role not in theirs:
        assert verdict is False  # not yours is a 404; yours but not now says why


@pytest.mark.parametrize("action", TABLE)
def test_another_authoritys_people_find_nothing(action: str) -> None:
    for stage in STAGES:
        for role in ROLES:
            assert _ask(action, _actor(role, THEIRS), _tender(stage)) is False


def test_another_persons_sheet_is_not_there() -> None:
    other = Seat(id=uuid.uuid4(), tender_id=TENDER, person_id=uuid.uuid4())
    tender, me = _tender("marking"), _actor(EVALUATOR)
    assert marking.may_mark(me, tender, other, SHEET, False, True) is False
    assert marking.may_mark(me, tender, SEAT, None, False, True) is False
    foreign = Sheet(id=uuid.uuid4(), tender_id=TENDER, seat_id=other.id, sent_at=None)
    assert marking.may_read_sheet(me, tender, SEAT, foreign) is False


def test_a_sent_or_voided_sheet_is_readable_and_shut() -> None:
    tender, me = _tender("marking"), _actor(EVALUATOR)
    assert marking.may_read_sheet(me, tender, SEAT, SENT) is True
    assert not marking.may_mark(me, tender, SEAT, SENT, False, True)
    assert not marking.may_mark(me, tender, SEAT, SHEET, True, True)
