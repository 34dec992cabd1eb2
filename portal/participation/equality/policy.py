"""Who is asked, and who sees numbers (P6)."""

from __future__ import annotations

import uuid

from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.participation.panels.ages import age_band_of
from portal.participation.panels.models import Member
from portal.participation.panels.policy import is_agreed_to, may_run_panels, may_take_part

TOO_YOUNG = say("We ask these questions from 13 on.")


def may_answer_equality(actor: Actor, member: Member | None) -> Verdict:
    """A member of 13 or more who takes part, with an adult's yes where that is needed (R18)."""
    if member is None:
        return False
    return (
        may_take_part(actor, member)
        and now(age_band_of(member) != "under_13", TOO_YOUNG)
        and is_agreed_to(member)
    )


def may_see_equality(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """The participation lead sees numbers, never an answer."""
    return may_run_panels(actor, authority_id)
