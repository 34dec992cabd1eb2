"""What a difference between two versions is made of: sentences, fixed words, and marked texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.core.differences import Piece, differences

CAME, WENT, CHANGED = "came", "went", "changed"

Part = dict[str, Any]
"""A part of a kept document; an empty one where the part isn't there."""


@dataclass(frozen=True)
class Sentence:
    """What is said, with what fills its gaps; translated where it is shown."""

    message: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Turn:
    """Something that the document says in fixed words: what it was, and what it is now."""

    kind: str
    before: Any
    now: Any


@dataclass(frozen=True)
class Text:
    """A text that changed, with its name and its marked pieces."""

    label: Sentence
    pieces: list[Piece]


@dataclass(frozen=True)
class Change:
    """All that changed in one part; `state` tells whether it came, went or changed."""

    kind: str
    title: str
    state: str
    sentences: Sequence[Sentence] = ()
    turns: Sequence[Turn] = ()
    texts: Sequence[Text] = ()


def change(
    kind: str,
    before: Part,
    now: Part,
    sentences: Iterable[Sentence] = (),
    turns: Iterable[Turn] = (),
    texts: Iterable[Text] = (),
) -> Iterator[Change]:
    """The change of one part, if there is any; one that is new or gone always is."""
    state = CAME if not before else WENT if not now else CHANGED
    there = now or before
    title = f"{there.get('code', '')} {there.get('title', '')}".strip()
    found = Change(kind, title, state, [*sentences], [*turns], [*texts])
    if state != CHANGED or found.sentences or found.turns or found.texts:
        yield found


def pairs(before: Sequence[Part], now: Sequence[Part], key: str) -> Iterator[tuple[Part, Part]]:
    """Each part beside what it was, in the order that stands now; at the end what is gone."""
    old = {part[key]: part for part in before}
    yield from ((old.pop(part[key], {}), part) for part in now)
    yield from ((part, {}) for part in old.values())


def is_reordered(before: Sequence[Part], now: Sequence[Part], key: str) -> bool:
    """Whether parts that were there and still are stand in another order."""
    old, new = [part[key] for part in before], [part[key] for part in now]
    return [each for each in old if each in set(new)] != [each for each in new if each in set(old)]


def renamed(before: Part, now: Part, name: str, message: str) -> Iterator[Sentence]:
    """The sentence of a value that is another one now, in a part that was there and still is."""
    if before and now and before.get(name) != now.get(name):
        yield Sentence(message, {"before": before.get(name), "now": now.get(name)})


def figure(before: Part, now: Part, name: str, first: str, then: str) -> Iterator[Sentence]:
    """The sentence of a figure: `first` in a part that is new, `then` where it is another one."""
    if now and not before:
        yield Sentence(first, {"now": now.get(name)})
    yield from renamed(before, now, name, then)


def turn(before: Part, now: Part, name: str, kind: str | None = None) -> Iterator[Turn]:
    """Fixed words of a part that are others now; of a part that is gone there are none."""
    if now and before.get(name) != now.get(name):
        yield Turn(kind or name, before.get(name), now.get(name))


def texts(before: Part, now: Part, labels: dict[str, str], **facts: Any) -> Iterator[Text]:
    """The texts of a part that changed, marked word by word."""
    for name, label in labels.items():
        old, new = before.get(name) or "", now.get(name) or ""
        if old != new:
            yield Text(Sentence(label, facts), differences(old, new))
