"""Who may what with a published tender beside its bids, for the matrix; see access_table."""

from __future__ import annotations

STAFF = "lead participation approver auditor"
STAFF_NOT_NOW = "-lead -participation -approver -auditor"
PUBLISHED: dict[str, dict[str, str]] = {
    "published.amendments.may_amend": {"lead": "-+---------"},
    "published.amendments.may_confirm_bid": {
        "bidder provider": ".+---------",
        "contributor": ".----------",
    },
    "published.ending.may_see_end": {"lead": "-++++++++++"},
    "published.ending.may_end": {"lead": "-+++++++++-"},
    "published.briefing.may_sign_up": {"bidder provider": ".+---------"},
    "published.clarifications.may_see_own_questions": {"bidder provider": ".++++++++++"},
    "published.clarifications.may_see_questions": {STAFF: "-++++++++++"},
    "published.clarifications.may_answer": {"lead": "-+---------"},
}


def pages_of_published(everybody: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """The pages; `everybody`: all that read what is public."""
    return {
        "published.version": (("open", everybody), ("drafting", "")),
        "published.version_json": (("open", everybody), ("drafting", "")),
        "tenders.notice_pdf": (("open", everybody), ("drafting", "")),
        "tenders.notice_document": (("open", everybody), ("drafting", "")),
        **PAGES_OF_PUBLISHED,
    }


PAGES_OF_PUBLISHED: dict[str, tuple[tuple[str, str], ...]] = {
    "published.end": (("open", "lead"), ("drafting", "-lead")),
    "published.amend": (("open", "lead"), ("closed", "-lead")),
    "published.amended": (("open", "winner late -contributor"), ("drafting", "")),
    "published.ask": (("open", "winner late"), ("drafting", "")),
    "published.briefing": (("open", STAFF), ("drafting", STAFF_NOT_NOW)),
    "published.briefing POST": (("open", "lead"), ("closed", "-lead")),
    "published.sign_up": (("open", "winner late"), ("drafting", "")),
    "published.questions": (("open", STAFF), ("drafting", STAFF_NOT_NOW)),
    "published.questions POST": (("open", "lead"), ("closed", "-lead")),
    "published.answer": (("open", "lead"), ("closed", "-lead")),
    "published.question_time": (("open", "lead"), ("closed", "-lead")),
    "published.tender_text": (("open", STAFF), ("drafting", STAFF_NOT_NOW)),
    "published.notice_text": (("open", STAFF), ("drafting", STAFF_NOT_NOW)),
    "published.notice_text_file": (("open", STAFF), ("drafting", STAFF_NOT_NOW)),
    "published.end POST": (("released", "lead"), ("drafting", "-lead")),
}
