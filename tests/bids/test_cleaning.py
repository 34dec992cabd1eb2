"""Cleaning leaves nothing of who made a file: its pages have pixels and words, and no more."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
import typst
from PIL import Image
from pypdf import PdfReader, PdfWriter

from portal.bids.cleaning import pages, pdf
from portal.bids.cleaning.apart import cleaned_apart, told
from portal.bids.cleaning.clean import cleaned
from portal.bids.cleaning.pages import boxes_of, painted_over, without
from portal.core.files import kinds
from portal.core.files.kinds import Unreadable
from tests.make_dirty import (
    WORDS,
    _zip,
    dirty_docx,
    dirty_jpeg,
    dirty_pdf,
    dirty_png,
    dirty_xlsx,
)

MARKER = "quillfeather"
Made = Callable[[str], bytes]


@pytest.mark.parametrize(
    ("make", "reads", "left_out"),
    [
        (
            dirty_docx,
            ["Our plan", f"{WORDS}  And on Fridays.", "Read more.", "First point", "Day", "Two",
             "Words in a box", "A note at the foot."],
            {"comments", "custom-data", "deleted-words", "embedded", "headers", "hidden-words",
             "macros", "properties"},
        ),
        (
            dirty_xlsx,
            ["Rota", "Monday", "7.5", "25%", WORDS],
            {"comments", "custom-data", "hidden-rows", "hidden-sheets", "macros", "names",
             "properties"},
        ),
        (
            dirty_pdf,
            [WORDS, "Read more.", "Before the bar after the bar."],
            {"comments", "files", "links", "properties", "scripts"},
        ),
        (dirty_jpeg, [], {"properties"}),
        (dirty_png, [], {"properties"}),
    ],
)  # fmt: skip
def test_nothing_of_a_marker_is_left_in_any_byte(
    make: Made, reads: list[str], left_out: set[str]
) -> None:
    content = make(MARKER)
    assert MARKER.encode() in _unpacked(content)
    made = cleaned(content)
    served = b"".join(_facts_of(page.picture) for page in made.pages)
    text = "\n".join(page.text for page in made.pages)
    assert MARKER.encode() not in served + b"".join(page.picture for page in made.pages)
    assert MARKER not in told(made).decode().lower()
    assert MARKER not in text.lower()
    for words in reads:
        assert " ".join(words.split()) in " ".join(text.split())
    assert left_out <= set(made.left_out) | {"links"}
    assert all(page.picture[8:12] == b"WEBP" for page in made.pages)


def _unpacked(content: bytes) -> bytes:
    """All that a file holds, its parts decompressed."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


def _facts_of(picture: bytes) -> bytes:
    """What a picture says of itself beside its pixels, and these decompressed."""
    with Image.open(io.BytesIO(picture)) as image:
        assert not image.getexif()
        assert set(image.info) <= {"background", "loop", "timestamp", "duration"}
        return image.tobytes()


def test_a_photograph_is_turned_as_it_was_held() -> None:
    page = cleaned(dirty_jpeg(MARKER)).pages[0]
    assert (page.width, page.height) == (60, 90)


def test_what_is_transparent_shows_as_paper() -> None:
    with Image.open(io.BytesIO(cleaned(dirty_png(MARKER)).pages[0].picture)) as image:
        assert min(image.getpixel((30, 20))) > 250


