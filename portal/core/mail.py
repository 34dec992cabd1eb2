"""The outbox: a mail is a row written with the change it tells of, and leaves after the commit.

A link that lets somebody in stands beside the mail's words, so that it can be forgotten: it is kept
until the mail is delivered, or the link is used, replaced or too old.
"""

from __future__ import annotations

import fcntl
import smtplib
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import force_locale, gettext
from sqlalchemy import Text, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from portal.core import clock
from portal.core.database import Base, db
from portal.core.transaction import OutsideTrail, transaction

LINK = "LINK"
"""Where a mail's words have its link."""

FORGOTTEN = "(The link stood here. It is not kept any more.)"


@dataclass(frozen=True)
class Link:
    """An address that lets whoever has it in, until it is used or ends."""

    id: uuid.UUID
    address: str
    ends_at: datetime


class Mail(OutsideTrail, Base):
    """One mail to one address; it says that there is news, never what the news is."""

    __tablename__ = "mail"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    to: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    link_id: Mapped[uuid.UUID | None]
    link: Mapped[str | None]
    link_ends_at: Mapped[datetime | None]

    @property
    def text(self) -> str:
        """What it says, with its link while that is kept."""
        return self.body.replace(LINK, self.link or FORGOTTEN) if self.link_id else self.body


def post(to: str, subject: str, body: str, link: Link | None = None, /, **facts: object) -> None:
    """Put a mail into the outbox, inside the transaction of the change that it tells of.

    Subject and body are texts marked by `say`, with gaps that the facts fill; they are translated
    into the language of whoever reads them. `body` has LINK where the link goes.
    """
    _forget(Mail.link_ends_at <= clock.now())
    with force_locale(current_app.extensions["language of mail"](to)):
        said = {"subject": gettext(subject, **facts), "body": gettext(body, **facts)}
    mail = Mail(to=to, **said, created_at=clock.now())
    if link:
        mail.link_id, mail.link, mail.link_ends_at = link.id, link.address, link.ends_at
    db.session.add(mail)


def forget_links(link_ids: Sequence[uuid.UUID]) -> None:
    """Links that were used or replaced stand in no mail any more."""
    _forget(Mail.link_id.in_(link_ids))


def _forget(which: object) -> None:
    statement = update(Mail).where(Mail.link.is_not(None), which)  # type: ignore[arg-type]
    db.session.execute(statement.values(link=None))


@contextmanager
def only_sender(folder: Path) -> Iterator[bool]:
    """Whether nobody else is sending; two at once would send the same mail twice."""
    with (folder / "mail.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def deliver_waiting(smtp: str, mail_from: str) -> tuple[int, int]:
    """Send what waits in the outbox: how many went, how many must be tried again.

    A mail that was sent just before a crash may repeat, with the same Message-ID.
    """
    sent = failed = 0
    with transaction():
        _forget(Mail.link_ends_at <= clock.now())
    has_its_link = or_(Mail.link_id.is_(None), Mail.link.is_not(None))
    for mail_id in db.session.scalars(
        select(Mail.id).where(Mail.sent_at.is_(None), Mail.attempts < 20, has_its_link)
    ).all():
        db.session.rollback()
        if _deliver(mail_id, smtp, mail_from):
            sent += 1
        else:
            failed += 1
    return sent, failed


def _deliver(mail_id: uuid.UUID, smtp: str, mail_from: str) -> bool:
    mail = db.session.get_one(Mail, mail_id)
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = mail_from, mail.to, mail.subject
    message["Message-ID"] = f"<{mail.id}@{mail_from.rpartition('@')[2]}>"
    message.set_content(mail.text)
    db.session.rollback()
    try:
        _send(message, smtp)
        delivered = True
    except (OSError, smtplib.SMTPException):
        delivered = False
    with transaction():
        mail = db.session.get_one(Mail, mail_id)
        mail.attempts += 1
        mail.sent_at = clock.now() if delivered else None
        mail.link = None if delivered else mail.link
    return delivered


def _send(message: EmailMessage, smtp: str) -> None:
    parts = urlsplit(smtp)
    with smtplib.SMTP(parts.hostname or "localhost", parts.port or 25, timeout=20) as server:
        if parts.scheme == "smtp+starttls":
            server.starttls()
        if parts.username:
            server.login(parts.username, parts.password or "")
        server.send_message(message)
