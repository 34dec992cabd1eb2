"""Panels, who belongs to them, what each consented to, and the terms that a panel gave itself."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import Person
from portal.core.database import Base
from portal.core.tenancy import TenantOwned, belongs_to
from portal.core.transaction import OutsideTrail

PANEL_KINDS = ("young", "parent")
AGE_BANDS = ("under_13", "13_to_15", "16_to_17", "18_to_24")
UNDER_16 = ("under_13", "13_to_15")
BRINGS = ("lived", "representing", "unsaid")
LEADS_TO = ("joining", "words", "consent")
ROUTES = ("own", "parent", "delegate", "safeguarding")
TELL_BY = ("here", "email", "letter", "call", "meeting", "poster", "recording", "easy_read")
"""In which way somebody wants to be told what became of their words (P20)."""
PURPOSES = ("taking_part", "photographs", "told_afterwards")
HELPED = "helper"
"""A purpose that is asked about only while somebody has been named as a helper (P8)."""
GROUNDS = ("rules", "part", "area", "away")
"""Why the lead may end a place, published to members before they join; there is no other one."""
ENDS = ("left", "term", "panel", *GROUNDS)
"""How a place ended: by the member, with its term, with the panel, or on a published ground."""


class Panel(TenantOwned, Base):
    """A group of young people, or of parents and carers, that an authority writes and marks with.

    A membership lasts `term_months`; `asks_a_year` is the limit that the panel has set (P4).
    """

    __tablename__ = "panel"
    __table_args__ = (
        CheckConstraint(f"kind in {PANEL_KINDS}", name="kind_known"),
        CheckConstraint("term_months > 0", name="term_positive"),
    )

    title: Mapped[str]
    kind: Mapped[str]
    purpose: Mapped[str] = mapped_column(Text)
    term_months: Mapped[int]
    asks_a_year: Mapped[int | None]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str] = mapped_column(Text, default="")

    terms: Mapped[list[Terms]] = relationship(viewonly=True, order_by="Terms.version")


class PanelInvitation(TenantOwned, Base):
    """What a code of the directory opens; its id is the invitation's.

    `leads_to`: `joining` a panel; new `words` for a member who lost theirs; or the `consent` of an
    adult for them. Why somebody was asked is private to them and the participation lead (P5).
    """

    __tablename__ = "panel_invitation"
    __table_args__ = (
        belongs_to("panel"),
        belongs_to("panel_member", "member_id"),
        CheckConstraint(f"leads_to in {LEADS_TO}", name="leads_to_known"),
        CheckConstraint("(leads_to = 'joining') = (member_id is null)", name="of_a_member"),
    )

    panel_id: Mapped[uuid.UUID]
    leads_to: Mapped[str]
    member_id: Mapped[uuid.UUID | None]
    why: Mapped[str] = mapped_column(Text)

    panel: Mapped[Panel] = relationship(viewonly=True)
    member: Mapped[Member | None] = relationship(viewonly=True)


class Joining(TenantOwned, OutsideTrail, Base):
    """What somebody has answered so far on the way into a panel; its id is the invitation's.

    It goes when they have joined, said no, or let the code grow too old.
    """

    __tablename__ = "panel_joining"

    answers: Mapped[dict[str, Any]]


class Member(TenantOwned, Base):
    """Somebody's place on a panel, from `joined_at` to the end of their term.

    `brings`: lived experience of one's own, `representing` others (whom: `represents`), or nothing
    that they want to say. Of an age only its band is kept, and for under 16 the day that ends it.
    What they want to be called is the person's name; `tell_by` is one of `TELL_BY`. Once it ended,
    `ended_for` says how, and `end_reason` what the lead told them.
    """

    __tablename__ = "panel_member"
    __table_args__ = (
        belongs_to("panel"),
        UniqueConstraint("authority_id", "panel_id", "person_id"),
        CheckConstraint(f"brings in {BRINGS}", name="brings_known"),
        CheckConstraint(f"age_band is null or age_band in {AGE_BANDS}", name="age_band_known"),
        CheckConstraint(f"ended_for is null or ended_for in {ENDS}", name="end_known"),
    )

    panel_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    say_name: Mapped[str]
    brings: Mapped[str]
    represents: Mapped[str]
    age_band: Mapped[str | None]
    turns_16_on: Mapped[date | None]
    why_invited: Mapped[str] = mapped_column(Text)
    shows_name: Mapped[bool]
    tell_by: Mapped[str]
    joined_at: Mapped[datetime]
    term_ends_on: Mapped[date]
    paused_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_for: Mapped[str | None]
    end_reason: Mapped[str] = mapped_column(Text, default="")
    reminded_at: Mapped[datetime | None]

    panel: Mapped[Panel] = relationship(viewonly=True)
    person: Mapped[Person] = relationship(viewonly=True)
    consents: Mapped[list[Consent]] = relationship(
        viewonly=True, order_by="Consent.at, Consent.version"
    )
    accepted: Mapped[list[TermsAccepted]] = relationship(viewonly=True)
    helpers: Mapped[list[Helper]] = relationship(viewonly=True, order_by="Helper.named_at")


class Consent(TenantOwned, Base):
    """A yes or no for one purpose, by the member or by who answers for them; the last one counts.

    `adult` names a parent or carer; `noted_by` is staff who put down what was said on paper (P6).
    """

    __tablename__ = "consent"
    __table_args__ = (
        belongs_to("panel_member", "member_id"),
        UniqueConstraint("authority_id", "member_id", "purpose", "version"),
        CheckConstraint(f"route in {ROUTES}", name="route_known"),
        CheckConstraint(f"purpose in {(*PURPOSES, HELPED)}", name="purpose_known"),
    )

    member_id: Mapped[uuid.UUID]
    purpose: Mapped[str]
    version: Mapped[int]
    route: Mapped[str]
    is_given: Mapped[bool]
    adult: Mapped[str]
    noted_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]

    @property
    def is_own(self) -> bool:
        """Whether the member said it, or somebody who answers for them."""
        return self.route == "own"


class Terms(TenantOwned, Base):
    """One version of what a panel agreed on for itself (P7)."""

    __tablename__ = "panel_terms"
    __table_args__ = (
        belongs_to("panel"),
        UniqueConstraint("authority_id", "panel_id", "version"),
    )

    panel_id: Mapped[uuid.UUID]
    version: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]


class TermsIdea(TenantOwned, Base):
    """A sentence that a member would like to have in the panel's terms (P7)."""

    __tablename__ = "panel_terms_idea"
    __table_args__ = (belongs_to("panel"), belongs_to("panel_member", "member_id"))

    panel_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID]
    words: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]


