"""All letters of a tender as PDFs, made beside the pages (decision 18).

The row that they are wanted, and the files that are there, are all that anybody knows: whoever
looks starts the work if nobody is at it, and what is left half-way is simply still to be made.
"""

from __future__ import annotations

import fcntl
import io
import os
import subprocess
import sys
import uuid
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from portal.accounts.queries import authorities
from portal.bids.models import Bid
from portal.config import ROOT
from portal.core import clock
from portal.core.database import db
from portal.core.documents import Document, pdf_of
from portal.core.tenancy import tenant
from portal.core.transaction import transaction
from portal.outcomes.letter_document import document_of
from portal.outcomes.models import Letter
from portal.outcomes.models_letters import FilesWanted, LetterFile
from portal.tenders.models import Tender

AT_ONCE = 20
"""Letters of one turn: after each the files that were made stay, whatever happens then."""
PROCESSES = 2
MethodOf = Callable[[uuid.UUID], str]


@dataclass(frozen=True)
class Standing:
    """How far it is: whether anybody wants the files, how many there are of all."""

    is_wanted: bool
    has_failed: bool
    made: int
    all: int

    @property
    def is_done(self) -> bool:
        """Whether every letter has its file."""
        return self.is_wanted and self.made == self.all

    @property
    def is_going_on(self) -> bool:
        """Whether files are still to be made."""
        return self.is_wanted and not self.has_failed and self.made < self.all


def standing_of(tender: Tender) -> Standing:
    """How far the files of a tender are."""
    wanted = db.session.scalar(select(FilesWanted).where(FilesWanted.tender_id == tender.id))
    made = select(func.count(LetterFile.id)).where(LetterFile.tender_id == tender.id)
    letters = select(func.count(Letter.id)).where(Letter.tender_id == tender.id)
    return Standing(
        is_wanted=wanted is not None,
        has_failed=wanted is not None and wanted.failed_at is not None,
        made=db.session.scalar(made) or 0,
        all=db.session.scalar(letters) or 0,
    )


def want(tender: Tender) -> None:
    """Write down that all letters are wanted as files, or that what broke off is tried again."""
    known = db.session.scalar(select(FilesWanted).where(FilesWanted.tender_id == tender.id))
    if known is None:
        db.session.add(FilesWanted(tender_id=tender.id, wanted_at=clock.now()))
    else:
        known.failed_at = None


def all_of(tender: Tender) -> bytes:
    """Every letter's file in one, each under its bid's label: a name would tell who bid."""
    wanted = (
        select(Bid.label, LetterFile.made)
        .join(Letter, Letter.id == LetterFile.letter_id)
        .join(Bid, Bid.id == Letter.bid_id)
        .where(LetterFile.tender_id == tender.id)
        .order_by(Bid.label)
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for label, made in db.session.execute(wanted):
            archive.writestr(f"letter-{label}.pdf", made)
    return packed.getvalue()


def start(data: Path) -> None:
    """Let a process of its own make what is wanted; where one is at it, the second one ends."""
    if _is_at_work(data):
        return
    subprocess.Popen(  # noqa: S603  our own command, with nothing that anybody typed
        [sys.executable, "-m", "flask", "--app", "wsgi", "letters", "files"],
        cwd=ROOT,
        env=os.environ | {"EVENHAND_DATA": str(data)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def make_wanted(data: Path, method_of: MethodOf, processes: int = PROCESSES) -> int:
    """Make every file that is wanted and isn't there; how many were made.

    `method_of`: where the full method of a tender is. Ended at any moment, the next one goes on
    where this one was.
    """
    with _alone(data) as is_alone:
        if not is_alone:
            return 0
        houses = [each.id for each in authorities()]
        db.session.rollback()
        with ProcessPoolExecutor(processes) as pool:
            return sum(_make_in(house, method_of, pool) for house in houses)


def _make_in(house: uuid.UUID, method_of: MethodOf, pool: ProcessPoolExecutor) -> int:
    made = 0
    while True:
        with tenant(house):
            letters = _to_make()
            db.session.rollback()
            if not letters:
                return made
            documents = [document_of(each.content, method_of(each.tender_id)) for each in letters]
            files = list(pool.map(_file, documents))
            with transaction():
                for letter, file in zip(letters, files, strict=True):
                    _keep(letter, file)
            made += sum(file is not None for file in files)


def _to_make() -> Sequence[Any]:
    """The next letters that are wanted as files and have none."""
    return db.session.execute(
        select(Letter.id, Letter.tender_id, Letter.content)
        .join(FilesWanted, FilesWanted.tender_id == Letter.tender_id)
        .outerjoin(LetterFile, LetterFile.letter_id == Letter.id)
        .where(LetterFile.id.is_(None), FilesWanted.failed_at.is_(None))
        .order_by(Letter.id)
        .limit(AT_ONCE)
    ).all()


def _keep(letter: Any, file: bytes | None) -> None:
    """Somebody on another machine may have been first; what can't be made ends the work."""
    known = select(LetterFile.id).where(LetterFile.letter_id == letter.id)
    if file is None:
        wanted = select(FilesWanted).where(FilesWanted.tender_id == letter.tender_id)
        db.session.scalars(wanted).one().failed_at = clock.now()
    elif db.session.scalar(known) is None:
        db.session.add(
            LetterFile(
                letter_id=letter.id, tender_id=letter.tender_id, made=file, made_at=clock.now()
            )
        )


def _file(document: Document) -> bytes | None:
    """In a process of its own: a letter that can't be made is none, and the others go on."""
    try:
        return pdf_of(document, "page")
    except Exception:  # whatever typst says of it, the page says that it broke off
        return None


@contextmanager
def _alone(data: Path) -> Iterator[bool]:
    """Whether nobody else on this machine makes files."""
    with _lock_of(data).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _is_at_work(data: Path) -> bool:
    with _alone(data) as is_alone:
        return not is_alone


def _lock_of(data: Path) -> Path:
    return data / "letters.lock"
