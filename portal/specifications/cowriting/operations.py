"""Writes of co-writing: rounds, suggestions, who agrees, answers and questions (P10)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.mail import post
from portal.core.words import say
from portal.participation.panels.models import Member, Panel
from portal.specifications.cowriting.facts import AnswerFacts, RoundFacts, SuggestionFacts
from portal.specifications.cowriting.models import (
    Answered,
    Backing,
    Questioned,
    Round,
    RoundEnd,
    Suggestion,
    SuggestionAnswer,
    end_of,
)
from portal.specifications.cowriting.part import Part, is_open
from portal.specifications.cowriting.places import Place
from portal.specifications.cowriting.queries import (
    last_day,
    members_by_id,
    rounds_of,
    suggestions_of,
)
from portal.specifications.versions.operations import AT_ROUND, keep_version
from portal.tenders.models import Tender

OVER = say("This day is over. Choose a day from today on.")
OPEN_ALREADY = say("This panel has a round that is open. Give that one more time instead.")
NOT_OPEN = say("This round isn’t open.")
NO_CHANGE = say("Change the words, or choose one of the cards.")
NO_NUMBER = say("Write the number that it should be, or choose one of the cards.")
SAME_NUMBER = say("It is this number already. Write another, or choose one of the cards.")
SAID_ALREADY = say("You have said this already. It waits for its answer.")
NOTHING_CHOSEN = say("Choose one suggestion or more.")
HAS_ANSWER = say("Some of these have an answer already. Choose the others.")
NO_PLACE = say("Choose the part of the specification that it went to.")
NEWS = say(
    "There is news about something that you wrote with your panel.\n\n"
    "Sign in to Evenhand to read it.\n"
)
NO_QUESTION = say("Write what is missing in the answer.")


def open_round(actor: Actor, tender: Tender, panel: Panel, facts: RoundFacts) -> Round:
    """A panel writes with a tender from now on: what for, what it can change, and what not (P10).

    `panel` is the one that the facts name.
    """
    if facts.closes_on < clock.today():
        raise Refused(OVER, field="closes_on")
    before = [each for each in rounds_of(tender) if each.panel_id == panel.id]
    if any(is_open(each) for each in before):
        raise Refused(OPEN_ALREADY, field="panel_id")
    made = Round(
        tender_id=tender.id,
        panel_id=panel.id,
        number=len(before) + 1,
        purpose=facts.purpose,
        can_change=facts.can_change,
        cannot_change=facts.cannot_change,
        opens_at=clock.now(),
        closes_on=facts.closes_on,
        made_by=actor.person_id,
    )
    db.session.add(made)
    keep_version(actor, tender, AT_ROUND)
    record(
        "round:opened",
        actor,
        tender.id,
        kind=panel.kind,
        number=made.number,
        closes_on=facts.closes_on,
        panel=str(panel.id),
        words=[facts.purpose, facts.can_change, facts.cannot_change],
    )
    return made


def close_round(actor: Actor, tender: Tender, each: Round, reason: str) -> None:
    """Close a round before its day, and say why."""
    if not is_open(each):
        raise Refused(NOT_OPEN)
    _end(actor, tender, each, reason).ends_at = clock.now()
    record("round:closed", actor, tender.id, number=each.number, reason=reason)


def prolong_round(actor: Actor, tender: Tender, each: Round, day: date, reason: str) -> None:
    """Give a round more time, and say why."""
    if day < clock.today():
        raise Refused(OVER, field="closes_on")
    if is_open(each) and day <= last_day(each):
        raise Refused(say("Choose a later day than the one it has."), field="closes_on")
    others = [one for one in rounds_of(tender) if one.panel_id == each.panel_id and one != each]
    if any(is_open(one) for one in others):
        raise Refused(OPEN_ALREADY)
    _end(actor, tender, each, reason).ends_at = end_of(day)
    record("round:prolonged", actor, tender.id, number=each.number, closes_on=day, reason=reason)


def suggest(
    actor: Actor,
    tender: Tender,
    part: Part,
    kind: str,
    place: Place | None,
    facts: SuggestionFacts,
    *,
    plain: bool = False,
) -> Suggestion:
    """A member says what they would change, in their words or with a card (P10).

    `place` is what it is about; `plain` tells which of its two texts they had before them. Who
    pressed twice said it once.
    """
    was = place.said(kind, plain=plain) if place else ""
    refuse_nothing(kind, was, facts)
    assert part.open_round is not None
    before = suggestions_of(tender)
    if any(_is_same(each, part, kind, place, facts) for each in before):
        raise Refused(SAID_ALREADY)
    made = Suggestion(
        tender_id=tender.id,
        round_id=part.open_round.id,
        member_id=part.member.id,
        number=len(before) + 1,
        kind=kind,
        about_id=place.id if place else None,
        about=place.title if place else "",
        was=was,
        made_at=clock.now(),
        **asdict(facts),
    )
    db.session.add(made)
    words = [facts.words, facts.reason, facts.card or ""]
    said = {"kind": kind, "through_helper": facts.through_helper, "words": words}
    record("suggestion:made", actor, tender.id, number=made.number, **said)
    return made


def _is_same(
    each: Suggestion, part: Part, kind: str, place: Place | None, facts: SuggestionFacts
) -> bool:
    """Whether a member's suggestion that waits says just this already."""
    about_id = place.id if place else None
    there = (each.member_id, each.kind, each.about_id, each.words, each.card, each.reason)
    said = (part.member.id, kind, about_id, facts.words, facts.card, facts.reason)
    return each.state == "waiting" and there == said


