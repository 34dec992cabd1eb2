"""What happens to a published tender beside its bids; which provider it is stays sealed."""

from __future__ import annotations

from portal.audit.facts import Facts

PUBLISHED: dict[str, Facts] = {
    "clarification:asked": Facts(open=("number", "asks_for_one"), sealed=("provider", "words")),
    "clarification:refused-late": Facts(open=("received_at",), sealed=("provider",)),
    "clarification:answered": Facts(
        open=("number", "version", "is_for_one"), sealed=("wording", "words", "reason")
    ),
    "clarification:released": Facts(open=("numbers",)),
    "clarification:time-set": Facts(open=("number", "until")),
    "briefing:published": Facts(
        open=("version", "at", "sign_up_until", "has_answers"), sealed=("words",)
    ),
    "briefing:signed-up": Facts(open=("people",), sealed=("provider",)),
    "tender:amended": Facts(
        open=("number", "specification_sha256", "deadline_at", "is_material"),
        sealed=("reason", "why_short"),
    ),
    # words that leave what is published: where, and never what
    "wording:removed": Facts(open=("why", "texts", "documents", "cuts", "removed_at")),
    "bid:confirmed": Facts(open=("bid_sha256", "number"), sealed=("provider",)),
    "tender:ended": Facts(open=("kind",), sealed=("reason",)),
}
