"""The permission matrix over HTTP: every page, for every role, as the table of pages says."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from zlib import crc32

import pytest
from sqlalchemy import select
from werkzeug.routing import Rule

from portal.accounts.limits import limiter
from portal.accounts.models import Role
from portal.bids.desk.models import CleanPage
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models import Declaration, Moderation, Seat
from portal.evaluation.models_conflicts import Recognition
from portal.feedback.models import LineDraft, TellingWay
from portal.participation.beside.models import Mentoring
from portal.participation.insights.models import Insight
from portal.participation.panels.models import Member, PanelInvitation
from portal.safety.models import SafetyEntry
from portal.specifications.agreeing.models import SignOffSaid
from portal.specifications.cowriting.models import Round
from portal.specifications.models import Scale, Section
from portal.specifications.paragraphs.models import Paragraph
from tests import make
from tests.access_members import statuses_of
from tests.access_monitoring import values_of_monitoring
from tests.access_pages import ASKED, PAGES
from tests.access_setting_up import values_of_setting_up
from tests.make_bids import label_of
from tests.routes import methods_of, path_of, rules_of
from tests.stages import Stages
from tests.story import STAGES, Story
from tests.story_room import on_table, recorded
from tests.story_training import word_that_waits
from tests.walk import Walker

pytestmark = pytest.mark.journey

YES = {"GET": {200, 302, 303}, "POST": {200, 303, 400, 422}}
"""A button without its token is refused with the page again, or led back to it."""

BRIEFLY = {404: {"Accept": "application/json"}}
"""How a script asks: what isn't there needn't be written out thousands of times."""


@pytest.mark.parametrize("stage", STAGES)
def test_each_page_answers_each_role_as_the_table_says(stages: Stages, stage: str) -> None:
    wrong = []
    with stages.at(stage) as story:
        values = _values(story, stage)
        story.people["contributor"] = make.contributor(story.people["winner"])
        for who in ("visitor", *ASKED.split()):
            client = stages.client(who, Walker)
            limiter.reset()
            for case, rule, expected in _cases(stages, stage):
                if not _comes(who, case, stage):
                    continue
                path = path_of(stages.app, rule, values[rule.endpoint])
                status = expected.get(who, 404)
                for method in _tried(_methods(case, rule), status, f"{who} {case}"):
                    headers = None if who == "visitor" else BRIEFLY.get(status)
                    answer = client.open(path, method=method, headers=headers)
                    problem = _judge(status, method, answer.status_code, who)
                    wrong += [f"{who} {method} {path}: {problem}"] if problem else []
        del story.people["contributor"]  # in this copy alone
    assert wrong == []


def _cases(stages: Stages, stage: str) -> list[tuple[str, Rule, dict[str, int]]]:
    rules = {rule.endpoint: rule for rule in rules_of(stages.app)}
    return [
        (case, rules[case.removesuffix(" POST")], statuses_of(people))
        for case, lines in PAGES.items()
        for at, people in lines
        if at == stage
    ]


def _comes(who: str, case: str, stage: str) -> bool:
    """Whether somebody tries a page in this stage: whoever never gets it does in one of its own."""
    lines = PAGES[case]
    if who == "contributor":  # what isn't the organisation's is asked of its bid manager
        return any(who in statuses_of(people) for _at, people in lines)
    if any(who in statuses_of(people) for _at, people in lines):
        return True
    return lines[crc32(f"{who} {case} stage".encode()) % len(lines)][0] == stage


def _tried(methods: set[str], status: int, which: str) -> list[str]:
    """Whoever isn't to know of a page reads it or sends to it, by turns: all others do both."""
    by_turns = sorted(methods)
    return by_turns if status != 404 else [by_turns[crc32(which.encode()) % len(by_turns)]]


def _methods(case: str, rule: Rule) -> set[str]:
    """GET and POST are judged alike, unless the table has a line for POST of its own."""
    if case.endswith(" POST"):
        return {"POST"}
    return methods_of(rule) - ({"POST"} if f"{case} POST" in PAGES else set())


