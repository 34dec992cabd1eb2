"""Which words of writing together can be handed over, and every text that goes with them (R31)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from flask_babel import gettext

from portal.lifting.queries import Words, left_of
from portal.participation.panels.models import Member
from portal.record.erasure.text import Text
from portal.record.erasure.texts import texts_written
from portal.specifications.agreeing.models import SignOffSaid
from portal.specifications.agreeing.queries import every_said
from portal.specifications.cowriting.models import Suggestion
from portal.tenders.models import Tender


def words_of_suggestion(tender: Tender, suggestion: Suggestion) -> list[Words]:
    """All that is read about one suggestion: what its writer said, what others added, answers."""
    texts = {(text.row_id, text.column): text for text in texts_written(tender)}
    return left_of(_of_suggestion(texts, suggestion))


Texts = dict[tuple[uuid.UUID, str], Text]


def _of_suggestion(texts: Texts, suggestion: Suggestion) -> Iterator[Words]:
    yield from _written(texts, suggestion.id, "words", gettext("What was suggested"))
    yield from _written(texts, suggestion.id, "reason", gettext("Why"))
    for backing in suggestion.backings:
        yield from _written(texts, backing.id, "words", gettext("What somebody added"))
    if suggestion.questioned:
        where = gettext("What is missing in the answer")
        yield from _written(texts, suggestion.questioned.id, "words", where)
    for answered in suggestion.answered:
        answer, by = answered.answer, answered.answer.answered_by
        yield from _written(texts, answer.id, "theme", gettext("What it is about"), by)
        yield from _written(texts, answer.id, "reason", gettext("The answer"), by)


def _written(
    texts: Texts, row_id: uuid.UUID, column: str, where: str, by: uuid.UUID | None = None
) -> Iterator[Words]:
    """One text; a number that somebody suggested tells nothing and isn't among them."""
    text = texts.get((row_id, column))
    writer = by or (text.by if text else None)
    if text and writer:
        yield Words(where, text.text.strip(), writer, column, (text,))


def words_of_worry(tender: Tender, shown: SignOffSaid | None, member: Member) -> list[Words]:
    """What a member wrote when their panel was asked, as it is shown.

    What they had written before goes too, though who reads it can't see it: it may tell the same.
    """
    rows = {said.id for said, _asked, by in every_said(tender) if by.id == member.id}
    texts = tuple(text for text in texts_written(tender) if text.row_id in rows)
    words = shown.words.strip() if shown else ""
    return left_of([Words(gettext("A worry or a no"), words, member.person_id, "words", texts)])
