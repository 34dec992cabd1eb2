"""What a file is, told from its content and never from its name."""

from __future__ import annotations

import io
import zipfile

from portal.core.words import say

KINDS = ("docx", "xlsx", "pdf", "jpeg", "png")
LARGEST = 10 * 1024 * 1024
MOST_PARTS, MOST_UNPACKED = 2000, 80 * 1024 * 1024

EMPTY = say("This file is empty. Choose another one.")
TOO_BIG = say("This file is bigger than 10 MB. Make it smaller, for example with smaller pictures.")
OF_NO_KIND = say(
    "We can’t read this kind of file. Send a Word document (.docx), a workbook (.xlsx), a PDF or a"
    " picture (JPEG or PNG)."
)
LOCKED = say("This file is locked with a password. Save it without one, then choose it again.")
BROKEN = say("This file is damaged, so we can’t read it. Save it again, then choose it again.")
SWOLLEN = say("This file holds far more than its size says. Save it again, then choose it again.")

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How locked and old Office documents begin."""


class Unreadable(Exception):
    """A file that can't be read into pages; `message` says why, and how to mend it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def kind_of(content: bytes) -> str:
    """Which kind of file this is; one that we don't take is refused with a sentence."""
    if not content:
        raise Unreadable(EMPTY)
    if len(content) > LARGEST:
        raise Unreadable(TOO_BIG)
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(OLE):
        raise Unreadable(LOCKED if b"E\0n\0c\0r\0y\0p\0t\0" in content else OF_NO_KIND)
    return _office(content)


def _office(content: bytes) -> str:
    if not content.startswith(b"PK"):
        raise Unreadable(OF_NO_KIND)
    with opened(content) as parts:
        names = set(parts.namelist())
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise Unreadable(OF_NO_KIND)


def opened(content: bytes) -> zipfile.ZipFile:
    """The parts of an Office document, unless unpacking them would fill the machine."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unreadable(BROKEN) from None
    entries = parts.infolist()
    if len(entries) > MOST_PARTS or sum(each.file_size for each in entries) > MOST_UNPACKED:
        raise Unreadable(SWOLLEN)
    if any(each.flag_bits & 1 for each in entries):
        raise Unreadable(LOCKED)
    return parts
