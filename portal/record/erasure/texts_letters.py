"""What was added to letters, left out of them, and asked about them (R21, R26)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.core.database import db
from portal.outcomes.debrief.queries import exchanges_of
from portal.outcomes.models_letters import (
    DebriefAnswer,
    DebriefQuestion,
    LetterAddition,
    WithheldPassage,
)
from portal.outcomes.queries import all_letters_of
from portal.record.erasure.text import Text
from portal.tenders.models import Tender

MODELS: Mapping[str, Any] = {
    "letter_addition": LetterAddition,
    "withheld_passage": WithheldPassage,
    "debrief_question": DebriefQuestion,
    "debrief_answer": DebriefAnswer,
}


def about_letters(tender: Tender, labels: Mapping[uuid.UUID, str]) -> Iterator[Text]:
    """Each text that lead and providers wrote about letters; a letter that is out stays as it
    is. `labels`: of bids, by id."""
    yield from _added(tender, labels)
    yield from _left_out(tender, labels)
    yield from _asked(tender, labels)


def _added(tender: Tender, labels: Mapping[uuid.UUID, str]) -> Iterator[Text]:
    wanted = select(LetterAddition).where(LetterAddition.tender_id == tender.id)
    for each in db.session.scalars(wanted.order_by(LetterAddition.written_at, LetterAddition.id)):
        label = labels[each.bid_id]
        where = _(
            "What was added to the letter about Bid %(label)s (version %(version)s)",
            label=label,
            version=each.version,
        )
        facts = {"label": label, "part": each.part, "version": each.version}
        yield Text("letter_addition", each.id, "words", where, each.words, facts)


def _left_out(tender: Tender, labels: Mapping[uuid.UUID, str]) -> Iterator[Text]:
    wanted = select(WithheldPassage).where(WithheldPassage.tender_id == tender.id)
    for each in db.session.scalars(wanted.order_by(WithheldPassage.withheld_at)):
        label = labels[each.bid_id]
        facts = {"label": label, "part": each.part, "number": each.number}
        where = _("What is left out of letters about Bid %(label)s", label=label)
        yield Text("withheld_passage", each.id, "passage", where, each.passage, facts)
        where = _("Why something about Bid %(label)s is left out of letters", label=label)
        yield Text("withheld_passage", each.id, "reason", where, each.reason, facts)


def _asked(tender: Tender, labels: Mapping[uuid.UUID, str]) -> Iterator[Text]:
    bids = {each.id: labels[each.bid_id] for each in all_letters_of(tender)}
    for each in exchanges_of(tender):
        asked, label = each.question, bids[each.question.letter_id]
        facts, known = {"label": label, "number": asked.number}, {"label": label, "n": asked.number}
        where = _("What the provider of Bid %(label)s asked: question %(n)s", **known)
        yield Text("debrief_question", asked.id, "words", where, asked.words, facts)
        if each.answer:
            where = _("The answer to question %(n)s of the provider of Bid %(label)s", **known)
            yield Text("debrief_answer", each.answer.id, "words", where, each.answer.words, facts)
