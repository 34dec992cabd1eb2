"""The files of an archive, one after the other, each with what it is in a few words (R26).

Everything is read as it stands now: what was erased or redacted stays so. The safety store is never
asked (R31).
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale

from portal.audit.receipts import receipt_for
from portal.bids.files.models import SealedFile
from portal.bids.files.queries import files_of_submissions
from portal.bids.models import Bid
from portal.bids.queries import bids_of, provider_names
from portal.core.database import db
from portal.core.documents import Document, pdf_of
from portal.core.templates import macros
from portal.evaluation.moderation.minutes import minutes_of
from portal.evaluation.runs.queries import runs_of, texts_of_run
from portal.outcomes.contracting.queries import standing_of
from portal.outcomes.contracting.texts import AWARD, CONTRACT, fields_of, text_of
from portal.outcomes.letter_document import document_of
from portal.outcomes.queries import all_letters_of, letters_of
from portal.outcomes.report import report_of
from portal.record.archive.challenges import standstill_document
from portal.record.archive.groundwork import groundwork_document
from portal.record.archive.hearing import hearing_document
from portal.record.archive.messages import messages_document
from portal.record.archive.paper import page_of
from portal.record.bundle.queries import blobs_of
from portal.record.bundle.readers import reader_for_all
from portal.record.bundle.writing import write_bundle
from portal.tenders.documents.queries import published_documents
from portal.tenders.models import Notice, Tender
from portal.tenders.open_data import package_of
from portal.tenders.queries import notice_of
from portal.tenders.queries_after import answers_in_public, versions_of
from portal.tenders.specification_paper import WORDS, specification_paper
from portal.tenders.stages import is_again
from scoring.canonical import canonical_text

CHUNK = 1 << 20


@dataclass(frozen=True)
class Entry:
    """One file: its name, what it is, and its bytes piece by piece."""

    name: str
    what: str
    pieces: Iterable[bytes]


@dataclass(frozen=True)
class Places:
    """Addresses that only a page knows."""

    notice: str
    open_data: str


def entries_of(tender: Tender, places: Places) -> Iterator[Entry]:
    """Every file of the archive but its index and manifest, which come last."""
    with force_locale("en"):
        notice = notice_of(tender.id)
        if notice is not None:
            yield from _published(notice)
            package = package_of(notice, places.open_data)
            yield Entry("open-data/ocds.json", "Open data (OCDS 1.1)", [_json(package)])
        yield from _paper("groundwork/groundwork", groundwork_document(tender))
        yield from _bids(tender)
        yield from _runs(tender)
        minutes = Document("Minutes of the moderation", "en", minutes_of(tender))
        yield from _paper("minutes/minutes", minutes)
        yield from _paper("report/report", report_of(tender))
        yield from _letters(tender, places)
        yield from _notices(tender)
        yield from _paper("challenges/standstill", standstill_document(standing_of(tender)))
        yield from _paper("messages/bidders", hearing_document(tender))
        yield from _paper("messages/letters", messages_document(tender))
        yield Entry("record/record.zip", "The record that checks itself", _bundle(tender))


def _published(notice: Notice) -> Iterator[Entry]:
    yield from _paper("published/specification", _specification(notice))
    for name in ("specification", "method"):
        text = canonical_text(notice.document[name])
        yield Entry(f"published/{name}.json", f"The {name} as it was frozen", [text.encode()])
    for row in published_documents(notice.id):
        name = f"published/document-{row.number:02}.{row.kind}"
        yield Entry(name, f"{row.name}, as it was published", [row.content])
    for each in versions_of(notice.id):
        text, what = canonical_text(each.specification), f"Amended, version {each.number}"
        yield Entry(f"published/version-{each.number}.json", what, [text.encode()])
    answers = [
        {"number": each.number, "question": each.question, "answer": each.answer}
        for each in answers_in_public(notice.id)
    ]
    yield Entry("published/questions.json", "Questions and answers in public", [_json(answers)])


def _specification(notice: Notice) -> Document:
    """As it was first published; amendments stand beside it."""
    return specification_paper(notice.document["specification"], macros(WORDS))


def _paper(name: str, document: Document) -> Iterator[Entry]:
    """A document as a page and as a tagged PDF."""
    yield Entry(f"{name}.html", document.title, [page_of(document)])
    yield Entry(f"{name}.pdf", f"{document.title} (PDF)", [pdf_of(document)])


def _bids(tender: Tender) -> Iterator[Entry]:
    names, blobs, bids = provider_names(tender), blobs_of(tender), bids_of(tender)
    yield Entry(
        "bids/opening.json",
        "When the bids were opened, and who they are from",
        [_json(_opening(tender, bids, names))],
    )
    files = files_of_submissions(tender)
    came = "bid:imported" if tender.bids_system else "bid:submitted"
    for bid in bids:
        found, what = blobs[bid.label], f"Bid {bid.label}, {names[bid.label]}"
        yield Entry(
            f"bids/{bid.label}/bid.json", f"{what}: as it was sealed", [found.blob.encode()]
        )
        if receipt := receipt_for(tender.id, came, bid_sha256=found.sha256):
            text = receipt.text.encode()
            yield Entry(f"bids/{bid.label}/receipt.txt", f"{what}: its receipt", [text])
        for number, file in enumerate(files.get(found.id, ()), 1):
            name = f"bids/{bid.label}/files/{number:02}.{file.kind}"
            yield Entry(name, f"{what}: {file.name}, as it was received", _file(file))


def _opening(tender: Tender, bids: Iterable[Bid], names: dict[str, str]) -> dict[str, Any]:
    opened = tender.opened_at.isoformat() if tender.opened_at else None
    return {"opened_at": opened, "bids": {bid.label: names[bid.label] for bid in bids}}


def _file(file: SealedFile) -> Iterator[bytes]:
    """Read when its turn comes, and let go of again."""
    yield file.content
    db.session.expire(file, ["content"])


def _runs(tender: Tender) -> Iterator[Entry]:
    for made in runs_of(tender):
        given, result = texts_of_run(made.id)
        folder, what = f"runs/{made.number}", f"Run {made.number}"
        yield Entry(f"{folder}/input.json", f"{what}: what it was fed with", [given.encode()])
        yield Entry(f"{folder}/result.json", f"{what}: its result", [result.encode()])
        yield Entry(f"{folder}/digest.txt", f"{what}: its digest", [f"{made.digest}\n".encode()])


def _letters(tender: Tender, places: Places) -> Iterator[Entry]:
    labels = {bid.id: bid.label for bid in bids_of(tender)}
    newest = {each.id for each in letters_of(tender).values()}
    for letter in sorted(all_letters_of(tender), key=lambda each: labels[each.bid_id]):
        name, what = f"letters/{labels[letter.bid_id]}", letter.content["receiver"]["name"]
        if letter.id not in newest:
            name, what = f"{name}-replaced-{letter.issue}", f"{what}, replaced by a later one"
        made = pdf_of(document_of(letter.content, places.notice))
        yield Entry(f"{name}.pdf", f"Letter to {what}", [made])
        yield Entry(
            f"{name}.json",
            f"Letter to {what}: as it was released",
            [canonical_text(letter.content).encode()],
        )


def _notices(tender: Tender) -> Iterator[Entry]:
    if is_again(tender):  # no letter stands that a notice could tell of
        return
    for which, what in ((AWARD, "award notice"), (CONTRACT, "notice about the contract")):
        text = text_of(fields_of(tender, which)).encode()
        yield Entry(f"notices/{which}.txt", f"Text of the {what}", [text])


def _bundle(tender: Tender) -> Iterator[bytes]:
    """The whole record, by way of a file without a name, so that it never stands in memory."""
    with tempfile.TemporaryFile() as file:
        write_bundle(reader_for_all(tender), file)
        file.seek(0)
        while piece := file.read(CHUNK):
            yield piece


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
