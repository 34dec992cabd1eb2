"""Who may what between the letters and the contract, for the matrix; see access_table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from portal.core.authorisation import Actor
from portal.tenders.models import Tender

READERS = "lead approver auditor"
NO_PARTNER = {"joint-lead joint-approver": "."}

CONTRACTING: dict[str, dict[str, str]] = {
    "outcomes.contracting.may_see_days": {READERS: "+", **NO_PARTNER},
    "outcomes.contracting.may_enter_days": {"lead": "+", **NO_PARTNER},
    "outcomes.contracting.may_see_standing": {READERS: "---------++"},
    "outcomes.contracting.may_record_claim": {"lead": "---------+-"},
    "outcomes.contracting.may_decide_further": {"lead": "----------"},
    "outcomes.contracting.may_enter_contract": {"lead": "---------+-"},
    "outcomes.contracting.may_record_contract_notice": {"lead": "----------+"},
    "outcomes.contracting.may_see_own_standstill: own": {"bidder": ".........++"},
    "outcomes.contracting.may_see_own_standstill: none": {},
    "outcomes.contracting.may_challenge: own": {"bidder": ".........+-"},
    "outcomes.contracting.may_challenge: none": {},
    "record.archive.may_take_archive": {READERS: "---------++"},
}

PAGES_OF_CONTRACTING = {
    "outcomes.working_days": (("open", "lead approver auditor"),),
    "outcomes.working_days POST": (("open", "lead -approver -auditor"),)
    if False
    else (("open", "lead"),),
    "outcomes.claims": (("released", READERS), ("revealed", "-lead -approver -auditor")),
    "outcomes.claims POST": (("released", "lead"), ("contract", "-lead")),
    "outcomes.further": (("released", READERS), ("revealed", "-lead -approver -auditor")),
    "outcomes.further POST": (("released", "-lead"), ("contract", "-lead")),
    "outcomes.contract": (("released", READERS), ("contract", READERS)),
    "outcomes.contract POST": (("released", "lead"), ("contract", "lead")),
    "outcomes.notice_text": (("released", READERS), ("revealed", "-lead -approver -auditor")),
    "outcomes.notice_text_file": (("released", READERS), ("contract", READERS)),
    "outcomes.own_standstill": (("released", "winner"), ("contract", "winner"), ("revealed", "")),
    "outcomes.own_standstill POST": (("released", "winner"), ("contract", "-winner")),
    "tenders.notice_open_data": (("drafting", ""),),
}


def letters_of(own: Callable[[Actor], Any]) -> dict[str, Callable[[Actor, Tender], Any]]:
    """The situations of a provider with its own letter and of one without."""
    return {
        "outcomes.contracting.may_see_own_standstill: own": lambda a, t: (a, t, own(a)),
        "outcomes.contracting.may_see_own_standstill: none": lambda a, t: (a, t, None),
        "outcomes.contracting.may_challenge: own": lambda a, t: (a, t, own(a)),
        "outcomes.contracting.may_challenge: none": lambda a, t: (a, t, None),
        "outcomes.contracting.may_see_days": lambda a, t: (a, a.authority_id and t.authority_id),
        "outcomes.contracting.may_enter_days": lambda a, t: (a, t.authority_id),
    }
