"""Writes of panels: making and changing one, inviting, places on it, and its terms."""

from __future__ import annotations

import calendar
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select

from portal.accounts import links
from portal.accounts.models import PANEL, Authority, Invitation
from portal.accounts.operations import rename_person
from portal.accounts.queries import authority_by_id
from portal.audit.journal import record
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.formats import day as format_day
from portal.core.once import refuse_again
from portal.core.words import say
from portal.participation.panels.forgetting import drop_codes
from portal.participation.panels.models import (
    Member,
    Need,
    Panel,
    PanelInvitation,
    Terms,
    TermsAccepted,
    TermsIdea,
)
from portal.participation.panels.policy import accepts_terms
from portal.participation.panels.queries import lock_member, need_of, terms_of

SAME_TERMS = say("These are the words that stand already.")
QUESTION = say("%(house)s has a question for you")
INVITED = say(
    "%(house)s asks whether you would like to join a panel.\n\nOpen this link within %(days)s days."
    " It tells you more, and you can say no:\n%(link)s\n\nIf you didn't expect this, you can ignore"
    " it.\n"
)
INVITED_ALREADY = say(
    "You have made a code for this person already today. If you didn’t see it, take it back on the"
    " page of the panel, then make another."
)
NEED_OVER = say("This day is over. Choose a day from today on.")
NEED_TOO_LONG = say("Your time on this panel ends on %(day)s. Choose a day until then.")
NO_EMAIL = say("You have no e-mail address in Evenhand. Choose another way.")
PARTS_OF_A_CODE = 3
"""Twelve letters, four at a time: somebody can type them from a piece of paper."""


@dataclass(frozen=True)
class PanelFacts:
    """What a participation lead says about a panel."""

    title: str
    purpose: str
    term_months: int
    asks_a_year: int | None
    kind: str = "young"


@dataclass(frozen=True)
class Details:
    """What a member says about themselves, and may change at any time."""

    called: str
    say_name: str
    shows_name: bool
    tell_by: str
    age_band: str | None = None
    """Where it was asked anew, since nobody's eighteenth birthday is kept."""


def create_panel(actor: Actor, facts: PanelFacts) -> Panel:
    """Make a panel of young people, or of parents and carers (P5)."""
    panel = Panel(created_at=clock.now(), **asdict(facts))
    db.session.add(panel)
    record("panel:created", actor, panel=panel.id, kind=facts.kind, title=facts.title)
    return panel


def change_panel(actor: Actor, panel: Panel, facts: PanelFacts) -> None:
    """Change what is said about a panel; whom it is for stays."""
    told = {name: value for name, value in asdict(facts).items() if name != "kind"}
    changed = [name for name, value in told.items() if getattr(panel, name) != value]
    for name in changed:
        setattr(panel, name, told[name])
    if changed:
        record("panel:changed", actor, panel=panel.id, fields=changed)


def invite_member(
    actor: Actor, panel: Panel, name: str, email: str | None, why: str, link: str
) -> str:
    """Ask somebody to join, with why they were asked; answers the link, which is mailed too (P5).

    Neither the mail nor the log says why, or what the panel is called: either may tell of them.
    """
    authority = authority_by_id(panel.authority_id)
    codes = select(PanelInvitation.id).where(
        PanelInvitation.panel_id == panel.id,
        PanelInvitation.leads_to == "joining",
        PanelInvitation.why == why,
    )
    waits = Invitation.id.in_(codes), Invitation.accepted_at.is_(None)
    same = {"name": name, "email": email}
    refuse_again(Invitation, same, *waits, since=Invitation.invited_at, why=INVITED_ALREADY)
    made = Invitation(role=PANEL, authority_id=authority.id, email=email, name=name)
    address = _send(made, link, authority)
    db.session.add(PanelInvitation(id=made.id, panel_id=panel.id, leads_to="joining", why=why))
    record("panel:invited", actor, panel=panel.id, to=email or name)
    return address


def end_invitation(actor: Actor, invitation: Invitation, code: PanelInvitation) -> None:
    """Take back a code that nobody has used; why somebody was asked goes with it."""
    to = invitation.email or invitation.name
    record("panel:invitation-ended", actor, panel=code.panel_id, to=to)
    drop_codes([code])


