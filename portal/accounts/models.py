"""The directory: it belongs to no tenant, and pages over several authorities read it alone."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.database import Base
from portal.core.transaction import OutsideTrail
from scoring.disclosure import LEAST

OPERATOR = "operator"
LEAD = "procurement_lead"
PARTICIPATION = "participation_lead"
APPROVER = "approver"
EVALUATOR = "evaluator"
PANEL = "panel_member"
AUDITOR = "auditor"
PROVIDER = "provider_member"
CONTRIBUTOR = "contributor"
"""What kind of member only writes drafts of bids; any other one is a bid manager."""
SAFEGUARDING = "safeguarding_lead"
DEPUTY = "safeguarding_deputy"
OFFICER = "blindness_officer"
FACILITATOR = "facilitator"

HOLDERS = (SAFEGUARDING, DEPUTY)
AUTHORITY_ROLES = (LEAD, PARTICIPATION, APPROVER, AUDITOR, OFFICER, *HOLDERS)
FIND_TENDERS = (*AUTHORITY_ROLES, FACILITATOR)
"""Whose home is a list of tenders: of the authority, or the one that they are named for."""
DECIDES = (LEAD, PARTICIPATION, APPROVER)
"""Who runs, looks after or approves a tender: never whoever knows at the desk whose a bid is."""
KINDS = ("professional", "young", "parent")
TAKE_PART = (EVALUATOR, PANEL)
"""Who is asked for help at the foot of each page, and may leave quickly (P25)."""


class Person(Base):
    """A human who signs in, by e-mail or by a name (a young person may have no e-mail).

    Nobody else knows their password: until they have chosen one there is none. Of somebody who was
    erased the row stays, since others name it, with nothing in it that tells who it was (R26).
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("email is not null or sign_in_name is not null", name="can_sign_in"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True)
    sign_in_name: Mapped[str | None] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]