class TermsAccepted(TenantOwned, Base):
    """A member accepts one version of the terms, before their first task (P7)."""

    __tablename__ = "panel_terms_accepted"
    __table_args__ = (
        belongs_to("panel_terms", "terms_id"),
        belongs_to("panel_member", "member_id"),
        UniqueConstraint("authority_id", "terms_id", "member_id"),
    )

    terms_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID]
    at: Mapped[datetime]


class Need(TenantOwned, Base):
    """What somebody needs to take part; who has to know it reads it, and then it goes (P6).

    It goes after `needed_until`; what was written before days were asked goes with the term.
    """

    __tablename__ = "panel_need"
    __table_args__ = (belongs_to("panel_member", "member_id"),)

    member_id: Mapped[uuid.UUID]
    words: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    needed_until: Mapped[date | None]


class Helper(TenantOwned, Base):
    """An adult who sits beside a member, reads aloud and types what they say, and never decides.

    They have no account. `who` they are to the member; `checked`: how the lead knows that they may
    be with children, for the lead alone (P8, P25).
    """

    __tablename__ = "panel_helper"
    __table_args__ = (belongs_to("panel_member", "member_id"),)

    member_id: Mapped[uuid.UUID]
    name: Mapped[str]
    who: Mapped[str]
    checked: Mapped[str] = mapped_column(Text)
    named_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
