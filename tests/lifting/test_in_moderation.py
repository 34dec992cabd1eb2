"""Whoever reads a reason or a record in moderation hands its words over; they are gone (R31)."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION, SAFEGUARDING
from portal.audit.models import Event, Pseudonym
from portal.core.database import db
from portal.evaluation.models import Mark, ModerationDraft
from portal.evaluation.moderation import operations as moderation
from portal.evaluation.moderation.queries import items_of
from tests import make
from tests.bundles import bundle_of, checked
from tests.client import Client
from tests.lifting.test_own_words import OUT, hand_over, key_of
from tests.make_lifting import BEFORE, DISCLOSED, MARKER, told_in_moderation
from tests.make_moderation import Panel, closed, record_all, sign_all
from tests.make_safety import opened
from tests.shelf import Prepared
from tests.statements import statements_at

REASON, RECORD = f">{DISCLOSED}<", f">No dates. {DISCLOSED}<"


def item_pages(made: Panel, code: str = "Q1") -> tuple[str, str]:
    """The page of one answer in moderation, and of handing its words over."""
    page = made.path(f"moderation/{made.labels[0]}/{code}")
    return page, f"{page}/safety"


def reader(app: Flask, made: Panel, who: str) -> Client:
    """The lead, or an evaluator of this kind who didn't write it."""
    human = made.house.lead if who == "lead" else made.people[who][-1]
    return make.client_of(app, human)


@pytest.mark.parametrize("who", ["lead", "young", "professional"])
def test_a_reason_goes_at_once_whoever_presses_it(
    quick_app: Flask, prepared: Prepared, who: str
) -> None:
    made = prepared(told_in_moderation)
    client, (item, path) = reader(quick_app, made, who), item_pages(made)
    assert f'href="{path}"' in client.get(item).text
    assert BEFORE not in client.get(path).text  # what they can't read isn't shown here either
    assert hand_over(client, path, REASON) == item
    shown = client.get(item).text
    assert OUT in shown
    assert REASON not in shown
    read = opened(make.client_of(quick_app, made.house.staff[SAFEGUARDING]))
    writer = made.people["young"][0]
    for words in (DISCLOSED, BEFORE, f"Written by {writer.name}"):
        assert words in read
    with make.looking(made.house.id):
        marks = db.session.scalars(select(Mark).where(Mark.reason == OUT)).all()
        assert [mark.mark for mark in marks] == [2, 2, 2]
        wanted = select(Event.actor).where(Event.name == "text:redacted").distinct()
        human = made.house.lead if who == "lead" else made.people[who][-1]
        called = select(Pseudonym.name).where(
            Pseudonym.person_id == human.actor.person_id, Pseudonym.log_id == made.id
        )
        assert db.session.scalars(wanted).all() == [db.session.scalar(called)]


def test_a_part_of_the_record_goes_and_its_notes_too(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(told_in_moderation)
    with made.writing():
        found = items_of(made.tender())[0]
        notes = {"points_against": f"No dates. {DISCLOSED} No names.", "reason": "Fine."}
        moderation.keep_notes(made.tender(), found.bid, found.criterion, notes)
    client, (item, path) = reader(quick_app, made, "young"), item_pages(made)
    hand_over(client, path, RECORD)
    shown = client.get(item).text
    assert RECORD not in shown
    assert REASON in shown  # that is another text
    hand_over(client, path, REASON)
    assert MARKER not in reader(quick_app, made, "lead").get(item).text
    with make.looking(made.house.id):
        (draft,) = db.session.scalars(select(ModerationDraft)).all()
        assert draft.content == notes | {"points_against": f"{OUT} No names."}


def test_the_lifted_words_are_in_no_page_copy_or_byte_and_every_bundle_verifies(
    quick_app: Flask, prepared: Prepared, tmp_path: Path
) -> None:
    made = prepared(told_in_moderation)
    bundles = [bundle_of(made, tmp_path / "before.zip")]
    client, (_item, path) = reader(quick_app, made, "professional"), item_pages(made)
    for words in (REASON, RECORD):
        hand_over(client, path, words)
    bundles.append(bundle_of(made, tmp_path / "moderating.zip"))
    sign_all(made)
    closed(made)
    bundles.append(bundle_of(made, tmp_path / "deciding.zip"))
    verdicts = [checked(bundle) for bundle in bundles]
    for verdict in verdicts:
        assert verdict.holds, verdict.text
    assert "erased on" not in verdicts[0].text
    assert "facts erased on" in verdicts[2].text
    assert [b"text:redacted" in ZipFile(b).read("events.jsonl") for b in bundles] == [0, 1, 1]
    for name in ("lead", "auditor", "approver"):
        human = made.house.staff.get(name) or made.house.lead
        own = make.client_of(quick_app, human)
        for page in ("moderation", f"moderation/{made.labels[0]}/Q1", "result", "trail.csv"):
            assert MARKER not in own.get(made.path(page)).text, (name, page)
    db.session.remove()
    result = quick_app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 0, result.output
    database = Path(str(db.engine.url.database))
    for file in [*database.parent.glob(f"{database.name}*"), *tmp_path.glob("[md]*.zip")]:
        for words in (MARKER, BEFORE):
            assert words.encode() not in file.read_bytes(), file.name


def test_who_may_not_read_it_hands_nothing_over(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(told_in_moderation)
    _item, path = item_pages(made)
    waits = make.client_of(quick_app, made.house.staff[PARTICIPATION])  # until the reveal (R16)
    assert waits.get(path).status_code == 403
    for role in ("approver", "auditor", SAFEGUARDING):
        assert make.client_of(quick_app, made.house.staff[role]).get(path).status_code == 404
    adults_only = item_pages(made, "Q3")[1]
    assert reader(quick_app, made, "young").get(adults_only).status_code == 404
    assert reader(quick_app, made, "professional").get(adults_only).status_code == 200


def test_two_who_press_at_once_lift_it_once(quick_app: Flask, prepared: Prepared) -> None:
    made = prepared(told_in_moderation)
    (_item, path), one, two = (
        item_pages(made),
        *(reader(quick_app, made, w) for w in ("lead", "young")),
    )
    typed = {"words": key_of(one.get(path).text, REASON), "sure": "yes"}
    assert one.submit(path, typed).status_code == 303
    late = two.submit(path, typed)
    assert late.status_code == 200
    assert "Choose one of the answers on the page" in late.text
    with make.looking(made.house.id):
        told = select(Event.id).where(Event.name == "text:redacted")
        assert len(db.session.scalars(told).all()) == 3  # the reason, and what stood before


def test_the_list_takes_as_many_statements_however_long_the_record(
    quick_app: Flask, prepared: Prepared
) -> None:
    made = prepared(told_in_moderation)
    client, (_item, path) = reader(quick_app, made, "lead"), item_pages(made)
    before = statements_at(client, path)
    for _again in range(2):
        record_all(made)
    assert statements_at(client, path) == before
