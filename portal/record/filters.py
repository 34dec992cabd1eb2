"""What the trail can be filtered by: who acted, and kinds of events."""

from __future__ import annotations

from portal.core.words import say

ROLES = {
    "procurement_lead": say("Procurement lead"),
    "participation_lead": say("Participation lead"),
    "approver": say("Approver"),
    "blindness_officer": say("Desk officer"),
    "professional_evaluator": say("Professional evaluators"),
    "young_evaluator": say("Young evaluators"),
    "parent_evaluator": say("Parents and carers on the panel"),
    "young_panel_member": say("Young people on the panel"),
    "parent_panel_member": say("Parents and carers of the panel"),
    "provider_member": say("Providers"),
    "system": say("The portal itself"),
}
"""Roles that the trail can be filtered by."""

KINDS_OF_EVENT: dict[str, tuple[str, tuple[str, ...]]] = {
    "tender": (
        say("The tender and its specification"),
        ("tender", "section", "method", "duty", "budget", "document"),
    ),
    "writing": (
        say("Writing with panels"),
        ("round", "suggestion", "suggestions", "answers", "insight", "influence")
        + ("agreement", "worry", "coproduction", "hours"),
    ),
    "asked": (say("Questions of providers"), ("clarification", "briefing")),
    "bids": (say("Bids and their opening"), ("bid", "bids", "gate", "bidder", "exclusion")),
    "panel": (
        say("Seats and conflicts of interest"),
        (
            "choosing",
            "seat",
            "sheets",
            "conflict",
            "conflicts",
            "interest",
            "practice",
            "confidence",
            "role",
            "link",
        ),
    ),
    "marking": (
        say("Marking"),
        ("marking", "mark", "sheet", "flag", "passage", "pack", "evaluator"),
    ),
    "moderation": (say("Moderation"), ("moderation", "interview", "contact")),
    "result": (say("Result"), ("run", "result", "tie", "views")),
    "outcome": (
        say("Decision, letters and notices"),
        ("narrative", "approver", "decision", "providers", "letters", "letter", "notice")
        + ("standstill", "claim", "further", "contract"),
    ),
    "told": (say("Told afterwards"), ("telling", "promise", "line")),
    "record": (
        say("Copies of the record, and erasure"),
        ("trail", "person", "text", "wording", "erasure", "archive"),
    ),
}
"""Kinds that the trail can be filtered by: their words, and how their events' names begin."""
