"""Words that may point to one person are shown to the participation lead alone (P6, R19)."""

from __future__ import annotations

from unittest.mock import patch

from flask import Flask
from sqlalchemy import update

from portal.accounts.models import AUDITOR, PARTICIPATION
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.participation.panels.models import Member
from portal.participation.panels.operations import write_need
from portal.participation.panels.queries import member_by_id
from portal.specifications.cowriting import problems
from portal.specifications.cowriting.problems import NAMES
from portal.specifications.problems import problems_of
from tests import make, make_agreeing
from tests.make_writing import Written, tender_of

POINTS = "may point to one person"
ALONE = "a word that you know of one member alone"


def _known(writing: Written, place: int, why: str, need: str = "") -> None:
    """What is private to one member and the participation lead."""
    member_id = writing.panel.member_ids[place]
    with tenant(writing.house.id):
        row = update(Member).where(Member.id == member_id)
        db.session.execute(row.values(why_invited=why))
        db.session.commit()
    if need:
        with make.writing(writing.house.id):
            member = member_by_id(member_id)
            assert member
            write_need(writing.panel.members[place].actor, member, need)


def test_only_who_knows_the_panel_is_told_and_never_which_word(
    quick_app: Flask, writing: Written
) -> None:
    _known(writing, 0, "She is a refugee from Eritrea.")
    _known(writing, 1, "His school asked.", "A hoist in the bathroom.")
    writing.suggest(0, words="Refugees wait longest.", reason="")
    writing.suggest(1, words="When is the bus?", reason="")
    writing.suggest(2, words="Is there a hoist?", reason="")
    for role, times in ((PARTICIPATION, 2), ("lead", 0), (AUDITOR, 0)):
        human = writing.house.lead if role == "lead" else writing.house.staff[role]
        page = make.client_of(quick_app, human).get(writing.path("suggestions")).text
        assert page.count(POINTS) == times, role
        assert "Eritrea" not in page
        assert "bathroom" not in page
    for human in writing.panel.members:
        page = make.client_of(quick_app, human).get(writing.path("together/others")).text
        assert POINTS not in page


def test_what_an_addition_says_counts_and_what_the_specification_says_does_not(
    quick_app: Flask, writing: Written
) -> None:
    _known(writing, 0, "She is a refugee.")
    _known(writing, 1, "He is one of the young carers.")
    number = writing.suggest(2, words="Young carers are tired.", reason="")
    lead = make.client_of(quick_app, writing.house.staff[PARTICIPATION])
    assert POINTS not in lead.get(writing.path("suggestions")).text
    writing.back(0, number, "Refugees too.")
    assert POINTS in lead.get(writing.path("suggestions")).text
    assert POINTS in lead.get(writing.path(f"suggestions/answer?of={number}")).text


def test_the_participation_lead_is_warned_before_a_worry_goes_out(
    quick_app: Flask, writing: Written
) -> None:
    _known(writing, 0, "She is a refugee.")
    made = (writing.house, writing.tender_id)
    make_agreeing.ask_panel(*made, writing.panel.id)
    make_agreeing.say(*made, writing.panel, 0, "worry")
    typed = {"worry": "Refugees may be left out.", "answer": "They come first."}
    for human, is_warned in (
        (writing.house.staff[PARTICIPATION], True),
        (writing.house.lead, False),
    ):
        client = make.client_of(quick_app, human)
        page = client.get(writing.path("agreement")).text
        href = page.partition("/agreement/worries/")[2].partition('"')[0].partition("/")[0]
        answer = client.submit(writing.path(f"agreement/worries/{href}"), typed)
        assert (ALONE in answer.text) is is_warned
        assert (answer.status_code == 303) is not is_warned


def test_a_name_of_the_panel_in_the_specification_is_worth_a_look_before_publication(
    writing: Written,
) -> None:
    with make.looking(writing.house.id):
        tender = tender_of(writing.house, writing.tender_id)
        assert not [each for each in problems_of(tender) if each.message == NAMES]
        with patch.object(problems, "names_on_panels", lambda _panels: ["Carers Field"]):
            found = [each for each in problems_of(tender) if each.message == NAMES]
        assert found
        assert all(each.warns for each in found)
        assert "Who (1)" in [each.facts["title"] for each in found]
