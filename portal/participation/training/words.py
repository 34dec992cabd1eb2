"""Words explained: those that every glossary begins with, and those that an authority adds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from flask_babel import gettext

from portal.core.language import spoken
from portal.participation.training.courses import written
from portal.participation.training.models import ExplainedWord

Glossary = Mapping[str, "Word"]


@dataclass(frozen=True)
class Word:
    """A word and what it means; `forms` are the ways in which a text that is marked may have it."""

    slug: str
    word: str
    meaning: str
    forms: tuple[str, ...]


def slug_of(word: str) -> str:
    """A word as an address has it: ‘Sign-off’ is sign-off."""
    plain = unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "word"


def folded(word: str) -> str:
    """A word without what doesn't tell it apart: case and blanks."""
    return " ".join(word.casefold().split())


def glossary(own: Sequence[ExplainedWord] = ()) -> dict[str, Word]:
    """All words by their address, in their order; what an authority says stands before ours."""
    ours = _first_words(spoken())
    return _in_order(ours | {each.slug: _own(each, ours) for each in own}) if own else dict(ours)


def _own(said: ExplainedWord, ours: Glossary) -> Word:
    """A word that an authority explains; one of ours is found in texts in all its forms still."""
    first = ours.get(said.slug)
    return Word(said.slug, said.word, said.meaning, (first and first.forms) or (said.word,))


@cache
def _first_words(_language: str) -> dict[str, Word]:
    """Those that every glossary begins with, in the language that is spoken now."""
    found = (_first(each) for each in written("words")["words"])
    return _in_order({word.slug: word for word in found})


def _in_order(words: Glossary) -> dict[str, Word]:
    return dict(sorted(words.items(), key=lambda item: folded(item[1].word)))


def _first(told: dict[str, object]) -> Word:
    """One of the words of the file; everyday ones, such as ‘a lot’, aren't marked in texts."""
    word, others = str(told["word"]), told["forms"]
    assert isinstance(others, list)
    is_marked = told.get("is_marked", True)
    forms = tuple(gettext(form) for form in (word, *others)) if is_marked else ()
    return Word(slug_of(word), gettext(word), gettext(str(told["meaning"])), forms)


def search(words: Glossary, wanted: str) -> list[Word]:
    """The words that have a text in their name or meaning, all without one."""
    asked = folded(wanted)
    return [
        word
        for word in words.values()
        if asked in folded(word.word) or asked in folded(word.meaning)
    ]


def by_letter(words: Sequence[Word]) -> dict[str, list[Word]]:
    """Words under the letters that they begin with."""
    found: dict[str, list[Word]] = {}
    for word in words:
        found.setdefault(folded(word.word)[:1].upper(), []).append(word)
    return found