class Authority(Base):
    """A commissioning body; its slug begins every path of its pages."""

    __tablename__ = "authority"
    __table_args__ = (CheckConstraint(f"least_shown >= {LEAST}", name="few_are_hidden"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    address: Mapped[str] = mapped_column(Text)
    contact: Mapped[str]
    created_at: Mapped[datetime]
    offers_welsh: Mapped[bool] = mapped_column(default=False, server_default=false())
    words_version: Mapped[int] = mapped_column(default=0, server_default="0")
    """Another one whenever it explains a word itself, 0 before; pages remember words by it (P8)."""
    least_shown: Mapped[int] = mapped_column(default=LEAST, server_default=str(LEAST))
    """No number that fewer people gave is shown outside the panel team, never below 5 (R19)."""
    kept_years: Mapped[int | None]
    """So many years a tender's record is kept, where that is longer than the law asks (R26)."""
    reach: Mapped[str] = mapped_column(Text, default="", server_default="")
    """How else it is reached, in its own words: by telephone, at which hours, by which relay."""
    complaints: Mapped[str] = mapped_column(Text, default="", server_default="")
    """How to complain to it, in its own words, for who bids and who marks."""
    next_cycle_months: Mapped[int] = mapped_column(default=18, server_default="18")
    """So long before a contract ends, understanding what is needed next should begin (P27)."""
    colour: Mapped[str] = mapped_column(default="", server_default="")
    logo_sha256: Mapped[str] = mapped_column(default="", server_default="")
    logo_alt: Mapped[str] = mapped_column(default="", server_default="")


class AuthorityLogo(Base):
    """The logo itself, apart from its authority: who asks for a page needs its address alone."""

    __tablename__ = "authority_logo"

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("authority.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(index=True)
    content: Mapped[bytes]


class Provider(Base):
    """An organisation that bids: what R21 says a letter must name it by, and its profile.

    A bid keeps what stood here when it was submitted.
    """

    __tablename__ = "provider"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    name: Mapped[str]
    address: Mapped[str] = mapped_column(Text)
    email: Mapped[str]
    website: Mapped[str]
    identifier: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    trading_names: Mapped[str] = mapped_column(Text, default="", server_default="")
    company_number: Mapped[str] = mapped_column(default="", server_default="")
    charity_number: Mapped[str] = mapped_column(default="", server_default="")
    size: Mapped[str] = mapped_column(default="", server_default="")
    is_vcse: Mapped[bool | None]
    registered_address: Mapped[str] = mapped_column(Text, default="", server_default="")
    contact: Mapped[str] = mapped_column(default="", server_default="")
    phone: Mapped[str] = mapped_column(default="", server_default="")
    insurances: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    """By kind: `insurer`, `cover` in pounds and `expires_on`, as texts."""


class Role(Base):
    """What a person may be: in an authority, on one tender, for a provider, or of the whole.

    An evaluator's is settled when the letters of their tender are out: it stays, to read the
    result, and keeps them from no other role any more (R10). `writes_only`: a provider's
    contributor, who writes drafts and sends nothing.
    """

    __tablename__ = "role"
    __table_args__ = (
        CheckConstraint(
            "(name = 'operator' and authority_id is null and provider_id is null)"
            " or (name = 'provider_member' and provider_id is not null and authority_id is null)"
            " or (name not in ('operator', 'provider_member')"
            " and authority_id is not null and provider_id is null)",
            name="held_somewhere",
        ),
        CheckConstraint(
            "(name <> 'evaluator' or tender_id is not null)"
            " and (name <> 'panel_member' or tender_id is null)",
            name="evaluators_on_a_tender",
        ),
        CheckConstraint(
            "(name in ('evaluator', 'panel_member')) = (kind is not null)", name="kind_of_panel"
        ),
        CheckConstraint("not writes_only or name = 'provider_member'", name="writes_bids"),
        Index(None, "authority_id", "name"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    kind: Mapped[str | None]
    authority_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("authority.id"))
    tender_id: Mapped[uuid.UUID | None]
    provider_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("provider.id"))
    writes_only: Mapped[bool] = mapped_column(default=False, server_default=false())
    granted_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
    authority: Mapped[Authority | None] = relationship()
    provider: Mapped[Provider | None] = relationship()


class SignIn(OutsideTrail, Base):
    """One signed-in browser, in one role; ending the row signs it out wherever it is."""

    __tablename__ = "sign_in"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    role_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("role.id"))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
    role: Mapped[Role | None] = relationship()


class PasswordLink(Base):
    """A link to somebody's own e-mail, by which they choose a new password; only its hash is kept.

    The row goes when it is used or replaced.
    """

    __tablename__ = "password_link"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class Display(OutsideTrail, Base):
    """How pages look for one person, as they chose; no record tells of it, and nobody else sees it.

    `words` is empty until they have chosen between plain and standard.
    """

    __tablename__ = "display"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    size: Mapped[str]
    spacing: Mapped[str]
    words: Mapped[str]
    language: Mapped[str]


class Invitation(Base):
    """A link that lets one person in, once, until it expires; only its hash is kept.

    Into a role of an authority or a provider; or, with `person_id`, to choose the password of an
    account that was made with a seat on a tender.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("token_sha256"),
        CheckConstraint("(authority_id is null) <> (provider_id is null)", name="into_one_house"),
        CheckConstraint(
            "(person_id is null) = (tender_id is null)", name="known_people_on_a_tender"
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    token_sha256: Mapped[str]
    role: Mapped[str]
    authority_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("authority.id"))
    tender_id: Mapped[uuid.UUID | None]
    provider_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("provider.id"))
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    email: Mapped[str | None]
    name: Mapped[str]
    writes_only: Mapped[bool] = mapped_column(default=False, server_default=false())
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[uuid.UUID | None]

    authority: Mapped[Authority | None] = relationship()
    provider: Mapped[Provider | None] = relationship()
    person: Mapped[Person | None] = relationship()
