"""Telling members in the way each asked for: the portal goes two ways itself, somebody goes the
others (P20)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from portal.core import clock
from portal.core.errors import Refused
from portal.core.mail import post
from portal.core.words import say
from portal.participation.panels.models import Member
from portal.participation.panels.policy import is_agreed

AT_ONCE = ("here", "email")
"""Ways of telling that the portal goes itself; the others wait on a list for somebody to go."""
SUBJECT = say("News for you")
NOT_YET = say("Choose a day that isn’t after today.")
BEFORE = say("Choose a day on which this was out already.")


def tell_each(members: Iterable[Member], words: str, **facts: str) -> list[tuple[Member, str]]:
    """Tell each person once, in the way they asked for; answers who is told how (P20).

    A mail says that there is news, never what (R18), and goes only to who asked for mails. Who
    hasn't agreed to be told finds it on their pages. The caller keeps the ways.
    """
    told = [(member, way_of(member)) for member in _once_each(members)]
    for member, how in told:
        if how == "email":
            assert member.person.email is not None
            post(member.person.email, SUBJECT, words, **facts)
    return told


def _once_each(members: Iterable[Member]) -> list[Member]:
    """Who wants to be told, each person once: somebody on two panels is told by the place that goes
    on, or else by the first (P20)."""
    found: dict[uuid.UUID, Member] = {}
    for member in members:
        if not is_agreed(member, "told_afterwards") or member.person.erased_at:
            continue
        known = found.setdefault(member.person_id, member)
        if known.ended_at is not None and member.ended_at is None:
            found[member.person_id] = member
    return list(found.values())


def way_of(member: Member) -> str:
    """The way that a member asked for; who left reads no message on a page, and is sent a letter.

    Without an address an e-mail is a message in the portal.
    """
    how = member.tell_by
    if how == "email" and member.person.email is None:
        how = "here"
    if how == "here" and member.ended_at is not None:
        return "letter"
    return how


def refuse_day(day: date, out_on: date) -> None:
    """Somebody was told on a day since it was out, and not in days to come."""
    if day > clock.today():
        raise Refused(NOT_YET, field="told_on")
    if day < out_on:
        raise Refused(BEFORE, field="told_on")
