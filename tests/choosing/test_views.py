"""What each sees: members who was chosen, the lead names, nobody a vote or a number (R19, P14)."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from portal.accounts.models import APPROVER, AUDITOR, PARTICIPATION
from portal.core import clock
from tests import make
from tests.make_choosing import OVER, VOTING, asked, count, forward, voted
from tests.make_writing import Written, publish
from tests.pages import plainly
from tests.shelf import Prepared
from tests.statements import statements_at

WHY = "Zephyrine helps me"


def test_people_are_told_first_and_can_take_it_back(choosing: Written, quick_app: Flask) -> None:
    client = make.client_of(quick_app, choosing.panel.members[0])
    mine = choosing.path("choosing/1/mine")
    page = plainly(client.get(mine).text)
    for told in ("hours", "Bid K", "know the people", "keep it to yourself", "pass", "vote"):
        assert told in page
    assert client.submit(mine, {"why": f"{WHY}."}).status_code == 303
    assert "You have put yourself forward" in client.get(mine).text
    assert WHY in make.client_of(quick_app, choosing.panel.members[1]).get(mine).text
    assert client.submit(choosing.path("choosing/1/withdraw"), at=mine).status_code == 303
    page = client.get(mine).text
    assert WHY not in page
    assert "I’d like to" in page


def test_a_name_in_the_line_is_looked_at_once(choosing: Written, quick_app: Flask) -> None:
    client = make.client_of(quick_app, choosing.panel.members[0])
    mine, other = choosing.path("choosing/1/mine"), choosing.panel.members[1].name
    page = client.submit(mine, {"why": f"{other} said so."}).text
    assert "This may tell who somebody is" in page


def test_the_lead_sees_names_and_never_a_line_or_a_number_of_votes(
    prepared: Prepared, quick_app: Flask
) -> None:
    made = prepared(asked)
    with clock.at(make.START):
        forward(made.house, made.tender_id, made.panel, 0, f"{WHY}.")
        lead = make.client_of(quick_app, made.house.staff[PARTICIPATION])
        page = lead.get(made.path("choosing/1")).text
    assert made.panel.members[0].name in page
    assert WHY not in page


@pytest.mark.parametrize("members", [4, 9])
def test_outsiders_learn_nothing_of_a_panel_however_big(
    prepared: Prepared, quick_app: Flask, members: int
) -> None:
    made = prepared(voted, members=members)
    with clock.at(OVER):
        count(made.house, made.tender_id)
        for role in (APPROVER, AUDITOR):
            client = make.client_of(quick_app, made.house.staff[role])
            assert client.get(made.path("choosing/")).status_code == 404
            trail = client.get(made.path("trail")).text
            assert "settled whom the panel has chosen" in trail
            assert [each.name for each in made.panel.members if each.name in trail] == []
        lead = make.client_of(quick_app, made.house.lead)
        assert lead.get(made.path("choosing/1")).status_code == 404
        notice = quick_app.test_client().get(f"/notices/{made.tender_id}").text
        assert [each.name for each in made.panel.members if each.name in notice] == []


def test_the_panel_reads_who_was_chosen_in_order_without_numbers(
    chosen: Written, quick_app: Flask
) -> None:
    page = make.client_of(quick_app, chosen.panel.members[3]).get(chosen.path("choosing/1/mine"))
    assert "Your panel chose" in page.text
    names = [human.name for human in chosen.panel.members]
    assert names[1] in page.text
    assert re.search(r"\b[2-4] votes?\b", page.text) is None


def test_another_panel_finds_nothing(choosing: Written, quick_app: Flask) -> None:
    client = make.client_of(quick_app, choosing.others.members[0])
    for page in ("ours", "1/mine", "1/vote", "2/mine"):
        assert client.get(choosing.path(f"choosing/{page}")).status_code == 404


def test_a_pass_is_a_vote(prepared: Prepared, quick_app: Flask) -> None:
    made = prepared(asked)
    with clock.at(make.START):
        forward(made.house, made.tender_id, made.panel, 0)
    with clock.at(VOTING):
        client = make.client_of(quick_app, made.panel.members[1])
        here = made.path("choosing/1/vote")
        assert "Choose at least one" in client.submit(here, {"step": "check"}).text
        assert client.submit(here, {"step": "pass"}).status_code == 303
        assert "You have voted" in client.get(made.path("choosing/1/mine")).text
        assert "Vote: who will mark?" not in client.get("/home").text


def test_the_lead_asks_a_panel_and_notes_an_agreement(writing: Written, quick_app: Flask) -> None:
    with clock.at(make.START):
        publish(writing)
        lead = make.client_of(quick_app, writing.house.staff[PARTICIPATION])
        new = writing.path("choosing/new")
        which = re.search(r'name="which"[^>]*value="([^"]+)"', lead.get(new).text)
        assert which
        typed = {
            "which": which[1],
            "way": "agreement",
            "seats": "1",
            "reserves": "1",
            "forward_until": ["5", "9", "2026"],
        }
        names = [human.name for human in writing.panel.members]
        assert ", ".join(sorted(names)) in lead.get(new).text
        assert (
            "tick that nobody has two accounts"
            in lead.submit(new, typed | {"way": "vote", "closes_on": ["8", "9", "2026"]}).text
        )
        assert lead.submit(new, typed).status_code == 303
        first, second = (str(each) for each in writing.panel.member_ids[:2])
        agreed = {"chosen": first, "reserve_1": second, "is_agreed": "y"}
        assert lead.submit(writing.path("choosing/1/agreed"), agreed).status_code == 303
        assert "Asked, no answer yet" in lead.get(writing.path("choosing/1")).text
        refuse = writing.path("choosing/1/places/1")
        assert lead.submit(refuse, {"ground": "because"}).status_code == 200
        assert lead.submit(refuse, {"ground": "consent"}).status_code == 303
        assert "Lift this refusal" in lead.get(writing.path("choosing/1")).text
        assert "a consent that this needs" in lead.get(f"{refuse}/lift").text
        assert lead.submit(f"{refuse}/lift", {"because": "?"}).status_code == 200
        other = make.client_of(quick_app, writing.panel.members[1])
        assert "You are asked to mark" in other.get(writing.path("choosing/1/mine")).text


def test_pages_ask_the_same_for_few_and_for_many(prepared: Prepared, quick_app: Flask) -> None:
    counts = []
    for members in (4, 9):
        made = prepared(voted, members=members)
        with clock.at(VOTING):
            lead = make.client_of(quick_app, made.house.staff[PARTICIPATION])
            member = make.client_of(quick_app, made.panel.members[3])
            pages = [(lead, made.path("choosing/1")), (lead, made.path("choosing/"))]
            pages += [(member, made.path("choosing/1/mine")), (member, "/home")]
            for client, page in pages:
                client.get(page)
            counts.append([statements_at(client, page) for client, page in pages])
    assert counts[0] == counts[1]


def test_what_i_wrote_about_marking_stands_on_the_page_about_me(
    choosing: Written, quick_app: Flask
) -> None:
    forward(choosing.house, choosing.tender_id, choosing.panel, 0, f"{WHY}.")
    page = make.client_of(quick_app, choosing.panel.members[0]).get("/about-me").text
    assert WHY in page
    assert "you put yourself forward on 1 September 2026" in page
    assert WHY not in make.client_of(quick_app, choosing.panel.members[1]).get("/about-me").text
