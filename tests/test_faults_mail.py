"""A sender that dies, or two of them: a mail leaves once, or again under the same Message-ID."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from portal.core import mail
from portal.core.database import db
from tests.core.test_mail import Postbox, deliver, post, postbox
from tests.test_backup import run

__all__ = ["postbox"]


class Killed(BaseException):
    """What ends a process at once, so that nothing after it runs."""


def test_a_mail_whose_sender_died_before_sending_leaves_later_and_once(
    quick_app: Flask, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    post()

    def die(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(mail, "_send", die)
    with pytest.raises(Killed):
        deliver(postbox.port)
    monkeypatch.undo()
    assert postbox.mails == []
    assert deliver(postbox.port) == (1, 0)
    assert deliver(postbox.port) == (0, 0)
    assert len(postbox.mails) == 1


def test_a_mail_whose_sender_died_after_sending_repeats_with_the_same_message_id(
    quick_app: Flask, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    post()
    send = mail._send

    def send_and_die(*args: object) -> None:
        send(*args)  # type: ignore[arg-type]
        raise Killed

    monkeypatch.setattr(mail, "_send", send_and_die)
    with pytest.raises(Killed):
        deliver(postbox.port)
    monkeypatch.undo()
    assert deliver(postbox.port) == (1, 0)
    assert deliver(postbox.port) == (0, 0)
    ids = [re.findall(r"Message-ID: (\S+)", each) for each in postbox.mails]
    assert len(ids) == 2
    assert ids[0] == ids[1]


def test_a_second_sender_leaves_the_work_to_the_first(own_app: Flask, postbox: Postbox) -> None:
    post()
    config = own_app.extensions["evenhand"]
    own_app.extensions["evenhand"] = replace(
        config, smtp=f"smtp://127.0.0.1:{postbox.port}", mail_from="portal@evenhand.example"
    )
    folder: Path = config.data
    with mail.only_sender(folder) as alone:
        assert alone
        second = run(own_app, "mail", "send")
        assert second.exit_code == 1
        assert "one sender is enough" in second.output
    assert postbox.mails == []
    assert run(own_app, "mail", "send").exit_code == 0
    assert run(own_app, "mail", "send").exit_code == 0
    assert len(postbox.mails) == 1
    db.session.remove()
