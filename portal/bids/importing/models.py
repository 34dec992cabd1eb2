"""What waits to be brought from another system, locked at rest; and the record of what was."""

from __future__ import annotations

import json
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.bids.files.models import LockedFile
from portal.core.database import Base
from portal.core.resting import rest, rouse
from portal.core.tenancy import TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail
from portal.core.workbooks.reading import Book

LEAD_INSTEAD = "lead"
"""In whose seat a lead sits who is no opening officer."""


class ImportDraft(OutsideTrail, TenantOwned, Base):
    """A workbook that was brought and waits, locked: nothing in it counts yet, and it may go again.

    `handed_by` has checked exactly what `handed_sha256` is of, and a second person confirms that.
    """

    __tablename__ = "import_draft"
    __table_args__ = (belongs_to("tender"), UniqueConstraint("authority_id", "tender_id"))

    tender_id: Mapped[uuid.UUID]
    box: Mapped[bytes]
    brought_at: Mapped[datetime]
    handed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    handed_role: Mapped[str | None]
    handed_seat: Mapped[str | None]
    handed_sha256: Mapped[str | None]

    def keep(self, **told: Any) -> None:
        """Keep more of what was brought: the `book`, its `sha256`, the `zips`; so nobody has
        checked it any more."""
        whole = self._whole | told
        self.box = rest(json.dumps(whole, ensure_ascii=False).encode(), self._place)
        self.handed_by = self.handed_role = self.handed_seat = self.handed_sha256 = None

    @property
    def book(self) -> Book | None:
        """The cells of the workbook; none until one was brought."""
        book = self._whole.get("book")
        return book and {
            sheet: {place: (kind, words) for place, (kind, words) in cells.items()}
            for sheet, cells in book.items()
        }

    @property
    def sha256(self) -> str:
        """The SHA-256 of the workbook as it was sent."""
        return str(self._whole.get("sha256", ""))

    @property
    def zips(self) -> list[str]:
        """The SHA-256 of each zip of files that was sent, in order."""
        return list(self._whole.get("zips", []))

    @property
    def _place(self) -> bytes:
        return f"import/{self.tender_id}".encode()

    @property
    def _whole(self) -> dict[str, Any]:
        if not self.box:
            return {}
        whole: dict[str, Any] = json.loads(rouse(self.box, self._place))
        return whole


class ImportFile(LockedFile, OutsideTrail, TenantOwned, Base):
    """A file out of a zip that was brought; its name is its path there."""

    PLACE = "import-file"
    __tablename__ = "import_file"
    __table_args__ = (
        belongs_to("tender"),
        Index("ix_import_file_of", "authority_id", "tender_id"),
    )

    tender_id: Mapped[uuid.UUID]
    brought_at: Mapped[datetime]


class BidsImport(TenantOwned, Base):
    """How bids came here from another system; never changed. What that system did nobody here saw.

    `refused`: of each bid that wasn't taken its reference there, when it came, and why.
    """

    __tablename__ = "bids_import"
    __table_args__ = (belongs_to("tender"), UniqueConstraint("authority_id", "tender_id"))

    tender_id: Mapped[uuid.UUID]
    system: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by: Mapped[list[str]] = mapped_column(JSON)
    received: Mapped[int]
    refused: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    workbook_sha256: Mapped[str]
    zips: Mapped[list[str]] = mapped_column(JSON)
    import_sha256: Mapped[str]
    roles: Mapped[list[str]] = mapped_column(JSON)
    brought_at: Mapped[datetime]
