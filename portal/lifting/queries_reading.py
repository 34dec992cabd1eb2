"""Which words that an evaluator told the lead can be handed over, and notes of their own (R31)."""

from __future__ import annotations

from flask_babel import gettext

from portal.core.authorisation import Actor
from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.reading.models import Flag, Highlight, PageNote
from portal.evaluation.reading.queries import highlights_at, page_notes_at
from portal.lifting.queries import Words, holder_of, left_of, texts_about
from portal.record.erasure.texts import texts_of
from portal.specifications.models import Criterion
from portal.tenders.models import Tender


def own_told(actor: Actor, tender: Tender, own: OwnSheet, criterion: Criterion) -> list[Words]:
    """What an evaluator told the lead of one answer, and what they noted in it for themselves."""
    me = holder_of(own)
    told = texts_about(actor, tender, "flag", own.label, criterion)
    found = [
        Words(gettext("What you told the lead"), each.text.strip(), me, "words", (each,))
        for each in told
        if each.by == me
    ]
    marked: list[Highlight | PageNote] = [
        *highlights_at(own.sheet, criterion),
        *page_notes_at(own.sheet, criterion),
    ]
    notes = [each.note for each in marked if each.note]
    found += [Words(gettext("A note of yours in the answer"), each, me) for each in notes]
    return left_of(found)


def words_of_flag(actor: Actor, tender: Tender, flag: Flag) -> list[Words]:
    """What the lead reads: the words, and the answer to them."""
    found = []
    for text in texts_of(actor, tender):
        if text.row_id == flag.id and text.by:
            where = gettext("What an evaluator told the lead")
            found.append(Words(where, text.text.strip(), text.by, "words", (text,)))
        if flag.answer and text.row_id == flag.answer.id:
            by = flag.answer.answered_by
            found.append(Words(gettext("The answer"), text.text.strip(), by, "words", (text,)))
    return left_of(found)
