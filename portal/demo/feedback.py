"""Tells the demo's panels what came of their words: ‘You said, we did’, promises, a question."""

from __future__ import annotations

from typing import Any

from portal.accounts.models import PARTICIPATION, Person
from portal.config import read_config
from portal.core.database import db
from portal.demo.together import Together
from portal.feedback import operations as act
from portal.feedback import operations_after as after
from portal.feedback.asker import Asker
from portal.feedback.facts import LineFacts, StepFacts, VersionFacts
from portal.feedback.models import LineDraft
from portal.feedback.queries import drafts_of, promises_of, question_of, tellings_of
from portal.specifications.cowriting.queries import part_of
from portal.tenders.models import Tender

Told = dict[str, Any]


def tell_back(together: Together) -> None:
    """A day is promised at publication; the lines are drafted, edited and published when it is due.
    Then a promise goes on, and somebody asks about a line and has a reply."""
    told, lead = together.story.told, together.house.staff[PARTICIPATION]
    promised = told["promised"]
    with together.at(promised["at"]) as tender:
        act.promise_day(lead, tender, together.day(promised["day"]), promised["reason"])
    with together.at(told["published"] - 1) as tender:
        act.draft_lines(tender)
        db.session.flush()
        _edit(together, tender, told)
    with together.at(told["published"]) as tender:
        facts = VersionFacts("", _decider(together, told).id, told["reply_days"])
        page = f"{read_config().base_url}/notices/{tender.id}/you-said-we-did"
        act.publish_telling(lead, tender, facts, page)
    _ask_and_reply(together, told)
    _keep_promises(together, told)


def _edit(together: Together, tender: Tender, told: Told) -> None:
    """Each line in words that name nobody; what says the same again goes."""
    drafts = drafts_of(tender)
    for line in told["lines"]:
        draft = next(each for each in drafts if each.said.startswith(line["from"]))
        act.change_line(tender, draft, _line(together, draft, line))
    for draft in drafts:
        if draft.said.startswith(tuple(told["dropped"])):
            act.remove_line(draft)


def _line(together: Together, draft: LineDraft, line: Told) -> LineFacts:
    expected = line.get("expected_on")
    return LineFacts(
        who=draft.who,
        said=line["said"],
        outcome=draft.outcome,
        did=line.get("did", ""),
        possible=line.get("possible", ""),
        place=draft.place,
        promise=line.get("promise", ""),
        expected_on=together.day(expected) if expected else None,
    )


def _decider(together: Together, told: Told) -> Person:
    return db.session.get_one(Person, together.house.staff[told["decider"]].person_id)


def _ask_and_reply(together: Together, told: Told) -> None:
    """Somebody says that a line isn't an answer; the named decision-maker replies (P20)."""
    asked = told["question"]
    actor = together.panels.actors[asked["who"]]
    with together.at(asked["at"]) as tender:
        part, telling = part_of(actor, tender), tellings_of(tender)[0]
        assert part
        asker = Asker(actor, member=part.member)
        line = next(each for each in telling.lines if each.said == asked["line"])
        decider = _decider(together, told)
        made = after.ask(asker, tender, telling, line, decider, asked["words"])
        number = made.number
    with together.at(asked["replied"]) as tender:
        question = question_of(tender, number)
        member = together.panels.member(asked["who"])
        decides = together.house.staff[told["decider"]]
        after.reply(decides, tender, question, member, asked["reply"].strip())


def _keep_promises(together: Together, told: Told) -> None:
    for line in told["lines"]:
        if then := line.get("then"):
            with together.at(then["at"]) as tender:
                promise = next(p for p in promises_of(tender) if p.words == line["promise"])
                facts = StepFacts(then["state"], then["words"], together.day(then["expected_on"]))
                after.note_promise(together.house.staff[told["decider"]], tender, promise, facts)
