"""The outbox: a mail is a row written with the change it tells of, and leaves after the commit."""

from __future__ import annotations

import smtplib
import uuid
from datetime import datetime
from email.message import EmailMessage
from urllib.parse import urlsplit

from sqlalchemy import Text, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.core import clock
from portal.core.database import Base, db
from portal.core.transaction import OutsideTrail, transaction


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


def post(to: str, subject: str, body: str) -> None:
    """Put a mail into the outbox, inside the transaction of the change that it tells of."""
    db.session.add(Mail(to=to, subject=subject, body=body, created_at=clock.now()))


def deliver_waiting(smtp: str, mail_from: str) -> tuple[int, int]:
    """Send what waits in the outbox: how many went, how many must be tried again.

    A mail that was sent just before a crash may repeat, with the same Message-ID.
    """
    sent = failed = 0
    for mail_id in db.session.scalars(
        select(Mail.id).where(Mail.sent_at.is_(None), Mail.attempts < 20)
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
    message.set_content(mail.body)
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
    return delivered


def _send(message: EmailMessage, smtp: str) -> None:
    parts = urlsplit(smtp)
    with smtplib.SMTP(parts.hostname or "localhost", parts.port or 25, timeout=20) as server:
        if parts.scheme == "smtp+starttls":
            server.starttls()
        if parts.username:
            server.login(parts.username, parts.password or "")
        server.send_message(message)
