"""What words that go to a bidder may not say: they can add to the record, never contradict it.

Faults are refused: a mark, total or place that isn't the record's, another bidder, a label, a
person's name, a group's mark (R19). Doubts are warned of; who goes past one is on the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from flask_babel import gettext as _

from portal.core.identity import findings
from portal.evaluation.moderation.wording import compares

_COUNTED = "zero one two three four five six seven eight nine ten"
AS_NUMBER = {word: Decimal(number) for number, word in enumerate(_COUNTED.split())}
_NUMBER = rf"(\d+(?:\.\d+)?|\b(?:nought|{_COUNTED.replace(' ', '|')})\b)"
_IS = r"(?:\s+(?:of|is|was|were|being|as|at|an?|the))*\s*:?\s*"
CLAIMS = (
    re.compile(rf"{_NUMBER}\s+(?:out\s+of)\s+{_NUMBER}", re.IGNORECASE),
    re.compile(rf"{_NUMBER}\s*/\s*{_NUMBER}"),
    re.compile(rf"\b(?:marks?|marked|scores?|scored|points?|total){_IS}{_NUMBER}", re.IGNORECASE),
    re.compile(rf"{_NUMBER}\s+(?:marks?|points?)\b", re.IGNORECASE),
)
PLACES = (
    re.compile(r"\b(?:place|placed|rank|ranked|came|position)\s+(?:\w+\s+){0,2}?(\d+)", re.I),
    re.compile(r"\b(\d+)(?:st|nd|rd|th)\s+(?:place|position|out\s+of)", re.I),
)
GIVEN = re.compile(
    r"\b(?:you|your\s+(?:bid|answer|mark|score)|we)\s+(?:\w+\s+){0,3}?"
    r"(?:got|get|gave|give|have|has|had|received|were\s+given|is|was|scored|marked)\b",
    re.IGNORECASE,
)
LABEL = re.compile(r"\b[Bb]ids?\s+([A-Z]{1,3})\b")
SENTENCE = re.compile(r"[^.!?\n]+(?:\.\d+[^.!?\n]*)*")
FIGURE = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w]*\d)")
LEGAL = re.compile(
    r"\s+(?:ltd|limited|plc|llp|cic|cio|c\.i\.c\.|inc|uk|foundation|trust)\.?$", re.IGNORECASE
)
CHOSEN = re.compile(
    r"\b(?:the\s+)?(?:winning|chosen|successful)\s+(?:bid|bidder|provider|answer|one)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Known:
    """What the record holds of one letter, or of one criterion of it.

    `figures`: marks, points, totals and weights that a sentence may name; `given`: those that are
    this bid's own; `scale`: marks that could be had; `places`: its own and the winner's; `record`:
    every text the letter is made of, where further numbers may come from; `others`: bidders that
    it must not name; `people`: who marked.
    """

    figures: frozenset[Decimal]
    given: frozenset[Decimal]
    scale: frozenset[Decimal]
    places: frozenset[Decimal]
    record: str
    winner: str | None
    others: tuple[str, ...]
    people: tuple[str, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Doubt:
    """What should be read again: which kind, as the record keeps it, and why in a sentence."""

    kind: str
    why: str


def faults_in(text: str, known: Known) -> list[str]:
    """What can't stand in a letter at all, as sentences that say what to mend."""
    return list(
        dict.fromkeys(
            [
                *_foreign_figures(text, known),
                *_other_bidders(text, known),
                *_people(text, known),
                *_groups_marks(text, known),
            ]
        )
    )


def doubts_in(text: str, known: Known) -> list[Doubt]:
    """What should be read again: it may be right, and its kind is recorded when it is kept."""
    found = {
        "number": _numbers_from_nowhere(text, known),
        "comparison": _comparisons(text, known),
        "group": _groups_named(text, known),
        "name": _other_findings(text, known),
    }
    return [Doubt(kind, why) for kind, all_said in found.items() for why in dict.fromkeys(all_said)]


def seal_of(doubts: Iterable[Doubt], text: str) -> str:
    """What tells that these very words were read again with these doubts."""
    told = [each.why for each in doubts]
    return sha256("\0".join([*told, text]).encode()).hexdigest()[:16] if told else ""


