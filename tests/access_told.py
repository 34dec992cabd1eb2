"""Who writes, reads, asks and replies when people are told afterwards: policies and pages (P20)."""

from __future__ import annotations

from tests.access_beside import WHO_SIGNED_IN

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
    "feedback.may_look_back_on: own ended place": {WHO_SIGNED_IN: ".+++++++++"},
    "feedback.may_look_back_on: a place that goes on": {},
    "feedback.may_follow_own_words: own ended place": {WHO_SIGNED_IN: "+"},
    "feedback.may_follow_own_words: a place that goes on": {},
    "feedback.may_ask_looking_back: not asked yet": {WHO_SIGNED_IN: ".+++++++++"},
    "feedback.may_ask_looking_back: asked": {WHO_SIGNED_IN: ".---------"},
    "feedback.may_hear_from_seat: own seat": {"evaluator": ".+++++++++"},
    "feedback.may_hear_from_seat: another's seat": {},
    "feedback.may_hear_decided: own part": {"panelist": "---------++"},
    "feedback.may_hear_decided: another's part": {},
    "feedback.may_hear_decided_from_seat: own seat": {"evaluator": ".--------++"},
    "feedback.may_hear_decided_from_seat: another's seat": {},
    "feedback.may_tell_outcome": {"participation": "---------++"},
    "feedback.may_question_from_seat: not asked yet": {"evaluator": ".+++++++++"},
    "feedback.may_question_from_seat: asked": {"evaluator": ".---------"},
    "feedback.may_lift_question: from a panel": {WHO_SIGNED_IN: "+"},
    "feedback.may_lift_question: from a seat": {"evaluator": "+"},
    "feedback.may_lift_question: somebody else's": {},
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
        "feedback.note_answers": (("open", ""),),
        "feedback.promise": (("open", "lead participation"), ("drafting", "")),
        "feedback.question": (("open", STAFF), ("drafting", "")),
        "feedback.reply": (("open", "approver"), ("opened", "-approver")),
        "feedback.hand_on": (("open", "participation"), ("opened", "-participation")),
        "feedback.told": (("drafting", "panelist"), ("open", "panelist")),
        "feedback.ask": (("open", "panelist"), ("drafting", "")),
        "feedback.after": (("open", ""),),
        "feedback.told_after": (("open", ""),),
        "feedback.ask_after": (("open", ""),),
        "feedback.mine_after": (("open", ""),),
        "feedback.told_seated": (("open", "young"), ("drafting", "")),
        "feedback.decided": (("released", "panelist"), ("open", "-panelist")),
        "feedback.decided_seated": (("released", "young"), ("marking", "-young")),
        "feedback.note_outcome": (("revealed", "-participation"),),
        "feedback.ask_seated": (("open", "young"), ("drafting", "")),
        "lifting.question": (("open", STAFF), ("drafting", "")),
        "lifting.own_question": (("open", ""),),
        "feedback.public": (("open", everybody), ("drafting", "")),
        "feedback.poster": (("open", everybody), ("drafting", "")),
    }
