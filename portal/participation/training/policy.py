"""Who learns what, who sees how far others are, and who asks about words."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from portal.accounts.models import AUTHORITY_ROLES, EVALUATOR, PANEL
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.participation.panels.models import Member
from portal.participation.panels.policy import is_agreed_to, may_run_panels
from portal.participation.training.models import INTRODUCTION, STAFF, UnclearWord

NOT_FINISHED = say("You aren’t through all the steps yet. You can go on whenever you like.")
ANSWERED = say("Somebody has looked after this word already.")


def may_learn(actor: Actor, authority_id: uuid.UUID, course: str) -> Verdict:
    """The introduction is for young people and parents who take part; the other for staff (P28)."""
    if actor.authority_id != authority_id:
        return False
    takes_part = actor.role == PANEL or (actor.role == EVALUATOR and actor.kind != "professional")
    works_here = actor.role in AUTHORITY_ROLES or (
        actor.role == EVALUATOR and actor.kind == "professional"
    )
    return {INTRODUCTION: takes_part, STAFF: works_here}.get(course, False)


def may_look_back(actor: Actor, authority_id: uuid.UUID, course: str, is_finished: bool) -> Verdict:
    """At the end: what one thought of it, whether one is willing to be asked, the certificate."""
    return may_learn(actor, authority_id, course) and now(is_finished, NOT_FINISHED)


def may_say(actor: Actor, places: Sequence[Member]) -> Verdict:
    """What a member says is kept once they and, under 16, an adult said yes to taking part (R18);
    what they learn before that helps them to decide."""
    if actor.role != PANEL:
        return actor.person_id is not None
    said = [is_agreed_to(each) for each in places if each.panel.kind == actor.kind]
    return next((each for each in said if each), said[0] if said else False)


def may_lead_training(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """The participation lead guides groups, and sees the pool of trained people (P8)."""
    return may_run_panels(actor, authority_id)


def may_read_words(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """An authority's words are explained to whoever takes part or works there."""
    return actor.person_id is not None and actor.authority_id == authority_id


def may_ask_word(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """Anyone who takes part or works here may say that a word isn't clear (P8).

    Who may not be remembered yet asks all the same, and nothing is kept but the word (R18).
    """
    return may_read_words(actor, authority_id)


def may_explain_word(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """The participation lead explains words, and never learns who asked."""
    return may_run_panels(actor, authority_id)


def may_answer_word(actor: Actor, asked: UnclearWord) -> Verdict:
    """Each word that waits is answered once."""
    return may_explain_word(actor, asked.authority_id) and now(asked.closed_at is None, ANSWERED)
