"""That moderation was opened again for a mistake, as those who come back read it (R15)."""

from __future__ import annotations

from flask_babel import gettext
from sqlalchemy import select

from portal.core.database import db
from portal.core.formats import day
from portal.evaluation.models_runs import Reopening
from portal.tenders.models import Tender
from portal.tenders.stages import stage_of


def reopened_words(tender: Tender, *, for_panel: bool) -> str | None:
    """Why moderation is open again; evaluators read that it is, and not the lead's own words, which
    may name a bid that somebody is kept from (R16)."""
    if stage_of(tender) != "moderating":
        return None
    last = db.session.scalar(
        select(Reopening)
        .where(Reopening.tender_id == tender.id)
        .order_by(Reopening.reopened_at.desc())
        .limit(1)
    )
    if last is None:
        return None
    if for_panel:
        return gettext(
            "A mistake was found, so this is open again since %(day)s. Some records are written"
            " again. If you were there, you are asked to sign the new ones.",
            day=day(last.reopened_at),
        )
    facts = {"day": day(last.reopened_at), "reason": last.reason}
    return gettext("Open again since %(day)s. The mistake: %(reason)s", **facts)
