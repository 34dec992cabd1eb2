"""Words are taken out of what is published: everywhere, on the record, and for good (R26)."""

from __future__ import annotations

import io
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import inspect, select, text, update
from sqlalchemy.exc import DBAPIError

from portal.core import clock
from portal.core.database import db, leave_no_trace
from portal.core.tenancy import tenant
from portal.published.amendments.operations import Amended, amend
from portal.published.briefing.operations import Briefing, hold_briefing
from portal.published.clarifications import operations as questions
from portal.published.clarifications.operations import Reply
from portal.published.clarifications.queries import numbered
from portal.published.ending.operations import end_tender
from portal.record.bundle.readers import reader_for_all
from portal.record.bundle.writing import write_bundle
from portal.record.erasure import notebook
from portal.record.erasure.removal import cut_out, words_cut
from portal.specifications import operations as act
from portal.specifications.facts import SectionFacts
from portal.specifications.queries import criteria_of
from portal.tenders.models import Notice, Tender
from portal.tenders.models_after import NoticeVersion
from tests import make, make_bids
from tests.bundles import checked
from tests.make_specification import publish, ready_tender

NAME = "Marmaduke Pell"
GAP = "[removed on 1 October 2026: it told of a person]"
SHOWN = (
    "",
    "?words=plain",
    "/print",
    "/specification.pdf",
    "/specification.json",
    "/ocds.json",
    "/versions/1.json",
    "/versions/2",
    "/versions/2.json",
)


@dataclass
class Scene:
    """A tender with a name in everything that is published of it."""

    app: Flask
    house: make.House
    tender_id: uuid.UUID

    @property
    def path(self) -> str:
        """The page on which words are taken out."""
        return f"/ambleford/tenders/{self.tender_id}/redactions/published"

    def tender(self) -> Tender:
        """The tender, in the authority that is open."""
        return db.session.get_one(Tender, (self.house.id, self.tender_id))

    def in_public(self) -> str:
        """All that everybody reads of it."""
        client, found = make.client_of(self.app), []
        for page in SHOWN:
            answer = client.get(f"/notices/{self.tender_id}{page}")
            assert answer.status_code == 200, page
            if page.endswith(".pdf"):
                pages = PdfReader(io.BytesIO(answer.data)).pages
                found.append(" ".join(each.extract_text() for each in pages))
            else:
                found.append(answer.text)
        found.append(client.get("/notices?show=ended&words=Marmaduke").text)
        return " ".join(" ".join(found).split())

    def in_database(self) -> bytes:
        """Every byte of the database; of PostgreSQL, every row of every table as text."""
        db.session.remove()
        if db.engine.dialect.name == "sqlite":
            return Path(str(db.engine.url.database)).read_bytes()
        with tenant(self.house.id):
            names = inspect(db.session.connection()).get_table_names()
            rows = [db.session.scalars(text(f'select t::text from "{x}" t')).all() for x in names]
        db.session.remove()
        return "\n".join(line for each in rows for line in each).encode()

    def verified(self) -> str:
        """What `audit verify` says; it has to hold."""
        db.session.remove()
        result = self.app.test_cli_runner().invoke(args=["audit", "verify"])
        assert result.exit_code == 0, result.output
        return result.output


def _named(house: make.House) -> uuid.UUID:
    """Published, asked about, amended, briefed about and ended, each with the name in it."""
    lead, asker = house.lead.actor, make.provider().actor
    tender_id = ready_tender(house, description=f"For {NAME} and others.")
    with make.writing(house.id), clock.at(make.START):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        body = f"We met {NAME}.\n\nWe liked it."
        act.write_section(lead, tender, SectionFacts("Who we met", body, f"{NAME}!\n\nGood!"))
        criteria_of(tender)[0].question += f" Think of {NAME}."
        publish(lead, tender)
    steps = [
        lambda tender: questions.ask(asker, tender, f"Is {NAME} there?", asks_for_one=False),
        lambda tender: questions.write_answer(
            lead, tender, numbered(tender, 1), Reply(f"Is {NAME} in it?", f"No, {NAME} left.")
        ),
        lambda tender: questions.release_answers(lead, tender),
        lambda tender: hold_briefing(
            lead, tender, Briefing(AT, AT, f"At {NAME}’s house", f"{NAME} speaks.")
        ),
        lambda tender: amend(lead, tender, _later(tender)),
        lambda tender: end_tender(lead, tender, "cancelled", f"{NAME} moved away."),
    ]
    for step in steps:
        with clock.at(make_bids.BEFORE), make.writing(house.id):
            step(db.session.get_one(Tender, (house.id, tender_id)))
    return tender_id


AT = make_bids.BEFORE + timedelta(days=2)


def _later(tender: Tender) -> Amended:
    assert tender.deadline_at
    days = (tender.deadline_at, tender.marking_ends_on, tender.decision_on, tender.starts_on)
    texts = {(0, 0): (f"We help\nMARMADUKE\n  pell and his {NAME[:9]}s.", "Help.")}
    return Amended(f"We forgot {NAME}.", False, *days, texts, f"{NAME} wanted it.")


