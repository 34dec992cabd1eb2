"""Who may what with an authority's register of contracts and its own look, for the matrix."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from portal.accounts.models import AuthorityLogo
from portal.core.database import db
from portal.monitoring.models import RegisteredContract
from tests.story_monitoring import TOKEN

STAFF = "lead participation approver auditor"
HAVE_LISTS = (
    f"{STAFF} officer joint-lead joint-approver lead-elsewhere other-lead other-participation"
    " other-approver other-auditor other-officer"
)
HAVE_DATES = (
    f"{HAVE_LISTS} facilitator evaluator evaluator-elsewhere other-evaluator bidder provider"
)
DATED = f"{STAFF} officer facilitator young stranger winner late other-lead other-approver"

MONITORING: dict[str, dict[str, str]] = {
    "monitoring.may_see_register": {STAFF: "+", "joint-lead joint-approver": "."},
    "monitoring.may_keep_register": {"lead": "+", "joint-lead": "."},
    "monitoring.may_begin_next": {"lead participation": "+", "joint-lead": "."},
    "overview.may_see_plan": {STAFF: "+", "joint-lead joint-approver": "."},
    "overview.may_have_calendar": {HAVE_DATES: "+"},
    "overview.may_have_digest": {HAVE_LISTS: "+"},
}

PAGES_OF_MONITORING: dict[str, tuple[tuple[str, str], ...]] = {
    "monitoring.register": (("open", STAFF),),
    "monitoring.register_csv": (("open", STAFF),),
    "monitoring.enter": (("open", "lead"),),
    "monitoring.change": (("open", "lead"),),
    "monitoring.begin": (("open", "lead participation"),),
    "monitoring.remove": (("open", "lead"),),
    "record.numbers": (("open", "lead"),),
    "accounts.change_look": (("open", "lead"),),
    "overview.plan": (("open", STAFF),),
    "overview.calendar": (("open", DATED),),
    "overview.calendar POST": (("open", f"{STAFF} officer other-lead other-approver"),),
    "overview.make_calendar": (("open", DATED),),
    "overview.end_calendar": (("open", DATED),),
}


def in_monitoring(ours: uuid.UUID) -> dict[str, Any]:
    """The situations of the register."""
    alone = ("overview.may_have_calendar", "overview.may_have_digest")
    found: dict[str, Any] = {name: lambda a, t: (a, ours) for name in MONITORING}
    return found | {name: lambda a, t: (a,) for name in alone}


def values_of_monitoring(usual: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What stands in the addresses of these pages."""
    row = usual | {"contract_id": db.session.scalar(select(RegisteredContract.id))}
    logo = db.session.scalar(select(AuthorityLogo.sha256))
    return {
        **{f"monitoring.{name}": row for name in ("change", "begin", "remove")},
        "monitoring.enter": usual,
        "accounts.logo": usual | {"sha256": logo},
        "overview.calendar_feed": usual | {"token": TOKEN},
        "accounts.brand_colour": usual | {"colour": "12504f"},
    }
