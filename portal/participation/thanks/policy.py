"""Whose diary and certificate it is, and who says whether thanks have come."""

from __future__ import annotations

from portal.core.authorisation import Actor, Verdict
from portal.participation.panels.models import Member
from portal.participation.panels.policy import is_agreed_to, may_look_back, may_take_part
from portal.participation.thanks.models import GivenThanks


def may_keep_hours(actor: Actor, member: Member | None) -> Verdict:
    """The member alone, also when they have left: nobody else reads it (P23)."""
    return may_take_part(actor, member) or may_look_back(actor, member)


def may_write_hours(actor: Actor, member: Member | None) -> Verdict:
    """Words are kept once everybody said yes to taking part; they can be taken out always (R18)."""
    if member is None or not may_keep_hours(actor, member):
        return False
    return is_agreed_to(member)


def may_say_it_came(actor: Actor, member: Member | None, given: GivenThanks | None) -> Verdict:
    """Whoever was given it says so, also when they have left; nobody says it for them (P23)."""
    is_theirs = member is not None and given is not None and given.member_id == member.id
    return is_theirs and may_keep_hours(actor, member)
