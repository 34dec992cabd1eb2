"""A PDF as pages: each is drawn, and of its text only what can be seen on the drawing is kept.

Nothing of the file goes on: no properties, notes, forms, files inside, scripts, older versions, or
layers that aren't shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import c_int

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from portal.bids.cleaning.lines import Rect, around, blanks_before
from portal.bids.cleaning.pages import (
    LONGEST_TEXT,
    MOST_PAGES,
    TOO_MANY_PAGES,
    WIDTH,
    Cleaned,
    Page,
    Word,
    page_of,
)
from portal.core.files.kinds import BROKEN, LOCKED, Unreadable
from portal.core.words import say

FORM = say("This PDF is a form to fill in. Print it to a new PDF, then choose that one.")
LONGEST_SIDE = 3
"""A page that is so many times as high as wide, or more, is a trick."""
LEAST_INK = 24
"""How far two pixels of a letter differ at least; what differs less can't be seen."""


def pages_of_pdf(content: bytes) -> Cleaned:
    """The pages of a PDF as pictures, with the text that stands on them."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as problem:
        raise Unreadable(LOCKED if "assword" in str(problem) else BROKEN) from None
    try:
        if document.get_formtype() != raw.FORMTYPE_NONE and _has_fields(document):
            raise Unreadable(FORM)
        if len(document) > MOST_PAGES:
            raise Unreadable(TOO_MANY_PAGES)
        return Cleaned(tuple(_page(document, n) for n in range(len(document))), _rest(document))
    except pdfium.PdfiumError:
        raise Unreadable(BROKEN) from None
    finally:
        document.close()


def _has_fields(document: pdfium.PdfDocument) -> bool:
    return any(_kinds_of_notes(document, n) & {raw.FPDF_ANNOT_WIDGET} for n in range(len(document)))


def _kinds_of_notes(document: pdfium.PdfDocument, number: int) -> set[int]:
    page = document[number]
    try:
        notes = [
            raw.FPDFPage_GetAnnot(page, n) for n in range(max(0, raw.FPDFPage_GetAnnotCount(page)))
        ]
        kinds = {raw.FPDFAnnot_GetSubtype(note) for note in notes if note}
        for note in filter(None, notes):
            raw.FPDFPage_CloseAnnot(note)
        return kinds
    finally:
        page.close()


def _rest(document: pdfium.PdfDocument) -> tuple[str, ...]:
    """What the file held besides its pages, for the officer to know."""
    found = {"properties"} if any(document.get_metadata_dict().values()) else set()
    if document.count_attachments():
        found.add("files")
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        found.add("scripts")
    kinds = {kind for n in range(len(document)) for kind in _kinds_of_notes(document, n)}
    if kinds - {raw.FPDF_ANNOT_LINK}:
        found.add("comments")
    if raw.FPDF_ANNOT_LINK in kinds:
        found.add("links")
    return tuple(sorted(found))


def _page(document: pdfium.PdfDocument, number: int) -> Page:
    page = document[number]
    try:
        width, height = page.get_size()
        if min(width, height) <= 0 or max(width, height) > LONGEST_SIDE * min(width, height):
            raise Unreadable(BROKEN)
        bitmap = page.render(scale=WIDTH / width, may_draw_forms=False, draw_annots=False)
        image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        text, words = _seen_text(page, image)
        return page_of(image, text, words)
    finally:
        page.close()


Letter = tuple[str, Rect | None]


def _seen_text(page: pdfium.PdfPage, image: Image.Image) -> tuple[str, list[Word]]:
    """The text of a page, without words that the drawing doesn't show, and where words stand."""
    found = page.get_textpage()
    try:
        return _in_words(list(_letters(page, found, image)), image)
    finally:
        found.close()


