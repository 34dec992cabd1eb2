"""One text that somebody wrote freely: where it stands, and which event of the log seals it."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Text:
    """One text: its row and column, and the words for its place.

    Its event is the `nth` (from 0) of its kind with these open facts, `by` this person; `of_event`
    where a row's kind has several. Where that isn't enough, `mark` and `key` tell the sealed value,
    and `beside` another sealed fact of the event, name and value. `item`: the text's place in a
    sealed list.
    """

    kind: str
    row_id: uuid.UUID
    column: str
    where: str
    text: str
    facts: dict[str, Any] = field(default_factory=dict)
    nth: int = 0
    by: uuid.UUID | None = None
    of_event: str = ""
    mark: str | None = None
    key: str = ""
    beside: tuple[str, Any] | None = None
    item: int | None = None


def counted(texts: Iterable[Text]) -> list[Text]:
    """Texts in the order in which they were written, each with its place among those alike; not
    those without words."""
    seen: Counter[str] = Counter()
    found = []
    for text in texts:
        alike = repr((text.kind, text.column, text.of_event, text.facts, text.by, text.key))
        if text.text:
            found.append(replace(text, nth=seen[alike]))
        seen[alike] += 1
    return found
