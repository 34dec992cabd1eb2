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
from collections.abc import Callable, Sequence
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

AT_ONCE = 10
"""Letters of one turn: after each the files that were made stay, whatever happens then."""
SHARES = 2
"""Each share is made by a process of its own: typesetting uses one core."""
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
        select(Bid.label, Letter.issue, LetterFile.made)
        .join(Letter, Letter.id == LetterFile.letter_id)
        .join(Bid, Bid.id == Letter.bid_id)
        .where(LetterFile.tender_id == tender.id)
        .order_by(Bid.label, Letter.issue)
    )
    last = db.session.scalar(select(func.max(Letter.issue)).where(Letter.tender_id == tender.id))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for label, issue, made in db.session.execute(wanted):
            which = "" if issue == last else f"-replaced-{issue}"
            archive.writestr(f"letter-{label}{which}.pdf", made)
    return packed.getvalue()


def start(data: Path) -> None:
    """Let processes of their own make what is wanted, one for each share that nobody is at."""
    for share in range(SHARES):
        held = _lock(data, share)
        if held is None:
            continue
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "letters", "files"]
        subprocess.Popen(  # noqa: S603  our own command, with nothing that anybody typed
            [*command, "--share", str(share)],
            cwd=ROOT,
            env=os.environ | {"EVENHAND_DATA": str(data)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=[held],  # the lock goes on with it, and ends with it, however it ends
        )
        os.close(held)


def make_share(method_of: MethodOf, share: int) -> int:
    """Make every file of a share that is wanted and isn't there; how many were made.

    `method_of`: where the full method of a tender is. Whoever calls it holds the share's lock.
    Ended at any moment, the next one goes on where this one was.
    """
    houses = [each.id for each in authorities()]
    db.session.rollback()
    return sum(_make_in(house, method_of, share) for house in houses)


def make_all(data: Path, method_of: MethodOf) -> int:
    """Make what is wanted of every share that nobody is at."""
    made = 0
    for share in range(SHARES):
        held = _lock(data, share)
        if held is not None:
            try:
                made += make_share(method_of, share)
            finally:
                os.close(held)
    return made


def _make_in(house: uuid.UUID, method_of: MethodOf, share: int) -> int:
    made = 0
    while True:
        with tenant(house):
            letters = _to_make(share)
            db.session.rollback()
            if not letters:
                return made
            files = [_file(document_of(x.content, method_of(x.tender_id))) for x in letters]
            with transaction():
                for letter, file in zip(letters, files, strict=True):
                    _keep(letter, file)
            made += sum(file is not None for file in files)


def _to_make(share: int) -> Sequence[Any]:
    """The next letters of a share that are wanted as files and have none."""
    waiting = db.session.scalars(
        select(Letter.id)
        .join(FilesWanted, FilesWanted.tender_id == Letter.tender_id)
        .outerjoin(LetterFile, LetterFile.letter_id == Letter.id)
        .where(LetterFile.id.is_(None), FilesWanted.failed_at.is_(None))
        .order_by(Letter.id)
    )
    mine = [each for each in waiting if each.int % SHARES == share][:AT_ONCE]
    wanted = select(Letter.id, Letter.tender_id, Letter.content).where(Letter.id.in_(mine))
    return db.session.execute(wanted).all()


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
    """A letter that can't be made is none, and the others go on."""
    try:
        return pdf_of(document, "page")
    except Exception:  # whatever typst says of it, the page says that it broke off
        return None


def _lock(data: Path, share: int) -> int | None:
    """The lock of a share as an open file, or none where somebody on this machine has it."""
    held = os.open(data / f"letters-{share}.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        return None
    return held
