"""What can go wrong, by who has to mend it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


class Refused(Exception):
    """A person asked for something that the rules don't allow; `message` tells how to mend it.

    What stands in the message's gaps comes as `facts`, and is put in where it is shown: a sentence
    with its gaps filled can't be translated. `field` names the form's field beside which it stands,
    `also` what else is refused. `record` writes an event in a transaction of its own after the
    rollback: late bids (R29), failed sign-ins.
    """

    def __init__(
        self,
        message: str,
        field: str | None = None,
        record: Callable[[], None] | None = None,
        *,
        also: Sequence[Refused] = (),
        **facts: Any,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.record = record
        self.also = also
        self.facts = facts

    def __str__(self) -> str:
        return self.message % self.facts if self.facts else self.message


class HouseRule(RuntimeError):
    """The code broke a rule of the house; always a bug, never shown to a person as it is."""


class NoTenant(HouseRule):
    """Rows of an authority were asked for while that authority isn't open."""


class Unauthorised(HouseRule):
    """Something was changed or answered that no policy was asked about."""


class Unaudited(HouseRule):
    """Something was changed without leaving an event."""


class TransactionMisuse(HouseRule):
    """A transaction was started on changed rows, inside another, or in a request that reads."""
