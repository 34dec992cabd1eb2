"""What members read is for nine to eleven years, text by text, where it is written (R28)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.reading.measure import FEWEST, LONGEST, OLDEST, age_of, sentences_of, words_of
from tests.reading.texts import (
    courses,
    members_templates,
    plain_parts_of_the_demo,
    plain_words_of_the_demo,
    texts_in,
)


def test_members_pages() -> None:
    templates = members_templates()
    assert len(templates) > 40
    texts = ((path.name, "\n".join(texts_in(path))) for path in templates)
    assert list(_too_hard(texts)) == []


def test_the_demos_twins_in_plain_words() -> None:
    parts = list(plain_parts_of_the_demo())
    assert len(parts) > 20
    assert list(_too_hard([*parts, *plain_words_of_the_demo()])) == []


def test_what_members_learn() -> None:
    assert list(_too_hard(courses())) == []


def _too_hard(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, text in texts:
        yield from problems_of(name, sentences_of(text))


def problems_of(name: str, sentences: list[str]) -> Iterator[str]:
    """What is wrong with a text, in sentences: too hard as a whole, or one sentence too long."""
    words = sum(len(words_of(each)) for each in sentences)
    age = age_of(sentences)
    if words >= FEWEST and age > OLDEST:
        yield f"{name} is read at {age:.1f} years"
    for each in sentences:
        if len(words_of(each)) > LONGEST:
            yield f"{name}: {len(words_of(each))} words in: {each}"
