"""The closed list of what may be replaced or erased behind its seal (R26), and nothing else.

What people wrote may name a person; ids, addresses and a young person's times of day are about
one. Marks, which of them a mark replaces, who a bid is from and which provider it is about stay:
whoever could take one of these out with a word of erasure could change a result.
"""

from __future__ import annotations

TAKEN_OUT = "[taken out]"
"""What stands for a text that was taken out whole."""

MAY_BE_REPLACED: dict[str, str | tuple[str, ...]] = {
    "publication:asked": "words",
    "publication:approved": "words",
    "publication:returned": "words",
    "interest:noted": "interest",
    "conflicts:assessed": "words",
    "duty:answered": "words",
    "budget:line-written": "what",
    "gate:confirmed": "reason",
    "bidder:asked": "words",
    "bidder:answered": "words",
    "exclusion:checked": "words",
    "bid:disregarded": "reason",
    "bid:stays-in": "reason",
    "seat:voided": "reason",
    "sheet:voided": "reason",
    "conflict:declared": "answers",
    "conflict:decided": "reason",
    "conflict:weighed": "reason",
    "mark:recorded": "reason",
    "mark:changed": "reason",
    "passage:warned": "words",
    "flag:raised": "words",
    "flag:answered": "words",
    "interview:planned": "place",
    "interview:held": "words",
    "interview:missed": "words",
    "interview:marked": "reason",
    "contact:reported": "words",
    "moderation:recorded": "record",
    "moderation:overruled": "reason",
    "moderation:dissented": "words",
    "moderation:group-noted": "words",
    "moderation:reopened": "reason",
    "decision:reopened": "reason",
    "tie:decided": "reason",
    "views:talked": "words",
    "narrative:written": "words",
    "decision:endorsed": "reason",
    "approver:asked": "words",
    "approver:answered": "words",
    "decision:made": "reason",
    "decision:approved": "reason",
    "decision:sent-back": "reason",
    "claim:recorded": "words",
    "claim:answered": "words",
    "further:decided": "reason",
    "clarification:asked": "words",
    "clarification:answered": ("wording", "words", "reason"),
    "briefing:published": "words",
    "tender:amended": ("reason", "why_short"),
    "tender:ended": "reason",
    "influence:stated": ("words", "cannot_change"),
    "agreement:done-without": "reason",
    "suggestion:made": "words",
    "suggestion:backed": "words",
    "suggestions:answered": "words",
    "suggestion:questioned": "words",
    "version:kept": "why",
    "agreement:said": "words",
    "worry:answered": "words",
    "line:questioned": "words",
    "line:replied": "words",
    "letter:added": "words",
    "letter:withheld": "words",
    "debrief:asked": "words",
    "debrief:answered": "words",
    "terms:suggested": "words",
    "word:asked": "word",
    "text:redacted": "text",
}
"""By event the sealed fact that a redaction may replace, or each of several. The marks that a
moderation agreed are sealed apart from its record, so that they stay; a replacement may be replaced
again."""

MAY_BE_ERASED = {"person", "to", "account", "answers", "at"}
"""Sealed facts that go with a person, in whatever event."""

GOES_WITH_A_PERSON = {
    ("conflict:decided", "reason"),
    ("conflict:weighed", "reason"),
    ("panel:code-made", "checked"),
    ("consent:asked", "to"),
    ("consent:noted", "route"),
    ("terms:suggested", "words"),
    ("word:asked", "word"),
}
"""What was decided about somebody's own declaration; how they were known again; who answered for
them; what they would like to have in their panel's terms; the word that they asked about."""


def may_be_replaced(event: str, name: str) -> bool:
    """Whether a redaction may replace this sealed fact of this kind of event."""
    names = MAY_BE_REPLACED.get(event, ())
    return name == names or (isinstance(names, tuple) and name in names)


def may_be_erased(event: str, name: str) -> bool:
    """Whether a sealed fact may go without a replacement; for a replacement ask what it is of."""
    return name in MAY_BE_ERASED or (event, name) in GOES_WITH_A_PERSON
