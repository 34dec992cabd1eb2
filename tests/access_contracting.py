"""Who may what between the letters and the contract, for the matrix; see access_table."""

from __future__ import annotations

import uuid
from typing import Any

from portal.outcomes.models import Letter

READERS, READERS_NOT_NOW = "lead approver auditor", "-lead -approver -auditor"
NO_PARTNER = {"joint-lead joint-approver": "."}

CONTRACTING: dict[str, dict[str, str]] = {
    "outcomes.contracting.may_see_days": {READERS: "+", **NO_PARTNER},
    "outcomes.contracting.may_enter_days": {"lead": "+", **NO_PARTNER},
    "outcomes.contracting.may_see_standing": {READERS: "---------++"},
    "outcomes.contracting.may_read_notice_text": {READERS: "---------++"},
    "outcomes.contracting.may_record_claim": {"lead": "---------+-"},
    "outcomes.contracting.may_decide_further": {"lead": "-"},
    "outcomes.contracting.may_enter_contract": {"lead": "---------+-"},
    "outcomes.contracting.may_record_contract_notice": {"lead": "----------+"},
    "outcomes.contracting.may_see_own_standstill: own": {"bidder": ".........++"},
    "outcomes.contracting.may_see_own_standstill: none": {},
    "outcomes.contracting.may_challenge: own": {
        "bidder": ".........+-",
        "contributor": ".........--",
    },
    "outcomes.contracting.may_challenge: none": {},
    "record.archive.may_take_archive": {READERS: "---------++"},
}


def in_contracting(ours: uuid.UUID, provider: uuid.UUID) -> dict[str, Any]:
    """The situations of a provider with its own letter and of one without, and of the house."""
    own = Letter(provider_id=provider)
    return {
        "outcomes.contracting.may_see_own_standstill: own": lambda a, t: (a, t, own),
        "outcomes.contracting.may_see_own_standstill: none": lambda a, t: (a, t, None),
        "outcomes.contracting.may_challenge: own": lambda a, t: (a, t, own),
        "outcomes.contracting.may_challenge: none": lambda a, t: (a, t, None),
        "outcomes.contracting.may_see_days": lambda a, t: (a, ours),
        "outcomes.contracting.may_enter_days": lambda a, t: (a, ours),
    }


LETTERS_OUT = (("released", READERS), ("revealed", READERS_NOT_NOW))
BY_LEAD = (("released", "lead"), ("revealed", READERS_NOT_NOW))


def pages_of_contracting(everybody: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """The pages; `everybody`: all that read what is public."""
    return {
        "tenders.notice_open_data": (("open", everybody), ("drafting", "")),
        "outcomes.working_days": (("open", READERS),),
        "outcomes.working_days POST": (("open", "lead"),),
        "outcomes.claims": LETTERS_OUT,
        "outcomes.claims POST": BY_LEAD,
        "outcomes.claim": LETTERS_OUT,
        "outcomes.claim POST": BY_LEAD,
        "lifting.claim": LETTERS_OUT,
        "outcomes.further": LETTERS_OUT,
        "outcomes.further POST": (("released", "-lead"), ("revealed", READERS_NOT_NOW)),
        "outcomes.contract": LETTERS_OUT,
        "outcomes.contract POST": BY_LEAD,
        "outcomes.notice_text": LETTERS_OUT,
        "outcomes.notice_text_file": LETTERS_OUT,
        "outcomes.own_standstill": (("released", "winner"), ("revealed", "")),
        "outcomes.own_standstill POST": (("released", "winner -contributor"), ("revealed", "")),
        "record.archive": LETTERS_OUT,
        "record.archive_zip": LETTERS_OUT,
    }
