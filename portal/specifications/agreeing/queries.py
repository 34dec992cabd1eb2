"""Reads of what panels were asked to agree to, and what they said; of who leads."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, select

from portal.accounts.models import Person
from portal.core import clock
from portal.core.authorisation import admit, there
from portal.core.database import db
from portal.participation.panels.models import Member, Panel
from portal.participation.panels.policy import may_act
from portal.participation.panels.queries import members_of_panels
from portal.specifications.agreeing.fingerprints import AskedAbout, asked_about
from portal.specifications.agreeing.models import (
    CoproductionLead,
    SignOffAsked,
    SignOffSaid,
    WithoutSignOff,
    WorryAnswered,
)
from portal.specifications.agreeing.outcome import AGREED, Count, counted, outcome_of
from portal.specifications.cowriting.queries import rounds_of
from portal.tenders.models import Tender
from portal.tenders.models_after import NoticeRedaction
from portal.tenders.queries_after import removals_of


@dataclass(frozen=True)
class Agreement:
    """Where one panel stands: what it was asked last, and each member's last word."""

    panel: Panel
    asked: SignOffAsked | None
    said: Sequence[SignOffSaid]
    answers: Mapping[uuid.UUID, WorryAnswered]
    count: Count
    outcome: str
    is_over: bool

    @property
    def is_agreed(self) -> bool:
        """Whether the panel agrees with what stands there now."""
        return self.outcome in AGREED

    @property
    def worries(self) -> list[SignOffSaid]:
        """The worries and noes that count now."""
        return [each for each in self.said if each.said in ("worry", "no")]

    @property
    def answered(self) -> list[WorryAnswered]:
        """What outsiders read: each answer once, however many it answers (R19)."""
        found = [self.answers.get(each.id) for each in self.worries]
        return list({(each.worry, each.answer): each for each in found if each}.values())

    @property
    def unanswered(self) -> list[SignOffSaid]:
        """Those that nobody has answered."""
        return [each for each in self.worries if each.id not in self.answers]

    def shown_counts(self, least: int) -> list[int | None] | None:
        """What outsiders see: one row of numbers, and none before nobody can change it any more.

        Who looked twice would learn from the difference what one person said meanwhile (R19).
        """
        return self.count.shown(least) if self.is_over else None

    @property
    def is_open(self) -> bool:
        """Whether members may say or change something now, as far as the day goes."""
        return self.asked is not None and self.outcome != "old" and is_open_on(self.asked)

    def last_of(self, member: Member) -> SignOffSaid | None:
        """What a member said last."""
        return next((each for each in self.said if each.member_id == member.id), None)


def is_open_on(asked: SignOffAsked) -> bool:
    """An ask is open to the end of its last day."""
    return clock.today() <= asked.closes_on


def agreements_of(tender: Tender, about: AskedAbout | None = None) -> list[Agreement]:
    """Each panel that writes with a tender and what it says, in a fixed number of queries."""
    panels = {each.panel_id: each.panel for each in rounds_of(tender)}
    if not panels:
        return []
    about = about or asked_about(tender)
    later = removals_of(tender.id) if tender.reworded_at else ()
    asked = {each.panel_id: each for each in _asked(tender)}
    said, answers = _last_words(tender), _answers(tender)
    members = members_of_panels(list(panels))
    return [
        _agreement(
            tender,
            panel,
            asked.get(panel.id),
            said,
            answers,
            [each for each in members if each.panel_id == panel.id],
            about,
            later,
        )
        for panel in sorted(panels.values(), key=lambda each: each.title)
    ]


def _agreement(
    tender: Tender,
    panel: Panel,
    asked: SignOffAsked | None,
    said: Sequence[SignOffSaid],
    answers: Mapping[uuid.UUID, WorryAnswered],
    members: Sequence[Member],
    about: AskedAbout | None,
    later: Sequence[NoticeRedaction],
) -> Agreement:
    mine = [each for each in said if asked and each.sign_off_id == asked.id]
    acting = [each.id for each in members if may_act(each)]
    count = counted({each.member_id: each.said for each in mine}, acting)
    is_over = tender.published_at is not None or not (asked and is_open_on(asked))
    if asked is None:
        outcome = "not_asked"
    elif about is None or not _is_same(asked, about, later):
        outcome = "old"
    else:
        outcome = outcome_of(count, is_over=_day_of(tender) > asked.closes_on)
    return Agreement(panel, asked, mine, answers, count, outcome, is_over)


