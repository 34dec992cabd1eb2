"""Pages of erasure: who may, what stands against it, and the check before it is done."""

from __future__ import annotations

import uuid
from pathlib import Path

from sqlalchemy import text

from portal.accounts import operations as accounts
from portal.accounts.models import EVALUATOR, Person
from portal.audit.journal import record
from portal.core.database import db
from portal.record.erasure.operations import erase
from portal.record.erasure.queries import every_role_of, obstacles
from tests import make
from tests.stages import Stages
from tests.story import Story

WHO = "kept-from"
NAME = "Kept-From Person"


def _id(story: Story, name: str) -> uuid.UUID:
    found = story.people[name].actor.person_id
    assert found
    return found


def _erase(story: Story, name: str, by: str = "participation", cause: str = "asked") -> None:
    db.session.remove()
    erase(story.people[by].actor, _id(story, name), cause)


def _bytes_of(database: Path) -> bytes:
    """The whole database file, and the write-ahead log beside it."""
    db.session.remove()
    return b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))


def test_pages_of_the_panel_read_on_without_the_name(stages: Stages) -> None:
    with stages.at("released") as story:
        _erase(story, WHO)
        for who, pages in {
            "lead": ("seats", "progress", "moderation", "result", "trail", "trail.csv"),
            "participation": ("conflicts", "seats", "trail"),
            "auditor": ("moderation", "result", "trail"),
            "young": ("moderation", "result"),
        }.items():
            client = stages.client(who)
            for page in pages:
                answer = client.get(story.path(page))
                assert answer.status_code == 200, (who, page)
                assert NAME not in answer.text
        assert "erased what this record held about somebody (they asked for it in Evenhand)" in (
            stages.client("auditor").get(story.path("trail.csv")).text
        )


def test_what_stands_against_it_is_said(stages: Stages) -> None:
    cases = {
        ("marking", "young", "participation"): "whose letters aren’t out",
        ("released", "approver", "lead"): "who decided what until",
        ("opened", "approver", "lead"): "for 3 years after the contract",
        ("released", "lead", "lead"): "can’t erase yourself",
        ("open", "deputy", "lead"): "can open the safety store",
        ("open", "winner", "operator"): "",
        ("open", "second", "operator"): "Nobody else can sign in",
    }
    for (stage, who, by), words in cases.items():
        with stages.at(stage) as story:
            _acted(story, who)
            with make.looking():
                roles = every_role_of(_id(story, who))
                against = obstacles(story.people[by].actor, _id(story, who), roles)
            assert (words in " ".join(against)) if words else (against == []), (stage, who, against)


def _acted(story: Story, who: str) -> None:
    """Somebody on the buying side who has done something stands in the tender's log."""
    if who == "approver":
        with story.writing():
            record("trail:taken", story.people[who].actor, story.id, file="trail.csv")


def test_a_second_role_elsewhere_stands_against_it(stages: Stages) -> None:
    with stages.at("released") as story:
        with make.writing(story.other.id):
            person = db.session.get_one(Person, _id(story, "young"))
            tender_id = uuid.uuid4()
            actor = story.other.lead.actor
            accounts.grant_role(actor, person, EVALUATOR, story.other.id, tender_id, "young")
        with make.looking():
            roles = every_role_of(_id(story, "young"))
            found = obstacles(story.people["participation"].actor, _id(story, "young"), roles)
        assert "They also use Evenhand for something else" in found[0]
        page = stages.client("participation").get(_page(story, "young"))
        assert "Continue" not in page.text


def _page(story: Story, who: str) -> str:
    return f"/{story.house.slug}/erasure/{_id(story, who)}"


def test_the_lead_checks_the_answers_before_anything_happens(stages: Stages) -> None:
    with stages.at("released") as story:
        client, path = stages.client("participation"), _page(story, WHO)
        page = client.get(path)
        assert "What goes" in page.text
        assert client.submit(path, {}).status_code == 200
        for untrue, why in (("asked", "didn’t ask for it in Evenhand"), ("retention", "until")):
            assert why in client.submit(path, {"cause": untrue}).text
        check = client.submit(path, {"cause": "told"})
        assert "Check before you erase" in check.text
        assert NAME in check.text
        with make.looking():
            assert db.session.get_one(Person, _id(story, WHO)).name == NAME
        done = client.submit(path, {"cause": "told", "sure": "yes"})
        assert done.status_code == 303
        assert client.get(path).status_code == 404
        assert NAME not in client.get(f"/{story.house.slug}/erasure").text
        assert NAME.encode() not in _bytes_of(stages.database)


def test_leads_see_whom_they_may_erase_and_who_asked_first(stages: Stages) -> None:
    with stages.at("released") as story:
        asker = stages.client("young-3")
        assert "Ask to be erased" in asker.get("/about-me").text
        asker.submit("/about-me/ask", at="/about-me")
        assert "You asked on" in asker.get("/about-me").text
        names = [
            line
            for line in stages.client("participation")
            .get(f"/{story.house.slug}/erasure")
            .text.split("<li>")
            if " Person</a>" in line
        ]
        assert "Young-3 Person" in names[0]
        assert "Asked" in names[0]
        assert len(names) == 5
        lead = stages.client("lead").get(f"/{story.house.slug}/erasure").text
        assert " Person</a>" not in lead, "evaluators are the participation lead's"
        assert story.people["approver"].name in lead
        with make.looking():
            mails = db.session.scalars(text("select body from mail")).all()
            told = [mail for mail in mails if "asks for their data to be erased" in mail]
            assert len(told) == 2, "to the participation lead; in the story to the operator"
            assert "Young-3" not in "".join(told)
