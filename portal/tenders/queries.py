"""Reads of tenders; `open_tender` is the one door to all that belongs to one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager, defer, joinedload

from portal.accounts.queries import open_authority
from portal.core import clock
from portal.core.authorisation import Actor, admit
from portal.core.database import db, reading
from portal.tenders.models import Notice, NoticeAward, Tender
from portal.tenders.policy import may_find_tender

A_PAGE = 25
"""So many notices stand on one page of their list."""

_BY_ID = select(Tender).where(Tender.id == bindparam("id"))
_SHARED, _ALONE = _BY_ID.with_for_update(read=True), _BY_ID.with_for_update()


def open_tender(
    actor: Actor, authority: str, tender_id: uuid.UUID, *, moves: bool = False
) -> Tender:
    """Open the authority, then load the tender and judge whether it is there for this actor.

    A writing request locks the tender's row: shared, or alone when it `moves` the stage.
    """
    open_authority(authority)
    wanted = _BY_ID if reading.get() else _ALONE if moves else _SHARED
    tender = db.session.scalar(wanted, {"id": tender_id})
    admit(lambda: tender is not None and may_find_tender(actor, tender))
    assert tender is not None
    db.session.info["tender"] = tender
    return tender


def opened_tender() -> Tender | None:
    """The tender that this session opened, if it came so far."""
    found: Tender | None = db.session.info.get("tender")
    return found


def tenders_of_authority() -> Sequence[Tender]:
    """All tenders of the authority that is open, the newest first."""
    return db.session.scalars(select(Tender).order_by(Tender.created_at.desc())).all()


def notice_of(tender_id: uuid.UUID) -> Notice | None:
    """The public notice of a tender."""
    return db.session.get(Notice, tender_id)


def open_notices() -> Sequence[Notice]:
    """Notices whose deadline hasn't passed, the nearest first, without their long documents."""
    return db.session.scalars(
        select(Notice)
        .where(Notice.deadline_at > clock.now())
        .options(defer(Notice.document), joinedload(Notice.authority))
        .order_by(Notice.deadline_at, Notice.title)
    ).all()


def notices_that_are(show: str, page: int) -> tuple[Sequence[Notice], bool]:
    """A page of the notices that are `open`, `closed` or `decided`, and whether there are more.

    Open ones begin with the nearest deadline, others with the latest; long documents stay out.
    """
    is_over, is_decided = Notice.deadline_at <= clock.now(), NoticeAward.id.is_not(None)
    wanted = {
        "open": (~is_over, Notice.deadline_at),
        "closed": (is_over & ~is_decided, Notice.deadline_at.desc()),
        "decided": (is_over & is_decided, NoticeAward.published_on.desc()),
    }
    which, order = wanted[show]
    found = db.session.scalars(
        select(Notice)
        .outerjoin(Notice.award)
        .where(which)
        .options(defer(Notice.document), joinedload(Notice.authority), contains_eager(Notice.award))
        .order_by(order, Notice.title, Notice.id)
        .offset((page - 1) * A_PAGE)
        .limit(A_PAGE + 1)
    ).all()
    return found[:A_PAGE], len(found) > A_PAGE


def notices_by_id(tender_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Notice]:
    """The notices of several tenders at once."""
    rows = db.session.scalars(select(Notice).where(Notice.id.in_(tender_ids)))
    return {notice.id: notice for notice in rows}
