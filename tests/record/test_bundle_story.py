"""The whole story of a tender as a bundle, stage by stage, and after people were erased."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.audit import operations as keys
from portal.core import clock
from portal.core.database import db
from portal.outcomes import operations as act
from portal.record.erasure.operations import erase
from portal.record.erasure.redaction import redact
from portal.record.erasure.texts import texts_of
from tests import make
from tests.bundles import bundle_of, change_lines, checked, lines_in, unpacked, words_in
from tests.stages import Stages
from tests.story import MARKER, MOMENTS, PRICES, SECRET_REASON, STAGES, Story

pytestmark = pytest.mark.journey

GONE = {"mark": "[a name]", "moderation": "[a place]", "decision": "[taken out]"}


def told_apart(story: Story) -> list[str]:
    """Names, accounts and ids of everybody who marked or has a role."""
    people = [human for name, human in story.people.items() if human not in story.bidders]
    return [each for human in people for each in (human.account, str(human.actor.person_id))]


def test_it_verifies_in_every_stage_and_shows_nothing_before_its_time(
    stages: Stages, tmp_path: Path
) -> None:
    for stage in STAGES:
        with stages.at(stage) as story:
            bundle = bundle_of(story, tmp_path / f"{stage}.zip")
            verdict = checked(bundle)
            assert verdict.holds, (stage, verdict.text)
            said, place = words_in(bundle), STAGES.index(stage)
            assert not [each for each in told_apart(story) if each in said], stage
            if place < STAGES.index("opened"):
                assert '"bid:' not in said
            if place < STAGES.index("deciding"):
                assert SECRET_REASON not in said
                assert not [price for price in PRICES if price in said]
            if place < STAGES.index("revealed"):
                ids = [str(human.actor.provider_id) for human in story.bidders]
                assert not [each for each in (MARKER, *ids) if each in said.lower()], stage


def test_each_bidder_gets_its_own_form_and_nothing_of_the_others(
    stages: Stages, tmp_path: Path
) -> None:
    with stages.at("released") as story:
        secrets = {
            name: [f"office.{name}@", f"{MARKER}-{name}", str(story.people[name].actor.provider_id)]
            for name in ("winner", "second", "failed", "late")
        }
        for place, name in enumerate(("winner", "second", "failed")):
            bundle = bundle_of(story, tmp_path / f"{name}.zip", place)
            verdict = checked(bundle)
            assert verdict.holds, verdict.text
            said = words_in(bundle)
            others = [each for who, all_his in secrets.items() if who != name for each in all_his]
            assert not [each for each in others if each in said.lower()], name
            assert secrets[name][0] in said.lower()
            assert not [each for each in told_apart(story) if each in said]
            assert SECRET_REASON not in said
            assert len([price for price in PRICES if price in said]) == 1


def erased(story: Story) -> None:
    """Two evaluators are erased, and three texts that told of somebody are redacted."""
    lead = story.house.lead.actor
    for kind in ("mark", "moderation", "decision"):
        with make.looking(story.house.id):
            text = next(each for each in texts_of(lead, story.tender()) if each.kind == kind)
        with story.writing() as tender:
            redact(lead, tender, text, GONE[kind])
    for name in ("young", "kept-from"):
        person_id = story.people[name].actor.person_id
        assert person_id
        db.session.remove()
        erase(story.people["participation"].actor, person_id, "asked")


def test_it_still_verifies_after_erasure_and_says_what_was_erased_when(
    stages: Stages, tmp_path: Path
) -> None:
    with stages.at("released") as story:
        before = bundle_of(story, tmp_path / "before.zip")
        erased(story)
        bundle = bundle_of(story, tmp_path / "after.zip")
        verdict = checked(bundle)
        assert verdict.holds, verdict.text
        assert "3 facts erased on 2026-11-23: the seals stay." in verdict.text
        assert "The ranking, recomputed from the marks, is" in verdict.text
        said = words_in(bundle)
        assert all(each in said for each in GONE.values())
        assert '"evaluator":"unknown"' not in said
        assert checked(before).holds
        checkpoint = max((unpacked(before, tmp_path / "files") / "checkpoints").iterdir())
        assert checked(bundle, "--checkpoint", str(checkpoint)).holds
        for place in range(3):
            assert checked(bundle_of(story, tmp_path / "own.zip", place)).holds


def test_erasure_is_no_way_to_change_a_mark(stages: Stages, tmp_path: Path) -> None:
    """Who calls a fact erased must have said so in the log; a redacted record keeps its marks."""
    with stages.at("released") as story:
        erased(story)
        files = unpacked(bundle_of(story, tmp_path / "after.zip"), tmp_path / "files")
    events = {event["number"]: event for event in lines_in(files, "events.jsonl")}
    gone = next(
        each
        for each in lines_in(files, "openings.jsonl")
        if "erased" in each and events[each["event"]]["name"] == "moderation:recorded"
    )
    facts = events[gone["event"]]["facts"]

    def other_marks(rows: list[dict[str, object]]) -> None:
        for row in rows:
            if {name: row[name] for name in facts} == facts:
                row["agreed"] = dict.fromkeys(row["agreed"], "0")  # type: ignore[call-overload]

    change_lines(files, "agreed.jsonl", other_marks)
    assert checked(files).finds("The agreed marks of event", "aren’t those recorded then")


def test_it_verifies_over_two_keys_and_not_with_one_that_nobody_endorsed(
    stages: Stages, tmp_path: Path
) -> None:
    with stages.at("released") as story:
        old = unpacked(bundle_of(story, tmp_path / "a.zip"), tmp_path / "a")
        key = (old / "keys.json").read_text().split('"')[3]
        for _time in range(2):  # the one between never signs this log
            keys.rotate_key()
        with clock.at(MOMENTS["released"]), story.writing() as tender:
            day = MOMENTS["released"].date()
            act.record_award_notice(story.house.lead.actor, tender, day, has_standstill=True)
        bundle = bundle_of(story, tmp_path / "b.zip")
        verdict = checked(bundle, "--key", key)
        assert verdict.holds, verdict.text
        files = unpacked(bundle, tmp_path / "b")
        rows = (files / "keys.json").read_text()
        assert rows.count('"key"') == 3
        (files / "keys.json").write_text(rows.replace('"endorsement": "', '"other": "'))
        assert checked(files).finds("isn’t signed by any key before it")
