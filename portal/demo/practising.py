"""The lead writes an invented bid, and the story's evaluators try it before they mark."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from portal.demo.judging import seat_of_key
from portal.demo.panel import Panel
from portal.evaluation.practice import operations as act
from portal.evaluation.practice.operations import PracticeFacts
from portal.specifications.queries import criteria_of


def write(panel: Panel) -> None:
    """Two invented answers, an hour after the evaluators have their seats."""
    with panel.at(panel.day_0 + timedelta(hours=2)) as tender:
        criteria = {each.code: each for each in criteria_of(tender)}
        for said in panel.story.practice["answers"]:
            facts = PracticeFacts(
                said["answer"].strip(), Decimal(said["mark"]), said["because"].strip()
            )
            act.write_practice(panel.lead, tender, criteria[said["criterion"]], facts)


def practise(panel: Panel) -> None:
    """All of them promise; most are ready, and try both answers; one leaves that out."""
    codes = [said["criterion"] for said in panel.story.practice["answers"]]
    with panel.at(panel.on("opening", days=2, hours=3)) as tender:
        criteria = {each.code: each for each in criteria_of(tender)}
        for key in panel.people:
            act.promise(panel.actor(key), tender, seat_of_key(panel, key))
        for key, marks in panel.story.practice["tries"].items():
            seat = seat_of_key(panel, key)
            for code, mark in zip(codes, marks, strict=True):
                act.practise(seat, criteria[code], None if mark == "pass" else Decimal(mark))
                act.say_ready(seat, criteria[code])
