"""One file in, its pages out: whatever kind it is, nothing of it goes on but what they show."""

from __future__ import annotations

from portal.bids.cleaning.docx import read_docx
from portal.bids.cleaning.pages import Cleaned
from portal.bids.cleaning.pdf import pages_of_pdf
from portal.bids.cleaning.pictures import page_of_picture
from portal.bids.cleaning.typeset import pages_of_blocks
from portal.bids.cleaning.xlsx import read_xlsx
from portal.core.files.kinds import kind_of


def cleaned(content: bytes) -> Cleaned:
    """The pages of a file; what can't be read safely raises `Unreadable` with a sentence."""
    kind = kind_of(content)
    if kind == "docx":
        return pages_of_blocks(read_docx(content))
    if kind == "xlsx":
        return pages_of_blocks(read_xlsx(content))
    return pages_of_pdf(content) if kind == "pdf" else page_of_picture(content)
