"""What can go wrong, by who has to mend it."""

from __future__ import annotations

from collections.abc import Callable


class Refused(Exception):
    """A person asked for something that the rules don't allow; `message` tells how to mend it.

    `field` names the form's field beside which the message stands. `record` writes an event in a
    transaction of its own after the rollback: late bids (R29), failed sign-ins.
    """

    def __init__(
        self, message: str, field: str | None = None, record: Callable[[], None] | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.record = record


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
