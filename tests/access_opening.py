"""Who opens bids, in the matrix: two officers, or one and somebody with the recovery code (R29).

In the story the participation lead and the approver are the officers; the lead made the code.
"""

from __future__ import annotations

from typing import Any

from portal.tenders.models import Tender

STAFF = "lead participation approver auditor"
NOT_NOW = "-lead -participation -approver -auditor"
OFFICERS, OFFICERS_NOT_NOW = "participation approver", "-participation -approver"
BEFORE = "+---------"
AFTER_THE_DEADLINE = ".-+-------"
FROM_THE_OPENING = ".--+++++++"
WHILE_SEALED = "-++-------"
OWN_SINCE_OPENED = (("opened", "winner"), ("open", "-winner"))


def opening(providers: str) -> dict[str, dict[str, str]]:
    """The policies of the opening, for the providers of the table."""
    return {
        "tenders.openers.may_see_openers": {STAFF: "+"},
        "tenders.openers.may_name_openers": {"lead": BEFORE},
        "tenders.openers.may_choose_phrase: an officer": {STAFF: BEFORE},
        "tenders.openers.may_choose_phrase: somebody else": {},
        "tenders.openers.may_make_code: an officer": {STAFF: "-"},
        "tenders.openers.may_make_code: somebody else": {STAFF: BEFORE},
        "tenders.openers.may_rehearse: an officer, all ready": {STAFF: BEFORE},
        "tenders.openers.may_rehearse: an officer, not all ready": {STAFF: "-"},
        "tenders.openers.may_rehearse: somebody else": {},
        "tenders.openers.may_see_change": {STAFF: WHILE_SEALED},
        "tenders.openers.may_replace_officer": {"lead": WHILE_SEALED},
        "tenders.openers.may_choose_new_phrase: the new one": {STAFF: WHILE_SEALED},
        "tenders.openers.may_choose_new_phrase: somebody else": {},
        "tenders.openers.may_rehearse_change: the new one, ready": {STAFF: WHILE_SEALED},
        "tenders.openers.may_rehearse_change: the new one, not ready": {STAFF: "-"},
        "tenders.openers.may_rehearse_change: somebody else": {},
        "tenders.openers.may_hand_on: who stays, rehearsed": {STAFF: WHILE_SEALED},
        "tenders.openers.may_hand_on: who stays, not rehearsed": {STAFF: "-"},
        "tenders.openers.may_hand_on: somebody else": {},
        "tenders.openers.may_renew_code: no other part, handed": {STAFF: WHILE_SEALED},
        "tenders.openers.may_renew_code: no other part, not handed": {STAFF: "-"},
        "tenders.openers.may_renew_code: another part": {STAFF: "-"},
        "bids.may_see_opening": {STAFF: ".+++++++++"},
        "bids.may_open_bids: an officer": {STAFF: AFTER_THE_DEADLINE},
        "bids.may_open_bids: somebody else": {},
        "bids.may_use_code": {STAFF: AFTER_THE_DEADLINE},
        "bids.importing.may_take_workbook: an officer": {STAFF: ".++-------"},
        "bids.importing.may_take_workbook: somebody else": {"lead": ".++-------"},
        "bids.importing.may_take_workbook: bids come here": {},
        "bids.importing.may_import: an officer": {STAFF: AFTER_THE_DEADLINE},
        "bids.importing.may_import: somebody else": {"lead": AFTER_THE_DEADLINE},
        "bids.importing.may_import: bids come here": {},
        "bids.importing.may_invite_bidders: they bid elsewhere": {"lead": "...+++++++"},
        "bids.importing.may_invite_bidders: bids come here": {},
        "bids.may_see_opening_record": {providers: FROM_THE_OPENING},
        "bids.may_read_own_sealed": {providers: FROM_THE_OPENING},
    }


def elsewhere(tender: Tender) -> Tender:
    """The same tender, whose bids come in another system."""
    tender.bids_system = "ProBid"
    return tender


