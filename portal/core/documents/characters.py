"""Which characters a PDF can show, and what stands for those that it can't."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from typst import Fonts

OURS = Path(__file__).parent / "fonts"
NEW_LINES = frozenset("\n\x0b\x0c\x85\u2028\u2029")
MEANINGLESS = {"Cs", "Cn", "Co"}
"""Halves of characters, those that mean nothing, and those that mean what each likes."""
BYTE_ORDER = "\ufeff"
"""It means nothing inside a text, and PDF/UA refuses it."""
UNKNOWN = "unknown character"
WITHOUT_GLYPH = frozenset({0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F)}) | {
    *range(0x2060, 0x2065),
    *range(0x2066, 0x206A),
    *range(0xFE00, 0xFE10),
}
"""They shape what stands beside them, and are nothing to see themselves."""


@cache
def fonts() -> Fonts:
    """Ours first; those of the machine for scripts that ours lack."""
    return Fonts(include_system_fonts=True, font_paths=[str(OURS)])


def showable(found: Any) -> Any:
    """The same lists and texts, in which every character has a glyph (PDF/UA asks for it)."""
    if isinstance(found, str):
        return "".join(_showable(character) for character in found.replace("\r\n", "\n"))
    if isinstance(found, dict):
        return {name: showable(value) for name, value in found.items()}
    if isinstance(found, list | tuple):
        return [showable(each) for each in found]
    return found


@cache
def _showable(character: str) -> str:
    """The character, or its name in brackets: a reader learns at least what stood there."""
    category, code = unicodedata.category(character), ord(character)
    if character in NEW_LINES:
        return "\n"
    if category == "Zs" or character == "\t":
        return " "
    if category == "Cc" or character == BYTE_ORDER:
        return ""
    if code in WITHOUT_GLYPH or (category not in MEANINGLESS and _is_drawn(code)):
        return character
    return f"[{unicodedata.name(character, UNKNOWN).lower()}]"


def _is_drawn(code: int) -> bool:
    return code in _drawn_by_us() or code in _drawn_here()


@cache
def _drawn_by_us() -> frozenset[int]:
    return frozenset(code for path in OURS.glob("*-400.ttf") for code in _drawn_by(str(path), 0))


@cache
def _drawn_here() -> frozenset[int]:
    """What any font of the machine draws; read once, when somebody first writes such a text."""
    files = {(font.path, font.index) for font in fonts().fonts() if font.path}
    return frozenset(code for path, index in files for code in _drawn_by(path, index))


def _drawn_by(path: str, index: int) -> frozenset[int]:
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap() or {})
