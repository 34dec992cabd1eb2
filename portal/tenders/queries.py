"""Reads of tenders; `open_tender` is the one door to all that belongs to one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, bindparam, case, func, or_, select
from sqlalchemy.orm import contains_eager, defer, joinedload

from portal.accounts.acting_for import enter_authority
from portal.accounts.models import OFFICER, Authority
from portal.core import clock
from portal.core.authorisation import Actor, admit
from portal.core.database import db, reading
from portal.core.paging import A_PAGE
from portal.core.straight import Straight
from portal.tenders.models import Notice, NoticeAward, NoticeEnd, Tender
from portal.tenders.policy import may_find_tender

_BY_ID = select(Tender).where(Tender.id == bindparam("id"))
_READ = Straight(_BY_ID)
_SHARED, _ALONE = (Straight(_BY_ID.with_for_update(read=read)) for read in (True, False))


def open_tender(
    actor: Actor, authority: str, tender_id: uuid.UUID, *, moves: bool = False
) -> Tender:
    """Open the authority, then load the tender and judge whether it is there for this actor.

    A writing request locks the tender's row: shared, or alone when it `moves` the stage.
    """
    enter_authority(authority)
    wanted = _READ if reading.get() else _ALONE if moves else _SHARED
    tender = wanted.scalar(id=tender_id)
    admit(lambda: tender is not None and may_find_tender(actor, tender))
    assert tender is not None
    db.session.info["tender"] = tender
    return tender


def opened_tender() -> Tender | None:
    """The tender that this session opened, if it came so far."""
    found: Tender | None = db.session.info.get("tender")
    return found


OVER = ("released", "contract")
"""The stages in which nothing is left to decide."""


def _found_by(actor: Actor, words: str) -> list[ColumnElement[bool]]:
    """What `may_find_tender` asks of the tenders of the authority that is open, and the search."""
    wanted: list[ColumnElement[bool]] = []
    if actor.tender_id:
        wanted.append(Tender.id == actor.tender_id)
    if actor.role == OFFICER:
        wanted.append(Tender.published_at.is_not(None))
    if words:
        said = (Tender.title, Tender.reference)
        wanted.append(or_(*(column.icontains(words, autoescape=True) for column in said)))
    return wanted


def number_of_tenders(actor: Actor, words: str = "") -> int:
    """How many tenders of the authority that is open there are for this actor."""
    wanted = select(func.count()).select_from(Tender).where(*_found_by(actor, words))
    return db.session.scalars(wanted).one()


def tenders_of_authority(
    actor: Actor, words: str, offset: int = 0, limit: int = A_PAGE
) -> Sequence[Tender]:
    """A page of them: what is over comes last, and the newest first."""
    has_ended = or_(Tender.stage.in_(OVER), Tender.ended_at.is_not(None))
    is_over = case((has_ended, 1), else_=0)
    return db.session.scalars(
        select(Tender)
        .where(*_found_by(actor, words))
        .order_by(is_over, Tender.created_at.desc(), Tender.id)
        .offset(offset)
        .limit(limit)
    ).all()


def notice_of(tender_id: uuid.UUID) -> Notice | None:
    """The public notice of a tender."""
    return db.session.get(Notice, tender_id)


def _still_open(begun: Select[uuid.UUID]) -> list[ColumnElement[bool]]:
    return [Notice.deadline_at > clock.now(), ~Notice.end.has(), Notice.id.not_in(begun)]


def number_of_open_notices(begun: Select[uuid.UUID]) -> int:
    """How many notices there are whose deadline hasn't passed, but for those that one `begun`."""
    wanted = select(func.count()).select_from(Notice).where(*_still_open(begun))
    return db.session.scalars(wanted).one()


def open_notices(
    begun: Select[uuid.UUID], offset: int = 0, limit: int = A_PAGE
) -> Sequence[Notice]:
    """A page of them, the nearest first, without their long documents."""
    return db.session.scalars(
        select(Notice)
        .where(*_still_open(begun))
        .options(defer(Notice.document), joinedload(Notice.authority))
        .order_by(Notice.deadline_at, Notice.title, Notice.id)
        .offset(offset)
        .limit(limit)
    ).all()


@dataclass(frozen=True)
class Wanted:
    """Which notices somebody looks for: `open`, `closed`, `decided` or `ended`; the page; and what
    they say, whose they are, under which rules, and by which day bids are due."""

    show: str = "open"
    page: int = 1
    words: str = ""
    authority: str = ""
    regime: str = ""
    until: date | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether only some of the list is asked for."""
        return bool(self.words or self.authority or self.regime or self.until)


def notices_that_are(wanted: Wanted) -> tuple[Sequence[Notice], bool]:
    """A page of the notices that somebody looks for, and whether there are more.

    Open ones begin with the nearest deadline, others with the latest; long documents stay out.
    """
    is_over, is_decided = Notice.deadline_at <= clock.now(), NoticeAward.id.is_not(None)
    is_ended = NoticeEnd.id.is_not(None)
    kinds = {
        "open": (~is_over & ~is_ended, Notice.deadline_at),
        "closed": (is_over & ~is_decided & ~is_ended, Notice.deadline_at.desc()),
        "decided": (is_over & is_decided & ~is_ended, NoticeAward.published_on.desc()),
        "ended": (is_ended, NoticeEnd.ended_at.desc()),
    }
    which, order = kinds[wanted.show]
    found = db.session.scalars(
        select(Notice)
        .outerjoin(Notice.award)
        .outerjoin(Notice.end)
        .join(Notice.authority)
        .where(which, *_filters(wanted))
        .options(
            defer(Notice.document),
            contains_eager(Notice.authority),
            contains_eager(Notice.award),
            contains_eager(Notice.end),
        )
        .order_by(order, Notice.title, Notice.id)
        .offset((wanted.page - 1) * A_PAGE)
        .limit(A_PAGE + 1)
    ).all()
    return found[:A_PAGE], len(found) > A_PAGE


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Every word has to stand somewhere in what a notice is called or about."""
    said = (Notice.title, Notice.reference, Notice.description, Notice.plain_description)
    found: list[ColumnElement[bool]] = [
        or_(*(column.icontains(word, autoescape=True) for column in said))
        for word in wanted.words.split()
    ]
    if wanted.authority:
        found.append(Authority.slug == wanted.authority)
    if wanted.regime:
        found.append(Notice.regime == wanted.regime)
    if wanted.until:
        end = datetime.combine(wanted.until + timedelta(days=1), time(), clock.LONDON)
        found.append(Notice.deadline_at < end.astimezone(UTC))
    return found


def authorities_with_notices() -> Sequence[Authority]:
    """The authorities that have published a tender, by name."""
    has_one = select(Notice.id).where(Notice.authority_id == Authority.id).exists()
    return db.session.scalars(select(Authority).where(has_one).order_by(Authority.name)).all()


def notices_by_id(tender_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Notice]:
    """The notices of several tenders at once."""
    wanted = (
        select(Notice)
        .where(Notice.id.in_(tender_ids))
        .options(defer(Notice.document), joinedload(Notice.end))
    )
    rows = db.session.scalars(wanted)
    return {notice.id: notice for notice in rows}
