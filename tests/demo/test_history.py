"""The loaded demo: two panels wrote a tender, and write another one now."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.accounts.models import Authority
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.demo.sign_ins import PANELS, accounts
from portal.evaluation.choosing.queries import standings_of
from portal.feedback.queries import promises_of, questions_of, tellings_of
from portal.participation.insights.models import Insight, InsightUse
from portal.participation.panels.models import Panel
from portal.participation.panels.queries import members_of_panel, need_of
from portal.participation.training.queries import trained_people
from portal.record.bundle.readers import reader_for_all
from portal.record.bundle.writing import write_bundle
from portal.specifications.agreeing.queries import agreements_of, coproduction_lead_of
from portal.specifications.agreeing.queries_influence import (
    digest_of,
    has_understood,
    stated_of,
    statements_of,
)
from portal.specifications.cowriting.models import Suggestion, Version
from portal.specifications.cowriting.queries import suggestions_of
from portal.tenders.models import Notice, Tender
from tests.browser import ROOT, Server
from tests.bundles import checked
from tests.journeys.pages import pages_of
from tests.web import Visitor

pytestmark = pytest.mark.journey

MEMBERS = [each for each in accounts() if each["place"] == PANELS]
WRITTEN, BEING_WRITTEN = "Ambleford East", "youth café"


@pytest.fixture
def ambleford(looked_into: Flask) -> object:
    """The authority is open, for reading."""
    found = db.session.scalars(select(Authority.id).where(Authority.slug == "ambleford")).one()
    with tenant(found):
        yield found


def _tender(title: str) -> Tender:
    return db.session.scalars(select(Tender).where(Tender.title.contains(title))).one()


def _count(model: type, *conditions: object) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


@pytest.mark.usefixtures("ambleford")
def test_a_panel_of_nine_wrote_with_the_young_carers_tender() -> None:
    tender = _tender(WRITTEN)
    assert _count(Insight) == 8
    assert _count(InsightUse, InsightUse.tender_id == tender.id) >= 8
    assert _count(Suggestion, Suggestion.tender_id == tender.id) == 12
    assert _count(Version, Version.tender_id == tender.id) == 3
    suggestions = suggestions_of(tender)
    assert {each.state for each in suggestions} == {"answered"}
    assert [each.number for each in suggestions if each.questioned] == [8]
    young = db.session.scalars(select(Panel).where(Panel.kind == "young")).one()
    members = members_of_panel(young.id)
    assert len(members) == 9
    assert len([each for each in members if each.paused_at]) == 1
    assert any(need_of(each.id) for each in members)


@pytest.mark.usefixtures("ambleford")
def test_both_panels_agreed_one_with_a_worry_that_is_answered() -> None:
    tender = _tender(WRITTEN)
    parents, young = agreements_of(tender)
    assert (parents.outcome, young.outcome) == ("agreed", "worries")
    assert young.count.said == {"yes": 7, "worry": 1, "pass": 1}
    assert not young.unanswered
    lead = coproduction_lead_of(tender)
    assert lead
    assert lead.name == "Jerome Baptie"
    left_out = [each for each in stated_of(tender).values() if each.approved_by]
    assert [(each.step, each.kind) for each in left_out] == [("plan", "parent")]
    digest = digest_of(statements_of(tender)[0])
    assert all(has_understood(tender, each, digest) for each in members_of_panel(young.panel.id))


@pytest.mark.usefixtures("ambleford")
def test_young_people_learned_and_chose_by_vote_who_marks() -> None:
    tender = _tender(WRITTEN)
    young = db.session.scalars(select(Panel).where(Panel.kind == "young")).one()
    assert len(trained_people(young)) == 8
    [standing] = standings_of(tender)
    seated = [each.member.person.name for each in standing.places if each.state == "seated"]
    assert seated == ["Marcus Penrose-Ali", "Dev Chaudhary", "Ziva Rosen", "Kwame Boateng"]
    assert [each.state for each in standing.places if each.is_reserve] == ["reserve", "reserve"]


@pytest.mark.usefixtures("ambleford")
def test_what_panels_wrote_is_what_the_other_copies_say() -> None:
    notices = db.session.scalars(select(Notice).where(Notice.title.startswith("Support"))).all()
    assert len(notices) == 6
    assert len({each.method_sha256 for each in notices}) == 1
    texts = [each.document["specification"]["sections"] for each in notices]
    assert all(each == texts[0] for each in texts)


@pytest.mark.usefixtures("ambleford")
def test_panels_were_told_what_was_done_and_a_question_has_its_reply() -> None:
    tender = _tender(WRITTEN)
    [telling] = tellings_of(tender)
    assert len(telling.lines) >= 10
    assert [each.steps[-1].state for each in promises_of(tender)].count("in_contract") == 1
    assert all(each.reply for each in questions_of(tender))


@pytest.mark.usefixtures("ambleford")
def test_a_youth_café_is_being_written_and_some_suggestions_wait() -> None:
    tender = _tender(BEING_WRITTEN)
    states = [each.state for each in suggestions_of(tender)]
    assert (tender.stage, states.count("answered"), states.count("waiting")) == ("drafting", 3, 3)


@pytest.mark.usefixtures("ambleford")
def test_the_bundle_of_the_tender_that_panels_wrote_holds(tmp_path: Path) -> None:
    file = tmp_path / "bundle.zip"
    with open(file, "wb") as out:
        write_bundle(reader_for_all(_tender(WRITTEN)), out)
    assert checked(file).holds


def test_the_record_holds(looked_into: Flask) -> None:
    kept = looked_into.extensions["evenhand"]
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "audit", "verify"],
        cwd=ROOT,
        env={"EVENHAND_DATA": str(kept.data), "EVENHAND_DRAFT_KEY": kept.draft_key.hex()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "The record holds." in done.stdout, done.stdout + done.stderr


HALF = "the tender that is half marked"
READERS = [
    *(MEMBERS[place] for place in (0, 9)),
    next(each for each in accounts() if each["role"] == "procurement_lead"),
    *{each["role"]: each for each in accounts() if each["place"] == HALF}.values(),
]


@pytest.mark.parametrize("account", READERS, ids=lambda each: each["role"])
def test_every_page_of_a_reader_opens(demo: Server, account: dict[str, str]) -> None:
    visitor = Visitor(demo.address)
    visitor.sign_in(account["email"], account["password"])
    wrong = [
        f"{page.path} {page.status}" for page in pages_of(visitor, ("/home",)) if page.status >= 400
    ]
    assert not wrong


def test_everybody_of_a_panel_signs_in_and_starts_at_home(demo: Server) -> None:
    for account in MEMBERS:
        visitor = Visitor(demo.address)
        visitor.sign_in(account["email"], account["password"])
        assert visitor.get("/home").status == 200, account["email"]


def test_the_code_to_try_leads_into_the_panel(demo: Server, loaded_demo: Path) -> None:
    code = (loaded_demo / "join-code").read_text(encoding="ascii")
    visitor = Visitor(demo.address)
    led = visitor.submit("/join", {"code": code.upper()})
    assert led.status == 303
    assert visitor.get(led.location).status == 303
