"""What of the approval is missing before publication (R4)."""

from __future__ import annotations

from collections.abc import Iterator

from portal.accounts.models import Authority
from portal.core.database import db
from portal.core.words import say
from portal.specifications.approving.models import APPROVED, ASKED, RETURNED
from portal.specifications.approving.queries import last_word
from portal.specifications.document import Document, document_of
from portal.specifications.problem import Problem
from portal.tenders.models import Tender
from scoring.problems import BadInput

PAGE = "approving.approval"
MISSING = say("Nobody else has approved the publication yet.")
OTHER = say("What was approved has changed since. Ask for approval again.")
WAITS = {
    ASKED: say("The approver hasn’t said yet whether it may be published."),
    RETURNED: say("The approver sent it back. Mend what they say, then ask again."),
}


def document_now(tender: Tender) -> Document | None:
    """What would be published now; None while the method has faults."""
    try:
        return document_of(tender, db.session.get_one(Authority, tender.authority_id))
    except BadInput:
        return None


def approval_problems(tender: Tender) -> Iterator[Problem]:
    """A second person approved exactly what is going to be published (R4)."""
    word = last_word(tender)
    if word is None:
        yield Problem(MISSING, PAGE)
    elif word.step != APPROVED:
        yield Problem(WAITS[word.step], PAGE)
    else:
        now = document_now(tender)
        if now is None or not word.is_of(now.method_sha256, now.specification_sha256):
            yield Problem(OTHER, PAGE)
