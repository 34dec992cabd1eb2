"""The desk takes out what tells whose a bid is; nobody marks before that is done."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from portal.accounts import operations as accounts
from portal.accounts.models import APPROVER, LEAD, OFFICER, PARTICIPATION, Person, Provider
from portal.bids.desk import operations as desk
from portal.bids.desk.models import CleanPage, ShownAnswer, ShownEvidence, ShownPage
from portal.bids.desk.queries import dealt_with, findings_of, waits_for_desk
from portal.bids.desk.release import digest_of, shown_of, shown_rows
from portal.bids.desk.scan import Sought, sought_for, spots_in
from portal.bids.queries import bid_by_label, blind_bid
from portal.bids.queries_gates import gate_answers_of
from portal.core.authorisation import SYSTEM
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.tenancy import tenant
from portal.record import checks_desk
from portal.tenders.models import Tender
from tests import make, make_bids
from tests.make_desk import (
    MadeDesk,
    begin,
    full_of_names,
    go_through,
    opened_for_desk,
    tender_of,
)
from tests.shelf import Prepared


@pytest.fixture
def made(quick_app: Flask, prepared: Prepared) -> MadeDesk:
    """An opened tender with a bid full of names, on SQLite alone."""
    return prepared(full_of_names)


def _found(text: str, sought: Sought) -> list[tuple[str, str]]:
    return [(each.kind, text[each.begins : each.ends]) for each in spots_in(text, sought)]


def test_the_scan_finds_names_people_and_ways_to_reach_them_each_once() -> None:
    provider = Provider(
        name="Tollerby Bridge Trust",
        address="12 Castle Parade\nZZ2 2BS",
        email="office@tollerby.example",
        website="https://tollerby.example",
        identifier="GB-CHC-991",
    )
    people = [Person(name="Una Quaverley", email="una@people.example"), Person(name="May Care")]
    sought = sought_for(provider, people, "Support for carers in Ambleford.")
    text = (
        "TOLLERBY  BRIDGE trust, registered charity 1234567, at Castle Parade: ask Una Quaverley,"
        " Ms Quaverley or @tollerby_help, office@tollerby.example, 01632 960 123, www.tb.example/x."
        " In May we care."
    )
    assert _found(text, sought) == [
        ("name", "TOLLERBY  BRIDGE trust"),
        ("number", "registered charity 1234567"),
        ("address", "Castle Parade"),
        ("person", "Una Quaverley"),
        ("person", "Quaverley"),
        ("account", "@tollerby_help"),
        ("name", "office@tollerby.example"),
        ("phone", "01632 960 123"),
        ("web", "www.tb.example/x"),
    ]
    assert _found("We listen on Mondays, in Ambleford.", sought) == []


def test_what_is_taken_out_is_gone_from_answer_page_and_picture(app: Flask) -> None:
    made = full_of_names(make.house())
    with make.writing(made.house.id):
        go_through(made.officer.actor, tender_of(made))
    with tenant(made.house.id):
        bid = blind_bid(tender_of(made), made.label)
        assert bid.answers["Q1"] == "We are [taken out]. Ring [taken out] or see [taken out]."
        assert bid.words["Q1"] == 11
        assert [(each.number, each.kind, each.pages) for each in bid.files["Q1"]] == [(1, "pdf", 1)]
        before, page = (db.session.scalars(select(m)).one() for m in (CleanPage, ShownPage))
        assert "Tollerby" in before.text
        assert "Tollerby" not in page.text
        assert "[taken out]" in page.text
        assert _dark(page.picture) > _dark(before.picture) + 1000
        assert len(db.session.scalars(select(ShownAnswer)).all()) == 1
        gate = db.session.scalars(select(ShownEvidence)).one()
        given = gate_answers_of(tender_of(made))[gate.bid_id, gate.gate_id]
        assert given.evidence == "Insured as [taken out], for ten million pounds."
        assert waits_for_desk(tender_of(made)) is False
        assert len(digest_of(shown_rows(made.tender_id))) == 64


def _dark(picture: bytes) -> int:
    with Image.open(io.BytesIO(picture)) as image:
        return sum(image.convert("L").histogram()[:60])


def test_nothing_is_released_before_each_finding_is_dealt_with_and_all_is_read(
    made: MadeDesk,
) -> None:
    officer = made.officer.actor
    with make.writing(made.house.id):
        tender = tender_of(made)
        bid = bid_by_label(tender, made.label)
        with pytest.raises(Refused, match="Clean the files"):
            desk.say_read(officer, tender, bid)
        begin(officer, tender, bid)
        assert len(findings_of(bid)) == 5
        with pytest.raises(Refused, match="Deal with every finding"):
            desk.say_read(officer, tender, bid)
        first, *rest = findings_of(bid)
        with pytest.raises(Refused, match="Say why"):
            desk.deal(officer, tender, bid, first, "stands", "because")
        desk.deal(officer, tender, bid, first, "stands", "others")
        db.session.flush()
        desk.deal(officer, tender, bid, first, "redacted")
        desk.take_out_the_rest(officer, tender, bid)
        db.session.flush()
        assert {each.outcome for each in dealt_with(bid).values()} == {"redacted"}
        assert dealt_with(bid)[first.id].version == 2
        assert dealt_with(bid)[rest[0].id].version == 1
        desk.say_read(officer, tender, bid)
        db.session.flush()
        with pytest.raises(Refused, match="nothing in it can change"):
            desk.find_words(officer, tender, bid, "We")
        assert shown_of(tender) is None
        with pytest.raises(Refused, match="Not every bid is read"):
            desk.release(officer, tender, shown_of(tender))
        assert waits_for_desk(tender) is True


def test_the_officer_looks_for_more_and_covers_a_part_of_a_picture(made: MadeDesk) -> None:
    officer = made.officer.actor
    with make.writing(made.house.id):
        tender = tender_of(made)
        bid = bid_by_label(tender, made.label)
        begin(officer, tender, bid)
        assert [each.words for each in desk.find_words(officer, tender, bid, "listen on")] == [
            "listen on"
        ]
        with pytest.raises(Refused, match="don’t stand in this bid"):
            desk.find_words(officer, tender, bid, "Tollerby Bridge")
        page = db.session.scalars(select(CleanPage)).one()
        with pytest.raises(Refused, match="right edge"):
            desk.cover_area(officer, tender, bid, page, [500, 0, 400, 100])
        covered = desk.cover_area(officer, tender, bid, page, [0, 800, 1000, 1000])
        db.session.flush()
        assert dealt_with(bid)[covered.id].outcome == "redacted"


def test_a_file_that_cant_be_cleaned_goes_to_nobody(quick_app: Flask) -> None:
    made = opened_for_desk(make.house(), b"%PDF-1.7 nothing")
    with make.writing(made.house.id):
        go_through(made.officer.actor, tender_of(made))
    with tenant(made.house.id):
        assert blind_bid(tender_of(made), made.label).files["Q1"][0].pages == 0


def test_who_knows_at_the_desk_neither_marks_nor_decides(quick_app: Flask) -> None:
    house = make.house()
    officer = make.staff(house, OFFICER)
    for name in (LEAD, PARTICIPATION, APPROVER):
        with make.writing(house.id):
            person = db.session.get_one(Person, officer.actor.person_id)
            with pytest.raises(Refused, match="knows whose each bid is"):
                accounts.grant_role(SYSTEM, person, name, house.id)
        with make.writing(house.id):
            person = db.session.get_one(Person, house.staff[name].actor.person_id)
            with pytest.raises(Refused, match="knows whose each bid is"):
                accounts.grant_role(SYSTEM, person, OFFICER, house.id)


def test_a_tender_without_files_or_an_officer_needs_no_desk(quick_app: Flask) -> None:
    house, tender_id = make_bids.published(make.house())
    make_bids.opened_tender(house, tender_id, 1)
    with tenant(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        assert waits_for_desk(tender) is False
    make.staff(house, OFFICER)
    with tenant(house.id):
        tender = db.session.get_one(Tender, (house.id, tender_id))
        assert waits_for_desk(tender) is True


def test_who_puts_anything_else_before_the_evaluators_is_found(made: MadeDesk) -> None:
    checks = (checks_desk.files, checks_desk.words_of_the_desk, checks_desk.shown)
    with make.writing(made.house.id):
        go_through(made.officer.actor, tender_of(made))
    with tenant(made.house.id):
        assert [list(check(made.tender_id)) for check in checks] == [[], [], []]
    for table, change in (
        ("sealed_file", "content = x'00'"),
        ("desk_dealt", "outcome = 'stands'"),
        ("shown_answer", "text = 'Tollerby'"),
        ("shown_evidence", "text = 'Tollerby'"),
        ("shown_page", "picture = x'00'"),
    ):
        with db.engine.begin() as connection:
            connection.exec_driver_sql(f"drop trigger refuse_update_{table}")
            connection.exec_driver_sql(f"update {table} set {change}")
    with tenant(made.house.id):
        found = [len(list(check(made.tender_id))) for check in checks]
    assert all(found), found
    assert found[2] == 2
