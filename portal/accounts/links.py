"""Links that let one person in, once: into a role, or to choose the password of their account."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update

from portal.accounts.models import (
    CONTRIBUTOR,
    EVALUATOR,
    FACILITATOR,
    LEAD,
    PROVIDER,
    TAKE_PART,
    Authority,
    Invitation,
    Person,
    Provider,
    Role,
)
from portal.accounts.operations import (
    KNOWS_AND_DECIDES,
    ON_A_PANEL,
    SITS,
    grant_role,
    lock_person,
    set_password,
)
from portal.accounts.queries import (
    knows_and_decides,
    panels_held_by,
    person_by_account,
    roles_of,
    seats_held_by,
)
from portal.audit.journal import record, record_for_installation
from portal.core import clock, mail
from portal.core.authorisation import Actor
from portal.core.database import db, reading
from portal.core.errors import Refused
from portal.core.phrases import in_groups
from portal.core.words import say

TOKEN = "TOKEN"  # noqa: S105  where the secret goes in a link
LASTS = timedelta(days=14)
ANSWER_LOST = timedelta(hours=1)
OLD = say("It has been used already, or it is too old. Ask whoever gave it to you for a new one.")
INVITED = say("%(house)s invites you to Evenhand")
TO_WORK = say(
    "%(house)s invites you to work on its tenders in Evenhand.\n\nOpen this link within %(days)s"
    " days to choose a password:\n%(link)s\n\nIf you didn't expect this, you can ignore it.\n"
)
TO_BID = say(
    "%(house)s invites you to write its bids in Evenhand.\n\nOpen this link within %(days)s days to"
    " choose a password:\n%(link)s\n\nIf you didn't expect this, you can ignore it.\n"
)
PLACE = say("Your place in a panel of %(house)s")
TO_MARK = say(
    "%(house)s has given you a place in a panel that marks bids in Evenhand.\n\nOpen this link"
    " within %(days)s days to choose a password:\n%(link)s\n\nIf you didn't expect this, you can"
    " ignore it.\n"
)
TALKS = say("Talks that you lead for %(house)s")
TO_LEAD_TALKS = say(
    "%(house)s asks you to lead the talks of a panel that marks bids.\n\nOpen this link within"
    " %(days)s days to choose a password:\n%(link)s\n\nIf you didn't expect this, you can ignore"
    " it.\n"
)
YOU_SIT = say(
    "You hold a seat on a panel. Until the letters of that tender are out you can’t have this part"
    " too, so that marking stays fair. Your seat stays as it is."
)
SIGNS_IN_ELSEWHERE = say(
    "We can’t make a link for somebody who also signs in to Evenhand for something else: it would"
    " open that too. They keep the password that they have."
)


@dataclass(frozen=True)
class WayIn:
    """A link for one person, and whether it was mailed or has to be handed over."""

    name: str
    account: str
    address: str
    is_mailed: bool


def invite(
    actor: Actor, authority: Authority, name: str, email: str | None, role: str, link: str
) -> str:
    """Invite somebody into a role; answers the link, whose secret is kept as a hash alone.

    `link` has TOKEN where the secret goes. Without an e-mail the link is handed over by hand.
    A lead may know who sits on a panel and is told at once; others aren't (R18).
    """
    known = person_by_account(email) if email and actor.role == LEAD else None
    if known and seats_held_by(known.id, authority.id):
        raise Refused(SITS, field="email")
    if known and knows_and_decides(known.id, role, authority.id):
        raise Refused(KNOWS_AND_DECIDES, field="email")
    made = Invitation(role=role, authority_id=authority.id, email=email, name=name)
    record("invitation:sent", actor, role=role, to=email or name)
    return _send(made, link, INVITED, TO_WORK, authority.name)


def invite_colleague(
    actor: Actor,
    provider: Provider,
    name: str,
    email: str | None,
    link: str,
    *,
    writes_only: bool = False,
) -> str:
    """A bid manager invites a colleague, who may send bids too or only write their drafts; answers
    the link, as `invite` does."""
    made = Invitation(
        role=PROVIDER, provider_id=provider.id, email=email, name=name, writes_only=writes_only
    )
    facts = {"provider": provider.id, "writes_only": writes_only, "to": email or name}
    record_for_installation("member:invited", actor, **facts)
    return _send(made, link, INVITED, TO_BID, provider.name)


def give_way_in(actor: Actor, person: Person, seat: Role, link: str) -> WayIn:
    """A link for an evaluator, or who leads talks, to choose their own password; older ones end.

    It is mailed. Only who has no e-mail gets it by hand, and only where it opens nothing but seats
    of the authority that hands it over.
    """
    if person.email is None and any(_is_apart(role, seat) for role in roles_of(person.id)):
        raise Refused(SIGNS_IN_ELSEWHERE)
    _end_links_of(person)
    made = Invitation(
        role=seat.name,
        authority_id=seat.authority_id,
        tender_id=seat.tender_id,
        person_id=person.id,
        email=person.email,
        name=person.name,
    )
    record("link:made", actor, seat.tender_id, kind=seat.kind, person=person.id)
    authority = db.session.get_one(Authority, seat.authority_id)
    texts = (TALKS, TO_LEAD_TALKS) if seat.name == FACILITATOR else (PLACE, TO_MARK)
    address = _send(made, link, *texts, authority.name)
    account = person.email or person.sign_in_name or ""
    return WayIn(person.name, account, address, is_mailed=person.email is not None)


def refuse_what_opens_more(person: Person, authority_id: uuid.UUID) -> None:
    """No link is handed over that opens more than panels and seats of one authority."""
    if any(
        role.name not in TAKE_PART or role.authority_id != authority_id
        for role in roles_of(person.id)
    ):
        raise Refused(SIGNS_IN_ELSEWHERE)


def _is_apart(role: Role, seat: Role) -> bool:
    return role.name != EVALUATOR or role.authority_id != seat.authority_id


def _end_links_of(person: Person) -> None:
    open_links = Invitation.person_id == person.id, Invitation.accepted_at.is_(None)
    ids = db.session.scalars(select(Invitation.id).where(*open_links)).all()
    db.session.execute(
        update(Invitation).where(Invitation.id.in_(ids)).values(expires_at=clock.now())
    )
    mail.forget_links(ids)


def _send(invitation: Invitation, link: str, subject: str, words: str, house: str) -> str:
    return send_link(invitation, link, subject, words, house=house)


def send_link(
    invitation: Invitation, link: str, subject: str, words: str, *, parts: int = 5, **facts: object
) -> str:
    """Keep the hash of a new secret, and mail the link if there is an e-mail; answers the link.

    Subject and words are texts marked by `say`; beside their own facts they may have gaps for the
    `link` and the `days` that it lasts. `parts`: of how many groups of four letters the secret is
    made; three can be typed from paper.
    """
    token = in_groups(parts)
    now = clock.now()
    invitation.id, invitation.token_sha256 = uuid.uuid4(), _hash(token)
    invitation.invited_at, invitation.expires_at = now, now + LASTS
    db.session.add(invitation)
    address = link.replace(TOKEN, token)
    if invitation.email:
        kept = mail.Link(invitation.id, address, invitation.expires_at)
        told = {"days": LASTS.days, "link": mail.LINK, **facts}
        mail.post(invitation.email, subject, words, kept, **told)
    return address


def _hash(token: str) -> str:
    """Typed from paper, a link may begin its parts with capitals."""
    return hashlib.sha256(token.lower().encode()).hexdigest()


def find_invitation(token: str) -> Invitation:
    """The invitation behind a link, while it can be taken up; who writes takes it up alone."""
    wanted = select(Invitation).where(Invitation.token_sha256 == _hash(token))
    found = db.session.scalar(wanted if reading.get() else wanted.with_for_update())
    if found is None or found.accepted_at or found.expires_at <= clock.now():
        raise Refused(OLD)
    return found


def just_taken_up(token: str) -> Invitation | None:
    """The invitation behind a link that was taken up within the hour: its answer may be lost."""
    found = db.session.scalar(select(Invitation).where(Invitation.token_sha256 == _hash(token)))
    if found is None or found.accepted_at is None:
        return None
    return found if clock.now() - found.accepted_at < ANSWER_LOST else None


def accept_invitation(invitation: Invitation, person: Person) -> Role:
    """Take up an invitation into a role, once; its authority must be open."""
    take_up(invitation, person)
    lock_person(person)
    if seats_held_by(person.id, invitation.authority_id):
        raise Refused(YOU_SIT)
    if panels_held_by(person.id, invitation.authority_id):
        raise Refused(ON_A_PANEL)
    if invitation.authority_id:
        actor = Actor(person.id, "person")
        return grant_role(actor, person, invitation.role, invitation.authority_id)
    assert invitation.provider_id
    return _join(person, invitation)


def _join(person: Person, invitation: Invitation) -> Role:
    provider_id = invitation.provider_id
    held = next((r for r in roles_of(person.id) if r.provider_id == provider_id), None)
    if held:
        return held
    role = Role(
        person_id=person.id,
        name=PROVIDER,
        provider_id=provider_id,
        writes_only=invitation.writes_only,
        granted_at=clock.now(),
    )
    db.session.add(role)
    kind = CONTRIBUTOR if role.writes_only else None
    actor = Actor(person.id, PROVIDER, provider_id=provider_id, kind=kind)
    record_for_installation("member:joined", actor, provider=provider_id, person=person.id)
    return role


def choose_password(invitation: Invitation, password_hash: str) -> Role | None:
    """An evaluator takes up their link: the password is theirs alone, other sign-ins end.

    The authority must be open. Answers the role that the link was for, while they hold it.
    """
    person = db.session.get_one(Person, invitation.person_id)
    take_up(invitation, person)
    _end_links_of(person)
    set_password(person, password_hash)
    held = next((r for r in roles_of(person.id) if r.tender_id == invitation.tender_id), None)
    kind = held.kind if held else None
    actor = Actor(
        person.id, invitation.role, invitation.authority_id, invitation.tender_id, kind=kind
    )
    record("link:used", actor, invitation.tender_id, kind=kind, person=person.id)
    return held


def take_up(invitation: Invitation, person: Person | None) -> None:
    """A link works once; who has no account uses it up as nobody."""
    invitation.accepted_at = clock.now()
    invitation.accepted_by = person.id if person else None
    mail.forget_links([invitation.id])
