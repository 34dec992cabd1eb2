"""What the pages of marking show, as texts and states; templates compute nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from flask_babel import gettext, ngettext

from portal.bids.queries import BlindBid
from portal.core.formats import exact
from portal.evaluation.marking.beside import OtherBid
from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.models import Mark
from portal.specifications.hours.work import reading_minutes
from portal.specifications.models import Criterion
from portal.specifications.scales import marks_on


class Reader(NamedTuple):
    """Who reads: in plain words or not, and the kind of group whose pace is theirs."""

    plain: bool
    kind: str


def title_of(criterion: Criterion, plain: bool) -> str:
    """A criterion's title in the words that the person likes (R28)."""
    return criterion.plain_title if plain else criterion.title


def card_values(criterion: Criterion) -> list[str]:
    """The marks of a criterion's scale, as they are sent and shown."""
    scale = criterion.scale
    return [exact(mark) for mark in marks_on(scale.lowest, scale.highest, scale.step)]


def cards_of(criterion: Criterion, plain: bool) -> list[dict[str, str]]:
    """The marks of the scale with what each means, in standard or plain words (R14)."""
    said = {exact(each.mark): each for each in criterion.scale.descriptors}
    cards = []
    for value in card_values(criterion):
        words = said.get(value)
        name = (words.plain_name if plain else words.name) if words else ""
        says = (words.plain_words if plain else words.words) if words else ""
        cards.append({"value": value, "number": value, "name": name, "says": says})
    return cards


def question_page(
    own: OwnSheet, criterion: Criterion, bid: BlindBid, reader: Reader, bids: Sequence[OtherBid]
) -> dict[str, Any]:
    """One question of one blind bid: what was asked and said, and where the person is (R10).

    `bids`: all of one's own where one goes question by question, in that question's order; else
    none.
    """
    plain = reader.plain
    words = bid.words.get(criterion.code, 0)
    in_files = sum(each.words for each in bid.files.get(criterion.code, ()))
    minutes, mark = reading_minutes(words + in_files, reader.kind), own.marks.get(criterion.id)
    return {
        "title": title_of(criterion, plain),
        "bid": gettext("Bid %(label)s", label=own.label),
        "steps": _steps(own, criterion, bids),
        "where": _where(own, criterion, bids, minutes),
        "question": criterion.plain_question if plain else criterion.question,
        "otherwise": _otherwise(criterion, plain),
        "length": ngettext("%(num)d word", "%(num)d words", words),
        "cards": cards_of(criterion, plain),
        "starters": starters(plain),
        "is_unsure": criterion.id in own.unsure,
        "passed": mark is not None and mark.is_pass,
        "saved": _saved(own, criterion),
    }


def own_marks(
    bids: Sequence[OtherBid], here: str, criterion: Criterion, plain: bool
) -> list[dict[str, str]]:
    """One's own marks so far on a question of other bids; their reasons stay there (R14)."""
    cards = cards_of(criterion, plain)
    marked = [each for each in bids if each.is_marked and each.label != here]
    return [{"label": each.label, "mark": number_words(each.mark, cards)} for each in marked]


def _otherwise(criterion: Criterion, plain: bool) -> dict[str, str] | None:
    """The same question in the other words, where they differ (R28)."""
    other = criterion.question if plain else criterion.plain_question
    if not other or criterion.question == criterion.plain_question:
        return None
    name = gettext("The same in standard words") if plain else gettext("The same in plain words")
    return {"name": name, "question": other}


def starters(plain: bool) -> list[str]:
    """Ways to begin a reason that speak of this answer alone (R14)."""
    if plain:
        return [
            gettext("I liked that"),
            gettext("I was not sure about"),
            gettext("They could have"),
        ]
    return [gettext("A strength is"), gettext("It isn’t clear"), gettext("What is missing is")]


