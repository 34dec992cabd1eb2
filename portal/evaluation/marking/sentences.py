"""Sentences to choose from for a reason, for those who would rather not write; each says something
of this answer alone and can be changed (R14)."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext

from portal.evaluation.marking.operations import CARDS, HELPER, TYPED


def sentences(plain: bool) -> dict[str, str]:
    """Each sentence by its name, in plain or standard words: what is there, what is missing."""
    return _plain() if plain else _standard()


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


def sentence_cards(plain: bool, reason: str) -> list[list[dict[str, str | bool]]]:
    """The sentences as cards in two groups, those that stand in the reason already marked."""
    cards: list[list[dict[str, str | bool]]] = [[], []]
    for name, words in sentences(plain).items():
        card: dict[str, str | bool] = {"name": name, "words": words, "is_in": words in reason}
        cards[name.startswith(("not-", "no-"))].append(card)
    return cards


def with_sentences(reason: str, names: Sequence[str], plain: bool) -> str:
    """A reason with the chosen sentences at its end, each once; nothing that was typed goes."""
    known = sentences(plain)
    new = [known[name] for name in names if name in known and known[name] not in reason]
    return " ".join(each for each in (reason.rstrip(), *new) if each) if new else reason


def way_of(reason: str, is_helped: bool) -> str:
    """How a reason came about, as it is recorded: through somebody, with sentences, or typed."""
    if is_helped:
        return HELPER
    known = {*_plain().values(), *_standard().values()}
    return CARDS if any(words in reason for words in known) else TYPED