def _judge(expected: int, method: str, status: int, who: str) -> str:
    if expected == 200:
        return "" if status in YES[method] else f"{status} instead of yes"
    if who == "visitor" and expected == 404:  # whoever isn't signed in learns nothing at all
        expected = {"GET": 302, "POST": 403}[method]
        return "" if status in (expected, 404) else f"{status} instead of {expected}"
    return "" if status == expected else f"{status} instead of {expected}"


def _values(story: Story, stage: str) -> defaultdict[str, dict[str, Any]]:
    """What stands in the addresses: parts of this tender, and the winner's bid."""
    usual: dict[str, Any] = {"authority": story.house.slug, "tender_id": story.id, "code": "Q1"}
    if STAGES.index(stage) >= STAGES.index("opened"):
        usual["label"] = label_of(story.house, story.id, story.people["winner"])
    values: defaultdict[str, dict[str, Any]] = defaultdict(lambda: usual)
    with tenant(story.house.id):
        first = {
            model: db.session.scalars(
                select(model.id).where(model.tender_id == story.id)  # type: ignore[attr-defined]
            ).first()
            for model in (Section, Paragraph, Scale, Seat)
        }
        declared = select(Declaration.id).where(Declaration.has_interest)
        part = {"part": "sections", "row_id": first[Section]}
        for name in ("change_part", "move_part", "remove_part", "new_part"):
            values[f"specifications.{name}"] = usual | part
        for name in ("section", "new", "change", "move", "remove"):
            values[f"paragraphs.{name}"] = usual | {
                "section_id": first[Section],
                "paragraph_id": first[Paragraph],
            }
        values["bids.earlier_bid"] = usual | {"into": story.id}
        for name in ("preview_file", "preview_page"):
            values[f"bids.{name}"] = usual | {"number": 1, "page": 1}
        values.update(values_of_setting_up(usual) | values_of_monitoring(usual))
        for name in ("plan", "why"):
            values[f"hours.{name}"] = usual | {"kind": "young"}
        values["choosing.refuse"] = values["choosing.lift"] = usual | {"number": 1, "position": 1}
        values["choosing.agreed"] = usual | {"number": 2}
        values["cowriting.suggest"] = usual | {"kind": "question"}
        values["cowriting.back"] = usual | {"number": 2}
        values["cowriting.question"] = usual | {"number": 3}
        values["lifting.together"] = values["lifting.suggestion"] = usual | {"number": 2}
        values["cowriting.end_round"] = usual | {"round_id": db.session.scalar(select(Round.id))}
        values["specifications.descriptors"] = usual | {"row_id": first[Scale]}
        for name in ("reading.flag", "lifting.flag"):
            values[name] = usual | {"number": 1}
        for name in ("addition", "withhold", "show_again"):
            values[f"outcomes.{name}"] = usual | {"part": "Q1", "number": 1}
        for name in ("notice_text", "notice_text_file"):
            values[f"outcomes.{name}"] = usual | {"which": "award"}
        values["published.version"] = usual | {"number": 2}
        values["published.answer"] = usual | {"number": 2}
        for name in ("notice_text", "notice_text_file"):
            values[f"published.{name}"] = usual | {"notice": "tender"}
        values["lifting.contact"] = usual | {"number": 1}
        values["outcomes.claim"] = values["lifting.claim"] = usual | {"number": 1}
        values["outcomes.answer"] = usual | {"number": 2}
        values["seats.pair_up"] = usual | {"seat_id": first[Seat]}
        values["marking.void"] = usual | {"seat_id": first[Seat]}
        values["seats.new_link"] = values["progress.stopped"] = usual | {"seat_id": first[Seat]}
        of_interest = usual | {"declaration_id": db.session.scalar(declared)}
        values["seats.conflict"] = values["lifting.declared"] = of_interest
        values["lifting.line"] = usual | {"number": 1}
        recognised = db.session.scalar(select(Recognition.id))
        values["seats.recognition"] = usual | {"recognition_id": recognised or story.id}
        reason = db.session.scalar(
            select(Moderation.id).where(Moderation.tender_id == story.id).limit(1)
        )
        values["room.my_mark"] = usual | on_table(story)
        values["room.dissent"] = usual | recorded(story)
        values["record.redact"] = usual | {
            "part": "moderation",
            "row_id": reason or story.id,
            "piece": "reason",
        }
        young, member = (story.people[name].actor.person_id for name in ("young", "colleague"))
        values["record.erase_person"] = usual | {"person_id": young}
        values["record.erase_member"] = {"person_id": member}
        values["seats.gate"] = usual | {"code": "G1"}
        second = story.people["second"].actor.provider_id
        for name in ("check", "hear"):
            values[f"compliance.{name}"] = usual | {"provider_id": second}
        values["lifting.exclusion_answer"] = usual | {"number": 2}
        auditor = story.people["auditor"].actor.person_id
        role = db.session.scalar(select(Role.id).where(Role.person_id == auditor))
        colleague = {"role_id": story.people["colleague"].role_id}
        values["accounts.end_membership"] = values["accounts.change_part"] = colleague
        deputy = story.people["deputy"]
        values["safety.let_in"] = usual | {"role_id": deputy.role_id}
        values["safety.note"] = usual | {"entry_id": db.session.scalar(select(SafetyEntry.id))}
        values["accounts.end_role"] = usual | {"role_id": role}
        assert story.panel
        stands = select(Insight.id).where(Insight.withdrawn_at.is_(None))
        worry = select(SignOffSaid.id).where(SignOffSaid.said == "worry")
        known = usual | {
            "insight_id": db.session.scalar(stands),
            "panel_id": story.panel.id,
            "said_id": db.session.scalar(worry),
            "code": "plan-young",
        }
        values["lifting.worry"] = known
        page = select(CleanPage.id).where(CleanPage.tender_id == story.id)
        at_desk = usual | {"number": 1, "page_id": db.session.scalar(page)}
        for name in ("desk_page", "desk_picture", "finding"):
            values[f"bids.{name}"] = at_desk | ({} if at_desk["page_id"] else {"page_id": story.id})
        for room in ("insights", "known", "agreeing"):
            for case in (case for case in PAGES if case.startswith(f"{room}.")):
                values[case.partition(" ")[0]] = known
        line = select(LineDraft.id).where(LineDraft.tender_id == story.id)
        way = select(TellingWay.id).where(TellingWay.how == "call")
        told = usual | {
            "number": 1,
            "line_id": db.session.scalar(line) or story.id,
            "way_id": db.session.scalar(way) or story.id,
            "member_id": story.id,
            "how": "call",
        }
        for case in (case for case in PAGES if case.startswith("feedback.")):
            values[case] = told | {"panel_id": story.panel.id}
        values["lifting.question"] = values["lifting.own_question"] = told
        child = select(Member.id).where(Member.turns_16_on.is_not(None))
        invited = select(PanelInvitation.id).where(PanelInvitation.leads_to == "joining")
        of_panel = usual | {
            "panel_id": story.panel.id,
            "member_id": db.session.scalar(child),
            "invitation_id": db.session.scalar(invited),
        }
        learned = usual | {"course": "introduction", "step": "buying"}
        learned["asked_id"] = word_that_waits()
        for endpoint in (case for case in PAGES if case.startswith("training.")):
            values[endpoint] = learned
        of_panel["mentoring_id"] = db.session.scalar(select(Mentoring.id))
        values["lifting.word"] = values["lifting.opinion"] = learned
        for name in ("own_need", "need", "idea", "idea_of_panel"):
            values[f"lifting.{name}"] = of_panel
        rooms = ("panels.", "beside.", "equality.", "thanks.")
        for endpoint in (case.partition(" ")[0] for case in PAGES if case.startswith(rooms)):
            code = {"code": "abcd-efgh-jkmn", "part": "name", "question": "gender"}
            code["entry_id"] = code["given_id"] = "00000000-0000-0000-0000-000000000009"
            code["kind"] = "travel"
            values[endpoint] = of_panel | code
    return values


def test_every_page_stands_in_the_table(stages: Stages) -> None:
    named = {case.removesuffix(" POST") for case in PAGES}
    assert named == {rule.endpoint for rule in rules_of(stages.app)}
