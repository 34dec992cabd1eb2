"""That moderation was opened again for a mistake, as those who come back read it (R15)."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select

from portal.audit.models import Event
from portal.core.database import db
from portal.core.formats import day
from portal.evaluation import grounds
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
    facts = {"day": day(last.reopened_at), "reason": last.reason}
    if last.issue is not None:
        return _after_letters(facts, last.ground, for_panel=for_panel)
    if for_panel:
        return gettext(
            "A mistake was found, so this is open again since %(day)s. Some records are written"
            " again. If you were there, you are asked to sign the new ones.",
            day=day(last.reopened_at),
        )
    return gettext("Open again since %(day)s. The mistake: %(reason)s", **facts)


def _after_letters(facts: dict[str, str], ground: str, *, for_panel: bool) -> str:
    """The letters have told whose bid is whose, and nobody can forget it (R10, R13)."""
    if for_panel:
        return gettext(
            "The letters were out, and something has to be put right, so this is open again since"
            " %(day)s. You may know now whose bid is whose. Judge the answer, as before. Some"
            " records are written again. If you were there, you are asked to sign the new ones.",
            **facts,
        )
    why = gettext(grounds.AGAIN[ground])
    return gettext(
        "Open again since %(day)s, after the letters, because %(ground)s: %(reason)s Everybody may"
        " know now whose bid is whose. The record, the minutes and the new letters say so of every"
        " mark that is agreed anew.",
        **facts,
        ground=why,
    )


def told_at(tender: Tender) -> datetime | None:
    """Since when people may know whose bid is whose, where it was decided again after that."""
    if tender.reopened_at is None:
        return None
    first = select(Event.at).where(Event.log_id == tender.id, Event.name == "letters:released")
    return db.session.scalar(first.order_by(Event.number).limit(1))
