"""Who runs panels, who belongs to one, and when somebody may act there."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import timedelta

from portal.accounts.models import HOLDERS, PANEL, PARTICIPATION
from portal.core import clock
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.participation.panels.models import Consent, Member, Panel

REMINDED_BEFORE = timedelta(days=30)
"""So long before its end somebody is told that a term ends."""

LEFT = say("You have left this panel.")
PAUSED = say("You are taking a break from this panel. You can come back on ‘My panel’.")
OVER = say("Your time on this panel is over. Ask who leads it whether you can go on.")
NOT_SAID_YES = say("You haven’t said yes to taking part. You can do that on ‘What I said yes to’.")
NO_ADULT = say(
    "You can read everything, but an adult who looks after you has to say yes before you can write."
    " Ask who leads your panel for a code for them."
)
NO_TERMS = say(
    "Your panel has no rules of its own yet. You can put sentences forward on ‘Our rules’. When the"
    " rules are there, you can start."
)
NOT_ACCEPTED = say("Read your panel’s rules first, and say that you agree, on ‘Our rules’.")
PAUSED_ALREADY = say("You are taking a break already.")
NOT_PAUSED = say("You aren’t taking a break.")
PANEL_ENDED = say("This panel has ended.")
DECIDES_ALONE = say("They decide alone: nobody has to say yes for them.")


def may_run_panels(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """The participation lead of an authority makes its panels and sees who belongs to them (P5)."""
    runs = actor.role == PARTICIPATION and actor.tender_id is None
    return runs and actor.authority_id == authority_id


def may_change_panel(actor: Actor, panel: Panel) -> Verdict:
    """As long as the panel goes on; what was, they can read."""
    runs = may_run_panels(actor, panel.authority_id)
    return runs and now(panel.ended_at is None, PANEL_ENDED)


def may_look_back(actor: Actor, member: Member | None) -> Verdict:
    """Who has left reads why and what stays, and says whether they go on hearing (P5)."""
    return (
        member is not None
        and actor.person_id is not None
        and actor.person_id == member.person_id
        and member.ended_at is not None
        and member.person.erased_at is None
    )


def may_ask_an_adult(actor: Actor, member: Member) -> Verdict:
    """The participation lead asks an adult for somebody under 16, and notes what they say (R18)."""
    runs = may_run_panels(actor, member.authority_id)
    return runs and now(needs_adult(member), DECIDES_ALONE)


def may_decide_for_children(actor: Actor, authority_id: uuid.UUID) -> Verdict:
    """The safeguarding lead decides where asking a parent would endanger a child (R18)."""
    return actor.role in HOLDERS and actor.tender_id is None and actor.authority_id == authority_id


def may_decide_for(actor: Actor, member: Member) -> Verdict:
    """So for one child at a time, as long as they are under 16."""
    decides = may_decide_for_children(actor, member.authority_id)
    return decides and now(needs_adult(member), DECIDES_ALONE)


def may_take_part(actor: Actor, member: Member | None) -> Verdict:
    """A member's own pages: theirs alone, as long as they belong to the panel."""
    return (
        member is not None
        and actor.role == PANEL
        and actor.authority_id == member.authority_id
        and actor.kind == member.panel.kind
        and actor.person_id == member.person_id
        and member.ended_at is None
    )


def may_keep_words(actor: Actor, member: Member | None) -> Verdict:
    """What they need and their sentences are kept once all whose yes it takes said so (R18)."""
    if member is None:
        return False
    return may_take_part(actor, member) and is_agreed_to(member)


def may_pause(actor: Actor, member: Member | None) -> Verdict:
    """A break needs no reason (P5)."""
    return may_take_part(actor, member) and now(
        member is not None and member.paused_at is None, PAUSED_ALREADY
    )


def may_come_back(actor: Actor, member: Member | None) -> Verdict:
    """Who takes a break comes back whenever they like."""
    return may_take_part(actor, member) and now(
        member is not None and member.paused_at is not None, NOT_PAUSED
    )


def may_act(member: Member) -> Verdict:
    """When somebody may write, vote or sign for their panel: they and, under 16, an adult said yes
    (R18), they accepted the panel's rules (P7), and they are neither on a break nor gone."""
    return (
        now(member.ended_at is None, LEFT)
        and now(member.paused_at is None, PAUSED)
        and now(clock.today() <= member.term_ends_on, OVER)
        and is_agreed_to(member)
        and now(bool(member.panel.terms), NO_TERMS)
        and now(accepts_terms(member), NOT_ACCEPTED)
    )


def ends_soon(member: Member) -> bool:
    """Whether somebody is told that their term ends within a month, or is over (P5)."""
    return member.term_ends_on - clock.today() <= REMINDED_BEFORE


def is_agreed_to(member: Member) -> Verdict:
    """Whether somebody's own words may be kept at all: they and, under 16, an adult said yes to
    taking part (R18). What they read and learn before that needs no yes."""
    return now(says_yes(member), NOT_SAID_YES) and now(
        not needs_adult(member) or has_adult(member), NO_ADULT
    )


def says_yes(member: Member, purpose: str = "taking_part") -> bool:
    """Whether the member's own last word on a purpose was yes (R18)."""
    return _last_yes(
        each for each in words_that_count(member) if each.is_own and each.purpose == purpose
    )


def has_adult(member: Member, purpose: str = "taking_part") -> bool:
    """Whether the last word of who answers for a child was yes (R18)."""
    return _last_yes(
        each for each in words_that_count(member) if not each.is_own and each.purpose == purpose
    )


def words_that_count(member: Member) -> list[Consent]:
    """A yes or a no counts for the place it was said for: who comes back is asked anew (P6)."""
    return [each for each in member.consents if each.at >= member.joined_at]


def is_agreed(member: Member, purpose: str) -> bool:
    """Whether a purpose is agreed to by everybody whose yes it needs, each purpose apart (P6)."""
    adult = not needs_adult(member) or has_adult(member, purpose)
    return says_yes(member, purpose) and adult


def needs_adult(member: Member) -> bool:
    """Under 16 an adult has to say yes too; from that birthday on they decide alone (R18)."""
    return member.turns_16_on is not None and clock.today() < member.turns_16_on


def accepts_terms(member: Member) -> bool:
    """Whether the member accepted the panel's newest terms (P7)."""
    if not member.panel.terms:
        return False
    newest = member.panel.terms[-1].id
    return any(each.terms_id == newest for each in member.accepted)


def _last_yes(consents: Iterable[Consent]) -> bool:
    given = [each.is_given for each in consents]
    return bool(given) and given[-1]
