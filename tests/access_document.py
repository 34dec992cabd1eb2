"""docs/access.md, written from the tests' own tables: `python -m tests.access_document > …`."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from flask import Flask

from tests.access_members import statuses_of
from tests.access_pages import ASKED, PAGES, Line
from tests.access_table import POLICIES, STAGES
from tests.apps import app_on
from tests.routes import rules_of

WORDS = {
    "visitor": "not signed in",
    "lead": "procurement lead",
    "participation": "participation lead",
    "young": "young evaluator",
    "stranger": "evaluator of another tender",
    "winner": "provider that bid",
    "late": "provider that did not",
    "other-lead": "another authority’s lead",
    "other-approver": "another authority’s approver",
    "safeguarding": "safeguarding lead",
    "deputy": "deputy safeguarding lead",
    "bidder": "provider that bid",
    "contributor": "contributor of a provider that bid",
    "provider": "another provider",
    "person": "person without a role",
    "joint-lead": "lead of this tender alone",
    "joint-approver": "approver of this tender alone",
    "lead-elsewhere": "lead of another tender alone",
    "evaluator-elsewhere": "evaluator of another tender",
}
"""What the tests' short names stand for; the others say it themselves."""

EVERYBODY = ("visitor", *ASKED.split())

AREAS = {
    "feedback": "Told afterwards",
    "agreeing": "How much say people have, and whether they agree",
    "accounts": "People, organisations, signing in",
    "bids": "Bids",
    "choosing": "Evaluators chosen by their panel, and their hours",
    "hours": "Evaluators chosen by their panel, and their hours",
    "insights": "What people said, and what panels are asked",
    "known": "What people said, and what panels are asked",
    "lifting": "Words that go to the safeguarding lead",
    "marking": "Marking",
    "moderation": "Moderation",
    "outcomes": "Decision, letters, notice",
    "overview": "Homes",
    "published": "A published tender, beside its bids",
    "record": "The record",
    "runs": "The result",
    "safety": "The safety store",
    "seats": "Before marking: seats, conflicts, pass or fail",
    "approving": "Specification and method",
    "groundwork": "Specification and method",
    "starting": "Specification and method",
    "specifications": "Specification and method",
    "tenders": "Tenders and notices",
}
HEAD = """\
# Who may open which page, and when

Written by `python -m tests.access_document > docs/access.md` from the tables that the tests hold
the portal to, `tests/access_pages.py` and `tests/access_table.py`; a test fails when this page is
out of date.

## Pages

Every page is asked over HTTP as each of these people, in one stage of a tender where somebody may
open it, and mostly in one where nobody may or fewer do.

| in a cell | means |
| --- | --- |
| open | they get the page while the tender is open |
| *(open)* | it is theirs, but not now: a sentence says why |
| – | it isn't there for them, whether the thing exists or not |
"""
RULES = """
## Rules

The rules under the pages, asked for every role in every stage of a tender, in one's own authority
and in another one: {stages}.
A role that isn't named gets 'We cannot find that page'.
"""


def document(app: Flask) -> str:
    """The whole page."""
    parts = [HEAD, *_pages(app), RULES.format(stages=", ".join(STAGES)), *_rules()]
    return "\n".join(parts).rstrip() + "\n"


def word(who: str) -> str:
    """A person of the tests in words."""
    return WORDS.get(who, who.replace("other-", "another authority’s ").replace("-", " "))


def _pages(app: Flask) -> Iterator[str]:
    rules = {rule.endpoint: rule for rule in rules_of(app)}
    for area in sorted({_area(case) for case in PAGES}):
        yield f"\n### {area}\n"
        yield f"| page | {' | '.join(map(word, EVERYBODY))} |"
        yield "| --- |" + " --- |" * len(EVERYBODY)
        for case, lines in PAGES.items():
            if _area(case) == area:
                name, _, method = case.partition(" ")
                said = _first_sentence(app.view_functions[name].__doc__)
                page = f"{said}{' *Sending it.*' if method else ''}<br>`{_path(rules[name].rule)}`"
                yield f"| {page} | {' | '.join(_cell(who, lines) for who in EVERYBODY)} |"


def _area(case: str) -> str:
    name = case.partition(".")[0]
    return AREAS.get(name, name.title())


def _path(rule: str) -> str:
    return rule.replace("<uuid:", "<").replace("<any(", "<(").replace("|", "\\|")


def _cell(who: str, lines: Iterable[Line]) -> str:
    """The stages in which they are asked and may, or may not now."""
    said = [(stage, statuses_of(people).get(who)) for stage, people in lines]
    may = [stage for stage, status in said if status == 200]
    not_now = [f"*({stage})*" for stage, status in said if status == 403]
    return " ".join([*may, *not_now]) or "–"


def _rules() -> Iterator[str]:
    area = ""
    for case, row in POLICIES.items():
        name, _, situation = case.partition(": ")
        module, _, function = name.rpartition(".")
        if module != area:
            area = module
            yield f"\n### {_area(module.rpartition('.')[2])}\n"
            yield "| rule | may | not now |\n| --- | --- | --- |"
        policy = getattr(importlib.import_module(f"portal.{module}.policy"), function)
        said = _first_sentence(policy.__doc__) + (f" *{situation}*" if situation else "")
        yield f"| {said} | {_stages_of(row, '+')} | {_stages_of(row, '-')} |"


def _stages_of(row: dict[str, str], letter: str) -> str:
    found = []
    for people, letters in row.items():
        told = letters.ljust(len(STAGES), letters[-1])
        stages = [s for s, each in zip(STAGES, told, strict=True) if each == letter]
        if stages:
            names = ", ".join(map(word, people.split()))
            found.append(f"{names}: {_span(stages)}")
    return "<br>".join(found)


def _span(stages: list[str]) -> str:
    """Stages in a row as from–to; STAGES is their order."""
    first, last = STAGES.index(stages[0]), STAGES.index(stages[-1])
    if len(stages) == len(STAGES):
        return "always"
    if len(stages) > 2 and last - first == len(stages) - 1:
        return f"{stages[0]} to {stages[-1]}"
    if len(stages) > len(STAGES) // 2:
        return f"always but {', '.join(each for each in STAGES if each not in stages)}"
    return ", ".join(stages)


def _first_sentence(text: str | None) -> str:
    return " ".join((text or "").strip().partition("\n\n")[0].split()).replace("|", "\\|")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(document(app_on(Path(folder), "sqlite://")), end="")
