"""Who may be beside a member, with whose yes, and who ends it (P8, P25, R18)."""

from __future__ import annotations

from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.participation.beside.models import Mentoring
from portal.participation.panels.ages import is_child
from portal.participation.panels.models import HELPED, Helper, Member
from portal.participation.panels.policy import (
    is_agreed_to,
    may_act,
    may_run_panels,
    may_take_part,
    needs_adult,
)

HAS_ONE = say("Somebody is named as a helper already. End that first.")
NOBODY = say("Nobody is named as a helper.")
SAID = say("This has been answered already.")
ENDED = say("This has ended already.")


def named_helper(member: Member) -> Helper | None:
    """Who is named as a member's helper now, agreed to or not."""
    return next((each for each in member.helpers if each.ended_at is None), None)


def helper_of(member: Member) -> Helper | None:
    """A member's helper, once they said yes and, under 16, the adult who answers for them (R18).

    Only what was said since this helper was named counts: a yes is to one person.
    """
    helper = named_helper(member)
    if helper is None or not _says_yes(member, helper, is_own=True):
        return None
    adult = not needs_adult(member) or _says_yes(member, helper, is_own=False)
    return helper if adult else None


def waits_for_adult(member: Member) -> bool:
    """Whether a member under 16 wants a helper, and their adult hasn't said yes yet."""
    helper = named_helper(member)
    if helper is None or not needs_adult(member) or not _says_yes(member, helper, is_own=True):
        return False
    return not _says_yes(member, helper, is_own=False)


def help_state(member: Member) -> str:
    """Whether who is named `helps`, or waits for the `adult`, or the member is still `asked`."""
    if waits_for_adult(member):
        return "adult"
    return "helps" if helper_of(member) else "asked"


def has_answered_helper(member: Member) -> bool:
    """Whether the member has said yes to the helper who is named."""
    helper = named_helper(member)
    return helper is not None and _says_yes(member, helper, is_own=True)


def _says_yes(member: Member, helper: Helper, *, is_own: bool) -> bool:
    said = [
        each.is_given
        for each in member.consents
        if each.purpose == HELPED and each.is_own is is_own and each.at >= helper.named_at
    ]
    return bool(said) and said[-1]


def may_name_helper(actor: Actor, member: Member) -> Verdict:
    """The participation lead, who knows them, names one helper for a member at a time (P8)."""
    runs = may_run_panels(actor, member.authority_id) and member.ended_at is None
    return runs and now(named_helper(member) is None, HAS_ONE)


def may_answer_helper(actor: Actor, member: Member | None) -> Verdict:
    """The member says yes or no to whoever is named, and may stop it at any time."""
    return may_take_part(actor, member) and now(
        member is not None and named_helper(member) is not None, NOBODY
    )


def may_end_helper(actor: Actor, member: Member) -> Verdict:
    """The lead ends it at once when the helper, or an adult who answers, says so."""
    runs = may_run_panels(actor, member.authority_id)
    return runs and now(named_helper(member) is not None, NOBODY)


def could_mentor(mentor: Member, newcomer: Member) -> bool:
    """Somebody of the same panel who didn't join later, may act, and isn't an adult beside a child.

    There is no contact between adults and children that others don't see (P25). Where it isn't
    known any more which of the two somebody is, nobody guesses.
    """
    is_other = mentor.id != newcomer.id and mentor.panel_id == newcomer.panel_id
    is_older = mentor.joined_at <= newcomer.joined_at and bool(may_act(mentor))
    children = {is_child(each) for each in (mentor, newcomer)}
    return is_other and is_older and len(children) == 1 and None not in children


def may_say_as_mentor(actor: Actor, member: Member | None, mentoring: Mentoring) -> Verdict:
    """Whoever was asked says yes for themselves: the mentor first, then the newcomer.

    Somebody under 16 does so once their adult said yes to taking part (R18).
    """
    if member is None or not may_be_in(actor, member, mentoring):
        return False
    is_mentor = mentoring.mentor_id == member.id
    said = mentoring.mentor_agreed_at if is_mentor else mentoring.newcomer_agreed_at
    is_open = now(mentoring.ended_at is None, ENDED) and now(said is None, SAID)
    return is_open and is_agreed_to(member)


def may_end_mentoring(actor: Actor, member: Member | None, mentoring: Mentoring) -> Verdict:
    """Either of the two ends it at any time; nobody asks why."""
    is_in = member is not None and may_be_in(actor, member, mentoring)
    return is_in and now(mentoring.ended_at is None, ENDED)


def may_be_in(actor: Actor, member: Member, mentoring: Mentoring) -> Verdict:
    """The mentor; and the newcomer, from when the mentor has said yes."""
    is_asked = mentoring.newcomer_id == member.id and mentoring.mentor_agreed_at is not None
    return may_take_part(actor, member) and (mentoring.mentor_id == member.id or is_asked)
