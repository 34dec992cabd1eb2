"""The moderation room in pages: who sees what of the table, and what happens there (R13–R15)."""

from __future__ import annotations

import re

from flask import Flask
from sqlalchemy import select

from portal.core.database import db
from portal.core.mail import Mail
from portal.core.tenancy import tenant
from portal.evaluation.models import Mark
from portal.evaluation.moderation.panel import panel_of
from portal.evaluation.moderation.queries import item_of
from tests import make
from tests.evaluation.test_moderation_pages import Standing, record_at, typed
from tests.make_moderation import Panel, closed, record_all, sign_all
from tests.make_room import arrived, ended, laid, opened
from tests.pages import plainly
from tests.papers import wrong_with

WHY = "I heard that they name somebody for each school."


def test_one_answer_for_all_first_a_group_then_together_and_only_on_ones_list(
    moderating: Standing,
) -> None:
    app, made = moderating
    label, other = made.labels[:2]
    lead = make.client_of(app, made.house.lead)
    kept, young = (make.client_of(app, each) for each in made.people["young"][:2])
    adult = make.client_of(app, made.people["professional"][0])
    at = made.path("moderation/table")
    assert "The room is not open now" in young.get(at).text
    opened(made, [(label, "Q1"), (other, "Q1")])
    laid(made, label, "Q1", "young")
    first = young.get(at)
    assert first.status_code == 200
    assert "talk first, among themselves" in plainly(first.text)
    assert first.text.count("A reason for Q1.") == 2  # their own group's marks alone
    assert "A reason for Q1." not in adult.get(at).text
    assert "Wait outside" in adult.get(at).text
    assert f"Bid {label}" not in kept.get(at).text  # kept from it: nothing tells why (R16)
    assert "This answer is not on your list" in kept.get(at).text
    assert adult.get(made.path(f"moderation/{label}/Q1/my-mark")).status_code == 200
    refused = adult.submit(
        made.path(f"moderation/{label}/Q1/my-mark"), {"mark": "2", "reason": WHY, "seen": "1"}
    )
    assert "Another group is talking now" in refused.text
    assert WHY in refused.text
    said = made.path(f"moderation/{label}/Q1/first/young")
    assert "Write down what they said" in lead.submit(said, {"words": " ", "seen": "0"}).text
    assert lead.submit(said, {"words": "They ask for dates.", "seen": "0"}).status_code == 303
    again = lead.submit(said, {"words": "Mine.", "seen": "0"})
    assert "while you were writing" in again.text
    assert "They ask for dates." in again.text
    assert "They ask for dates." not in young.get(at).text  # until all talk
    laid(made, label, "Q1")
    for client in (young, adult):
        page = client.get(at).text
        assert page.count("A reason for Q1.") == 4
        assert "They ask for dates." in page
    wall = lead.get(made.path("moderation/wall")).text
    assert wall.count("A reason for Q1.") == 2  # no young mark on the wall (R19)
    assert "Our answer to Q1." in wall
    laid(made, other, "Q1")
    page = lead.get(at).text
    assert f"Bid {label}" in page  # in the lead's own list of what comes
    wall = lead.get(made.path("moderation/wall")).text
    assert f"Bid {label}" not in wall  # never two bids beside each other (R14)
    assert f"Bid {other}" in wall


def test_who_watches_is_told_once_something_has_changed(moderating: Standing) -> None:
    app, made = moderating
    young = make.client_of(app, made.people["young"][1])
    opened(made, [(made.labels[0], "Q1")])
    at, seen = made.path("moderation/table"), set()

    def asks(tag: str) -> int:
        return int(young.get(at, headers={"If-None-Match": tag}).status_code)

    for happens in (
        lambda: laid(made, made.labels[0], "Q1"),
        lambda: arrived(made, made.people["young"][1]),
        lambda: record_all(made),
        lambda: sign_all(made),
        lambda: ended(made, 1),
    ):
        tag = young.get(at).headers["ETag"]
        assert tag not in seen
        assert asks(tag) == 304
        happens()
        assert asks(tag) == 200
        seen.add(tag)
    other = make.client_of(app, made.people["young"][2])
    tag = young.get(at).headers["ETag"]
    assert other.get(at, headers={"If-None-Match": tag}).status_code == 200  # another's page


