"""The permission matrix: every policy for every role in every stage, as the table says."""

from __future__ import annotations

import importlib
import inspect
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from portal.accounts import models as roles
from portal.accounts.models import FACILITATOR, Role
from portal.core import clock
from portal.core.authorisation import Actor, NotNow, Verdict
from portal.outcomes.models import Approval, Decision, Letter
from portal.record.policy import may_read_trail
from portal.tenders.models import Tender
from portal.tenders.policy import may_find_tender
from tests.access_actors import (
    ACTORS,
    ELSEWHERE,
    NOW,
    OURS,
    PROVIDER,
    SAME_AS,
    TENDER,
    THEIRS,
    anothers_sheet,
    holder_role,
    part_of,
    role_of,
    seat_for,
    sheet_for,
    suggestion_in,
    tender_in,
)
from tests.access_agreeing import situations
from tests.access_choosing import CHOOSING
from tests.access_contracting import in_contracting
from tests.access_deciding import in_deciding
from tests.access_desk import AT_DESK
from tests.access_doors import DIRECTORY, NO_DOOR
from tests.access_feedback import FEEDBACK
from tests.access_interviews import at_interviews
from tests.access_letters import in_letters
from tests.access_marking import seats as seats_later
from tests.access_members import OF_MEMBERS
from tests.access_monitoring import in_monitoring
from tests.access_opening import AT_OPENING
from tests.access_panels import PANELS
from tests.access_practice import seats as seats_of
from tests.access_reading import IN_READING
from tests.access_room import IN_ROOM
from tests.access_setting_up import in_setting_up
from tests.access_table import EVERYBODY, POLICIES, STAGES
from tests.access_taken import packs
from tests.access_training import TRAINING
from tests.source import ROOT

SOMEBODY = ACTORS["person"]
MADE = Decision(tender_id=TENDER, made_by=SOMEBODY.person_id)
WORD = Approval(tender_id=TENDER)
Arguments = Callable[[Actor, Tender], tuple[Any, ...]]