def _is_same(asked: SignOffAsked, about: AskedAbout, later: Sequence[NoticeRedaction]) -> bool:
    """Words that were taken out since make no agreement an old one: each time tells what the parts
    were known by before and after (R26)."""
    sha256 = asked.specification_sha256
    for each in (document for removal in later for document in removal.documents):
        sha256 = each["after"] if each["before"] == sha256 else sha256
    return about.is_same(asked.method_sha256, sha256)


def _day_of(tender: Tender) -> date:
    """The day on which an ask is judged: that of the publication, from then on (R4)."""
    published = tender.published_at
    return published.astimezone(clock.LONDON).date() if published else clock.today()


def _asked(tender: Tender) -> Sequence[SignOffAsked]:
    """The asks of a tender; of one panel the newest comes last."""
    wanted = select(SignOffAsked).where(SignOffAsked.tender_id == tender.id)
    return db.session.scalars(wanted.order_by(SignOffAsked.number)).all()


def _last_words(tender: Tender) -> list[SignOffSaid]:
    """Each member's last word on each ask, in an order that tells nobody who was first."""
    wanted = select(SignOffSaid).where(SignOffSaid.tender_id == tender.id)
    every = db.session.scalars(wanted.order_by(SignOffSaid.version)).all()
    last = {(each.sign_off_id, each.member_id): each for each in every}
    return sorted(last.values(), key=lambda each: each.id)


def _answers(tender: Tender) -> dict[uuid.UUID, WorryAnswered]:
    return {each.said_id: each for each in every_worry_answered(tender)}


def every_said(tender: Tender) -> list[tuple[SignOffSaid, SignOffAsked, Member]]:
    """All that members said, earlier words too, in the order in which each said it."""
    wanted = (
        select(SignOffSaid, SignOffAsked, Member)
        .join(SignOffAsked, SignOffSaid.sign_off_id == SignOffAsked.id)
        .join(Member, SignOffSaid.member_id == Member.id)
        .where(SignOffSaid.tender_id == tender.id)
        .order_by(SignOffSaid.said_at, SignOffSaid.version, SignOffSaid.id)
    )
    return [(said, asked, member) for said, asked, member in db.session.execute(wanted)]


def every_worry_answered(tender: Tender) -> Sequence[WorryAnswered]:
    """All that leads answered, in the order in which they did."""
    wanted = select(WorryAnswered).where(WorryAnswered.tender_id == tender.id)
    return db.session.scalars(wanted.order_by(WorryAnswered.answered_at, WorryAnswered.id)).all()


def agreement_of(tender: Tender, panel_id: uuid.UUID) -> Agreement:
    """Where one panel stands; one that doesn't write with this tender is a 404."""
    found = next((each for each in agreements_of(tender) if each.panel.id == panel_id), None)
    return there(found)


def worry_of(tender: Tender, said_id: uuid.UUID) -> tuple[Agreement, SignOffSaid]:
    """One worry or no that still counts, with its panel's standing; any other is a 404."""
    found = [
        (agreement, each)
        for agreement in agreements_of(tender)
        for each in agreement.worries
        if each.id == said_id
    ]
    admit(lambda: bool(found))
    return found[0]


def without_of(tender: Tender) -> WithoutSignOff | None:
    """The last reason that was given for publishing without a panel's agreement."""
    wanted = select(WithoutSignOff).where(WithoutSignOff.tender_id == tender.id)
    return db.session.scalars(wanted.order_by(WithoutSignOff.version.desc())).first()


def coproduction_lead_of(tender: Tender) -> Person | None:
    """Who sees to it that a tender is written together (P26)."""
    return db.session.scalar(
        select(Person)
        .join(CoproductionLead, CoproductionLead.person_id == Person.id)
        .where(CoproductionLead.id == tender.id)
    )


Waiting = tuple[uuid.UUID, str, str, date]


def waiting_for(member_ids: Sequence[uuid.UUID]) -> list[Waiting]:
    """Which tenders wait for these members' word: id, title, `agreement`, and the last day."""
    wanted = (
        select(SignOffAsked, Tender, SignOffSaid.id)
        .join(Tender, Tender.id == SignOffAsked.tender_id)
        .join(Member, Member.panel_id == SignOffAsked.panel_id)
        .outerjoin(
            SignOffSaid,
            and_(SignOffSaid.sign_off_id == SignOffAsked.id, SignOffSaid.member_id == Member.id),
        )
        .where(Member.id.in_(member_ids), Tender.stage == "drafting")
        .order_by(SignOffAsked.number)
    )
    rows: Sequence[Any] = db.session.execute(wanted).all()
    newest = {(asked.tender_id, asked.panel_id): row for row in rows for asked in row[:1]}
    return [
        (tender.id, tender.title, "agreement", asked.closes_on)
        for asked, tender, said_id in newest.values()
        if said_id is None and is_open_on(asked)
    ]
