"""The page that says what the archive of a tender holds, and the archive (R26)."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterator
from typing import IO, Any

from flask import Response, render_template, url_for

from portal.core.authorisation import authorise
from portal.core.web import current_actor, records_opening
from portal.record.archive.contents import CHUNK, Places, entries_of
from portal.record.archive.policy import may_take_archive
from portal.record.archive.writing import FOLDERS, HELD, write_archive
from portal.record.retention import retention_of
from portal.record.views import bp
from portal.tenders.looks import note_copy
from portal.tenders.models import Tender
from portal.tenders.queries import open_tender


@bp.get("/<authority>/tenders/<uuid:tender_id>/archive")
def archive(authority: str, tender_id: uuid.UUID) -> str:
    """What the archive holds, how long it has to be kept, and where to take it."""
    tender = _open(authority, tender_id)
    place: dict[str, Any] = {"authority": authority, "tender_id": tender_id}
    return render_template(
        "record/archive.html",
        tender=tender,
        parts=[words for folder, words in FOLDERS.items()],
        held=HELD,
        kept=retention_of(tender),
        file=url_for(".archive_zip", **place),
        back=url_for(".trail", **place),
    )


@bp.get("/<authority>/tenders/<uuid:tender_id>/archive.zip")
@records_opening
def archive_zip(authority: str, tender_id: uuid.UUID) -> Response:
    """Everything of the tender; each copy that is taken is an event with the manifest's hash.

    It is written to a file without a name, then sent: a slow reader keeps no transaction open.
    """
    tender = _open(authority, tender_id)
    places = Places(
        notice=url_for("tenders.notice", tender_id=tender_id, _external=True),
        open_data=url_for("tenders.notice_open_data", tender_id=tender_id, _external=True),
    )
    file = tempfile.TemporaryFile()  # noqa: SIM115  it is closed once it is sent
    made = write_archive(tender, retention_of(tender), entries_of(tender, places), file)
    facts = {"files": len(made.files), "manifest_sha256": made.sha256}
    note_copy("archive:taken", current_actor(), tender, **facts)
    headers = {
        "Content-Disposition": "attachment; filename=archive.zip",
        "Content-Length": str(file.tell()),
    }
    answer = Response(_sent(file), mimetype="application/zip", headers=headers)
    answer.call_on_close(file.close)
    return answer


def _sent(file: IO[bytes]) -> Iterator[bytes]:
    """The file from its beginning, piece by piece; it is gone when it was sent."""
    with file:
        file.seek(0)
        while piece := file.read(CHUNK):
            yield piece


def _open(authority: str, tender_id: uuid.UUID) -> Tender:
    actor = current_actor()
    tender = open_tender(actor, authority, tender_id)
    authorise(may_take_archive, actor, tender)
    return tender
