"""Who writes 'You said, we did', keeps promises, asks and replies, and who reads what (P20)."""

from __future__ import annotations

from portal.accounts.models import LEAD, PARTICIPATION
from portal.core.authorisation import Actor, Verdict, now
from portal.core.words import say
from portal.evaluation.models import Seat
from portal.evaluation.policy import holds_seat
from portal.feedback.asker import Asker
from portal.feedback.models import LineQuestion, TellingWay
from portal.participation.panels.policy import may_look_back
from portal.specifications.cowriting.part import Part
from portal.specifications.cowriting.policy import may_know_who_wrote, may_write_with
from portal.tenders.models import Tender
from portal.tenders.policy import BUYERS, holds
from portal.tenders.stages import is_at_least, is_past

NOT_PUBLISHED = say("The tender has to be published first.")
ASKED = say("You have asked about this already. You can do that one time.")
NOT_OUT = say("It isn’t decided yet. You read it here when the letters are out.")
TOLD = say("It is noted already that they were told.")
REPLIED = say("This question has its reply.")


def may_see_telling(actor: Actor, tender: Tender) -> Verdict:
    """Everybody on the buying side reads what people are told, what is promised and asked."""
    return holds(actor, tender, *BUYERS)


def may_write_telling(actor: Actor, tender: Tender) -> Verdict:
    """The participation lead edits the lines and says by which day people are told (P20)."""
    return holds(actor, tender, PARTICIPATION)


def may_publish_telling(actor: Actor, tender: Tender) -> Verdict:
    """From the publication of the tender on, at any stage, and again as often as there is news."""
    return may_write_telling(actor, tender) and now(tender.published_at is not None, NOT_PUBLISHED)


def may_tell_members(actor: Actor, tender: Tender) -> Verdict:
    """Who is told how only the participation lead knows, who knows the panel (R19)."""
    return may_know_who_wrote(actor, tender)


def may_tick_off(actor: Actor, tender: Tender, way: TellingWay) -> Verdict:
    """That somebody was told is noted once (P20)."""
    return may_tell_members(actor, tender) and now(way.told is None, TOLD)


def may_note_promise(actor: Actor, tender: Tender) -> Verdict:
    """The two leads say how a promise stands (P20)."""
    return holds(actor, tender, LEAD, PARTICIPATION)


def may_reply(actor: Actor, tender: Tender, question: LineQuestion) -> Verdict:
    """The named decision-maker replies, once; nobody does it for them (P20)."""
    is_theirs = question.with_whom.decider_id == actor.person_id
    return holds(actor, tender, *BUYERS) and is_theirs and now(question.reply is None, REPLIED)


def may_hand_on(actor: Actor, tender: Tender, question: LineQuestion) -> Verdict:
    """The participation lead gives a question to somebody else, as long as it has no reply."""
    return may_write_telling(actor, tender) and now(question.reply is None, REPLIED)


def may_read_told(actor: Actor, tender: Tender, part: Part | None) -> Verdict:
    """Whoever's panel wrote with the tender reads what became of it, for good."""
    return may_write_with(actor, tender, part)


def may_ask(
    actor: Actor, tender: Tender, part: Part | None, before: LineQuestion | None
) -> Verdict:
    """Anyone who took part says once of a line that it isn't an answer (P20)."""
    verdict = may_read_told(actor, tender, part)
    if not verdict or part is None:
        return verdict
    return now(before is None, ASKED) and part.ready


def may_look_back_on(actor: Actor, tender: Tender, part: Part | None) -> Verdict:
    """Who has left a panel reads what became of what it wrote, once the tender is public (P20)."""
    if part is None or not may_look_back(actor, part.member):
        return False
    is_theirs = part.member.authority_id == tender.authority_id and bool(part.rounds)
    return is_theirs and tender.published_at is not None


def may_follow_own_words(actor: Actor, tender: Tender, part: Part | None) -> Verdict:
    """Who has left a panel reads what their own words changed, from the day they left on (P20)."""
    if part is None or not may_look_back(actor, part.member):
        return False
    return part.member.authority_id == tender.authority_id and bool(part.rounds)


def may_ask_looking_back(
    actor: Actor, tender: Tender, part: Part | None, before: LineQuestion | None
) -> Verdict:
    """Who has left says once of a line that it isn't an answer, like everybody who took part."""
    verdict = may_look_back_on(actor, tender, part)
    if not verdict or part is None:
        return verdict
    return now(before is None, ASKED) and part.ready


def may_hear_from_seat(actor: Actor, tender: Tender, seat: Seat | None) -> Verdict:
    """Who marks, or marked, reads what people said and what was done (P20)."""
    return holds_seat(actor, tender, seat)


def may_hear_decided(actor: Actor, tender: Tender, part: Part | None) -> Verdict:
    """Whoever's panel wrote reads what was decided, as soon as the letters are out (P20)."""
    return may_read_told(actor, tender, part) and now(is_at_least(tender, "released"), NOT_OUT)


def may_hear_decided_from_seat(actor: Actor, tender: Tender, seat: Seat | None) -> Verdict:
    """Who marks, or marked, reads what was decided, as soon as the letters are out (P20)."""
    may = may_hear_from_seat(actor, tender, seat)
    return may and now(is_at_least(tender, "released"), NOT_OUT)


def may_tell_outcome(actor: Actor, tender: Tender) -> Verdict:
    """The participation lead notes who was told what was decided, from the release on (P20)."""
    may = may_tell_members(actor, tender)
    return may and now(is_past(tender, "released"), NOT_OUT)


def may_question_from_seat(
    actor: Actor, tender: Tender, seat: Seat | None, before: LineQuestion | None
) -> Verdict:
    """Who marks without belonging to a panel questions a line once too (P20)."""
    return may_hear_from_seat(actor, tender, seat) and now(before is None, ASKED)


def may_lift_question(actor: Actor, tender: Tender, asker: Asker) -> Verdict:
    """Whoever asked hands their own question over: from their seat, or as who is or was on a panel
    (R31)."""
    if asker.member is None:
        return holds_seat(actor, tender, asker.seat)
    return actor.person_id is not None and actor.person_id == asker.member.person_id
