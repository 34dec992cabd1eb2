"""Letters that were replaced: which one is asked for, and that it stands no more."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import request, url_for
from flask_babel import gettext
from sqlalchemy import select

from portal.bids.models import Bid
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.formats import day
from portal.evaluation import grounds
from portal.outcomes.models import Letter
from portal.outcomes.queries import again_of, all_letters_of, own_letters_of
from portal.tenders.models import Tender
from portal.tenders.stages import is_again


def asked_for() -> int | None:
    """Which letters the address names; none: the newest."""
    return request.args.get("issue", type=int)


def one_of(letters: Sequence[Letter], issue: int | None) -> Letter | None:
    """The letter of an issue, or the newest; `letters` begin with the newest."""
    wanted = (each for each in letters if issue in (None, each.issue))
    return next(wanted, None)


def letters_to(tender: Tender, bid: Bid) -> Sequence[Letter]:
    """All letters about one bid, the newest first."""
    wanted = select(Letter).where(Letter.tender_id == tender.id, Letter.bid_id == bid.id)
    return db.session.scalars(wanted.order_by(Letter.issue.desc())).all()


def own_asked_for(actor: Actor, tender: Tender) -> Letter | None:
    """The provider's own letter that the address names, or its newest."""
    return one_of(own_letters_of(actor, tender), asked_for())


def earlier_of(actor: Actor, tender: Tender, letter: Letter) -> list[tuple[int, date]]:
    """The letters before one of a provider, the newest first, each with its day."""
    if letter.issue == 1:
        return []
    own = own_letters_of(actor, tender)
    return [(each.issue, _day_of(each)) for each in own if each.issue < letter.issue]


def earlier_pages(authority: str, tender: Tender, is_out: bool) -> list[dict[str, Any]]:
    """Where staff read letters that were replaced, the newest first."""
    if tender.reopened_at is None:
        return []
    sent = all_letters_of(tender)
    last = max(each.issue for each in sent) if is_out else 0
    labels = {bid.id: bid.label for bid in db.session.scalars(_bids_of(tender))}
    return [
        {
            "text": gettext(
                "%(name)s, %(day)s", name=each.content["receiver"]["name"], day=day(_day_of(each))
            ),
            "href": url_for(
                "outcomes.letter",
                authority=authority,
                tender_id=tender.id,
                label=labels[each.bid_id],
                issue=each.issue,
            ),
        }
        for each in reversed(sent)
        if each.issue != last
    ]


def _bids_of(tender: Tender) -> Any:
    return select(Bid).where(Bid.tender_id == tender.id)


def again_words(tender: Tender, *, for_staff: bool = False) -> str | None:
    """That what the letters told is being decided again, while it is; staff read the reason too."""
    found = again_of(tender) if is_again(tender) else None
    if found is None:
        return None
    ground = gettext(grounds.AGAIN[found.ground])
    facts = {"day": day(found.opened_at), "ground": ground, "reason": found.reason}
    if for_staff:
        return gettext(
            "Since %(day)s what these letters told is being decided again, because %(ground)s:"
            " %(reason)s New letters will replace them.",
            **facts,
        )
    return gettext(
        "Since %(day)s what this letter told is being decided again, because %(ground)s. You will"
        " get a new letter, which says why. Until then no contract is entered.",
        **facts,
    )


def replaced_words(tender: Tender, bid_id: uuid.UUID, content: dict[str, Any]) -> str | None:
    """What stands above a letter that stands no more; none above one that does."""
    if tender.reopened_at is None:
        return None
    sent = [each for each in all_letters_of(tender) if each.bid_id == bid_id]
    if content not in [each.content for each in sent]:
        return None
    if content != sent[-1].content:
        later = next(
            after
            for before, after in zip(sent, sent[1:], strict=False)
            if before.content == content
        )
        return gettext(
            "This letter was replaced by the one of %(day)s. It stays here as it was sent.",
            day=day(_day_of(later)),
        )
    return again_words(tender)


def _day_of(letter: Letter) -> date:
    return letter.released_at.astimezone(clock.LONDON).date()
