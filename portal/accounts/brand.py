"""How an authority's pages look: a colour that keeps its contrast, and a logo as plain pixels."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass

from portal.core.errors import Refused
from portal.core.files.kinds import Unreadable, kind_of
from portal.core.files.pictures import pixels_of
from portal.core.words import say

BACKGROUNDS = ("#ffffff", "#fbfaf6", "#e3efe9")
"""What the colour is written on, or what is written on it: white, paper and soft."""
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: text of the usual size."""
TALLEST, WIDEST = 120, 480
LARGEST = 2 * 1024 * 1024
COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")

NO_COLOUR = say("Enter a colour as # and six letters or figures, such as #12504f")
TOO_LIGHT = say(
    "%(colour)s is too light to read: its contrast is %(contrast)s to 1, and must be 4.5 to 1. The"
    " nearest shade that works is %(nearest)s."
)
NO_PICTURE = say("This isn’t a PNG or JPEG picture. Save it as one of these, then choose it again.")
TOO_BIG = say("The picture is bigger than 2 MB. Make it smaller, then choose it again.")


@dataclass(frozen=True)
class Brand:
    """What pages wear for an authority; empty where it chose nothing."""

    colour: str = ""
    logo_sha256: str = ""
    alt: str = ""


def brand_of(colour: str | None, logo_sha256: str | None, alt: str) -> Brand | None:
    """What pages wear for an authority; nothing where it chose nothing."""
    return Brand(colour or "", logo_sha256 or "", alt) if colour or logo_sha256 else None


def checked_colour(said: str) -> str:
    """The colour as `#rrggbb`, dark enough to be read; nothing is the house's own."""
    if not said:
        return ""
    match = COLOUR.fullmatch(said)
    if match is None:
        raise Refused(NO_COLOUR, field="colour")
    colour = f"#{match[1].lower()}"
    if least_contrast(colour) < LEAST_CONTRAST:
        raise Refused(
            TOO_LIGHT,
            field="colour",
            colour=colour,
            contrast=f"{int(least_contrast(colour) * 10) / 10:.1f}",
            nearest=nearest_shade(colour),
        )
    return colour


def least_contrast(colour: str) -> float:
    """The smallest contrast of a colour with what it meets on our pages (WCAG 2.2)."""
    own = _luminance(colour)
    return min(_contrast(own, _luminance(each)) for each in BACKGROUNDS)


def nearest_shade(colour: str) -> str:
    """The same hue, darkened only as far as it takes to be read."""
    for percent in range(100, -1, -1):
        shade = darker(colour, percent)
        if least_contrast(shade) >= LEAST_CONTRAST:
            return shade
    raise AssertionError("black can be read")


def darker(colour: str, percent: int) -> str:
    """A colour with so many hundredths of its light."""
    return "#" + "".join(f"{part * percent // 100:02x}" for part in _parts(colour))


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [part / 255 for part in _parts(colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: float, other: float) -> float:
    lighter, dark = max(one, other), min(one, other)
    return (lighter + 0.05) / (dark + 0.05)


def stylesheet(colour: str) -> str:
    """The few lines that give pages this colour in daylight; dark pages keep the house's."""
    strong = darker(colour, 60)
    return (
        "@media (prefers-color-scheme: light) { :root {"
        f" --brand: {colour}; --brand-strong: {strong}; --on-brand: #ffffff;"
        f" --govuk-brand-colour: {colour};"
        f" --govuk-link-colour: {colour}; --govuk-link-hover-colour: {strong};"
        " } }\n"
    )


def logo_of(content: bytes) -> bytes:
    """The picture's pixels as a new PNG, no larger than a page's head shows them."""
    if len(content) > LARGEST:
        raise Unreadable(TOO_BIG)
    try:
        kind = kind_of(content)
    except Unreadable:
        kind = ""
    if kind not in ("png", "jpeg"):
        raise Unreadable(NO_PICTURE)
    image = pixels_of(content)
    image.thumbnail((WIDEST, TALLEST))
    made = io.BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()


def sha256_of(logo: bytes) -> str:
    """What a logo is called by: another picture has another address."""
    return hashlib.sha256(logo).hexdigest()
