"""Rounds of writing in the demo: what members suggest, who agrees, and what is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from portal.demo.together import Together, place_named
from portal.specifications.cowriting import operations as write
from portal.specifications.cowriting.facts import AnswerFacts, RoundFacts, SuggestionFacts
from portal.specifications.cowriting.models import Suggestion
from portal.specifications.cowriting.operations_rounds import open_round
from portal.specifications.cowriting.part import Part
from portal.specifications.cowriting.places import Place
from portal.specifications.cowriting.queries import part_of, suggestions_of
from portal.tenders.models import Tender

Act = dict[str, Any]
Doing = Callable[[Together, Tender, Act], None]


def _open(together: Together, tender: Tender, act: Act) -> None:
    panel = together.panels.panel(act["panel"])
    purpose, can, cannot = (act[key].strip() for key in ("purpose", "can_change", "cannot_change"))
    asked = (act["minutes"], act["known"])
    facts = RoundFacts(panel.id, purpose, can, cannot, together.day(act["closes"]), *asked)
    open_round(together.staff(act), tender, panel, facts)


def _suggest(together: Together, tender: Tender, act: Act) -> None:
    place = place_named(tender, act["about"]) if "about" in act else None
    plain = act.get("plain", True)
    facts = SuggestionFacts(
        words=_words(act, place, plain=plain),
        reason=act.get("reason", ""),
        card=act.get("card"),
        shows_name=act.get("shows_name", False),
        through_helper=act.get("through_helper", False),
    )
    part, actor = _part(together, tender, act), together.panels.actors[act["who"]]
    write.suggest(actor, tender, part, act["kind"], place, facts, plain=plain)


def _words(act: Act, place: Place | None, *, plain: bool) -> str:
    """What is typed; the box for other words begins with those that stand there."""
    if act["kind"] != "words":
        return str(act.get("words", ""))
    assert place
    text = place.said("words", plain=plain)
    for was, wished in act.get("words", []):
        assert was in text, was
        text = text.replace(was, wished)
    return text


def _agree(together: Together, tender: Tender, act: Act) -> None:
    part, actor = _part(together, tender, act), together.panels.actors[act["who"]]
    [suggestion] = _numbered(tender, [act["number"]])
    write.back(actor, tender, part, suggestion, act.get("words", ""))


def _answer(together: Together, tender: Tender, act: Act) -> None:
    place = place_named(tender, act["part"]) if act["part"] else None
    key = place.key if place else ""
    facts = AnswerFacts(act["theme"], act["outcome"], act["reason"].strip(), key)
    write.answer(together.staff(act), tender, _numbered(tender, act["numbers"]), place, facts)


def _question(together: Together, tender: Tender, act: Act) -> None:
    [suggestion] = _numbered(tender, [act["number"]])
    write.question(together.panels.actors[act["who"]], tender, suggestion, act["words"])


def _part(together: Together, tender: Tender, act: Act) -> Part:
    part = part_of(together.panels.actors[act["who"]], tender)
    assert part
    assert part.ready, f"{act['who']} may not write yet"
    return part


def _numbered(tender: Tender, numbers: list[int]) -> list[Suggestion]:
    return [each for each in suggestions_of(tender) if each.number in numbers]


ACTS: dict[str, Doing] = {
    "open": _open,
    "suggest": _suggest,
    "agree": _agree,
    "answer": _answer,
    "question": _question,
}