@pytest.fixture
def scene(app: Flask) -> Iterator[Scene]:
    """On both kinds of database, with an empty notebook of erasures."""
    folder = app.extensions["evenhand"].data / notebook.FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    house = make.house()
    yield Scene(app, house, _named(house))
    shutil.rmtree(folder, ignore_errors=True)


def test_r26_words_leave_everything_that_is_published(scene: Scene, tmp_path: Path) -> None:
    backup = _copied(tmp_path / "before.db")
    with clock.at(make_bids.BEFORE):
        before, lead = scene.in_public(), make.client_of(scene.app, scene.house.lead)
        assert before.casefold().count(NAME.casefold()) > 15
        with tenant(scene.house.id):
            was = db.session.get_one(Notice, scene.tender_id).specification_sha256
        wrong = lead.submit(scene.path, {"words": "M"})
        assert "Enter 2 letters or more" in wrong.text
        assert "Choose why" in wrong.text
        typed = {"words": "marmaduke  pell", "why": "person"}
        assert "stand nowhere" in lead.submit(scene.path, typed | {"words": "armaduke"}).text
        check = lead.submit(scene.path, typed).text
        for words in (
            "‘Who we met’, paragraph 1 (version 1)",
            "Why the tender was amended (version 2)",
            "The answer to question 1",
            "Why the tender ended",
            "the notice that it was amended",
            GAP,
        ):
            assert words in check, words
        done = lead.submit(scene.path, typed | {"sure": "yes"})
        assert done.status_code == 303
        page = scene.in_public()
        assert NAME.casefold() not in page.casefold()
        assert page.count(GAP) > 15
        assert "his Marmadukes." in page
        assert was in page
        assert "Words that were taken out" in page
        data = scene.in_database()
        assert b"Who we met" in data
        assert b"marmaduke pell" not in data.lower()
        assert b"marmaduke\\n" not in data.lower()
        assert "words taken out of" in scene.verified()
        file = tmp_path / "bundle.zip"
        with make.looking(scene.house.id), open(file, "wb") as out:
            write_bundle(reader_for_all(scene.tender()), out)
        verdict = checked(file)
        assert verdict.holds, verdict.text
        assert "Words were taken out of" in verdict.text
    _replayed(scene, backup, page)


def _copied(file: Path) -> Path | None:
    """The database as it is now, where it is one file."""
    leave_no_trace()
    if db.engine.dialect.name != "sqlite":
        return None
    shutil.copyfile(str(db.engine.url.database), file)
    return file


def _replayed(scene: Scene, backup: Path | None, after: str) -> None:
    """The notebook has places alone, and the database tells it again where it is lost; after an
    older copy was put back the same words go again."""
    file = scene.app.extensions["evenhand"].data / notebook.FOLDER / notebook.FILE
    told = file.read_text()
    assert "marmaduke" not in told.casefold()
    file.unlink()
    runner = scene.app.test_cli_runner()
    assert runner.invoke(args=["erasure", "replay"]).exit_code == 0
    assert sorted(file.read_text().splitlines()) == sorted(told.splitlines())
    if backup is None:
        return
    leave_no_trace()
    db.engine.dispose()
    shutil.copyfile(backup, str(db.engine.url.database))
    with clock.at(make_bids.BEFORE + timedelta(days=1)):
        assert NAME.encode() in scene.in_database()
        result = runner.invoke(args=["erasure", "replay"])
        assert result.exit_code == 0, result.output
        assert b"marmaduke pell" not in scene.in_database().lower()
    with clock.at(make_bids.BEFORE):
        assert scene.in_public() == after
    scene.verified()


def test_nothing_but_a_redaction_changes_what_is_published(app: Flask) -> None:
    house, tender_id = make_bids.published(make.house())
    statements = (
        update(Notice).where(Notice.id == tender_id).values(description="Else."),
        update(Notice).where(Notice.id == tender_id).values(document={}),
        update(Tender).where(Tender.id == tender_id).values(charter="Else."),
    )
    with tenant(house.id):
        for statement in statements:
            with pytest.raises(DBAPIError, match=r"only ever added to|keeps its facts"):
                db.session.execute(statement)
            db.session.rollback()
        assert db.session.scalars(select(NoticeVersion)).all() == []


def test_words_are_whole_and_a_gap_is_left_alone() -> None:
    made = cut_out("Ann met Anna and ANN  Lee.", ["ann", "Ann Lee"], GAP)
    assert made
    assert made.new == f"{GAP} met Anna and {GAP}."
    assert words_cut(made.old, made.kept) == ["Ann", "ANN  Lee"]
    assert cut_out(made.new, ["person"], GAP) is None
    assert words_cut("Another text", made.kept) == ["Another text"]
