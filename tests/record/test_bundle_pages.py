"""The page of the record as one file, the file itself, and the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import APPROVER, AUDITOR, LEAD, PARTICIPATION
from portal.audit import operations as keys
from portal.audit.models import Event
from portal.core.database import db
from portal.core.tenancy import tenant
from tests import make
from tests import make_outcomes as outcomes
from tests.bundles import checked, unpacked
from tests.make_moderation import Panel
from tests.shelf import Prepared
from tests.statements import statements_at

pytestmark = pytest.mark.journey


def taken(made: Panel) -> list[tuple[str, str]]:
    """Who took which form, as the log says."""
    with tenant(made.house.id):
        wanted = select(Event).where(Event.log_id == made.id, Event.name == "bundle:taken")
        events = db.session.scalars(wanted.order_by(Event.number)).all()
        return [(event.actor_role, event.facts["form"]) for event in events]


@pytest.mark.parametrize("role", [LEAD, APPROVER, AUDITOR])
def test_staff_take_the_whole_record_and_each_copy_is_an_event(
    quick_app: Flask, prepared: Prepared, tmp_path: Path, role: str
) -> None:
    made = prepared(outcomes.released_tender)
    client = make.client_of(quick_app, made.house.staff[role])
    assert made.path("bundle") in client.get(made.path("trail")).text
    page = client.get(made.path("bundle"))
    assert made.path("bundle.zip") in page.text
    for _time in range(2):
        answer = client.get(made.path("bundle.zip"))
        assert answer.mimetype == "application/zip"
        (tmp_path / "record.zip").write_bytes(answer.data)
        verdict = checked(tmp_path / "record.zip")
        assert verdict.holds, verdict.text
    assert taken(made) == [(role, "full"), (role, "full")]
    client.head(made.path("bundle.zip"))
    client.get(made.path("bundle.zip"), headers={"Sec-Purpose": "prefetch"})
    assert len(taken(made)) == 2
    trail = client.get(made.path("trail") + "?page=9").text
    assert "took a copy of the whole record as one file (with everything in it)." in trail


def test_a_bidder_takes_its_own_form_from_the_page_of_its_letter(
    quick_app: Flask, prepared: Prepared, tmp_path: Path
) -> None:
    made = prepared(outcomes.released_tender)
    client = make.client_of(quick_app, made.members[1])
    assert made.path("bundle") in client.get(made.path("letter")).text
    page = client.get(made.path("bundle")).text
    answer = client.get(made.path("bundle.zip"))
    (tmp_path / "record.zip").write_bytes(answer.data)
    assert checked(tmp_path / "record.zip").holds
    folder = unpacked(tmp_path / "record.zip", tmp_path / "files")
    assert [path.stem for path in (folder / "bids").iterdir()] == [made.labels[1]]
    assert (folder / "keys.json").read_text().split('"')[3] in page
    assert taken(made) == [("provider_member", "bidder")]


def test_before_the_letters_are_out_it_is_told_why_not_yet(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(outcomes.revealed_tender)
    for role in (LEAD, APPROVER, AUDITOR):
        client = make.client_of(quick_app, made.house.staff[role])
        for page in ("bundle", "bundle.zip"):
            answer = client.get(made.path(page))
            assert answer.status_code == 403
            assert "when the outcome letters have been sent" in answer.text
        assert made.path("bundle") not in client.get(made.path("trail")).text
    for other in (made.house.staff[PARTICIPATION], made.members[0], made.everybody()[0]):
        client = make.client_of(quick_app, other)
        assert client.get(made.path("bundle.zip")).status_code == 404
    assert taken(made) == []


def test_a_provider_without_a_letter_finds_nothing(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(outcomes.released_tender)
    client = make.client_of(quick_app, make.provider("Somebody Else"))
    assert client.get(made.path("bundle")).status_code == 404
    assert client.get(made.path("bundle.zip")).status_code == 404


def test_more_bids_need_no_more_questions_to_the_database(
    quick_app: Flask, prepared: Prepared
) -> None:
    more = prepared(outcomes.released_tender)
    less = outcomes.released_tender(more.house, n=2)
    auditor = make.client_of(quick_app, more.house.staff[AUDITOR])
    counts = [
        [statements_at(auditor, made.path(page)) for page in ("bundle", "bundle.zip")]
        for made in (more, less)
    ]
    assert counts[0] == counts[1]


def command(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["audit", "export", *arguments])
    return result.exit_code, result.output


def test_the_command_writes_both_forms(
    quick_app: Flask, prepared: Prepared, tmp_path: Path
) -> None:
    made = prepared(outcomes.released_tender)
    out = tmp_path / "out.zip"
    status, said = command(quick_app, "--tender", str(made.id), str(out))
    assert (status, "verify.py" in said) == (0, True)
    assert checked(out).holds
    assert out.stat().st_mode & 0o077 == 0
    label = ("--label", made.labels[2])
    status, _said = command(
        quick_app, "--tender", str(made.id), "--for", "bidder", *label, str(out)
    )
    assert status == 0
    assert f"(for the bidder of Bid {made.labels[2]}; stage: released)" in checked(out).text
    assert taken(made) == [("system", "full"), ("system", "bidder")]
    assert [path.name for path in tmp_path.iterdir()] == ["out.zip"]


def test_it_is_the_same_on_postgresql_with_a_key_from_behind_another_wall(
    postgres_app: Flask, tmp_path: Path
) -> None:
    made = outcomes.released_tender(make.house())
    keys.rotate_key()
    for options in ((), ("--for", "bidder", "--label", made.labels[1])):
        out = str(tmp_path / "out.zip")
        status, said = command(postgres_app, "--tender", str(made.id), *options, out)
        assert status == 0, said
        assert checked(tmp_path / "out.zip").holds
    auditor = make.client_of(postgres_app, made.house.staff[AUDITOR])
    (tmp_path / "page.zip").write_bytes(auditor.get(made.path("bundle.zip")).data)
    verdict = checked(tmp_path / "page.zip")
    assert verdict.holds, verdict.text
    files = unpacked(tmp_path / "page.zip", tmp_path / "files")
    assert (files / "keys.json").read_text().count('"key"') == 2


def test_the_command_says_what_it_cannot_do(
    quick_app: Flask, prepared: Prepared, tmp_path: Path
) -> None:
    made = prepared(outcomes.revealed_tender)
    out = str(tmp_path / "out.zip")
    bidder = ("--tender", str(made.id), "--for", "bidder")
    cases = [
        (("--tender", str(made.house.id), out), "No tender has this id"),
        ((*bidder, out), "Say which bid"),
        ((*bidder, "--label", made.labels[0], out), "when the outcome letters have been sent"),
    ]
    for arguments, words in cases:
        status, said = command(quick_app, *arguments)
        assert (status, words in said) == (1, True), said
    assert list(tmp_path.iterdir()) == []
    assert taken(made) == []
