"""What a file becomes: pages, each a picture of nothing but pixels, and the text that it shows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from portal.core.files.kinds import Unreadable
from portal.core.words import say

MOST_PAGES = 40
LONGEST_TEXT = 20_000
WIDTH = 1240
QUALITY = 75
GAP = "[taken out]"
PAINT = (20, 20, 20)

TOO_MANY_PAGES = say("This file has more than 40 pages. Send the ones that matter.")
NO_PAGES = say("This file has nothing on its pages. Choose another one.")

Word = tuple[int, int, int, int, int, int]
"""`start, end` in the text, and `left, top, right, bottom` in thousandths of the picture."""
Box = Sequence[int]


@dataclass(frozen=True)
class Page:
    """One page: its picture (WebP), its text, and where each word of the text stands."""

    picture: bytes
    width: int
    height: int
    text: str = ""
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Cleaned:
    """A file as its pages; `left_out` names what it held besides, as slugs."""

    pages: tuple[Page, ...]
    left_out: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """A file without a page shows nobody anything."""
        if not self.pages:
            raise Unreadable(NO_PAGES)


def as_picture(image: Image.Image) -> bytes:
    """The pixels of an image and nothing else: a new image takes them, and no fact of the old."""
    bare = Image.new("RGB", image.size, "white")
    bare.paste(image.convert("RGB"))
    made = io.BytesIO()
    bare.save(made, "WEBP", quality=QUALITY, method=2)
    return made.getvalue()


def page_of(image: Image.Image, text: str = "", words: Sequence[Word] = ()) -> Page:
    """A page from an image."""
    return Page(as_picture(image), *image.size, text, tuple(words))


def painted_over(picture: bytes, boxes: Sequence[Box]) -> bytes:
    """The picture with these boxes painted over in its pixels: nothing is left underneath."""
    with Image.open(io.BytesIO(picture)) as kept:
        image = kept.convert("RGB")
    draw, (width, height) = ImageDraw.Draw(image), image.size
    for left, top, right, bottom in boxes:
        corners = (left * width // 1000, top * height // 1000)
        draw.rectangle((*corners, -(-right * width // 1000), -(-bottom * height // 1000)), PAINT)
    return as_picture(image)


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with `[taken out]` where these spans stood; spans that touch are one."""
    kept, place = [], 0
    for begins, ends in joined(spans):
        kept += [text[place:begins], GAP]
        place = ends
    return "".join([*kept, text[place:]])


def joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap or touch made one."""
    found: list[tuple[int, int]] = []
    for begins, ends in sorted(spans):
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(ends, found[-1][1]))
        else:
            found.append((begins, ends))
    return found


def boxes_of(words: Sequence[Sequence[int]], spans: Sequence[tuple[int, int]]) -> list[Box]:
    """Where on the picture the words stand that these spans touch; each goes whole."""
    return [
        word[2:6]
        for word in words
        if any(begins < word[1] and word[0] < ends for begins, ends in spans)
    ]
