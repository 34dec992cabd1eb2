"""The record: who erases, who redacts, and what the trail hides from its readers for now."""

from __future__ import annotations

STAFF = "lead participation approver auditor"

RECORD = {
    # erasure: who marked here, by the participation lead; staff by the procurement lead
    "record.erasure.may_see_erasure: here": {"lead participation": "+", "joint-lead": "."},
    "record.erasure.may_see_erasure: all": {"operator": "+"},
    "record.erasure.may_erase: staff": {"lead": "+", "joint-lead": "."},
    "record.erasure.may_erase: evaluator": {"participation": "+"},
    "record.erasure.may_erase: panel member": {"participation": "+"},
    "record.erasure.may_erase: both": {"lead": "+", "joint-lead": "."},
    "record.erasure.may_erase: member": {"operator": "+"},
    "record.erasure.may_redact": {"lead": "++++++++++", "participation": "++++++++++"},
    "record.erasure.may_remove_published": {"lead participation": "-+++++++++"},
    "record.erasure.may_redact_about_bids": {"lead": "------++++", "participation": "---------+"},
    "record.may_know_of_bids": {STAFF: "...+++++++"},
    "record.may_read_of_one_bid": {
        "lead": "+",
        "approver auditor": "......++++",
        "participation": "........++",
    },
    "record.may_read_labels_of_marks": {
        "lead": ".....+++++",
        "approver auditor": "......++++",
        "participation": "........++",
    },
    "record.may_read_labels_of_signatures": {
        "approver auditor": "......++++",
        "lead participation": "........++",
    },
    "record.may_know_who_is_kept_from": {
        "participation approver auditor": "+",
        "lead": ".........+",
    },
    "record.may_read_time: an evaluator's event": {"auditor": "+"},
    "record.may_read_time: another's event": {STAFF: "+"},
}