def test_r15_each_may_change_their_mind_and_the_first_mark_stays(moderating: Standing) -> None:
    app, made = moderating
    label = made.labels[0]
    young = make.client_of(app, made.people["young"][1])
    path = made.path(f"moderation/{label}/Q1/my-mark")
    assert young.get(path).status_code == 403  # not on the table
    opened(made, [(label, "Q1")])
    laid(made, label, "Q1", "young")
    laid(made, label, "Q1")
    record_all(made)
    refusals = {
        "Choose a mark, or go back.": {"reason": WHY},
        "Say why you changed your mind.": {"mark": "3"},
        "This is the mark that you have already.": {"mark": "2", "reason": WHY},
        "changed in another window": {"mark": "3", "reason": WHY, "seen": "0"},
    }
    for words, sent in refusals.items():
        assert words in young.submit(path, {"seen": "1"} | sent).text
    assert young.submit(path, {"mark": "3", "reason": WHY, "seen": "1"}).status_code == 303
    with tenant(made.house.id):
        rows = db.session.scalars(select(Mark).where(Mark.version == 2)).all()
        assert [(row.mark, row.reason) for row in rows] == [(3, WHY)]
        item = item_of(made.tender(), label, "Q1")
        assert item.is_overtaken(panel_of(made.tender()))  # recorded before it: record it again
    lead = make.client_of(app, made.house.lead)
    page = lead.get(made.path(f"moderation/{label}/Q1")).text
    for words in ("First mark: 2", WHY, "A reason for Q1.", "somebody has changed theirs"):
        assert words in plainly(page)
    sent = typed(made, "Q1", seen="1", seen_marks="4")
    item = made.path(f"moderation/{label}/Q1")
    again = lead.submit(item, sent, at=f"{item}?again=1")
    assert "Somebody changed their mark while you were writing" in again.text
    laid(made, label, "Q1")
    ended(made, 1)
    assert young.get(path).status_code == 403
    late = young.submit(path, {"mark": "1", "reason": WHY, "seen": "2"}, at=made.path("moderation"))
    assert "isn’t on the table now" in late.text
    assert WHY in late.text


def test_who_was_there_may_not_agree_and_that_stands_and_stops_nothing(
    recorded_tender: Standing,
) -> None:
    app, made = recorded_tender
    label, human = made.labels[0], made.people["young"][1]
    young = make.client_of(app, human)
    path = made.path(f"moderation/{label}/Q2/not-agreed")
    assert path in young.get(made.path(f"moderation/sign-off?bid={label}")).text
    assert "Say why you don’t agree." in young.submit(path, {"words": " "}).text
    assert young.submit(path, {"words": "I still see no dates."}).status_code == 303
    assert young.get(path).status_code == 404  # said once
    sign_all(made)
    closed(made)
    for page in (f"moderation/{label}/Q2", "moderation/minutes"):
        for who in (made.house.lead, made.house.staff["approver"], made.house.staff["auditor"]):
            text = make.client_of(app, who).get(made.path(page)).text
            assert "I still see no dates." in text
            assert who is made.house.lead or human.name not in text
    approval = make.client_of(app, made.house.staff["approver"]).get(made.path("approval")).text
    assert "Somebody doesn’t agree with a record" in approval


