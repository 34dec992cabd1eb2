"""A mail leaves after the change it tells of, once, and waits when the server is away."""

from __future__ import annotations

import random
import socket
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from aiosmtpd.controller import Controller
from flask import Flask

from portal.core import clock, mail
from portal.core.database import db
from tests import make

LATER = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass
class Postbox:
    """A real SMTP server that keeps what it gets."""

    port: int
    mails: list[str] = field(default_factory=list)

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802
        content = getattr(envelope, "content", b"")
        self.mails.append(content.decode())
        return "250 OK"


def free_port() -> int:
    """Below those that the system gives to whoever asks for any: nobody else takes it meanwhile."""
    for port in random.sample(range(20000, 32000), 50):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("fifty ports are taken")


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    box = Postbox(free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    yield box
    controller.stop()


def deliver(port: int) -> tuple[int, int]:
    db.session.remove()
    return mail.deliver_waiting(f"smtp://127.0.0.1:{port}", "portal@evenhand.example")


def post() -> None:
    with make.writing():
        mail.post("anna@a.example", "There is news", "Sign in and read it.\n")


def test_a_waiting_mail_is_sent_once(app: Flask, postbox: Postbox) -> None:
    post()
    assert deliver(postbox.port) == (1, 0)
    assert deliver(postbox.port) == (0, 0)
    assert len(postbox.mails) == 1
    assert "Subject: There is news" in postbox.mails[0]
    assert "Message-ID:" in postbox.mails[0]


def test_a_mail_waits_while_the_server_is_away(quick_app: Flask, postbox: Postbox) -> None:
    post()
    assert deliver(free_port()) == (0, 1)
    assert deliver(postbox.port) == (1, 0)


def test_a_repeated_mail_has_the_same_message_id(quick_app: Flask, postbox: Postbox) -> None:
    post()
    with make.looking():
        row = db.session.query(mail.Mail).one()
        expected = f"<{row.id}@evenhand.example>"
    deliver(postbox.port)
    assert expected in postbox.mails[0]


def test_a_link_leaves_with_its_mail_and_is_kept_nowhere_after(
    app: Flask, postbox: Postbox
) -> None:
    link = mail.Link(uuid.uuid4(), "https://x.example/invitations/abc", LATER)
    with make.writing():
        mail.post("anna@a.example", "Come in", f"Open {mail.LINK} soon.\n", link)
    assert deliver(free_port()) == (0, 1)
    assert deliver(postbox.port) == (1, 0)
    assert link.address in postbox.mails[0]
    with make.looking():
        row = db.session.query(mail.Mail).one()
        assert link.address not in f"{row.body} {row.link}"
        assert row.text == f"Open {mail.FORGOTTEN} soon.\n"


@pytest.mark.parametrize("why", ["too old", "used"])
def test_a_mail_whose_link_is_worth_nothing_is_not_sent(
    quick_app: Flask, postbox: Postbox, why: str
) -> None:
    ends_at = clock.now() if why == "too old" else LATER
    link = mail.Link(uuid.uuid4(), "https://x.example/invitations/abc", ends_at)
    with make.writing():
        mail.post("anna@a.example", "Come in", mail.LINK, link)
    if why == "used":
        with make.writing():
            mail.forget_links([link.id])
    assert deliver(postbox.port) == (0, 0)
    with make.looking():
        assert db.session.query(mail.Mail).one().link is None
