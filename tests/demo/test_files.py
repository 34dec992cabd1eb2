"""What the demo's files tell fits together, before anything is loaded."""

from __future__ import annotations

import pytest

from portal.core.identity import findings
from portal.demo.before import final_paragraphs, first_method, first_sections
from portal.demo.opening import PHRASES
from portal.demo.sign_ins import accounts
from portal.demo.story import YOUNG_CARERS, YOUTH_CAFE, Story, told_of
from portal.participation.insights.models import PERMISSIONS, SOURCES
from portal.participation.panels.models import ROUTES
from portal.participation.panels.phrases import words
from portal.specifications.cowriting.models import OUTCOMES, SUGGESTION_KINDS
from portal.specifications.paragraphs.blocks import blocks
from tests.source import ROOT

TOGETHER = pytest.mark.parametrize("story", [YOUNG_CARERS, YOUTH_CAFE])


@TOGETHER
def test_each_paragraph_stands_beside_its_twin_in_plain_words(story: Story) -> None:
    for section in story.sections:
        assert len(blocks(section.body)) == len(blocks(section.plain_body)), section.title


@TOGETHER
def test_what_panels_changed_was_different_before(story: Story) -> None:
    acts = story.together["acts"]
    changed = {act["part"] for act in acts if act["does"] in ("write", "add")}
    assert changed
    assert changed <= final_paragraphs(story).keys()
    first = {section.title: section for section in first_sections(story, acts)}
    for section in story.sections:
        is_same = first[section.title] == section
        assert is_same is not any(part.startswith(section.title) for part in changed)


@TOGETHER
def test_before_and_after_the_weights_are_a_hundred(story: Story) -> None:
    for method in (story.tender, first_method(story, story.together["acts"])):
        weights = [int(each["weight"]) for each in method["criteria"]]
        assert sum(weights) + int(method["price"]["weight"]) == 100


def test_the_history_has_suggestions_and_answers_of_every_kind() -> None:
    acts = YOUNG_CARERS.together["acts"]
    suggested = [act for act in acts if act["does"] == "suggest"]
    answers = [act for act in acts if act["does"] == "answer"]
    assert len(suggested) == 12
    assert {act["kind"] for act in suggested} == set(SUGGESTION_KINDS)
    assert any(act.get("card") for act in suggested)
    assert any(act.get("words") and "card" not in act for act in suggested)
    assert {act["outcome"] for act in answers} == set(OUTCOMES)
    assert any(len(act["numbers"]) > 1 for act in answers)
    assert len([act for act in acts if act["does"] == "question"]) == 1


def test_eight_insights_come_from_every_source_and_with_each_permission() -> None:
    insights = told_of("insights.toml")["insights"]
    assert sorted(each["source"] for each in insights) == sorted(SOURCES)
    assert {each["permission"] for each in insights} == set(PERMISSIONS)
    assert len({each["days"] for each in insights}) == 8


def test_nine_young_people_and_four_parents_join_by_every_route() -> None:
    panels = told_of("panels.toml")
    young, parents = panels["young"]["members"], panels["parent"]["members"]
    assert (len(young), len(parents)) == (9, 4)
    routes = {each["adult"]["route"].replace("code", "parent") for each in young if "adult" in each}
    assert routes | {"own"} == set(ROUTES)


def test_three_words_are_of_the_words_that_the_portal_draws() -> None:
    for each in [
        *told_of("panels.toml")["young"]["members"],
        *told_of("panels.toml")["parent"]["members"],
    ]:
        if "words" in each:
            assert set(each["words"].split()) <= set(words())
            assert "email" not in each


def test_nobodys_account_is_there_twice() -> None:
    names = [each["email"] for each in accounts()]
    assert len(names) == len(set(names))


@TOGETHER
def test_no_suggestion_names_anybody_of_a_panel(story: Story) -> None:
    panels = told_of("panels.toml")
    names = [each["name"] for kind in ("young", "parent") for each in panels[kind]["members"]]
    for act in story.together["acts"]:
        for text in (act.get("reason", ""), str(act.get("words", ""))):
            assert not findings(text, names), text


def test_whoever_tries_the_demo_reads_the_phrases_that_open_bids() -> None:
    for file in ("bin/demo", "docs/demo.md"):
        told = " ".join((ROOT / file).read_text(encoding="utf-8").split())
        assert all(phrase in told for phrase in PHRASES.values()), file