def _letters(
    page: pdfium.PdfPage, text: pdfium.PdfTextPage, image: Image.Image
) -> Iterator[Letter]:
    """The letters that stand on the page, each with its pixels; white space has none."""
    for index in range(min(text.count_chars(), LONGEST_TEXT)):
        letter = chr(raw.FPDFText_GetUnicode(text, index))
        if letter == "\x02":  # a word that goes on in the next line
            yield "-", None
        elif letter.isspace() or letter in "\0\ufffe\uffff":
            yield ("\n" if letter in "\r\n" else " "), None
        else:
            yield letter, _on_picture(page, text.get_charbox(index), image)


def _on_picture(
    page: pdfium.PdfPage, box: tuple[float, float, float, float], image: Image.Image
) -> Rect | None:
    """Where a box of the page lies on its picture, whichever way the page is turned or cut."""
    (x0, y0), (x1, y1) = (_pixel(page, x, y, image) for x, y in (box[:2], box[2:]))
    left, right = max(0, min(x0, x1)), min(image.width, max(x0, x1) + 1)
    top, bottom = max(0, min(y0, y1)), min(image.height, max(y0, y1) + 1)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _pixel(page: pdfium.PdfPage, x: float, y: float, image: Image.Image) -> tuple[int, int]:
    across, down = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, image.width, image.height, 0, x, y, across, down)
    return across.value, down.value


def _in_words(letters: list[Letter], image: Image.Image) -> tuple[str, list[Word]]:
    """The words that can be seen, with what is between them, and the place of each."""
    text = "".join(letter for letter, _ in letters)
    lines: list[list[tuple[str, list[Rect]]]] = []
    is_new = True
    for found in re.finditer(r"(\s*)(\S+)", text):
        boxes = [box for _, box in letters[found.start(2) : found.end(2)] if box]
        places = [around(line) for line in _lines(boxes)]
        is_new = is_new or "\n" in found[1]
        if any(_is_seen(image, place) for place in places):
            if is_new:
                lines.append([])
            lines[-1].append((found[2], places))
            is_new = False
    return _joined(lines, image)


def _joined(
    lines: list[list[tuple[str, list[Rect]]]], image: Image.Image
) -> tuple[str, list[Word]]:
    kept, words = "", []
    blanks = blanks_before([[places[0] for _, places in line] for line in lines])
    for before, line in zip(blanks, lines, strict=True):
        for number, (word, places) in enumerate(line):
            kept += " " if number else before
            span = (len(kept), len(kept) + len(word))
            kept += word
            words += [(*span, *_thousandths(place, image)) for place in places]
    return kept, words


def _is_seen(image: Image.Image, box: Rect) -> bool:
    """Whether there is ink and paper: white on white, under a bar, or in a layer that is off, there
    isn't."""
    left, top, right, bottom = box
    if right - left < 12:  # an 'I' alone is all ink
        left, right = max(0, left - 3), right + 3
    else:
        left, right = left + 2, right - 2
    edge = (bottom - top) // 6  # the edge of a bar isn't a letter's
    top, bottom = top + edge, bottom - edge
    bands = [band.getextrema() for band in image.crop((left, top, right, bottom)).split()]
    return any(float(high) - float(low) >= LEAST_INK for low, high in bands)  # type: ignore[arg-type]


def _lines(boxes: list[Rect]) -> list[list[Rect]]:
    """A word that is broken stands on two lines: each has a box of its own."""
    lines: list[list[Rect]] = []
    for box in boxes:
        if (
            lines
            and box[1] < max(b[3] for b in lines[-1])
            and min(b[1] for b in lines[-1]) < box[3]
        ):
            lines[-1].append(box)
        else:
            lines.append([box])
    return lines


def _thousandths(box: Rect, image: Image.Image) -> Rect:
    """The box in thousandths of the picture, a little wider, so that no edge of a letter shows."""
    left, top, right, bottom = box
    return (
        max(0, (left - 3) * 1000 // image.width),
        max(0, (top - 4) * 1000 // image.height),
        min(1000, -(-(right + 3) * 1000 // image.width)),
        min(1000, -(-(bottom + 4) * 1000 // image.height)),
    )
