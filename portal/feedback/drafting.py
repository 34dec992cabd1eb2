"""First drafts of lines: from the answers to suggestions, and from insights that shaped parts.

A draft never repeats what somebody wrote: it says what a theme was about, in a lead's words (R19).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence

from flask_babel import gettext

from portal.feedback.facts import LineFacts
from portal.feedback.models import LineDraft
from portal.feedback.queries import questions_of
from portal.participation.insights.queries import uses_in
from portal.specifications.agreeing.queries import every_said
from portal.specifications.cowriting.models import Suggestion
from portal.specifications.cowriting.places import RULES, Place, places_in
from portal.specifications.cowriting.queries import suggestions_of
from portal.tenders.models import Tender


def lines_to_draft(tender: Tender, there: Iterable[LineDraft]) -> list[LineFacts]:
    """A line for each answer and each public insight that no line was drafted from yet."""
    known = {each.drawn_from for each in there}
    suggestions, places = suggestions_of(tender), places_in(tender)
    found = [*_of_answers(tender, suggestions, places), *_of_insights(tender, places)]
    return [each for each in found if each.drawn_from not in known]


def _of_answers(
    tender: Tender, suggestions: Sequence[Suggestion], places: Sequence[Place]
) -> Iterator[LineFacts]:
    for answer_id, rows in _by_answer(suggestions).items():
        answer = rows[0].answer
        assert answer is not None
        place = next((p for p in places if (p.part, p.id) == (answer.part, answer.part_id)), None)
        went = (place and place.title) or answer.part_title
        if answer.part and not went:
            went = gettext(RULES)
        kinds = {each.round.panel.kind for each in rows}
        is_taken = answer.outcome == "taken_up"
        yield LineFacts(
            who="both" if len(kinds) > 1 else kinds.pop(),
            said=answer.theme,
            outcome=answer.outcome,
            did="" if answer.outcome == "not_taken_up" else _did(went),
            possible="" if is_taken else answer.reason,
            place=went,
            is_of_many=len(people_behind(rows)) >= tender.least_shown,
            drawn_from=answer_id,
        )


def _did(went: str) -> str:
    return gettext("We changed this part: %(place)s.", place=went)


def _by_answer(suggestions: Sequence[Suggestion]) -> dict[uuid.UUID, list[Suggestion]]:
    found: dict[uuid.UUID, list[Suggestion]] = {}
    for each in suggestions:
        if each.answer is not None:
            found.setdefault(each.answer.id, []).append(each)
    return found


def people_behind(rows: Iterable[Suggestion]) -> set[uuid.UUID]:
    """The members who suggested something, or agreed with it, each once."""
    found: set[uuid.UUID] = set()
    for each in rows:
        found |= {each.member_id, *(backing.member_id for backing in each.backings)}
    return found


def _of_insights(tender: Tender, places: Sequence[Place]) -> Iterator[LineFacts]:
    """Insights that everybody may read, once each, with the part that they shaped."""
    titles = {each.id: each.title for each in places}
    seen = set()
    for part_id, insights in uses_in(tender).items():
        for each in insights:
            if each.permission != "public" or each.withdrawn_at or each.id in seen:
                continue
            seen.add(each.id)
            place = titles.get(part_id, "")
            did = _did(place) if place else ""
            yield LineFacts("people", each.words, "taken_up", did, "", place, drawn_from=each.id)


def written_with(tender: Tender) -> Iterator[str]:
    """All that members wrote freely with a tender: a line quotes nobody (R19)."""
    for each in suggestions_of(tender):
        yield from (each.words, each.reason, *(one.words for one in each.backings))
        if each.questioned:
            yield each.questioned.words
    yield from (said.words for said, _asked, _member in every_said(tender))
    yield from (each.words for each in questions_of(tender))
