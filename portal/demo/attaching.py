"""Files that a bid of the demo brings along, full of what tells whose it is."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import typst
from openpyxl.comments import Comment
from PIL import Image, ImageDraw

Files = list[tuple[str, bytes]]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PHOTOGRAPH = (900, 600)
GPS, ARTIST, CAMERA = 0x8825, 0x013B, 0x0110


def files_of(facts: dict[str, Any]) -> Files:
    """A Word document, a workbook, a PDF and a photograph of one provider."""
    name, member = facts["name"], facts["member"]["name"]
    return [
        ("how-we-listen.docx", _document(name, member, facts["email"])),
        ("who-works-when.xlsx", _workbook(name, member)),
        ("what-young-carers-told-us.pdf", _paper(name, member, facts["website"])),
        ("our-club-night.jpg", _photograph(name, member)),
    ]


def _document(name: str, member: str, email: str) -> bytes:
    said = [
        "How we listen",
        "Each young carer has a worker of their own, who asks every six weeks how it is going.",
        f"At {name} we write down what changed because of it. Ask {member} or write to {email}.",
    ]
    words = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in said)
    cut = f'<w:p><w:del w:author="{member}"><w:r><w:delText>{name}</w:delText></w:r></w:del></w:p>'
    core = f"<c><creator>{member}</creator><company>{name}</company></c>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("docProps/core.xml", core)
        parts.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>{words}{cut}</w:body></w:document>',
        )
    return made.getvalue()


def _workbook(name: str, member: str) -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = member
    sheet = book.active
    sheet.title = "Who works when"
    for row in (("Day", "Hours", "Where"), ("Monday", 6, f"{name}, upstairs"), ("Friday", 4, "")):
        sheet.append(row)
    sheet["A1"].comment = Comment(f"Ask {member}", member)
    hidden = book.create_sheet("Names")
    hidden.sheet_state = "hidden"
    hidden["A1"] = f"{name}: {member}"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _paper(name: str, member: str, website: str) -> bytes:
    return typst.compile(
        f"""#set document(title: "{name}", author: "{member}")
        = What young carers told us
        In the spring 41 young carers of {name} drew what a good week is. Twelve asked for later
        hours, so the club now ends at eight. More: {website}

        #text(fill: white)[{member}]""".encode()
    )


def _photograph(name: str, member: str) -> bytes:
    """A room with a sign over its door: no program reads the sign, so the officer covers it."""
    picture = Image.new("RGB", PHOTOGRAPH, "#c9d8d4")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 430, 900, 600), fill="#8a6f52")
    draw.rectangle((330, 160, 570, 520), fill="#3c5a57")
    draw.rectangle((250, 70, 650, 140), fill="#ffffff")
    draw.text((280, 88), name, fill="#16302f", font_size=26)
    exif = Image.Exif()
    exif[ARTIST], exif[CAMERA] = member, f"The camera of {name}"
    exif.get_ifd(GPS)[1], exif.get_ifd(GPS)[2] = "N", (54.0, 9.0, 21.0)
    made = io.BytesIO()
    picture.save(made, "JPEG", exif=exif)
    return made.getvalue()
