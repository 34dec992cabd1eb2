"""Marking a sheet of one's own, and what comes to mind later, in the permission matrix."""

from __future__ import annotations

LATER: dict[str, dict[str, str]] = {
    "evaluation.seats.may_see_changes: own seat": {"evaluator": ".++++++---"},
    "evaluation.seats.may_see_changes: another's": {},
    "evaluation.seats.may_say_changes: own seat": {"evaluator": ".---+++---"},
    "evaluation.seats.may_say_changes: another's": {},
    "evaluation.seats.may_renew: own seat": {"evaluator": ".---+-----"},
    "evaluation.seats.may_renew: another's": {},
    "evaluation.seats.may_see_renewal": {"lead participation": "----++++++"},
    "evaluation.seats.may_ask_to_renew": {"lead": "----+-----"},
    "evaluation.marking.may_mark: own": {"evaluator": ".---+-----"},
    "evaluation.marking.may_mark: own, not promised": {"evaluator": ".---------"},
    "evaluation.marking.may_mark: own, sent": {"evaluator": ".---------"},
    "evaluation.marking.may_mark: own, voided": {"evaluator": ".---------"},
    "evaluation.marking.may_mark: another's": {},
}

PAGES_OF_LATER: dict[str, tuple[tuple[str, str], ...]] = {
    "seats.recognition": (("marking", "participation"), ("open", "-participation")),
    "seats.changed": (("marking", "young"), ("open", "young"), ("released", "-young")),
    "seats.changed POST": (("marking", "young"), ("moderating", "-young")),
    "seats.again": (("marking", "young"), ("opened", "-young")),
    "seats.recognise": (("marking", "young"), ("opened", "-young")),
    "seats.renewal": (("marking", "lead participation"), ("opened", "-lead -participation")),
    "seats.renewal POST": (("marking", "lead"), ("moderating", "-lead")),
}
