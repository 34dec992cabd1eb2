"""The files that came with an evaluator's bids, to read away from the website: clean pages alone.

Each page is the picture that the website shows, and a text with its words. Names tell of bids,
questions and numbers; a page before which people are warned lies in a folder that says so (P25).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

from flask_babel import gettext

from portal.bids.desk.queries import TakenPage, pages_to_take
from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.reading.queries import warned_pages_of
from portal.tenders.models import Tender

THEN = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip knows: no part tells when it was made."""
Part = tuple[str, bytes]


def files_of(tender: Tender, sheets: Sequence[OwnSheet]) -> bytes:
    """All clean pages of the files with these bids' own questions, the same for the same bids."""
    labels = {own.sheet.bid_id: own.label for own in sheets}
    codes = {(own.sheet.bid_id, each.id): each.code for own in sheets for each in own.criteria}
    warned = warned_pages_of(tender)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as parts:
        for each in pages_to_take(labels):
            code = codes.get((each.bid_id, each.criterion_id))
            if code is not None:
                why = warned.get((each.bid_id, each.criterion_id, each.file, each.page))
                for name, content in _parts(each, f"{labels[each.bid_id]}/{code}", why):
                    parts.writestr(zipfile.ZipInfo(name, THEN), content)
    return made.getvalue()


def _parts(page: TakenPage, place: str, why: str | None) -> Iterator[Part]:
    folder = f"{gettext('may be hard to read')}/" if why else ""
    name = gettext("file %(file)s, page %(page)s", file=page.file, page=page.page)
    words = page.text.strip() or gettext("This page is a picture. There are no words to read out.")
    warning = f"{gettext('Before you read on:')} {why}\n\n" if why else ""
    yield f"{place}/{folder}{name}.txt", f"{warning}{words}\n".encode()
    yield f"{place}/{folder}{name}.webp", page.picture
