"""Files that a bid of the demo brings along, full of what tells whose it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import openpyxl
import typst
from openpyxl.comments import Comment
from PIL import Image, ImageDraw

from portal.demo.story import Story

Files = list[tuple[str, bytes]]
Names = Mapping[str, str]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PHOTOGRAPH = (900, 600)
SIGN = (250, 70, 650, 140)
"""Where in the photograph the provider's name stands over a door, in pixels."""
GPS, ARTIST, CAMERA = 0x8825, 0x013B, 0x0110


def files_of(story: Story, facts: dict[str, Any]) -> Files:
    """A Word document, a workbook, a PDF and a photograph of one provider."""
    names = {key: facts[key] for key in ("name", "email", "website")}
    names["member"] = facts["member"]["name"]
    made = {"document": _document, "workbook": _workbook, "paper": _paper}
    files = [
        (story.files[key]["name"], make(story.files[key], names)) for key, make in made.items()
    ]
    return [*files, (story.files["photograph"]["name"], _photograph(names))]


def _document(told: dict[str, Any], names: Names) -> bytes:
    """Two pages, with a list, a change that was taken back, and who wrote it."""
    pages = ["".join(_paragraph(each.format_map(names)) for each in page) for page in told["pages"]]
    turn = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    body = _paragraph(told["heading"], "Heading1") + turn.join(pages) + _taken_back(names)
    core = f"<c><creator>{names['member']}</creator><company>{names['name']}</company></c>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("docProps/core.xml", core)
        parts.writestr("word/styles.xml", STYLES)
        document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        parts.writestr("word/document.xml", document)
    return made.getvalue()


STYLES = (
    f'<w:styles xmlns:w="{WORD}">'
    '<w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>'
)


def _paragraph(words: str, style: str = "") -> str:
    """A paragraph, or a point of a list where it begins with a star."""
    looks = f'<w:pStyle w:val="{style}"/>' if style else ""
    if words.startswith("* "):
        words, looks = words.removeprefix("* "), "<w:numPr/>"
    return f"<w:p><w:pPr>{looks}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def _taken_back(names: Names) -> str:
    words = f"<w:r><w:delText>{names['name']}</w:delText></w:r>"
    return f'<w:p><w:del w:author="{names["member"]}">{words}</w:del></w:p>'


def _workbook(told: dict[str, Any], names: Names) -> bytes:
    """A table, a comment in it, and a sheet that is hidden."""
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = names["member"]
    sheet = book.active
    sheet.title = told["sheet"]
    for row in told["rows"]:
        sheet.append([each.format_map(names) if isinstance(each, str) else each for each in row])
    sheet["A1"].comment = Comment(f"Ask {names['member']}", names["member"])
    hidden = book.create_sheet("Names")
    hidden.sheet_state = "hidden"
    hidden["A1"] = f"{names['name']}: {names['member']}"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _paper(told: dict[str, Any], names: Names) -> bytes:
    """Two pages, with words in white at the end."""
    pages = "\n#pagebreak()\n".join(each.strip().format_map(names) for each in told["pages"])
    return typst.compile(
        f"""#set document(title: "{names["name"]}", author: "{names["member"]}")
        #set page(margin: 25mm)
        = {told["title"]}\n{pages}\n\n#text(fill: white)[{names["member"]}]""".encode()
    )


def _photograph(names: Names) -> bytes:
    """A room with a sign over its door: no program reads the sign, so the officer covers it."""
    picture = Image.new("RGB", PHOTOGRAPH, "#c9d8d4")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 430, 900, 600), fill="#8a6f52")
    draw.rectangle((330, 160, 570, 520), fill="#3c5a57")
    for left in (60, 700):  # a window on either side, and a table with mugs under it
        draw.rectangle((left, 150, left + 140, 300), fill="#f3e3b0", outline="#5b5346", width=8)
        draw.rectangle((left - 30, 400, left + 170, 425), fill="#6b4f36")
        for mug in range(left, left + 140, 45):
            draw.rectangle((mug, 372, mug + 22, 400), fill="#b5443c")
    draw.rectangle(SIGN, fill="#ffffff")
    draw.text((280, 88), names["name"], fill="#16302f", font_size=26)
    exif = Image.Exif()
    exif[ARTIST], exif[CAMERA] = names["member"], f"The camera of {names['name']}"
    exif.get_ifd(GPS)[1], exif.get_ifd(GPS)[2] = "N", (54.0, 9.0, 21.0)
    made = io.BytesIO()
    picture.save(made, "JPEG", exif=exif)
    return made.getvalue()