def make_code_for_words(actor: Actor, member: Member, checked: str, link: str) -> str:
    """A code with which a member gets new words, once it was checked who they are; older ones end.

    It is handed over by hand, and refused where it would open more than this authority's panels.
    """
    links.refuse_what_opens_more(member.person, member.authority_id)
    authority = authority_by_id(member.authority_id)
    made = Invitation(role=PANEL, authority_id=authority.id, name=member.person.name)
    address = _send(made, link, authority)
    db.session.add(
        PanelInvitation(
            id=made.id, panel_id=member.panel_id, leads_to="words", member_id=member.id, why=""
        )
    )
    record(
        "panel:code-made", actor, panel=member.panel_id, person=member.person_id, checked=checked
    )
    return address


def _send(made: Invitation, link: str, authority: Authority) -> str:
    parts, house = PARTS_OF_A_CODE, authority.name
    return links.send_link(made, link, QUESTION, INVITED, parts=parts, house=house)


def change_details(actor: Actor, member: Member, details: Details) -> None:
    """A member changes what they are called, and how they are told what happened."""
    if details.tell_by == "email" and member.person.email is None:
        raise Refused(NO_EMAIL, field="tell_by")
    left_out = {"called"} if details.age_band else {"called", "age_band"}
    told = {name: value for name, value in asdict(details).items() if name not in left_out}
    changed = [name for name, value in told.items() if getattr(member, name) != value]
    for name in changed:
        setattr(member, name, told[name])
    if member.person.name != details.called:
        rename_person(member.person, details.called)
        changed.append("called")
    if changed:
        record_place("place:changed", actor, member, fields=changed)


def pause(actor: Actor, member: Member) -> None:
    """Take a break; nobody asks why (P5)."""
    member.paused_at = clock.now()
    record_place("place:paused", actor, member)


def come_back(actor: Actor, member: Member) -> None:
    """End a break."""
    member.paused_at = None
    record_place("place:taken-up-again", actor, member)


def renew_place(actor: Actor, member: Member) -> None:
    """The participation lead gives somebody a new term from today on."""
    member.term_ends_on = term_end(clock.today(), member.panel.term_months)
    member.reminded_at = None
    record_place("place:renewed", actor, member)


def write_need(actor: Actor, member: Member, words: str, needed_until: date | None = None) -> None:
    """What somebody needs to take part: only they and the participation lead read it, until the day
    that they say, at most to the end of their term; then it is destroyed (P6)."""
    until = needed_until or member.term_ends_on
    if until < clock.today():
        raise Refused(NEED_OVER, field="needed_until")
    if until > member.term_ends_on:
        raise Refused(NEED_TOO_LONG, field="needed_until", day=format_day(member.term_ends_on))
    need = need_of(member.id)
    if need is None:
        need = Need(member_id=member.id)
        db.session.add(need)
    need.words, need.written_at, need.needed_until = words, clock.now(), until
    record_place("need:written", actor, member)


def destroy_need(actor: Actor, member: Member) -> None:
    """What somebody needed goes for good (P6)."""
    if need := need_of(member.id):
        db.session.delete(need)
        record_place("need:destroyed", actor, member)


def put_forward(actor: Actor, member: Member, words: str, *, through_helper: bool = False) -> None:
    """A member puts a sentence forward for the terms of their panel; a helper may have typed it."""
    told = {"panel_id": member.panel_id, "member_id": member.id, "words": words}
    refuse_again(TermsIdea, told, since=TermsIdea.made_at)
    idea = TermsIdea(made_at=clock.now(), **told)
    db.session.add(idea)
    record_place("terms:suggested", actor, member, words=words, through_helper=through_helper)


def write_terms(actor: Actor, panel: Panel, words: str) -> Terms:
    """A new version of a panel's terms, put together from what its members put forward (P7)."""
    before = terms_of(panel.id)
    if before and before.words == words:
        raise Refused(SAME_TERMS, field="words")
    terms = Terms(
        panel_id=panel.id,
        version=before.version + 1 if before else 1,
        words=words,
        made_by=actor.person_id,
        made_at=clock.now(),
    )
    db.session.add(terms)
    record("terms:written", actor, panel=panel.id, version=terms.version, words=words)
    return terms


def accept_terms(actor: Actor, member: Member) -> None:
    """A member agrees to the newest terms of their panel, once (P7)."""
    lock_member(member)
    terms = terms_of(member.panel_id)
    if terms is None or accepts_terms(member):
        return
    db.session.add(TermsAccepted(terms_id=terms.id, member_id=member.id, at=clock.now()))
    record_place("terms:accepted", actor, member, version=terms.version)


def term_end(start: date, months: int) -> date:
    """The day so many months later, or the last one of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def record_place(name: str, actor: Actor, member: Member, **more: object) -> None:
    """An event of one place: the panel is open, whose place it is stays sealed (R18)."""
    record(name, actor, panel=member.panel_id, person=member.person_id, **more)