AT_OPENING: dict[str, Any] = {
    "bids.importing.may_take_workbook: an officer": lambda a, t: (a, elsewhere(t), "first"),
    "bids.importing.may_take_workbook: somebody else": lambda a, t: (a, elsewhere(t), None),
    "bids.importing.may_take_workbook: bids come here": lambda a, t: (a, t, "first"),
    "bids.importing.may_import: an officer": lambda a, t: (a, elsewhere(t), "first"),
    "bids.importing.may_import: somebody else": lambda a, t: (a, elsewhere(t), None),
    "bids.importing.may_import: bids come here": lambda a, t: (a, t, "first"),
    "bids.importing.may_invite_bidders: they bid elsewhere": lambda a, t: (a, elsewhere(t)),
    "bids.importing.may_invite_bidders: bids come here": lambda a, t: (a, t),
    "tenders.openers.may_choose_phrase: an officer": lambda a, t: (a, t, "first"),
    "tenders.openers.may_choose_phrase: somebody else": lambda a, t: (a, t, None),
    "tenders.openers.may_make_code: an officer": lambda a, t: (a, t, "first"),
    "tenders.openers.may_make_code: somebody else": lambda a, t: (a, t, None),
    "tenders.openers.may_rehearse: an officer, all ready": lambda a, t: (a, t, "first", True),
    "tenders.openers.may_rehearse: an officer, not all ready": lambda a, t: (a, t, "first", False),
    "tenders.openers.may_rehearse: somebody else": lambda a, t: (a, t, None, True),
    "tenders.openers.may_choose_new_phrase: the new one": lambda a, t: (a, t, True),
    "tenders.openers.may_choose_new_phrase: somebody else": lambda a, t: (a, t, False),
    "tenders.openers.may_rehearse_change: the new one, ready": lambda a, t: (a, t, True, True),
    "tenders.openers.may_rehearse_change: the new one, not ready": lambda a, t: (a, t, True, False),
    "tenders.openers.may_rehearse_change: somebody else": lambda a, t: (a, t, False, True),
    "tenders.openers.may_hand_on: who stays, rehearsed": lambda a, t: (a, t, True, True),
    "tenders.openers.may_hand_on: who stays, not rehearsed": lambda a, t: (a, t, True, False),
    "tenders.openers.may_hand_on: somebody else": lambda a, t: (a, t, False, True),
    "tenders.openers.may_renew_code: no other part, handed": lambda a, t: (a, t, True, True),
    "tenders.openers.may_renew_code: no other part, not handed": lambda a, t: (a, t, True, False),
    "tenders.openers.may_renew_code: another part": lambda a, t: (a, t, False, True),
    "bids.may_open_bids: an officer": lambda a, t: (a, t, "first"),
    "bids.may_open_bids: somebody else": lambda a, t: (a, t, None),
}

IMPORT = tuple(
    f"bids.{name}"
    for name in (
        *("importing", "import_workbook", "bring_workbook", "bring_files", "remove_import_file"),
        *("discard_import", "check_import", "hand_on_import", "confirm_import", "import_bidders"),
    )
)
"""For a tender whose bids come here these aren't there, for anybody; tests/bids/test_elsewhere.py
goes through them where they are."""

PAGES_OF_OPENING: dict[str, tuple[tuple[str, str], ...]] = {
    "tenders.openers": (("drafting", STAFF),),
    "tenders.openers POST": (("drafting", "lead"), ("open", "-lead")),
    "tenders.opener_phrase": (("drafting", OFFICERS), ("open", OFFICERS_NOT_NOW)),
    "tenders.recovery_code": (
        ("drafting", "lead auditor -participation -approver"),
        ("open", NOT_NOW),
    ),
    "tenders.rehearse_opening": (("drafting", OFFICERS), ("open", OFFICERS_NOT_NOW)),
    "tenders.replace_officer": (("open", STAFF), ("drafting", NOT_NOW)),
    "tenders.replace_officer POST": (("open", "lead"), ("drafting", "-lead")),
    "tenders.stop_replacing": (("open", "lead"), ("drafting", "-lead")),
    # nobody is being replaced in the story; tests/bids/test_replacing.py goes through it
    "tenders.new_officer_phrase": (("open", ""), ("drafting", NOT_NOW)),
    "tenders.rehearse_change": (("open", ""), ("drafting", NOT_NOW)),
    "tenders.lend_share": (("open", ""), ("drafting", NOT_NOW)),
    "tenders.renew_code": (("open", ""), ("drafting", NOT_NOW)),
    "bids.opening": (("open", STAFF), ("drafting", "")),
    "bids.opening POST": (("closed", OFFICERS), ("open", OFFICERS_NOT_NOW)),
    "bids.open_with_code": (("closed", STAFF), ("open", NOT_NOW)),
    **dict.fromkeys(IMPORT, (("closed", ""),)),
    "bids.submitted": OWN_SINCE_OPENED,
    "bids.file": OWN_SINCE_OPENED,
    "bids.opening_record": OWN_SINCE_OPENED,
}
