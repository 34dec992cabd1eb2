"""Reads of panels, in the authority that is open."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.accounts.models import PANEL, Invitation, Role
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.participation.panels.models import (
    UNDER_16,
    Joining,
    Member,
    Need,
    Panel,
    PanelInvitation,
    Terms,
    TermsIdea,
)


def _with_standing() -> Select[Member]:
    """Members with all that `may_act` looks at."""
    return select(Member).options(
        joinedload(Member.panel).selectinload(Panel.terms),
        joinedload(Member.person),
        selectinload(Member.consents),
        selectinload(Member.accepted),
        selectinload(Member.helpers),
    )


def panels_of_authority() -> Sequence[Panel]:
    """All panels of the authority that is open, by title."""
    return db.session.scalars(select(Panel).order_by(Panel.title, Panel.id)).all()


def panel_by_id(panel_id: uuid.UUID) -> Panel | None:
    """One panel of the authority that is open."""
    return db.session.scalar(select(Panel).where(Panel.id == panel_id))


def places_of(person_id: uuid.UUID) -> list[Member]:
    """Where somebody belongs now, the first joined first."""
    wanted = _with_standing().where(Member.person_id == person_id, Member.ended_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Member.joined_at, Member.id)))


def place_in(actor: Actor, panel_id: uuid.UUID) -> Member | None:
    """The actor's own place on a panel, while they belong to it."""
    return db.session.scalar(
        _with_standing().where(
            Member.panel_id == panel_id,
            Member.person_id == actor.person_id,
            Member.ended_at.is_(None),
        )
    )


def place_of(panel_id: uuid.UUID, person_id: uuid.UUID) -> Member | None:
    """Somebody's place on a panel, also when they have left it."""
    return db.session.scalar(
        _with_standing().where(Member.panel_id == panel_id, Member.person_id == person_id)
    )


def member_by_id(member_id: uuid.UUID) -> Member | None:
    """One member, as their participation lead sees them."""
    return db.session.scalar(_with_standing().where(Member.id == member_id))


def members_of_panel(panel_id: uuid.UUID) -> list[Member]:
    """Who belongs to a panel now, the first joined first."""
    wanted = _with_standing().where(Member.panel_id == panel_id, Member.ended_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Member.joined_at, Member.id)))


def members_of_panels(panel_ids: Sequence[uuid.UUID]) -> list[Member]:
    """Who belongs to any of several panels now."""
    wanted = _with_standing().where(Member.panel_id.in_(panel_ids), Member.ended_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Member.joined_at, Member.id)))


def members_whose_term_ends(by: date) -> list[Member]:
    """Members whose term ends by a day, or has ended."""
    wanted = _with_standing().where(Member.term_ends_on <= by, Member.ended_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Member.joined_at, Member.id)))


def ended_places_of(person_id: uuid.UUID) -> list[Member]:
    """Where somebody belonged, the last one first."""
    wanted = _with_standing().where(Member.person_id == person_id, Member.ended_at.is_not(None))
    return list(db.session.scalars(wanted.order_by(Member.ended_at.desc(), Member.id)))


def children_of_authority() -> list[Member]:
    """Members under 16, for whom somebody answers (R18)."""
    wanted = _with_standing().where(
        Member.ended_at.is_(None),
        Member.age_band.in_(UNDER_16),
        Member.turns_16_on > clock.today(),
    )
    return list(db.session.scalars(wanted.order_by(Member.joined_at, Member.id)))


def grown_up() -> list[Member]:
    """Members whose sixteenth birthday is here or past, and still written down."""
    wanted = _with_standing().where(Member.turns_16_on <= clock.today())
    return list(db.session.scalars(wanted.order_by(Member.id)))


def youngest() -> list[Member]:
    """Members who told that they were under 13."""
    wanted = _with_standing().where(Member.age_band == "under_13", Member.turns_16_on.is_not(None))
    return list(db.session.scalars(wanted.order_by(Member.id)))


def numbers_of_members() -> dict[uuid.UUID, int]:
    """How many belong to each panel."""
    wanted = select(Member.panel_id, func.count()).where(Member.ended_at.is_(None))
    return dict(db.session.execute(wanted.group_by(Member.panel_id)).all())


def code_behind(invitation_id: uuid.UUID) -> PanelInvitation | None:
    """What a code of the directory opens on a panel."""
    return db.session.scalar(
        select(PanelInvitation)
        .where(PanelInvitation.id == invitation_id)
        .options(
            joinedload(PanelInvitation.panel),
            joinedload(PanelInvitation.member).joinedload(Member.person),
            joinedload(PanelInvitation.member).selectinload(Member.consents),
            joinedload(PanelInvitation.member).selectinload(Member.helpers),
        )
    )


def invited_to(panel_id: uuid.UUID) -> list[tuple[Invitation, PanelInvitation]]:
    """Whose code can still be taken up, the first invited first."""
    wanted = (
        select(Invitation, PanelInvitation)
        .join(PanelInvitation, PanelInvitation.id == Invitation.id)
        .where(
            PanelInvitation.panel_id == panel_id,
            PanelInvitation.leads_to == "joining",
            Invitation.accepted_at.is_(None),
            Invitation.expires_at > clock.now(),
        )
        .order_by(Invitation.invited_at, Invitation.id)
    )
    return [(invitation, code) for invitation, code in db.session.execute(wanted)]


def answers_so_far(invitation_id: uuid.UUID) -> dict[str, str]:
    """What somebody has answered on their way into a panel."""
    found = db.session.scalar(select(Joining).where(Joining.id == invitation_id))
    return dict(found.answers) if found else {}


def role_of(member: Member) -> Role:
    """The role that goes with a place."""
    return db.session.scalars(
        select(Role).where(
            Role.person_id == member.person_id,
            Role.name == PANEL,
            Role.kind == member.panel.kind,
            Role.authority_id == member.authority_id,
            Role.ended_at.is_(None),
        )
    ).one()


def lock_member(member: Member) -> None:
    """What two people write about one member at once is numbered one after the other."""
    db.session.flush()
    db.session.execute(select(Member.id).where(Member.id == member.id).with_for_update())
    db.session.expire(member, ["consents", "accepted", "helpers"])


def need_of(member_id: uuid.UUID) -> Need | None:
    """What a member needs; for them and the participation lead alone (P6)."""
    return db.session.scalar(select(Need).where(Need.member_id == member_id))


def ideas_of(panel_id: uuid.UUID) -> Sequence[TermsIdea]:
    """Sentences that members would like to have in their panel's terms, the oldest first."""
    return db.session.scalars(
        select(TermsIdea)
        .where(TermsIdea.panel_id == panel_id)
        .order_by(TermsIdea.made_at, TermsIdea.id)
    ).all()


def terms_of(panel_id: uuid.UUID) -> Terms | None:
    """The newest terms of a panel."""
    return db.session.scalar(
        select(Terms).where(Terms.panel_id == panel_id).order_by(Terms.version.desc()).limit(1)
    )
