"""Who may what while a tender is set up, for the matrix; see access_table and access_pages."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from portal.core.database import db
from portal.specifications.models import Gate
from portal.specifications.starting.models import LibraryItem
from portal.tenders.documents.models import TenderDocument
from portal.tenders.models import SchoolBreak

DRAFT = (("drafting", "lead"), ("open", "-lead"))

STAFF = "lead participation approver auditor"

SETTING_UP: dict[str, dict[str, str]] = {
    "specifications.approving.may_see_words": {STAFF: "+"},
    "specifications.groundwork.may_see_groundwork": {STAFF: "+"},
    "specifications.groundwork.may_keep_groundwork": {"lead": "++++++++++-"},
    "specifications.groundwork.may_keep_budget": {"lead participation": "+"},
    "specifications.approving.may_approve_publication": {"approver": "+---------"},
    "tenders.documents.may_see_documents": {STAFF: "+"},
    "tenders.documents.may_add_document": {"lead": "++---------"},
    "tenders.may_enter_school_days": {"lead participation": "+", "joint-lead": "."},
    "specifications.starting.may_use_library": {"lead": "+", "joint-lead": "."},
}

PAGES_OF_SETTING_UP: dict[str, tuple[tuple[str, str], ...]] = {
    "specifications.arrange": DRAFT,
    "specifications.weights": DRAFT,
    "specifications.charter": DRAFT,
    "specifications.elsewhere": DRAFT,
    "approving.approval": (("drafting", STAFF), ("open", STAFF)),
    "approving.ask": DRAFT,
    "approving.answer": (("drafting", "approver"), ("open", "-approver")),
    "tenders.documents": (("drafting", STAFF), ("open", STAFF)),
    "tenders.documents POST": (("open", "lead"), ("closed", "-lead")),
    "tenders.remove_document": (("open", "lead"), ("closed", "-lead")),
    "groundwork.conflicts": (("drafting", STAFF), ("open", STAFF)),
    "groundwork.new_interest": (("open", "lead"),),
    "groundwork.interest": (("open", "lead"),),
    "groundwork.assess": (("open", "lead"),),
    "groundwork.duties": (("open", STAFF),),
    "groundwork.duties POST": (("open", "lead"),),
    "groundwork.budget": (("open", "lead participation"),),
    "groundwork.new_line": (("open", "lead participation"),),
    "groundwork.line": (("open", "lead participation"),),
    "tenders.timetable": DRAFT,
    "tenders.school_days": (("open", "lead participation"),),
    "tenders.remove_school_days": (("open", "lead participation"),),
    "starting.start": DRAFT,
    "starting.take": DRAFT,
    "starting.keep_part": DRAFT,
    "starting.keep_template": DRAFT,
    "starting.library": (("open", "lead"),),
    "starting.remove_item": (("open", "lead"),),
}


def in_setting_up(ours: uuid.UUID) -> dict[str, Any]:
    """The situations of the house."""
    return {
        "tenders.may_enter_school_days": lambda a, t: (a, ours),
        "specifications.starting.may_use_library": lambda a, t: (a, ours),
    }


def values_of_setting_up(usual: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What stands in the addresses of these pages."""
    gate = select(Gate.id).where(Gate.tender_id == usual["tender_id"])
    part = usual | {"part": "gates", "row_id": db.session.scalar(gate)}
    rest = select(SchoolBreak.id)
    item = usual | {"item_id": db.session.scalar(select(LibraryItem.id))}
    return {
        "tenders.remove_document": usual
        | {"document_id": db.session.scalar(select(TenderDocument.id))},
        "tenders.notice_document": {"tender_id": usual["tender_id"], "number": 1},
        "groundwork.interest": usual | {"number": 1},
        "groundwork.line": usual | {"number": 1},
        "tenders.remove_school_days": usual | {"break_id": db.session.scalar(rest)},
        "starting.take": part,
        "starting.keep_part": part,
        "starting.remove_item": item,
    }