def test_minutes_write_themselves_and_the_pdf_says_the_same(moderating: Standing) -> None:
    app, made = moderating
    label = made.labels[0]
    lead = make.client_of(app, made.house.lead)
    opened(made, [(label, "Q1")])
    arrived(made, *made.people["young"][1:], *made.people["professional"])
    laid(made, label, "Q1")
    form = lead.get(made.path(f"moderation/{label}/Q1")).text
    assert len(re.findall(r'name="present"[^>]* checked', form)) == 4  # those who said so
    sent = typed(made, "Q1", seen_marks="4")
    warned = lead.submit(made.path(f"moderation/{label}/Q1"), sent)
    assert "talk about this answer among themselves first" in plainly(warned.text)
    seal = re.search(r'name="read_again"[^>]*value="([^"]+)"', warned.text)
    assert seal
    sent |= {"read_again": seal[1], "overruled": "They asked to talk together."}
    answer = lead.submit(made.path(f"moderation/{label}/Q1"), sent)
    assert answer.headers["Location"].endswith("moderation/table")
    assert record_at(made, "Q1")
    page = plainly(lead.get(made.path("moderation/minutes")).text)
    wanted = (
        "Session 1",
        "4 people (",
        "0 of 4 who were there",
        "It names who does what.",
        "It gives no dates.",
        "Young people saw less and were persuaded.",
        "where 5 people or more of a group gave them",
        "A group that didn’t talk among itself first",
        "They asked to talk together.",
        "Not recorded yet",
    )
    assert [words for words in wanted if words not in page] == []
    assert "A reason for Q1." not in page  # nobody's first reason
    assert not [each.name for each in made.everybody() if each.name in page]
    pdf = lead.get(made.path("moderation/minutes.pdf"))
    assert wrong_with(pdf.data, lead.get(made.path("moderation/minutes")).text) == []
    kept = make.client_of(app, made.people["young"][0])
    assert f"Bid {label}" not in kept.get(made.path("moderation/minutes")).text  # R16


def test_a_session_takes_an_hour_leaves_a_break_and_asks_who_marks(moderating: Standing) -> None:
    app, made = moderating
    lead = make.client_of(app, made.house.lead)
    new = made.path("moderation/sessions/new")
    assert "Enter the day" in lead.submit(new, {}).text
    page = lead.get(new).text
    assert len(re.findall(r'name="items"[^>]* checked', page)) == 5
    sent = _session(made, "17:00", minutes="61")
    wrong = lead.submit(new, sent | {"facilitator": ""})
    for words in ("A session takes from 10 minutes to an hour", "Say who leads the talk"):
        assert words in wrong.text
    assert 'value="61"' in wrong.text
    assert lead.submit(new, _session(made, "17:00")).status_code == 303
    near = _session(made, "18:05", items=[f"{made.labels[0]}/Q2"])
    assert "too near to session 1" in lead.submit(new, near).text
    taken = _session(made, "19:00")
    assert "Choose one of the answers on the page" in lead.submit(new, taken).text
    ours = make.client_of(app, made.people["professional"][0]).get(made.path("moderation/sessions"))
    assert "The library" in ours.text
    kept = make.client_of(app, made.people["young"][0]).get(made.path("moderation/sessions"))
    assert "The library" not in kept.text  # it talks about a bid that they are kept from alone
    one = made.path("moderation/sessions/1")
    assert lead.submit(one, _session(made, "15:00"), at=one).status_code == 303
    assert lead.submit(f"{one}/open", {}, at=made.path("moderation/sessions")).status_code == 303
    assert "This session has begun" in lead.get(one).text
    close = lead.submit(made.path("moderation/close"), {}, at=made.path("moderation"))
    assert "Session 1 is still open. End it first." in close.text
    assert lead.submit(f"{one}/end", {}, at=made.path("moderation/table")).status_code == 303
    again = lead.get(new).text
    assert f'value="{made.labels[0]}/Q1"' in again  # what it didn't come to is free again
    assert not db.session.scalars(select(Mail)).all()  # nobody asked for e-mails


def _session(made: Panel, at: str, **more: object) -> dict[str, object]:
    day = {"starts_on": ["4", "3", "2030"], "starts_at": at, "minutes": "60"}
    who = {"place": "The library", "facilitator": "Robin Hale"}
    return {**day, **who, "items": [f"{made.labels[0]}/Q1"], **more}


def test_without_a_session_the_room_says_so(quick_app: Flask, moderating: Standing) -> None:
    app, made = moderating
    lead = make.client_of(app, made.house.lead)
    assert "The room is not open now" in lead.get(made.path("moderation/wall")).text
    sent = {"label": made.labels[0], "code": "Q1", "group": ""}
    refused = lead.submit(made.path("moderation/lay"), sent, at=made.path("moderation/sessions"))
    assert "No session is open." in refused.text