def _foreign_figures(text: str, known: Known) -> Iterator[str]:
    for sentence in SENTENCE.findall(text):
        right = _right_in(sentence, known)
        for claimed in _claims(sentence):
            if claimed not in right:
                yield _(
                    "‘%(figure)s’ is said as a mark or points, and the record has no such figure"
                    " here. Take it out, or give the figure of the letter.",
                    figure=_shown(claimed),
                )
    for pattern in PLACES:
        for found in pattern.finditer(text):
            if Decimal(found[1]) not in known.places:
                yield _("The record has no place %(place)s in this letter.", place=found[1])


def _right_in(sentence: str, known: Known) -> frozenset[Decimal]:
    """‘Your mark is 4’ must be the bid's own; ‘a 4 needed dates’ any mark of the scale."""
    of_winner = CHOSEN.search(sentence) or (known.winner and known.winner in sentence)
    if GIVEN.search(sentence) and not of_winner:
        return known.given
    return known.figures | known.scale


def _claims(sentence: str) -> Iterator[Decimal]:
    for pattern in CLAIMS:
        for found in pattern.finditer(sentence):
            yield from (_number(each) for each in found.groups() if each)


def _number(text: str) -> Decimal:
    return AS_NUMBER.get(text.lower()) or Decimal(text if text[0].isdigit() else 0)


def _shown(number: Decimal) -> str:
    return format(number, "f")


def _other_bidders(text: str, known: Known) -> Iterator[str]:
    plain = _plain(text)
    for name in known.others:
        if any(f" {_plain(each)} " in f" {plain} " for each in _names_of(name)):
            yield _(
                "It names %(name)s. A letter tells of its own bidder and the chosen one alone.",
                name=name,
            )
    for found in LABEL.finditer(text):
        yield _(
            "It says ‘%(label)s’. Bidders don’t know the letters that bids had.", label=found[0]
        )


def _names_of(name: str) -> set[str]:
    """A name as it is registered, and without what the law adds to it."""
    short = LEGAL.sub("", name)
    return {name, short} if len(short.split()) > 1 or len(short) > 5 else {name}


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _people(text: str, known: Known) -> Iterator[str]:
    plain = f" {_plain(text)} "
    for name in known.people:
        if len(name.split()) > 1 and f" {_plain(name)} " in plain:
            yield _("It names %(name)s. No letter tells who marked.", name=name)


def _groups_marks(text: str, known: Known) -> Iterator[str]:
    for sentence in SENTENCE.findall(text):
        if _groups_in(sentence, known) and any(True for _claim in _claims(sentence)):
            yield _(
                "It tells a mark beside a group of evaluators. Letters give the mark that"
                " everybody agreed, never a group’s."
            )


def _groups_in(sentence: str, known: Known) -> list[str]:
    plain = f" {_plain(sentence)} "
    return [each for each in known.groups if f" {_plain(each)} " in plain]


def _groups_named(text: str, known: Known) -> Iterator[str]:
    for group in _groups_in(text, known):
        yield _(
            "It speaks of a group of evaluators: ‘%(group)s’. Say what was found, and not who"
            " found it, unless the question is about them.",
            group=group,
        )


def _numbers_from_nowhere(text: str, known: Known) -> Iterator[str]:
    there = {_figure(each) for each in FIGURE.findall(known.record)}
    for each in FIGURE.findall(text):
        number = _figure(each)
        if number not in there and number not in known.figures | known.scale | known.places:
            yield _(
                "The number %(number)s stands neither in this letter nor in the answer.",
                number=each,
            )


def _figure(text: str) -> Decimal:
    return Decimal(text.replace(",", "") or 0)


def _comparisons(text: str, known: Known) -> Iterator[str]:
    """The winner may stand beside the bidder (R21); nobody else may (R14)."""
    said = CHOSEN.sub("the winner", text)
    if known.winner:
        for name in _names_of(known.winner):
            said = re.sub(re.escape(name), "the winner", said, flags=re.IGNORECASE)
    if compares(said, ""):
        yield _(
            "It seems to compare the bid with another than the chosen one. Say what this bid did"
            " against the published scale."
        )


def _other_findings(text: str, known: Known) -> Iterator[str]:
    for each in findings(text, known.people):
        if each.kind in ("name", "somebody", "phone", "email"):
            yield _("It may name somebody: ‘%(text)s’.", text=each.text)
