"""The participation lead's pages, a member's own, and those of who answers for a child."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from flask import Flask
from sqlalchemy import select

from portal.accounts.models import PARTICIPATION, SAFEGUARDING
from portal.core import clock
from portal.core.database import db
from portal.participation.panels import queries as ask
from portal.participation.panels.models import Member, Need, Panel
from portal.participation.panels.policy import may_act
from tests import make, make_panels
from tests.statements import statements_at

CHILD: dict[str, Any] = {"age_band": "13_to_15", "turns_16_on": date(2027, 5, 4)}
FACTS = {
    "kind": "young",
    "title": "Young carers’ panel",
    "purpose": "To say what help should be like.",
    "term_months": "18",
    "asks_a_year": "",
}


def code_on(page: str) -> str:
    """The code that a page shows."""
    found = re.search(r"<strong>([a-z0-9]{4}(?:-[a-z0-9]{4}){2})</strong>", page)
    assert found, page
    return found.group(1)


def test_a_participation_lead_makes_changes_and_fills_a_panel(app: Flask) -> None:
    house = make.house()
    client = make.client_of(app, house.staff[PARTICIPATION])
    assert "Panels" in client.get("/home").text
    assert client.submit("/ambleford/panels/new", FACTS).status_code == 303
    with make.looking(house.id):
        panel_id = db.session.scalars(select(Panel.id)).one()
    at = f"/ambleford/panels/{panel_id}"
    assert client.submit(f"{at}/change", FACTS | {"asks_a_year": "6"}).status_code == 303
    assert "6 times a year" in client.get(at).text
    assert client.submit(f"{at}/rules", {"words": "We listen."}).status_code == 303
    who = {"name": "Wren Hale", "email": "", "why": "A care leaver."}
    page = client.submit(f"{at}/invite", who)
    assert make.client_of(app).get(f"/join/{code_on(page.text)}").status_code == 303
    assert "Wren Hale" in client.get(at).text
    link = re.search(rf"{at}/invitations/[^/]+/end", client.get(at).text)
    assert link
    assert client.submit(link.group()).status_code == 303
    assert "This code" in make.client_of(app).get(f"/join/{code_on(page.text)}").text


def test_a_panel_is_another_authoritys_or_another_roles_404(quick_app: Flask) -> None:
    house, other = make.house(), make.house("northmere")
    made = make_panels.panel(house, members=1)
    for human in (house.lead, house.staff["auditor"], other.staff[PARTICIPATION], made.members[0]):
        client = make.client_of(quick_app, human)
        for path in ("", f"/members/{made.member_ids[0]}", "/rules"):
            assert client.get(f"/ambleford/panels/{made.id}{path}").status_code == 404
    client = make.client_of(quick_app, other.staff[PARTICIPATION])
    assert client.get(f"/northmere/panels/{made.id}").status_code == 404


def test_only_the_participation_lead_reads_why_somebody_was_invited(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=2)
    page = make.client_of(quick_app, house.staff[PARTICIPATION]).get(
        f"/ambleford/panels/{made.id}/members/{made.member_ids[0]}"
    )
    assert "Their school knows them." in page.text
    member = make.client_of(quick_app, made.members[0])
    assert "Their school knows them." in member.get("/about-me").text
    own = member.get(f"/ambleford/panel/{made.id}")
    assert made.members[1].name not in own.text
    assert make.client_of(quick_app, made.members[1]).get("/ambleford/panels").status_code == 404


def test_a_member_reads_changes_pauses_and_leaves(app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1)
    lead, safe = house.staff[PARTICIPATION], make.staff(house, SAFEGUARDING)
    client = make.client_of(app, made.members[0])
    at = f"/ambleford/panel/{made.id}"
    page = client.get(at).text
    assert lead.name in page
    assert safe.name in page
    details = {"called": "Wren", "say_name": "REN", "shows_name": "yes", "tell_by": "letter"}
    assert client.submit(f"{at}/details", details).status_code == 303
    assert 'value="Wren"' in client.get(f"{at}/details").text
    assert client.submit(f"{at}/needs", {"words": "Large print"}).status_code == 303
    assert client.submit(f"{at}/needs/destroy", at=f"{at}/needs").status_code == 303
    assert client.submit(f"{at}/rules/idea", {"words": "No rush."}, at=f"{at}/rules")
    assert "No rush." in client.get(f"{at}/rules").text
    assert client.submit(f"{at}/pause", at=at).status_code == 303
    assert "You are taking a break" in client.get(at).text
    assert client.submit(f"{at}/come-back", at=at).status_code == 303
    assert client.submit(f"{at}/consent", {"taking_part": "no"}).status_code == 303
    assert "You haven’t said yes" in client.get("/home").text
    assert client.submit(f"{at}/leave").status_code == 303
    assert client.get("/home").status_code == 200
    assert client.get(at).status_code == 404
    with make.looking(house.id):
        assert db.session.scalars(select(Need.id)).all() == []
        member = db.session.scalars(select(Member)).one()
        assert (member.say_name, member.tell_by, member.shows_name) == ("REN", "letter", True)


def test_rules_are_accepted_on_their_page(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1, has_terms=False)
    client, at = make.client_of(quick_app, made.members[0]), f"/ambleford/panel/{made.id}"
    assert "no rules of its own yet" in client.get(at).text
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    lead.submit(f"/ambleford/panels/{made.id}/rules", {"words": "We listen.\nWe pass."})
    assert "We listen." in client.get(f"{at}/rules").text
    assert client.submit(f"{at}/rules/accept", at=f"{at}/rules").status_code == 303
    with make.looking(house.id):
        assert may_act(make_panels.place(made.id, made.members[0]))


def test_an_adult_says_yes_with_a_code_once(app: Flask) -> None:
    house = make.house()
    with clock.at(datetime(2026, 9, 1, 9, tzinfo=UTC)):
        made = make_panels.panel(house, members=1, **CHILD)
        member = make.client_of(app, made.members[0])
        assert "an adult who looks after you" in member.get("/home").text
        lead = make.client_of(app, house.staff[PARTICIPATION])
        at = f"/ambleford/panels/{made.id}/members/{made.member_ids[0]}"
        page = lead.submit(f"{at}/ask-adult", {"name": "Rosa Quill", "email": ""})
        path = f"/join/{code_on(page.text)}"
        adult = make.client_of(app)
        assert adult.get(path).location.endswith("/answer")
        assert "Choose yes or no" in adult.submit(f"{path}/answer", {"name": "Rosa"}).text
        said = {"taking_part": "yes", "photographs": "no", "name": "Rosa Quill"}
        assert "Thank you" in adult.submit(f"{path}/answer", said | {"relation": "mother"}).text
        assert "This code doesn’t work" in adult.get(path).text
        assert "Rosa Quill, mother" in lead.get(at).text
        with make.looking(house.id):
            assert may_act(make_panels.place(made.id, made.members[0]))


def test_what_was_said_on_paper_is_noted_with_who_said_it(quick_app: Flask) -> None:
    house = make.house()
    with clock.at(datetime(2026, 9, 1, 9, tzinfo=UTC)):
        made = make_panels.panel(house, members=1, **CHILD)
        lead = make.client_of(quick_app, house.staff[PARTICIPATION])
        at = f"/ambleford/panels/{made.id}/members/{made.member_ids[0]}"
        said = {"route": "delegate", "adult": "T. Moss, social worker", "taking_part": "yes"}
        assert lead.submit(f"{at}/consent", said | {"adult": ""}).status_code == 200
        assert lead.submit(f"{at}/consent", said).status_code == 303
        with make.looking(house.id):
            place = make_panels.place(made.id, made.members[0])
            assert may_act(place)
            assert place.consents[-1].noted_by == house.staff[PARTICIPATION].actor.person_id


def test_the_safeguarding_lead_decides_where_asking_would_endanger(quick_app: Flask) -> None:
    house = make.house()
    safe = make.staff(house, SAFEGUARDING)
    with clock.at(datetime(2026, 9, 1, 9, tzinfo=UTC)):
        made = make_panels.panel(house, members=1, **CHILD)
        grown = make_panels.panel(house, "parent", members=1)
        client = make.client_of(quick_app, safe)
        assert "/ambleford/panels/consent" in client.get("/home").text
        at = f"/ambleford/panels/consent/{made.member_ids[0]}"
        assert at in client.get("/ambleford/panels/consent").text
        assert client.submit(at, {"taking_part": "yes"}).status_code == 303
        assert "Nobody waits" in client.get("/ambleford/panels/consent").text
        other = f"/ambleford/panels/consent/{grown.member_ids[0]}"
        assert client.get(other).status_code == 403
        lead = make.client_of(quick_app, house.staff[PARTICIPATION])
        assert lead.get(at).status_code == 404
        with make.looking(house.id):
            assert may_act(make_panels.place(made.id, made.members[0]))


def test_a_new_term_and_new_words_come_from_the_lead(quick_app: Flask) -> None:
    house = make.house()
    made = make_panels.panel(house, members=1)
    lead = make.client_of(quick_app, house.staff[PARTICIPATION])
    at = f"/ambleford/panels/{made.id}/members/{made.member_ids[0]}"
    page = lead.submit(f"{at}/new-words", {"checked": "I met her at school."})
    code = code_on(page.text)
    client = make.client_of(quick_app)
    assert client.get(f"/join/{code}").location.endswith("/new-words")
    typed = {"way": "own", "new_password": "a very long one"}
    assert client.submit(f"/join/{code}/new-words", {"way": "own"}).status_code == 200
    assert client.submit(f"/join/{code}/new-words", typed).status_code == 303
    assert client.get(f"/ambleford/panel/{made.id}").status_code == 200
    with clock.at(datetime(2030, 3, 1, 9, tzinfo=UTC)):
        assert "Your time on this panel is over" in client.get(f"/ambleford/panel/{made.id}").text
        assert lead.submit(f"{at}/renew", at=at).status_code == 303
        with make.looking(house.id):
            member = ask.member_by_id(made.member_ids[0])
            assert member
            assert member.term_ends_on == date(2031, 9, 1)


def test_pages_of_a_large_panel_ask_as_often_as_those_of_a_small_one(quick_app: Flask) -> None:
    counts = []
    for slug, members in (("small", 2), ("large", 7)):
        house = make.house(slug)
        made = make_panels.panel(house, members=members)
        lead = make.client_of(quick_app, house.staff[PARTICIPATION])
        member = make.client_of(quick_app, made.members[0])
        pages = [
            (lead, f"/{slug}/panels"),
            (lead, f"/{slug}/panels/{made.id}"),
            (member, f"/{slug}/panel/{made.id}"),
            (member, "/home"),
        ]
        for client, path in pages:
            client.get(path)
        counts.append([statements_at(client, path) for client, path in pages])
    assert counts[0] == counts[1]
