"""Policies whose door is another one than that of a tender."""

from __future__ import annotations

SHARED = ("may_write_with", "may_suggest", "may_read_suggestion", "may_back", "may_question")
"""What a panel's members do with a tender: a door of their own leads there."""

CHOSEN = ("may_join_in", "may_put_forward", "may_withdraw", "may_vote", "may_answer_place")

NO_DOOR = (
    "accounts.",
    "safety.",
    "participation.",
    "feedback.may_read_told",
    "feedback.may_hear_decided:",
    "feedback.may_ask",
    "feedback.may_look_back_on",
    "feedback.may_follow_own_words",
    "feedback.may_lift_question",
    "specifications.agreeing.may_say",
    "specifications.hours.may_say_hours",
    "specifications.starting.may_use_library",
    *(f"evaluation.choosing.{name}" for name in CHOSEN),
    "tenders.may_create_tender",
    "tenders.may_enter_school_days",
    "tenders.may_read_notice",
    "monitoring.",
    "overview.",
    *(f"specifications.cowriting.{name}" for name in SHARED),
)

DIRECTORY = ("record.erasure.may_see_erasure", "record.erasure.may_erase")
