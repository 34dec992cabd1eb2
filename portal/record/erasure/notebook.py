"""The notebook of erasures: who was erased and which texts were, apart from the database (R26).

A restored backup brings back what was erased since. This file tells what has to go again. It has
ids, days and places: no name, and no word of a text. It copies what the database says, so whatever
is missing in it can be filled in from there, as long as the database answers.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from portal.core.clock import LONDON
from portal.core.folder import data_folder
from portal.record.erasure.models import Redaction

FOLDER = "erased"
FILE = "notebook.jsonl"

TEXT = ("row", "column", "at")

Note = dict[str, Any]
"""One erasure. A person: `person`, their id; `day`; `cause`, where it is known. A text: its
`authority`, `tender`, `table`, `row` and `column`; `at`; and, where they are known, `kept`, the
places in it that stayed, and `gone`, the marks that stand between them. A place from which words of
a published tender went has `why` and `kept`, and its `column` the way to it in a document."""


def note_of_person(person_id: uuid.UUID, at: datetime, cause: str | None = None) -> Note:
    """That a person was erased."""
    day = at.astimezone(LONDON).date().isoformat()
    return {"person": str(person_id), "day": day} | ({"cause": cause} if cause else {})


def note_of_text(redaction: Redaction) -> Note:
    """That a text was redacted."""
    return {
        "authority": str(redaction.authority_id),
        "tender": str(redaction.tender_id),
        "table": redaction.of_table,
        "row": str(redaction.of_row),
        "column": redaction.of_column,
        "at": redaction.redacted_at.astimezone(UTC).isoformat(),
    }


def notes_of_removal(
    authority_id: uuid.UUID, tender_id: uuid.UUID, at: str, why: str, cuts: Iterable[Note]
) -> list[Note]:
    """That words were taken out of what is published: each place from which they went."""
    its = {"authority": str(authority_id), "tender": str(tender_id), "at": at, "why": why}
    return [{**its, **cut} for cut in cuts]


def note_down(*notes: Note) -> None:
    """Write down what was just done; a disk that doesn't take it stops nobody, since the next
    backup fills in what is missing."""
    with suppress(OSError):
        add(data_folder(), notes)


def key_of(note: Note) -> tuple[str, ...]:
    """What makes two notes the same one."""
    return tuple(note[part] for part in (("person",) if "person" in note else TEXT))


def read(data: Path) -> list[Note]:
    """The notes in a data folder, each once, the oldest first; a line that broke off is left out,
    as the database still tells of it."""
    path = data / FOLDER / FILE
    found: dict[tuple[str, ...], Note] = {}
    for line in path.read_bytes().splitlines() if path.exists() else []:
        with suppress(ValueError):
            note = json.loads(line)
            found.setdefault(key_of(note), note)
    return list(found.values())


def add(data: Path, notes: Iterable[Note]) -> None:
    """Write down what isn't there yet; once this returns, it is on the disk."""
    known = {key_of(note) for note in read(data)}
    new = [note for note in notes if key_of(note) not in known]
    if not new:
        return
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / FILE
    broken = path.exists() and not path.read_bytes().endswith(b"\n")
    text = "".join(f"{json.dumps(note, sort_keys=True)}\n" for note in new)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as file:
        file.write(b"\n" * broken + text.encode())
        file.flush()
        os.fsync(file.fileno())


def join(backup: Path, data: Path) -> None:
    """Let a data folder have the notes of a backup too, before its own newer ones; none is lost."""
    theirs, ours = read(backup), read(data)
    if not theirs:
        return
    add(backup, ours)
    (data / FOLDER).mkdir(mode=0o700, exist_ok=True)
    os.replace(backup / FOLDER / FILE, data / FOLDER / FILE)
