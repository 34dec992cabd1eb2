"""How a tender stood before panels wrote with it: its files, with their changes taken back."""

from __future__ import annotations

import copy
from typing import Any

from portal.demo.story import Section, Story
from portal.specifications.paragraphs.blocks import joined, paired

Acts = list[dict[str, Any]]
Pair = tuple[str, str]


def final_paragraphs(story: Story) -> dict[str, Pair]:
    """Each paragraph of the story's files with its twin, as a page of suggestions names it."""
    return {
        f"{section.title} ({number})": pair
        for section in story.sections
        for number, pair in enumerate(paired(section.body, section.plain_body), 1)
    }


def first_sections(story: Story, acts: Acts) -> list[Section]:
    """The sections as they were written first."""
    changed = {act["part"]: act for act in acts if act["does"] in ("write", "add")}
    paragraphs = final_paragraphs(story)
    found = []
    for section in story.sections:
        own = [name for name in paragraphs if name.rpartition(" (")[0] == section.title]
        pairs = [
            _before(paragraphs[name], changed.get(name, {}))
            for name in own
            if changed.get(name, {}).get("does") != "add"
        ]
        body, plain = (joined(texts) for texts in zip(*pairs, strict=True))
        found.append(Section(section.title, body, plain))
    return found


def _before(pair: Pair, act: dict[str, Any]) -> Pair:
    words, plain = pair
    return _taken_back(words, act.get("words", [])), _taken_back(plain, act.get("plain", []))


def _taken_back(text: str, changes: list[list[str]]) -> str:
    for was, now in changes:
        assert text.count(now) == 1, now
        text = text.replace(now, was)
    return text


def first_method(story: Story, acts: Acts) -> dict[str, Any]:
    """The method as it was written first."""
    method = copy.deepcopy(story.tender)
    for act in acts:
        if act["does"] == "price":
            method["price"] |= act["was"]
        if act["does"] == "criterion":
            _take_back_criterion(method, act)
    return method


def _take_back_criterion(method: dict[str, Any], act: dict[str, Any]) -> None:
    each = next(one for one in method["criteria"] if one["code"] == act["code"])
    if act.get("is_new"):
        method["criteria"].remove(each)
        return
    was = dict(act["was"])
    if was.pop("no_minimum", False):
        each.pop("minimum")
    each |= was