def _steps(own: OwnSheet, here: Criterion, bids: Sequence[OtherBid]) -> list[dict[str, str]]:
    """The questions of this bid, or the bids for this question: done, now, next."""
    if bids:
        return [{"state": _state(each.label == own.label, each.is_marked)} for each in bids]
    return [{"state": _state(each.id == here.id, each.id in own.marks)} for each in own.criteria]


def _state(is_here: bool, is_done: bool) -> str:
    if is_here:
        return "now"
    return "done" if is_done else "next"


def _where(own: OwnSheet, here: Criterion, bids: Sequence[OtherBid], minutes: int) -> str:
    minutes, place = max(1, minutes), [each.id for each in own.criteria].index(here.id) + 1
    facts = {"label": own.label, "n": place, "all": len(own.criteria)}
    where = gettext("Bid %(label)s · question %(n)s of %(all)s", **facts)
    if bids:
        facts |= {"bid": [each.label for each in bids].index(own.label) + 1, "bids": len(bids)}
        where = gettext("Question %(n)s of %(all)s · Bid %(label)s, %(bid)s of %(bids)s", **facts)
    reading = ngettext("about %(num)d minute to read", "about %(num)d minutes to read", minutes)
    return f"{where} · {reading}"


def _saved(own: OwnSheet, criterion: Criterion) -> str | None:
    if criterion.id in own.unsure:
        return gettext("You said ‘not sure yet’. What you wrote is kept. It isn’t your mark yet.")
    if criterion.id in own.drafts:
        return gettext("Kept as a draft. It isn’t your mark yet.")
    return gettext("Saved.") if criterion.id in own.marks else None


def sheet_lines(sheets: Sequence[OwnSheet]) -> list[dict[str, Any]]:
    """A line for each bid in the evaluator's own order: how far it is, and where to go on."""
    return [
        {"label": own.label, "next": own.left[0].code if own.left else None, **_status(own)}
        for own in sheets
    ]


def _status(own: OwnSheet) -> dict[str, Any]:
    done, everything = len(own.criteria) - len(own.left), len(own.criteria)
    if own.is_kept_out:
        return {"status": gettext("You no longer mark it"), "colour": "grey", "is_open": False}
    if own.is_voided:
        return {"status": gettext("Doesn’t count"), "colour": "grey", "is_open": False}
    if own.is_sent:
        return {"status": gettext("Sent"), "colour": "green", "is_open": False}
    if not own.left:
        return {"status": gettext("Ready to send"), "colour": "yellow", "is_open": True}
    if not own.marks and not own.drafts:
        return {"status": gettext("Not started"), "colour": None, "is_open": True}
    words = gettext("%(done)s of %(all)s done", done=done, all=everything)
    return {"status": words, "colour": "yellow", "is_open": True}


def mark_lines(own: OwnSheet, plain: bool) -> list[dict[str, Any]]:
    """Each criterion of a sheet with the mark and reason that stand, or what is missing."""
    return [_line(own, criterion, plain) for criterion in own.criteria]


def _line(own: OwnSheet, criterion: Criterion, plain: bool) -> dict[str, Any]:
    mark = own.marks.get(criterion.id)
    return {
        "code": criterion.code,
        "title": title_of(criterion, plain),
        "mark": mark_words(mark, cards_of(criterion, plain)) if mark else None,
        "reason": mark.reason if mark else "",
        "has_draft": criterion.id in own.drafts,
        "is_unsure": criterion.id in own.unsure,
    }


def mark_words(mark: Mark, cards: Sequence[Mapping[str, str]]) -> str:
    """'3 – Good enough', or that the person passed (P7)."""
    return number_words(mark.mark, cards)


def number_words(mark: Decimal | None, cards: Sequence[Mapping[str, str]]) -> str:
    """The same of the number alone; none is a pass."""
    if mark is None:
        return gettext("Pass")
    value = exact(mark)
    name = next((card["name"] for card in cards if card["value"] == value), "")
    return f"{value} – {name}" if name else value
