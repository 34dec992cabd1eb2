"""Sentences to choose from for a reason, for those who would rather not write; each says something
of this answer alone and can be changed (R14).

Some fit every question; the others are those that the published words of this question's marks are
made of, so that a question with marks of its own has sentences of its own, and none that bidders
couldn't read (R4).
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from flask_babel import gettext

from portal.core.database import db
from portal.core.language import spoken
from portal.evaluation.marking.operations import CARDS, HELPER, TYPED
from portal.specifications.models import Criterion, Scale

SENTENCE = re.compile(r"\S.*?(?:[.!?]+(?=\s|$)|$)")


def sentences(criterion: Criterion, plain: bool) -> Mapping[str, str]:
    """Each sentence by its name, in plain or standard words: what is there, what is missing, and
    what the marks of this question say."""
    return _sentences(spoken(), plain, criterion.scale.authority_id, criterion.scale_id)


@lru_cache(maxsize=512)
def _sentences(
    _language: str, plain: bool, authority_id: uuid.UUID, scale_id: uuid.UUID
) -> Mapping[str, str]:
    found = _of_scale(authority_id, scale_id)[0 if plain else 1]
    of_marks = {f"mark-{number}": words for number, words in enumerate(found)}
    return (_plain() if plain else _standard()) | of_marks


@lru_cache(maxsize=512)
def _of_scale(authority_id: uuid.UUID, scale_id: uuid.UUID) -> tuple[list[str], list[str]]:
    """The sentences of a scale's plain and of its standard words. They are frozen at publication,
    and each save asks: so they are read once."""
    said = db.session.get_one(Scale, (authority_id, scale_id)).descriptors
    plain = [words for each in said for words in SENTENCE.findall(each.plain_words)]
    standard = [words for each in said for words in SENTENCE.findall(each.words)]
    return list(dict.fromkeys(plain)), list(dict.fromkeys(standard))


def _plain() -> dict[str, str]:
    return {
        "how": gettext("It says how they will do it."),
        "who": gettext("It says who will do it."),
        "when": gettext("It says when it will happen."),
        "example": gettext("It gives a real example."),
        "asked": gettext("It says how they will listen to us."),
        "clear": gettext("It is clear to me."),
        "not-how": gettext("It does not say how they will do it."),
        "not-who": gettext("It does not say who will do it."),
        "no-example": gettext("It gives no example."),
        "not-asked": gettext("It does not say how they will listen to us."),
        "not-answered": gettext("It does not answer what we asked."),
        "not-clear": gettext("It is not clear to me."),
    }


def _standard() -> dict[str, str]:
    return {
        "how": gettext("It says how this will be done."),
        "who": gettext("It says who is responsible."),
        "when": gettext("It says by when."),
        "example": gettext("It gives evidence from real work."),
        "asked": gettext("It says how the people concerned are involved."),
        "clear": gettext("It answers all parts of the question."),
        "not-how": gettext("It doesn’t say how this will be done."),
        "not-who": gettext("It doesn’t say who is responsible."),
        "no-example": gettext("It gives no evidence."),
        "not-asked": gettext("It doesn’t say how the people concerned are involved."),
        "not-answered": gettext("It doesn’t answer the question."),
        "not-clear": gettext("It leaves important parts unclear."),
    }


def sentence_cards(criterion: Criterion, plain: bool, reason: str) -> list[dict[str, Any]]:
    """The sentences as cards in three groups, those that stand in the reason already marked."""
    titles = (
        gettext("What it says"),
        gettext("What is missing"),
        gettext("Words of the marks. Say also where you saw it"),
    )
    groups: list[dict[str, Any]] = [{"title": title, "cards": []} for title in titles]
    for name, words in sentences(criterion, plain).items():
        card: dict[str, str | bool] = {"name": name, "words": words, "is_in": words in reason}
        is_missing = name.startswith(("not-", "no-"))
        groups[2 if name.startswith("mark-") else is_missing]["cards"].append(card)
    return [group for group in groups if group["cards"]]


def with_sentences(reason: str, names: Sequence[str], known: Mapping[str, str]) -> str:
    """A reason with the chosen sentences at its end, each once; nothing that was typed goes."""
    new = [known[name] for name in names if name in known and known[name] not in reason]
    return " ".join(each for each in (reason.rstrip(), *new) if each) if new else reason


def way_of(criterion: Criterion, reason: str, is_helped: bool) -> str:
    """How a reason came about, as it is recorded: through somebody, with sentences, or typed."""
    if is_helped:
        return HELPER
    known = {*sentences(criterion, True).values(), *sentences(criterion, False).values()}
    return CARDS if any(words in reason for words in known) else TYPED
