"""What the check of a receipt says, for people who never heard of a Merkle tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext

from portal.audit.receipt_texts import Proof, Receipt
from portal.core.formats import day, moment
from portal.core.words import say

HOLDS, LATER, CHANGED, NOT_OURS, UNREADABLE = "holds", "later", "changed", "not-ours", "unreadable"

VERDICTS = {
    HOLDS: say("This receipt holds"),
    LATER: say("The signature is ours"),
    CHANGED: say("The record was changed after this receipt was given"),
    NOT_OURS: say("This isn’t a receipt as we give it"),
    UNREADABLE: say("This text isn’t a whole receipt"),
}
WHAT_NOW = {
    HOLDS: say(
        "The record still has what the receipt stands for. Keep it, and check it again whenever you"
        " like."
    ),
    LATER: say(
        "The log can be compared from the day on which this stage is over: when the bids are"
        " opened, or when marking is closed. Check the receipt again then."
    ),
    CHANGED: say(
        "This receipt proves it. Keep it, and a copy of it outside this portal. Show it to the"
        " authority’s auditor, or to a court: they can check our signature without us."
    ),
    NOT_OURS: say(
        "Look for the file as you downloaded it, and check that one. If it says the same, show it"
        " to the authority."
    ),
    UNREADABLE: say(
        "Copy it from its first line, ‘evenhand promise v1’ or ‘c2sp.org/tlog-proof@v1’, to its"
        " last, or choose the file that you saved."
    ),
}

NO_SIGNATURE = say(
    "No key of this portal has signed this text. Something in it was changed, or it comes from"
    " somewhere else."
)
PRESENT_KEY = say("The signature is ours, by the key that signs today: %(key)s.")
OLDER_KEY = say("The signature is ours, by a key that we have replaced since: %(key)s.")
PROMISES = say("It promises an entry in the log, written on %(when)s.")
PROVES = say("It is about this entry in the log: %(what)s, on %(when)s.")
NO_PROOF = say(
    "Its numbers don’t lead from the entry to the signed checkpoint: something in the text was"
    " changed."
)
PROVEN = say(
    "Its numbers lead from the entry to the checkpoint that we signed on %(when)s, when the log had"
    " %(size)s entries."
)
GOES_ON = say(
    "Today’s log has this entry in the same place, and begins with all that the checkpoint signed."
)
IS_THERE = say("Today’s log has this entry.")
WAITS = say("Today’s log has this entry. More isn’t told yet.")
GONE = say("There is no log any more of the name that stands in the receipt: %(origin)s.")
CUT_OFF = say(
    "The log had %(then)s entries when the checkpoint was signed, and has %(now)s today: entries"
    " were removed."
)
REWRITTEN = say(
    "Today’s log doesn’t begin with what the checkpoint signed: among its first %(size)s entries"
    " something was changed, removed, added or moved."
)
MISSING = say("Today’s log has no such entry: it was changed or removed.")
OTHER_CONTENTS = say("Today’s log has something else in the place of this entry.")
HOLES = say("Entries are missing in today’s log.")

KINDS = {
    "bid:submitted": say("a bid was submitted"),
    "bid:imported": say("a bid was brought from another system"),
    "sheet:sent": say("somebody sent their marks for one bid"),
    "letter:released": say("an outcome letter was released"),
}


@dataclass(frozen=True)
class Said:
    """One thing that was found, and whether it speaks for the record (none: neither way)."""

    text: str
    is_good: bool | None
    facts: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return gettext(self.text, **self.facts)


def about(receipt: Receipt) -> list[Said]:
    """What stands in a receipt that holds in itself, and nothing more."""
    if not isinstance(receipt, Proof):
        return [Said(PROMISES, True, {"when": _when(receipt.time)})]
    event, said = receipt.event, receipt.said
    is_day = "at" in event["seals"]  # R18: a young evaluator's time is the day
    when = _when(event["at"][:10] if is_day else event["at"])
    what = gettext(KINDS.get(event["name"], event["name"]))
    return [
        Said(PROVES, True, {"what": what, "when": when}),
        Said(PROVEN, True, {"when": moment(said.at), "size": said.size}),
    ]


def _when(text: str) -> str:
    """A day, or a moment in the United Kingdom's time."""
    at = datetime.fromisoformat(text)
    return day(at.date()) if "T" not in text else moment(at)
