"""Where a decision stands on its way through the approvers."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from portal.outcomes.approving.queries import InOrder, Words
from portal.outcomes.models import Approval, Decision


@dataclass(frozen=True)
class Course:
    """The decision that stands, the last word on it, and whose turn it is.

    `decision` is none where nothing was decided on the run that stands.
    """

    decision: Decision | None = None
    word: Approval | None = None
    words: Words = Words()
    order: Sequence[InOrder] = ()

    @property
    def waits(self) -> bool:
        """Whether somebody's word on the decision is still to come."""
        return self.decision is not None and self.word is None

    @property
    def place(self) -> int:
        """The place of the word that comes next, from 1."""
        return len(self.words.given) + 1

    @property
    def is_last(self) -> bool:
        """Whether the next yes approves the decision."""
        return self.place >= len(self.order)

    def is_turn_of(self, person_id: uuid.UUID | None) -> bool:
        """Whether this person's word comes next; any approver's where no order was set."""
        if not self.order:
            return True
        return self.place <= len(self.order) and self._next.place.person_id == person_id

    @property
    def _next(self) -> InOrder:
        return self.order[self.place - 1]

    @property
    def turn_of(self) -> str:
        """Who comes next, by name; nothing where it is any approver."""
        return self._next.name if self.order and self.place <= len(self.order) else ""

    @property
    def has_begun(self) -> bool:
        """Whether an approver has said yes to the decision that stands already."""
        return bool(self.words.given)