SITUATIONS: dict[str, Arguments] = {
    "accounts.may_run_installation": lambda a, t: (a,),
    "accounts.may_see_people": lambda a, t: (a, OURS),
    "accounts.may_choose_languages": lambda a, t: (a, OURS),
    "accounts.may_change_authority": lambda a, t: (a, OURS),
    "accounts.may_manage_people": lambda a, t: (a, OURS),
    "accounts.may_end_role: a colleague's": lambda a, t: (a, holder_role(SOMEBODY)),
    "accounts.may_end_role: one's own": lambda a, t: (a, holder_role(a)),
    "accounts.may_end_role: a panel member's": lambda a, t: (a, role_of(a, name=roles.PANEL)),
    "accounts.may_end_role: an evaluator's": lambda a, t: (a, role_of(SOMEBODY, tender_id=TENDER)),
    "accounts.may_end_role: a facilitator's": lambda a, t: (
        a,
        role_of(SOMEBODY, name=FACILITATOR, tender_id=TENDER),
    ),
    **OF_MEMBERS,
    "safety.may_ask_for_help": lambda a, t: (a, OURS),
    "safety.may_hand_over": lambda a, t: (a, OURS),
    "safety.may_know_of_store": lambda a, t: (a, OURS),
    "safety.may_open_store: let in": lambda a, t: (a, OURS, True),
    "safety.may_open_store: not let in": lambda a, t: (a, OURS, False),
    "safety.may_make_lock: nobody can open it": lambda a, t: (a, OURS, False),
    "safety.may_make_lock: somebody can": lambda a, t: (a, OURS, True),
    "safety.may_take_up_code: one waits": lambda a, t: (a, OURS, True),
    "safety.may_take_up_code: none waits": lambda a, t: (a, OURS, False),
    "safety.may_let_in: another holder": lambda a, t: (a, OURS, True, holder_role(SOMEBODY)),
    "safety.may_let_in: another holder, not let in oneself": lambda a, t: (
        a,
        OURS,
        False,
        holder_role(SOMEBODY),
    ),
    "safety.may_let_in: oneself": lambda a, t: (a, OURS, True, holder_role(a)),
    "safety.may_let_in: who left": lambda a, t: (
        a,
        OURS,
        True,
        holder_role(SOMEBODY, ended_at=NOW),
    ),
    "safety.may_let_in: another role": lambda a, t: (
        a,
        OURS,
        True,
        role_of(SOMEBODY, name=roles.AUDITOR),
    ),
    "tenders.may_create_tender": lambda a, t: (a, OURS),
    **AT_OPENING,
    "specifications.cowriting.may_write_with: own part": lambda a, t: (a, t, part_of(a)),
    "specifications.cowriting.may_write_with: round not opened yet": lambda a, t: (
        a,
        t,
        part_of(a, opens_in=1),
    ),
    "specifications.cowriting.may_write_with: another's part": lambda a, t: (
        a,
        t,
        part_of(SOMEBODY),
    ),
    "specifications.cowriting.may_suggest: round open": lambda a, t: (a, t, part_of(a)),
    "specifications.cowriting.may_suggest: round closed": lambda a, t: (a, t, part_of(a, days=-1)),
    "specifications.cowriting.may_suggest: consent missing": lambda a, t: (
        a,
        t,
        part_of(a, ready=NotNow("You haven’t said yes.")),
    ),
    "specifications.cowriting.may_read_suggestion: own panel's": lambda a, t: (
        a,
        t,
        part_of(a),
        suggestion_in(TENDER, THEIRS),
    ),
    "specifications.cowriting.may_read_suggestion: another panel's": lambda a, t: (
        a,
        t,
        part_of(a),
        suggestion_in(ELSEWHERE, THEIRS),
    ),
    "specifications.cowriting.may_back: another's": lambda a, t: (
        a,
        t,
        part_of(a),
        suggestion_in(TENDER, THEIRS),
    ),
    "specifications.cowriting.may_back: own": lambda a, t: (
        a,
        t,
        part_of(a),
        suggestion_in(TENDER, OURS),
    ),
    "specifications.cowriting.may_question: own, answered": lambda a, t: (
        a,
        t,
        part_of(a),
        suggestion_in(TENDER, OURS, answered=True),
    ),
    "specifications.cowriting.may_question: own, waiting": lambda a, t: (
        a,
        t,
        part_of(a),
        suggestion_in(TENDER, OURS),
    ),
    "specifications.cowriting.may_question: another's": lambda a, t: (
        a,
        t,
        part_of(a),
        suggestion_in(TENDER, THEIRS, answered=True),
    ),
    "evaluation.seats.may_void": lambda a, t: (a, t, seat_for(SOMEBODY)),
    "evaluation.seats.may_make_link": lambda a, t: (a, t, seat_for(SOMEBODY)),
    "evaluation.seats.may_see_declaration: own seat": lambda a, t: (a, t, seat_for(a)),
    "evaluation.seats.may_see_declaration: another's": lambda a, t: (a, t, seat_for(SOMEBODY)),
    "evaluation.seats.may_declare: own seat": lambda a, t: (a, t, seat_for(a)),
    "evaluation.seats.may_declare: another's": lambda a, t: (a, t, seat_for(SOMEBODY)),
    "evaluation.marking.may_read_sheet: own": lambda a, t: (a, t, *sheet_for(a)),
    "evaluation.marking.may_read_sheet: another's": lambda a, t: (a, t, *anothers_sheet(a)),
    "evaluation.marking.may_lift_own: own": lambda a, t: (a, t, *sheet_for(a, sent=True)),
    "evaluation.marking.may_lift_own: another's": lambda a, t: (a, t, *anothers_sheet(a)),
    "evaluation.moderation.may_lift: theirs": lambda a, t: (a, t, True),
    "evaluation.moderation.may_lift: not theirs": lambda a, t: (a, t, False),
    "evaluation.moderation.may_see_item: theirs": lambda a, t: (a, t, True),
    "evaluation.moderation.may_see_item: not theirs": lambda a, t: (a, t, False),
    "evaluation.runs.may_see_parts: groups of 5": lambda a, t: (a, t, 5),
    "evaluation.runs.may_see_parts: a group of 4": lambda a, t: (a, t, 4),
    "outcomes.may_decide: nothing decided": lambda a, t: (a, t, None, None),
    "outcomes.may_decide: waits for approval": lambda a, t: (a, t, MADE, None),
    "outcomes.may_decide: sent back": lambda a, t: (a, t, MADE, WORD),
    "outcomes.may_approve: waits": lambda a, t: (a, t, MADE, None, False),
    "outcomes.may_approve: nothing decided": lambda a, t: (a, t, None, None, False),
    "outcomes.may_approve: word is given": lambda a, t: (a, t, MADE, WORD, False),
    "outcomes.may_approve: who marked": lambda a, t: (a, t, MADE, None, True),
    "outcomes.may_approve: who decided": lambda a, t: (
        a,
        t,
        Decision(tender_id=TENDER, made_by=a.person_id),
        None,
        False,
    ),
    "outcomes.may_read_own_letter: own": lambda a, t: (a, t, Letter(provider_id=PROVIDER)),
    "outcomes.may_read_own_letter: another's": lambda a, t: (
        a,
        t,
        Letter(provider_id=uuid.uuid4()),
    ),
    "outcomes.may_read_own_letter: none": lambda a, t: (a, t, None),
    "record.bundle.may_take_bundle: own letter": lambda a, t: (a, t, Letter(provider_id=PROVIDER)),
    "record.bundle.may_take_bundle: no letter": lambda a, t: (a, t, None),
    "record.erasure.may_see_erasure: here": lambda a, t: (a, OURS),
    "record.erasure.may_see_erasure: all": lambda a, t: (a, None),
    "record.erasure.may_erase: staff": lambda a, t: (a, [role_of(SOMEBODY, name=roles.APPROVER)]),
    "record.erasure.may_erase: evaluator": lambda a, t: (
        a,
        [role_of(SOMEBODY, name=roles.EVALUATOR, tender_id=TENDER)],
    ),
    "record.erasure.may_erase: both": lambda a, t: (
        a,
        [role_of(SOMEBODY, name=name) for name in (roles.EVALUATOR, roles.AUDITOR)],
    ),
    "record.erasure.may_erase: member": lambda a, t: (a, [Role(name=roles.PROVIDER)]),
    "record.may_know_of_bids": lambda a, t: (t,),
    "record.may_read_labels_of_marks": lambda a, t: (a, t),
    "record.may_read_time: an evaluator's event": lambda a, t: (a, t, "young_evaluator"),
    "record.may_read_time: another's event": lambda a, t: (a, t, roles.LEAD),
}
SITUATIONS |= in_contracting(OURS, PROVIDER) | in_setting_up(OURS) | in_monitoring(OURS)
SITUATIONS |= AT_DESK | situations(part_of) | PANELS | CHOOSING | TRAINING | FEEDBACK
SITUATIONS |= seats_of(SOMEBODY, seat_for) | IN_READING | packs(SOMEBODY, seat_for)
SITUATIONS |= at_interviews(SOMEBODY, seat_for)
SITUATIONS |= in_deciding(SOMEBODY, seat_for)
SITUATIONS |= IN_ROOM | seats_later(SOMEBODY) | in_letters(PROVIDER)
"""What a policy is asked about, where that isn't the actor and the tender alone."""


