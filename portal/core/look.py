"""How pages look and speak for one person: text size, spacing, words, language."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

ENGLISH, WELSH = "en", "cy"
SIZES = ("normal", "large", "largest")
SPACINGS = ("normal", "wide")
WORDS = ("", "plain", "standard")
LANGUAGES = (ENGLISH, WELSH)


@dataclass(frozen=True)
class Look:
    """What a person chose; `words` is empty until they have chosen, never by role (R28)."""

    size: str = SIZES[0]
    spacing: str = SPACINGS[0]
    words: str = WORDS[0]
    language: str = ENGLISH

    @property
    def classes(self) -> str:
        """The classes that a page's root has for it; none for who changed nothing."""
        size = f" text-{self.size}" if self.size != SIZES[0] else ""
        return size + (f" space-{self.spacing}" if self.spacing != SPACINGS[0] else "")

    def as_facts(self) -> dict[str, str]:
        """The same as plain values, for a cookie or a row."""
        return asdict(self)


def look_of(kept: Any) -> Look:
    """The look that a visitor's own cookie holds; whatever isn't a choice of ours is left out."""
    if not isinstance(kept, dict):
        return Look()
    known = {"size": SIZES, "spacing": SPACINGS, "words": WORDS, "language": LANGUAGES}
    return Look(**{name: kept[name] for name, all_ in known.items() if kept.get(name) in all_})
