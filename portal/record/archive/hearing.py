"""What bidders were asked and said, looks for exclusion, and rulings, as a document (R11, R26)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping

from portal.accounts.models import Provider
from portal.accounts.queries import providers_by_id
from portal.bids.queries import bids_of, origins_of
from portal.core.documents import Block, Document, Heading, Paragraph
from portal.core.formats import day, moment
from portal.evaluation.compliance.pages import check_line, ruling_line
from portal.evaluation.compliance.queries import Asked, checks_of, questions_of, rulings_of
from portal.evaluation.grounds import PURPOSE_NAMES
from portal.evaluation.models_compliance import PURPOSES
from portal.tenders.models import Tender

Names = Mapping[uuid.UUID, Provider]


def hearing_document(tender: Tender) -> Document:
    """All of it in the order in which it happened, by the bidders' names."""
    found = list(_blocks(tender))
    nobody = "No bidder was asked anything, and nobody was looked at for exclusion."
    return Document("Checks, and questions to bidders", "en", found or [Paragraph(nobody)])


def _blocks(tender: Tender) -> Iterator[Block]:
    origins = origins_of(tender)
    names = providers_by_id([each.provider_id for each in origins.values()])
    owners = {bid_id: names[origin.provider_id] for bid_id, origin in origins.items()}
    labels = {bid.id: bid.label for bid in bids_of(tender)}
    for each in questions_of(tender, *PURPOSES):
        yield from _question(each, owners[each.question.bid_id].name)
    for check in checks_of(tender):
        line = check_line(check)
        yield Heading(2, f"Exclusion: {names[check.provider_id].name}, {moment(check.checked_at)}")
        yield Paragraph(f"Debarment list looked at on {day(check.looked_on)}. {line['status']}.")
        yield Paragraph(f"Found: {line['found']}. {check.words}")
    for ruling in rulings_of(tender):
        said = ruling_line(ruling, labels[ruling.bid_id])
        yield Heading(2, f"{owners[ruling.bid_id].name}, {said['when']}")
        yield Paragraph(f"{said['what']}. {ruling.reason}")


def _question(asked: Asked, name: str) -> Iterator[Block]:
    question = asked.question
    yield Heading(2, f"Question {question.number} to {name}, {moment(question.asked_at)}")
    until = moment(question.answer_by)
    yield Paragraph(f"About {PURPOSE_NAMES[question.purpose]}, to be answered until {until}.")
    yield Paragraph(question.words)
    for each in question.answers:
        yield Heading(3, f"Answered on {moment(each.answered_at)}")
        yield Paragraph(each.words)
    if not question.answers:
        yield Paragraph("No answer came.")
