"""The texts that members of panels and evaluators read, from where each of them is written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes

from tests.source import ROOT

MEMBERS_PAGES = (
    "accounts/choose_password.html",
    "accounts/how_this_looks.html",
    "accounts/sign_in.html",
    "agreeing/influence_words.html",
    "agreeing/say.html",
    "agreeing/understand.html",
    "choosing/mine.html",
    "choosing/ours.html",
    "choosing/pieces.html",
    "choosing/vote.html",
    "cowriting/back.html",
    "cowriting/card_choice.html",
    "cowriting/others.html",
    "cowriting/pieces.html",
    "cowriting/question.html",
    "cowriting/read.html",
    "cowriting/safety.html",
    "cowriting/suggest.html",
    "cowriting/together.html",
    "feedback/ask.html",
    "feedback/mine.html",
    "feedback/pieces.html",
    "feedback/told.html",
    "evaluation/agenda.html",
    "evaluation/declaration.html",
    "evaluation/item.html",
    "evaluation/marking.html",
    "evaluation/sheet.html",
    "evaluation/sheets.html",
    "evaluation/sign_off.html",
    "hours/mine.html",
    "interviews/contact.html",
    "interviews/interview.html",
    "interviews/mark.html",
    "interviews/mine.html",
    "insights/insight.html",
    "insights/list.html",
    "overview/evaluator.html",
    "overview/panel.html",
    "panels/answer.html",
    "panels/answered.html",
    "panels/consent.html",
    "panels/details.html",
    "panels/join.html",
    "panels/joining/*.html",
    "panels/leave.html",
    "panels/mine.html",
    "panels/needs.html",
    "panels/old_code.html",
    "panels/rules.html",
    "panels/said_no.html",
    "panels/words.html",
    "safety/_pieces.html",
    "safety/help.html",
    "safety/sent.html",
    "safety/who_to_tell.html",
    "training/*.html",
)
"""By pattern; a page for leads in one of these rooms is named in LEADS_PAGES."""

LEADS_PAGES: frozenset[str] = frozenset()

_jinja = Environment(extensions=["jinja2.ext.i18n"])


def members_templates() -> list[Path]:
    """The templates of members' pages that are there."""
    folder = ROOT / "templates"
    found = {path for pattern in MEMBERS_PAGES for path in folder.glob(pattern)}
    return sorted(path for path in found if str(path.relative_to(folder)) not in LEADS_PAGES)


def texts_in(template: Path) -> list[str]:
    """The texts of a template that are marked for translation; a short word fills each gap."""
    tree = _jinja.parse(template.read_text(encoding="utf-8"))
    return [
        filled(each.value)
        for call in tree.find_all(nodes.Call)
        if getattr(call.node, "name", "") in ("_", "gettext", "ngettext", "pgettext")
        for each in call.args
        if isinstance(each, nodes.Const) and isinstance(each.value, str)
    ]


def filled(text: str) -> str:
    """A text with a short word or figure where its gaps are."""
    return re.sub(r"%\((\w+)\)[sd]", lambda gap: "7" if gap[1] == "num" else "Sam", text)


def plain_parts_of_the_demo() -> Iterator[tuple[str, str]]:
    """The plain twins of the demo's sections, each by the file that it stands in."""
    for path in sorted((ROOT / "portal" / "demo").glob("*/specification/*.md")):
        _, _, plain = path.read_text(encoding="utf-8").partition("<!-- plain words -->")
        if plain.strip():
            yield f"{path.parent.parent.name}/{path.name}", plain


def plain_words_of_the_demo() -> Iterator[tuple[str, str]]:
    """What questions, scales and the rest say in plain words, each kind by the tender."""
    for path in sorted((ROOT / "portal" / "demo").glob("*/tender.toml")):
        tender = tomllib.loads(path.read_text(encoding="utf-8"))
        texts = [text for name, text in _named(tender) if name.startswith("plain_")]
        yield path.parent.name, "\n".join(texts)


def courses() -> Iterator[tuple[str, str]]:
    """What members learn: the introduction and the words that it explains."""
    folder = ROOT / "portal" / "participation" / "training" / "content"
    for name in ("introduction", "words"):
        path = folder / f"{name}.toml"
        if path.exists():
            facts = tomllib.loads(path.read_text(encoding="utf-8"))
            yield name, "\n".join(text for _, text in _named(facts))


def _named(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _named(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from _named(each, name)
