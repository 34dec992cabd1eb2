"""Writes of co-writing: suggestions, who agrees, answers and questions (P10)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import exists

from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.once import refuse_again
from portal.core.words import say
from portal.specifications.cowriting.facts import AnswerFacts, SuggestionFacts
from portal.specifications.cowriting.models import (
    Answered,
    Backing,
    Questioned,
    Suggestion,
    SuggestionAnswer,
)
from portal.specifications.cowriting.operations_telling import tell_of_answer
from portal.specifications.cowriting.part import Part
from portal.specifications.cowriting.places import Place
from portal.specifications.cowriting.queries import suggestions_of
from portal.tenders.models import Tender

NO_CHANGE = say("Change the words, or choose one of the cards.")
NO_NUMBER = say("Write the number that it should be, or choose one of the cards.")
SAME_NUMBER = say("It is this number already. Write another, or choose one of the cards.")
SAID_ALREADY = say("You have said this already. It waits for its answer.")
NOTHING_CHOSEN = say("Choose one suggestion or more.")
HAS_ANSWER = say("Some of these have an answer already. Choose the others.")
NO_PLACE = say("Choose the part of the specification that it went to.")
NO_QUESTION = say("Write what is missing in the answer.")


def suggest(
    actor: Actor,
    tender: Tender,
    part: Part,
    kind: str,
    place: Place | None,
    facts: SuggestionFacts,
    *,
    plain: bool = False,
    saw: str | None = None,
) -> Suggestion:
    """A member says what they would change, in their words or with a card (P10).

    `place` is what it is about; `saw` is what it said when they began, and otherwise what it says
    now, in the kind of words that `plain` tells. Who pressed twice said it once.
    """
    was = saw if saw is not None else place.said(kind, plain=plain) if place else ""
    refuse_nothing(kind, was, facts)
    assert part.open_round is not None
    _refuse_said(tender, part, kind, place, facts)
    made = Suggestion(
        tender_id=tender.id,
        round_id=part.open_round.id,
        member_id=part.member.id,
        number=len(suggestions_of(tender)) + 1,
        kind=kind,
        about_id=place.id if place else None,
        about=place.title if place else "",
        was=was,
        made_at=clock.now(),
        **asdict(facts),
    )
    db.session.add(made)
    _record(actor, made, facts)
    return made


def _record(actor: Actor, made: Suggestion, facts: SuggestionFacts) -> None:
    words = [facts.words, facts.reason, facts.card or ""]
    told = {"kind": made.kind, "through_helper": facts.through_helper, "words": words}
    record("suggestion:made", actor, made.tender_id, number=made.number, **told)


def _refuse_said(
    tender: Tender, part: Part, kind: str, place: Place | None, facts: SuggestionFacts
) -> None:
    """What waits for its answer isn't said again, word for word."""
    same: dict[str, object] = {"tender_id": tender.id, "member_id": part.member.id, "kind": kind}
    same |= {"words": facts.words, "card": facts.card, "reason": facts.reason}
    same |= {"about_id": place.id if place else None}
    answered = exists().where(Answered.suggestion_id == Suggestion.id)
    refuse_again(Suggestion, same, ~answered, why=SAID_ALREADY)


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
    """Answer suggestions, one or several as a theme; each person is told that there is news, in the
    way they asked for (P10, P20).

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
    tell_of_answer(tender, made, suggestions)
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
