"""Who looked: the first opening and each copy is an event; evaluators' reading isn't (R18)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.audit.models import Event
from portal.core.database import db
from portal.core.tenancy import tenant
from tests.make_bids import label_of
from tests.stages import Stages
from tests.story import Story

LOOKS = ("bid:looked-at", "result:looked-at", "result:taken", "letter:looked-at", "trail:taken")


def looks(story: Story) -> list[tuple[str, str, dict[str, object]]]:
    """What the log says of looking, in order."""
    with tenant(story.house.id):
        wanted = select(Event).where(Event.log_id == story.id, Event.name.in_(LOOKS))
        events = db.session.scalars(wanted.order_by(Event.number)).all()
        return [(event.name, event.actor_role, event.facts) for event in events]


def test_the_first_opening_of_each_page_by_each_person_is_an_event(stages: Stages) -> None:
    with stages.at("released") as story:
        labels = [label_of(story.house, story.id, story.people[n]) for n in ("winner", "second")]
        for _time in range(2):
            for who in ("lead", "auditor"):
                client = stages.client(who)
                for page in (
                    *(f"bids/{label}" for label in labels),
                    "result",
                    f"letters/{labels[0]}",
                ):
                    assert client.get(story.path(page)).status_code == 200
        expected = [
            (name, role, facts)
            for role in ("procurement_lead", "auditor")
            for name, facts in (
                *(("bid:looked-at", {"label": label}) for label in labels),
                ("result:looked-at", {}),
                ("letter:looked-at", {"label": labels[0]}),
            )
        ]
        assert looks(story) == expected


def test_each_copy_is_an_event_and_a_glance_ahead_is_none(stages: Stages) -> None:
    with stages.at("deciding") as story:
        client = stages.client("auditor")
        files = ("result.csv", "result.xlsx", "input.json", "result.json")
        pages = [*(f"result/{name}" for name in files), "trail.csv"]
        for page in [*pages, pages[0]]:
            assert client.get(story.path(page)).status_code == 200
        client.head(story.path(pages[0]))
        client.get(story.path(pages[0]), headers={"Sec-Purpose": "prefetch"})
        found = [(name, facts["file"]) for name, _role, facts in looks(story)]
        taken = [("result:taken", name) for name in files]
        assert found == [*taken, ("trail:taken", "trail.csv"), ("result:taken", "result.csv")]


def test_a_refused_page_and_a_preview_leave_nothing(stages: Stages) -> None:
    with stages.at("revealed") as story:
        label = label_of(story.house, story.id, story.people["winner"])
        assert stages.client("lead").get(story.path(f"letters/{label}")).status_code == 200
        assert stages.client("other-lead").get(story.path(f"bids/{label}")).status_code == 404
        assert stages.client("participation").get(story.path("result")).status_code in (200, 403)
        assert [name for name, _role, _facts in looks(story) if name != "result:looked-at"] == []


@pytest.mark.parametrize("stage", ["marking", "moderating", "released"])
def test_what_evaluators_read_is_written_down_nowhere(stages: Stages, stage: str) -> None:
    with stages.at(stage) as story:
        pages = ("", "marking", "moderation", "result")
        for who in ("young", "professional"):
            client = stages.client(who)
            for page in pages:
                client.get(story.path(page))
        assert looks(story) == []
        if stage == "released":
            stages.client("young").get(story.path("result/result.csv"))
            ((name, role, _facts),) = looks(story)
            assert (name, role) == ("result:taken", "young_evaluator")


def test_the_trail_tells_of_looking_in_words(stages: Stages) -> None:
    with stages.at("deciding") as story:
        label = label_of(story.house, story.id, story.people["winner"])
        stages.client("auditor").get(story.path(f"bids/{label}"))
        stages.client("auditor").get(story.path("trail.csv"))
        told = stages.client("lead").get(story.path("trail.csv")).text
        assert f"The auditor read Bid {label} for the first time." in told
        assert "The auditor took a copy of this record (trail.csv)." in told
        veiled = stages.client("participation").get(story.path("trail.csv")).text
        assert "The auditor read a bid for the first time." in veiled
        assert f"read Bid {label}" not in veiled
