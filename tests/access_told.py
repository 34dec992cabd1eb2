"""Who writes, reads, asks and replies when people are told afterwards: policies and pages (P20)."""

from __future__ import annotations

STAFF = "lead participation approver auditor"
Line = tuple[str, str]

TOLD: dict[str, dict[str, str]] = {
    "feedback.may_see_telling": {STAFF: "+"},
    "feedback.may_write_telling": {"participation": "+"},
    "feedback.may_publish_telling": {"participation": "-+++++++++"},
    "feedback.may_tell_members": {"participation": "+"},
    "feedback.may_tick_off: not told yet": {"participation": "+"},
    "feedback.may_tick_off: told": {"participation": "-"},
    "feedback.may_note_promise": {"lead participation": "+"},
    "feedback.may_reply: named, waiting": {STAFF: "+"},
    "feedback.may_reply: named, replied": {STAFF: "-"},
    "feedback.may_reply: somebody else is named": {},
    "feedback.may_hand_on: waiting": {"participation": "+"},
    "feedback.may_hand_on: replied": {"participation": "-"},
    "feedback.may_read_told: own part": {"panelist": "+"},
    "feedback.may_read_told: another's part": {},
    "feedback.may_ask: not asked yet": {"panelist": "+"},
    "feedback.may_ask: asked": {"panelist": "-"},
    "feedback.may_ask: consent missing": {"panelist": "-"},
}


def told_pages(signed_in: str) -> dict[str, tuple[Line, ...]]:
    """The lines of the pages; `signed_in` names everybody who is."""
    everybody = f"visitor {signed_in}"
    return {
        "feedback.telling": (("drafting", STAFF), ("open", STAFF)),
        "feedback.promise_day": (("drafting", "participation"), ("open", "participation")),
        "feedback.draft": (("drafting", "participation"), ("open", "participation")),
        "feedback.new_line": (("drafting", "participation"), ("open", "participation")),
        "feedback.line": (("open", "participation"), ("drafting", "")),
        "feedback.remove_line": (("open", "participation"), ("drafting", "")),
        "feedback.publish": (("open", "participation"), ("drafting", "-participation")),
        "feedback.to_tell": (("open", "participation"), ("drafting", "participation")),
        "feedback.note_told": (("open", "participation"), ("opened", "-participation")),
        "feedback.promise": (("open", "lead participation"), ("drafting", "")),
        "feedback.question": (("open", STAFF), ("drafting", "")),
        "feedback.reply": (("open", "approver"), ("opened", "-approver")),
        "feedback.hand_on": (("open", "participation"), ("opened", "-participation")),
        "feedback.told": (("drafting", "panelist"), ("open", "panelist")),
        "feedback.ask": (("open", "panelist"), ("drafting", "")),
        "feedback.public": (("open", everybody), ("drafting", "")),
        "feedback.poster": (("open", everybody), ("drafting", "")),
    }
