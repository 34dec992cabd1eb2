"""Questions about letters and their answers, as a document for people (R26)."""

from __future__ import annotations

from collections.abc import Iterator

from portal.accounts.queries import providers_by_id
from portal.core.documents import Block, Document, Heading, Paragraph
from portal.core.formats import moment
from portal.outcomes.debrief.queries import exchanges_of
from portal.outcomes.queries import all_letters_of
from portal.tenders.models import Tender


def messages_document(tender: Tender) -> Document:
    """Each question about a letter with its answer, in the order of asking."""
    found = list(_blocks(tender))
    return Document("Questions about letters", "en", found or [Paragraph("Nobody asked.")])


def _blocks(tender: Tender) -> Iterator[Block]:
    letters = {each.id: each for each in all_letters_of(tender)}
    names = providers_by_id([each.provider_id for each in letters.values()])
    for each in exchanges_of(tender):
        asked = each.question
        name = names[letters[asked.letter_id].provider_id].name
        yield Heading(2, f"{name}, {moment(asked.asked_at)}")
        yield Paragraph(asked.words)
        if each.answer is not None:
            yield Heading(3, f"Answered on {moment(each.answer.answered_at)}")
            yield Paragraph(each.answer.words)
        else:
            yield Paragraph("Not answered yet.")