def test_a_box_leaves_nothing_underneath_and_the_words_are_gone() -> None:
    page = cleaned(dirty_pdf("x", shown="Tollerby Trust")).pages[0]
    at = page.text.index("Tollerby")
    span = (at, at + len("Tollerby Trust"))
    boxes = boxes_of(page.words, [span])
    assert len(boxes) == 2
    assert "Tollerby" not in without(page.text, [span])
    with Image.open(io.BytesIO(painted_over(page.picture, boxes))) as image:
        left, top, right, bottom = boxes[0]
        crop = image.crop(
            (
                left * page.width // 1000 + 1,
                top * page.height // 1000 + 1,
                right * page.width // 1000 - 1,
                bottom * page.height // 1000 - 1,
            )
        )
        assert max(high for _low, high in crop.getextrema()) < 60
    again = cleaned(_as_png(painted_over(page.picture, boxes)))
    assert again.pages[0].text == ""


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_words_are_found_where_they_stand_on_a_page_that_is_turned_and_cut(turned: int) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(dirty_pdf("x", "Tollerby Trust"))))
    writer.pages[0].rotate(turned)
    writer.pages[0].cropbox.lower_left = (20, 100)
    made = io.BytesIO()
    writer.write(made)
    page = cleaned(made.getvalue()).pages[0]
    assert "Tollerby Trust" in page.text
    at = page.text.index("Tollerby")
    boxes = boxes_of(page.words, [(at, at + 8)])
    painted = cleaned(_as_png(painted_over(page.picture, boxes))).pages[0]
    assert painted.picture != page.picture
    left, top = (min(box[side] for box in boxes) for side in (0, 1))
    right, bottom = (max(box[side] for box in boxes) for side in (2, 3))
    lies = (right - left) * page.width > (bottom - top) * page.height
    assert lies == (turned == 180)


def test_a_page_is_heard_in_paragraphs_points_and_rows_as_it_is_seen() -> None:
    """A sentence goes on over the end of a line; a heading isn't glued to what follows it (R28)."""
    said = "We ask every young carer how it is going, and we write down each word of it. " * 3
    made = typst.compile(
        f"""= What we do\n{said}\n\n{said}\n- On Mondays\n- On Fridays\n
        #table(columns: 2, [Day], [Hours], [Monday], [6])""".encode()
    )
    title, first, second, *rest = cleaned(made).pages[0].text.split("\n\n")
    assert (title, first, second.splitlines()[0]) == ("What we do", said.strip(), said.strip())
    points = [line for part in (second, *rest) for line in part.splitlines()]
    assert points[-4:] == ["• On Mondays", "• On Fridays", "Day Hours", "Monday 6"]


def test_spans_that_touch_are_one_gap() -> None:
    assert without("abcdef", [(1, 3), (2, 4)]) == "a[taken out]ef"
    assert without("abc", []) == "abc"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 nothing", kinds.BROKEN),
        (b"\x89PNG\r\n\x1a\n nothing", kinds.BROKEN),
        (_zip({"word/document.xml": "<w:document"}), kinds.BROKEN),
        (_zip({"word/document.xml": "<!DOCTYPE w [<!ENTITY a 'b'>]><w>&a;</w>"}), kinds.BROKEN),
        (_zip({"xl/workbook.xml": "<workbook/>"}), kinds.BROKEN),
    ],
)
def test_what_cant_be_cleaned_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as caught:
        cleaned(content)
    assert caught.value.message == sentence


def test_a_pdf_that_is_locked_a_form_or_too_long_is_refused() -> None:
    locked = PdfWriter(clone_from=PdfReader(io.BytesIO(dirty_pdf("x"))))
    locked.encrypt("secret")
    long = PdfWriter()
    for _ in range(pages.MOST_PAGES + 1):
        long.add_blank_page(100, 100)
    for writer, sentence in ((locked, kinds.LOCKED), (long, pages.TOO_MANY_PAGES)):
        made = io.BytesIO()
        writer.write(made)
        with pytest.raises(Unreadable) as caught:
            cleaned(made.getvalue())
        assert caught.value.message == sentence
    assert pdf.FORM.endswith(".")


def test_a_file_is_read_in_a_process_of_its_own() -> None:
    assert cleaned_apart(dirty_jpeg(MARKER)).pages[0].width == 60
    with pytest.raises(Unreadable) as caught:
        cleaned_apart(b"%PDF-1.7 nothing")
    assert caught.value.message == kinds.BROKEN


def _as_png(picture: bytes) -> bytes:
    made = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as image:
        image.save(made, "PNG")
    return made.getvalue()