@pytest.mark.parametrize("case", POLICIES)
def test_each_role_may_in_each_stage_what_the_table_says(case: str) -> None:
    name = case.partition(":")[0]
    module, _, function = name.rpartition(".")
    policy = getattr(importlib.import_module(f"portal.{module}.policy"), function)
    wrong = {}
    for who, actor in ACTORS.items():
        said = "".join(_letter(case, policy, actor, stage) for stage in STAGES)
        if said != (expected := _expected(case, who)):
            wrong[who] = f"{said} and the table says {expected}"
    assert wrong == {}


def _letter(case: str, policy: Callable[..., Any], actor: Actor, stage: str) -> str:
    """What the whole way to a page says: the door of the tender first, then the policy."""
    tender = tender_in(stage)
    arguments = SITUATIONS.get(case, lambda actor, tender: (actor, tender))(actor, tender)
    with clock.at(NOW):
        if case.startswith(DIRECTORY):
            return _said(policy(*arguments))
        if not case.startswith(NO_DOOR) and not may_find_tender(actor, tender):
            return "."
        if case.startswith("record.may_") and not may_read_trail(actor, tender):
            return "."
        return _said(policy(*arguments))


def _said(verdict: Verdict) -> str:
    if isinstance(verdict, NotNow):
        assert verdict.why.endswith((".", "?")), verdict
    return "+" if verdict else "-" if isinstance(verdict, NotNow) else "."


def _expected(case: str, who: str) -> str:
    row = {name: letters for names, letters in POLICIES[case].items() for name in names.split()}
    assert row.keys() <= ACTORS.keys()
    letters = row.get(who, row.get(SAME_AS.get(who, ""), "."))
    return letters.ljust(len(STAGES), letters[-1])


def test_every_policy_stands_in_the_table() -> None:
    named = {case.partition(":")[0] for case in POLICIES}
    assert named == set(_policies())
    assert set(SITUATIONS) <= set(POLICIES)
    assert set(EVERYBODY.split()) == set(ACTORS)


def _policies() -> Iterator[str]:
    """Every policy under the name of the feature that it stands in."""
    for path in sorted((ROOT / "portal").rglob("policy.py")):
        feature = ".".join(path.parent.relative_to(ROOT / "portal").parts)
        module = importlib.import_module(f"portal.{feature}.policy")
        for name, found in inspect.getmembers(module, inspect.isfunction):
            if name.startswith("may_") and found.__module__ == module.__name__:
                yield f"{feature}.{found.__name__}"