def back(
    actor: Actor,
    tender: Tender,
    part: Part,
    suggestion: Suggestion,
    words: str,
    *,
    through_helper: bool = False,
) -> None:
    """Agree with a suggestion or add to it, once each (P10)."""
    db.session.add(
        Backing(
            suggestion_id=suggestion.id,
            tender_id=tender.id,
            member_id=part.member.id,
            words=words,
            through_helper=through_helper,
            made_at=clock.now(),
        )
    )
    said = {"number": suggestion.number, "through_helper": through_helper, "words": words}
    record("suggestion:backed", actor, tender.id, **said)


def answer(
    actor: Actor,
    tender: Tender,
    suggestions: Sequence[Suggestion],
    place: Place | None,
    facts: AnswerFacts,
) -> SuggestionAnswer:
    """Answer suggestions, one or several as a theme, and tell each person that there is news (P10).

    The specification doesn't change by itself: `place` is what the lead changed, or will change.
    """
    _refuse_unanswerable(suggestions, place, facts)
    went = place if facts.outcome != "not_taken_up" else None
    made = SuggestionAnswer(
        id=uuid.uuid4(),
        tender_id=tender.id,
        theme=facts.theme,
        outcome=facts.outcome,
        reason=facts.reason,
        part=went and went.part,
        part_id=went and went.id,
        part_title=went.title if went else "",
        answered_by=actor.person_id,
        answered_at=clock.now(),
    )
    db.session.add(made)
    for each in suggestions:
        db.session.add(Answered(answer_id=made.id, suggestion_id=each.id, tender_id=tender.id))
    _tell(suggestions)
    numbers, words = sorted(each.number for each in suggestions), [facts.theme, facts.reason]
    given = {"outcome": facts.outcome, "part": made.part, "words": words}
    record("suggestions:answered", actor, tender.id, numbers=numbers, **given)
    return made


def question(
    actor: Actor,
    tender: Tender,
    suggestion: Suggestion,
    words: str,
    *,
    through_helper: bool = False,
) -> None:
    """‘This doesn’t answer it’: the suggestion comes back to the leads, once (P10)."""
    if not words:
        raise Refused(NO_QUESTION, field="words")
    assert suggestion.answer is not None
    db.session.add(
        Questioned(
            suggestion_id=suggestion.id,
            answer_id=suggestion.answer.id,
            tender_id=tender.id,
            member_id=suggestion.member_id,
            words=words,
            through_helper=through_helper,
            made_at=clock.now(),
        )
    )
    said = {"number": suggestion.number, "through_helper": through_helper, "words": words}
    record("suggestion:questioned", actor, tender.id, **said)


def _end(actor: Actor, tender: Tender, each: Round, reason: str) -> RoundEnd:
    made = RoundEnd(
        round_id=each.id,
        tender_id=tender.id,
        number=len(each.ends) + 1,
        reason=reason,
        made_by=actor.person_id,
        made_at=clock.now(),
    )
    db.session.add(made)
    return made


def refuse_nothing(kind: str, was: str, facts: SuggestionFacts) -> None:
    """A suggestion says something: new words, another number, or a card."""
    if facts.card:
        return
    if kind in ("weight", "minimum"):
        if not facts.words:
            raise Refused(NO_NUMBER, field="words")
        if facts.words == was:
            raise Refused(SAME_NUMBER, field="words")
    elif not facts.words or facts.words.split() == was.split():
        raise Refused(NO_CHANGE, field="words")


def _refuse_unanswerable(
    suggestions: Sequence[Suggestion], place: Place | None, facts: AnswerFacts
) -> None:
    if not suggestions:
        raise Refused(NOTHING_CHOSEN)
    if any(each.state == "answered" for each in suggestions):
        raise Refused(HAS_ANSWER)
    if facts.outcome != "not_taken_up" and place is None:
        raise Refused(NO_PLACE, field="part")


def _tell(suggestions: Sequence[Suggestion]) -> None:
    """A mail to each whose words they were or who agreed, if they have an address: never what."""
    ids = {each.member_id for each in suggestions}
    ids |= {backing.member_id for each in suggestions for backing in each.backings}
    for member in members_by_id(ids).values():
        if _has_mail(member):
            assert member.person.email is not None
            post(member.person.email, say("News for you"), NEWS)


def _has_mail(member: Member) -> bool:
    return member.person.email is not None and member.ended_at is None
