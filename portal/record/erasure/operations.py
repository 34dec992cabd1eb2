"""Erasing a person: asked for by themselves or at the end of retention; the proof stays (R26)."""

from __future__ import annotations

import secrets
import uuid

from sqlalchemy import delete, func, update

from portal.accounts.models import Display, Invitation, PasswordLink, Person, Role, SignIn
from portal.accounts.operations import lock_person
from portal.accounts.personal import forget_personal
from portal.audit.journal import record, record_for_installation
from portal.audit.models import Pseudonym
from portal.core import clock
from portal.core.authorisation import SYSTEM, Actor
from portal.core.database import db, leave_no_trace
from portal.core.mail import Mail, post
from portal.core.tenancy import INSTALLATION, tenant
from portal.core.transaction import writing_apart
from portal.core.words import say
from portal.evaluation.choosing.forgetting import forget_candidate
from portal.evaluation.practice.forgetting import forget_practice
from portal.evaluation.reading.forgetting import forget_highlights
from portal.participation.panels.forgetting import forget_person
from portal.participation.thanks.operations import forget_diaries
from portal.participation.thanks.promising import forget_thanks
from portal.participation.training.forgetting import forget_learner
from portal.record.added import FORGETS
from portal.record.erasure.models import ErasureRequest
from portal.record.erasure.notebook import note_down, note_of_person
from portal.record.erasure.queries import (
    addresses_of_responsible,
    all_houses,
    declared_by,
    request_of,
    weighed_about,
)
from portal.record.erasure.redaction import destroy, put_text
from portal.record.erasure.subject import (
    Subject,
    by_log,
    pseudonyms_of,
    seals_about,
    subject_of,
)
from portal.record.erasure.text import Text
from portal.record.erasure.texts import declared
from portal.tenders.typed import forget_all_typed

ERASED = "[erased]"
NOBODY = "(name erased)"
RETENTION = "retention"
ASKED = say("Somebody asks to be erased")
ASKED_FOR = say(
    "Somebody asks for their data to be erased.\n\nSign in to Evenhand to see who. %(page)s\n"
)


def ask_for_erasure(actor: Actor, sign_in_at: str = "") -> None:
    """A person asks to be erased; whoever can do it gets a mail that there is news."""
    assert actor.person_id
    if request_of(actor.person_id):
        return
    db.session.add(ErasureRequest(person_id=actor.person_id, asked_at=clock.now()))
    for address in addresses_of_responsible(actor.person_id):
        post(address, ASKED, ASKED_FOR, page=sign_in_at)
    record_for_installation("erasure:asked", actor)


def erase(actor: Actor, person_id: uuid.UUID, cause: str, *, is_over: bool | None = None) -> None:
    """Destroy all that tells who a person was, log by log, and last their account.

    Each authority, and the installation, is one transaction of its own: one is open at a time. What
    breaks off half-way is carried on by doing it again, since the account goes last. `is_over`:
    whether the time for keeping the record is, where the cause doesn't tell.
    """
    person = db.session.get_one(Person, person_id)
    subject = subject_of(person, is_over=cause == RETENTION if is_over is None else is_over)
    home = actor.authority_id or INSTALLATION
    for house in [*all_houses(), INSTALLATION]:
        if house != home:
            with tenant(house), writing_apart():
                _erase_in_house(actor if house == INSTALLATION else SYSTEM, actor, subject, cause)
    with tenant(home), writing_apart():
        _erase_account(subject)
        _erase_in_house(actor, actor, subject, cause, even_if_nothing=True)
    leave_no_trace()
    note_down(note_of_person(person_id, clock.now(), cause))


def _erase_in_house(
    told: Actor, actor: Actor, subject: Subject, cause: str, *, even_if_nothing: bool = False
) -> None:
    """In the authority that is open: sealed facts with their salts, pseudonyms, declarations.

    `told` is who the log says did it: what another authority's lead does is the portal's here.
    """
    pseudonyms = pseudonyms_of(subject.id)
    found = by_log(seals_about(subject, pseudonyms))
    _erase_declarations(actor, subject)
    forget_person(subject.id)
    forget_diaries(subject.id)
    forget_thanks(subject.id)
    forget_learner(subject.id)
    forget_candidate(subject.id)
    for forget in (forget_practice, forget_highlights, forget_all_typed, *FORGETS):
        forget(subject.id)
    for log_id in sorted({*found, *pseudonyms}):
        seals = found.get(log_id, [])
        for each in seals:
            destroy(each.event_id, each.name)
        record(
            "person:erased",
            told,
            log_id,
            cause=cause,
            pseudonym=pseudonyms.get(log_id),
            events=[each.number for each in seals],
            names=[each.name for each in seals],
        )
    if even_if_nothing and not found and not pseudonyms:
        record("person:erased", told, cause=cause, pseudonym=None, events=[], names=[])
    db.session.execute(delete(Pseudonym).where(Pseudonym.person_id == subject.id))


def _erase_declarations(actor: Actor, subject: Subject) -> None:
    """What they wrote about bidders; the answers yes and no stay.

    The reason for what was decided on it explains the record, so it stays until that may go.
    """
    for said, decided in declared_by(subject.id):
        texts = [declared(said, subject.id)]
        if decided and subject.is_over:
            texts.append(Text("conflict_decision", said.id, "reason", "", decided.reason))
        for text in texts:
            if text.text and text.text != ERASED:
                put_text(actor.person_id, said.tender_id, text, ERASED)
    for word in weighed_about(subject.id) if subject.is_over else ():
        if word.reason != ERASED:
            text = Text("recognition_decision", word.id, "reason", "", word.reason)
            put_text(actor.person_id, word.tender_id, text, ERASED)


def _erase_account(subject: Subject) -> None:
    """Names, addresses, sign-ins, invitations and mails; the row that others name stays, empty."""
    person = db.session.get_one(Person, subject.id)
    lock_person(person)
    for statement in (
        delete(SignIn).where(SignIn.person_id == subject.id),
        delete(Display).where(Display.person_id == subject.id),
        delete(PasswordLink).where(PasswordLink.person_id == subject.id),
        delete(Invitation).where(Invitation.id.in_(subject.invitations)),
        delete(Mail).where(func.lower(Mail.to).in_(subject.typed)),
        delete(ErasureRequest).where(ErasureRequest.person_id == subject.id),
        update(Role)
        .where(Role.person_id == subject.id, Role.ended_at.is_(None))
        .values(ended_at=clock.now()),
    ):
        db.session.execute(statement)
    forget_personal(subject.id)
    person.name, person.email, person.password_hash = NOBODY, None, None
    person.sign_in_name = f"erased-{secrets.token_hex(8)}"
    person.erased_at = clock.now()
