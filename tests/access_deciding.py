"""Ties, mistakes, approvals in order, two views and narratives, in the permission matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from portal.core.authorisation import Actor
from portal.evaluation.models import Seat
from portal.outcomes.approving.course import Course
from portal.outcomes.approving.models import ApproverAnswer, ApproverPlace, ApproverQuestion
from portal.outcomes.approving.queries import Asked, Given, InOrder, Words
from portal.outcomes.models import Decision
from portal.tenders.models import Tender

READERS, READERS_NOT_NOW = "lead approver auditor", "-lead -approver -auditor"
LEADS = "lead participation"
SEES_RUN = {"lead approver auditor": "------+++++", "participation": "--------+++"}
DECIDES = {"lead": "------+----"}

DECIDING: dict[str, dict[str, str]] = {
    "outcomes.may_decide_tie: bids are tied": DECIDES,
    "outcomes.may_decide_tie: one is first": {"lead": "-"},
    "outcomes.may_reopen: nobody said yes": {"lead": "------+--+-"},
    "outcomes.may_reopen: an approver said yes": {"lead": "---------+-"},
    "outcomes.may_see_order": {"lead approver auditor": "+"},
    "outcomes.may_set_order": {"lead": "+++++++----"},
    "outcomes.may_answer_approver: waits": {"lead": "+"},
    "outcomes.may_answer_approver: answered": {"lead": "-"},
    "outcomes.may_give_word: their turn": {"approver": "------+----"},
    "outcomes.may_give_word: another's turn": {"approver": "-"},
    "outcomes.may_give_word: a question waits": {"approver": "-"},
    "outcomes.voices.may_see_views: groups of 5": SEES_RUN | {"evaluator": ".--------++"},
    "outcomes.voices.may_see_views: a group of 4": SEES_RUN,
    "outcomes.voices.may_read_reasons": SEES_RUN,
    "outcomes.voices.may_note_talk": DECIDES,
    "outcomes.voices.may_see_own_narrative: own group": {"evaluator": ".----++++++"},
    "outcomes.voices.may_see_own_narrative: no seat": {},
    "outcomes.voices.may_write_narrative: own group": {"evaluator": ".----++----"},
    "outcomes.voices.may_write_narrative: taken out": {"evaluator": ".----------"},
    "outcomes.voices.may_write_narrative: an approver said yes": {"evaluator": ".----------"},
    "outcomes.voices.may_read_narratives": {
        LEADS: "-----++++++",
        "approver auditor": "------+++++",
    },
    "outcomes.voices.may_lift_narrative": {LEADS: "-----++++--"},
    "outcomes.voices.may_lift_own_narrative: own group": {"evaluator": ".----++++--"},
    "outcomes.voices.may_lift_own_narrative: no seat": {},
}

PAGES_OF_DECIDING: dict[str, tuple[tuple[str, str], ...]] = {
    "runs.run": (("deciding", f"{READERS} -participation -young"),),
    "runs.changes": (("moderating", f"{READERS_NOT_NOW} -participation -young"),),
    "outcomes.tie": (("deciding", "-lead"), ("moderating", "-lead")),
    "outcomes.mistake": (("deciding", "lead"), ("approved", "-lead")),
    "outcomes.order": (("open", READERS),),
    "outcomes.order POST": (("open", "lead"), ("approved", "-lead")),
    "outcomes.approver_question": (("decided", "-lead"),),
    "outcomes.views": (
        ("deciding", f"{READERS} -participation"),
        ("moderating", f"{READERS_NOT_NOW} -participation"),
    ),
    "outcomes.views POST": (
        ("deciding", "lead -participation"),
        ("approved", "-lead -participation"),
    ),
    "outcomes.own_narrative": (("moderating", "young"), ("marking", "-young")),
    "outcomes.own_narrative POST": (("moderating", "young"), ("approved", "-young")),
    "outcomes.agree_to_narrative": (("moderating", "young"), ("approved", "-young")),
    "outcomes.narratives": (
        ("decided", f"{READERS} participation"),
        ("moderating", f"{LEADS} -approver -auditor"),
    ),
    "outcomes.report": (("deciding", READERS), ("moderating", READERS_NOT_NOW)),
    "outcomes.report_pdf": (("deciding", READERS), ("moderating", READERS_NOT_NOW)),
    "lifting.own_narrative": (("decided", "young"), ("released", "-young")),
    "lifting.narrative": (("decided", LEADS), ("released", "-lead -participation")),
}


def in_deciding(
    somebody: Actor, seat_for: Callable[[Actor], Seat]
) -> dict[str, Callable[[Actor, Tender], tuple[Any, ...]]]:
    """What policies are asked about: how far the decision is, whose turn, whose group."""
    assert somebody.person_id
    decision = Decision(id=uuid4(), made_by=somebody.person_id)
    question = ApproverQuestion(decision_id=decision.id)
    open_question, answered = (
        Asked(question, "Kit", answer) for answer in (None, ApproverAnswer())
    )
    begun = Course(decision, None, Words(given=(Given(None, "Kit"),)))  # type: ignore[arg-type]
    waits, voices = Course(decision), "outcomes.voices.may_"

    def in_turn(person: UUID | None) -> Course:
        place = ApproverPlace(place=1, person_id=person)
        return Course(decision, order=[InOrder(place, "Kit")])

    asked = Course(decision, words=Words(asked=(open_question,)))
    return {
        "outcomes.may_decide_tie: bids are tied": lambda a, t: (a, t, Course(), True),
        "outcomes.may_decide_tie: one is first": lambda a, t: (a, t, Course(), False),
        "outcomes.may_reopen: nobody said yes": lambda a, t: (a, t, waits),
        "outcomes.may_reopen: an approver said yes": lambda a, t: (a, t, begun),
        "outcomes.may_answer_approver: waits": lambda a, t: (a, t, open_question, waits),
        "outcomes.may_answer_approver: answered": lambda a, t: (a, t, answered, waits),
        "outcomes.may_give_word: their turn": lambda a, t: (a, t, in_turn(a.person_id), False),
        "outcomes.may_give_word: another's turn": lambda a, t: (a, t, in_turn(uuid4()), False),
        "outcomes.may_give_word: a question waits": lambda a, t: (a, t, asked, False),
        f"{voices}see_views: groups of 5": lambda a, t: (a, t, 5),
        f"{voices}see_views: a group of 4": lambda a, t: (a, t, 4),
        f"{voices}see_own_narrative: own group": lambda a, t: (a, t, seat_for(a)),
        f"{voices}see_own_narrative: no seat": lambda a, t: (a, t, None),
        f"{voices}write_narrative: own group": lambda a, t: (a, t, seat_for(a), False, False),
        f"{voices}write_narrative: taken out": lambda a, t: (a, t, seat_for(a), True, False),
        f"{voices}write_narrative: an approver said yes": lambda a, t: (
            a,
            t,
            seat_for(a),
            False,
            True,
        ),
        f"{voices}lift_own_narrative: own group": lambda a, t: (a, t, seat_for(a)),
        f"{voices}lift_own_narrative: no seat": lambda a, t: (a, t, None),
    }
