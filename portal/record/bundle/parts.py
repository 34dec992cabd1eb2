"""The files of a bundle, by name, each as pieces that can be written one after the other."""

from __future__ import annotations

import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from portal.accounts.models import Authority
from portal.audit.contents import encode
from portal.core.database import db
from portal.record.bundle import verify
from portal.record.bundle.index import index_of
from portal.record.bundle.library import core_files
from portal.record.bundle.log_parts import LogParts
from portal.record.bundle.proofs import key_rows, origin
from portal.record.bundle.queries import (
    agreed_in,
    blobs_of,
    events_in,
    letters_by_label,
    marks_of,
    pseudonyms_by_seat,
    runs_of,
)
from portal.record.bundle.readers import Reader, is_known
from portal.record.speaking import speaks_for
from portal.specifications.method import content_sha256
from portal.specifications.queries import groups_of
from portal.tenders.queries import notice_of
from portal.tenders.stages import is_at_least
from scoring.canonical import canonical_text

Pieces = Iterable[bytes]
MARKED = ("mark:recorded", "mark:changed", "interview:marked")
"""Events by which a mark came to stand."""


def files_of(reader: Reader) -> Iterator[tuple[str, Pieces]]:
    """Every file of a bundle; what is written first is read by what comes after."""
    log = LogParts(reader)
    about = _about(reader, log)
    yield "bundle.json", [_json(about)]
    yield "index.txt", [index_of(about, log.keys, log.notes).encode()]
    yield "events.jsonl", log.events()
    yield "leaves.txt", log.leaf_lines()
    yield "openings.jsonl", log.opened()
    yield "keys.json", [_json(key_rows(log.notes))]
    yield from _texts((f"checkpoints/{size:08}.txt", note) for size, note in log.notes.items())
    yield from _texts(log.proofs())
    yield from _texts(_published(reader))
    yield from _texts(_bids(reader))
    yield from _texts(_letters(reader))
    if reader.is_full and is_at_least(reader.tender, "deciding"):
        yield "marks.jsonl", _lines(_named(reader, log))
        yield "agreed.jsonl", _lines(agreed_in(reader.tender))
        yield from _texts((f"runs/{run.number}.json", run.result) for run in runs_of(reader.tender))
    yield from ((f"scoring/{name}", [data]) for name, data in core_files().items())
    yield "verify.py", [Path(verify.__file__).read_bytes()]


def _about(reader: Reader, log: LogParts) -> dict[str, Any]:
    tender, notice = reader.tender, notice_of(reader.tender.id)
    authority = db.session.get_one(Authority, tender.authority_id).name
    if notice:
        authority = notice.document["specification"]["authority"]["name"]
    about = {
        "format": verify.FORMAT,
        "form": reader.form,
        "label": reader.label,
        "log": str(tender.id),
        "origin": origin(tender.id),
        "stage": reader.stage,
        "events": len(log.leaves),
        "tender": {
            "title": tender.title,
            "reference": tender.reference,
            "authority": authority,
        },
    }
    if reader.is_full:
        groups = {str(group.id): group.slug for group in groups_of(tender)}
        about["groups"] = groups | {"None": ""}  # all groups together
    return about


def _published(reader: Reader) -> Iterator[tuple[str, str]]:
    notice = notice_of(reader.tender.id)
    for name in ("method", "specification") if notice else ():
        yield f"{name}.json", canonical_text(notice.document[name])  # type: ignore[union-attr]


def _bids(reader: Reader) -> Iterator[tuple[str, str]]:
    for label, submission in sorted(blobs_of(reader.tender).items()):
        if is_known(label, reader):
            yield f"bids/{label}.json", submission.blob


def _letters(reader: Reader) -> Iterator[tuple[str, str]]:
    """A bidder's own letters; of all letters their hashes: the letter itself went to its bidder."""
    letters = letters_by_label(reader.tender)
    if reader.is_full and letters:
        hashes = {
            label: [content_sha256(letter.content) for letter in sent]
            for label, sent in letters.items()
        }
        yield "letters.json", json.dumps(hashes, indent=1, sort_keys=True) + "\n"
    elif reader.label in letters:
        *replaced, newest = letters[reader.label]
        for letter in replaced:
            yield f"letters/{reader.label}-{letter.issue}.json", canonical_text(letter.content)
        yield f"letters/{reader.label}.json", canonical_text(newest.content)


def _named(reader: Reader, log: LogParts) -> Iterator[dict[str, Any]]:
    """Marks with the log's pseudonyms; where the link to a person is erased, the marks tell it."""
    known = pseudonyms_by_seat(reader.tender)
    rows = marks_of(reader.tender)
    given: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in rows:
        if row["evaluator"] not in known:
            given[row["evaluator"]].append(_mark(row["version"], row, row["mark"], row["reason"]))
    recorded = _recorded(reader, log, set(known.values())) if given else {}
    for seat_id, marks in given.items():
        fitting = [name for name, theirs in recorded.items() if sorted(theirs) == sorted(marks)]
        for name in fitting[:1]:
            known[seat_id] = name
            del recorded[name]
    for row in rows:
        yield row | {"evaluator": known.get(row["evaluator"], "unknown")}


def _recorded(reader: Reader, log: LogParts, known: set[str]) -> dict[str, list[Any]]:
    """What each pseudonym recorded, but for those whose holder is known."""
    found: dict[str, list[Any]] = defaultdict(list)
    versions: Counter[tuple[str, str, str]] = Counter()
    voice = speaks_for(reader.tender.id)
    for event in events_in(reader.tender.id):
        actor = voice.get(event.actor, event.actor)
        if event.name in MARKED and actor not in known:
            place = (actor, event.facts["label"], event.facts["criterion"])
            versions[place] += 1
            mark, reason = (log.standing((event.number, name)) for name in ("mark", "reason"))
            found[actor].append(_mark(versions[place], event.facts, mark, reason))
    return found


def _mark(version: int, where: dict[str, Any], mark: Any, reason: Any) -> tuple[str, ...]:
    """One mark as a text, to be compared: a pass is a mark too."""
    exact = verify.number(mark)
    return (where["label"], where["criterion"], str(version), str(exact), str(reason))


def _texts(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Pieces]]:
    for name, text in pairs:
        yield name, [text.encode()]


def _lines(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    for row in rows:
        yield f"{encode(row)}\n".encode()


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()
