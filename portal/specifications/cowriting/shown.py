"""A suggestion as somebody may see it: what, by whom as far as they may know, what became of it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from portal.audit.erasable import TAKEN_OUT
from portal.core.authorisation import Actor
from portal.core.differences import Piece, differences
from portal.core.formats import day as in_words
from portal.core.formats import late_words
from portal.core.words import say
from portal.participation.panels.models import Member
from portal.specifications.cowriting.cards import CARDS
from portal.specifications.cowriting.models import Backing, Suggestion
from portal.specifications.cowriting.part import Part
from portal.specifications.cowriting.places import RULES
from portal.specifications.cowriting.policy import may_back, may_count_backings, may_question
from portal.specifications.cowriting.queries import AnswersOwed
from portal.tenders.models import Tender

KINDS = {
    "words": say("Other words"),
    "paragraph": say("Something new in the text"),
    "question": say("A question for bidders"),
    "criterion": say("Something new to judge by"),
    "weight": say("How much it counts"),
    "minimum": say("The least mark"),
}
SOMEBODY = {
    "young": say("A young person of the panel"),
    "parent": say("A parent or carer of the panel"),
}
STATES = {
    "waiting": (say("Waits for an answer"), "yellow"),
    "questioned": (say("Questioned: answer it again"), "orange"),
    "answered": (say("Answered"), "green"),
}
OUTCOMES = {
    "taken_up": say("Taken up"),
    "adapted": say("Adapted"),
    "not_taken_up": say("Not taken up"),
}


@dataclass(frozen=True)
class Shown:
    """What a page says of one suggestion; `agrees` is a sentence, empty where nobody does.

    `is_out`: its words were taken out of the record. `may_point`: they may point to one person.
    """

    row: Suggestion
    kind: str
    who: str
    agrees: str
    added: list[Backing]
    changes: list[Piece]
    card: str
    went: str
    state: str = ""
    colour: str = ""
    outcome: str = ""
    can_back: bool = False
    can_question: bool = False
    is_out: bool = False
    may_point: bool = False
    is_mine: bool = False


def for_staff(
    actor: Actor,
    tender: Tender,
    suggestions: Sequence[Suggestion],
    names: Mapping[uuid.UUID, Member],
    pointing: Collection[uuid.UUID] = (),
) -> list[Shown]:
    """As the buying side sees them; `names` is empty for who may not know them (R19), and so is
    `pointing`: the suggestions that may point to one person."""
    counts, least = bool(may_count_backings(actor, tender)), tender.least_shown
    few = gettext("Fewer than %(least)s others agree.", least=least)
    found = []
    for each in suggestions:
        who = _name(each, names) or gettext(SOMEBODY[each.round.panel.kind])
        number = len(each.backings)
        is_told = counts or number == 0 or number >= least
        agrees = _agree(number) if is_told else few
        found.append(_shown(each, who, agrees, may_point=each.id in pointing))
    return found


def for_member(
    actor: Actor,
    tender: Tender,
    part: Part,
    suggestions: Sequence[Suggestion],
    names: Mapping[uuid.UUID, Member],
) -> list[Shown]:
    """As the member's own panel sees them: a name where its owner shows it."""
    found = []
    for each in suggestions:
        is_mine = each.member_id == part.member.id
        shows = each.shows_name and _name(each, names)
        who = shows or gettext("Somebody of your panel")
        found.append(
            _shown(
                each,
                gettext("You") if is_mine else who,
                _agree(len(each.backings)),
                is_mine=is_mine,
                can_back=bool(may_back(actor, tender, part, each)),
                can_question=bool(may_question(actor, tender, part, each)),
                outcome=_told(each),
            )
        )
    return found


def _name(each: Suggestion, names: Mapping[uuid.UUID, Member]) -> str:
    """What somebody is called, for who may know it; nothing where they were erased (R26)."""
    known = names.get(each.member_id)
    return known.person.name if known and known.person.erased_at is None else ""


def _shown(
    each: Suggestion,
    who: str,
    agrees: str,
    *,
    outcome: str | None = None,
    is_mine: bool = False,
    **can: bool,
) -> Shown:
    words, colour = STATES[each.state]
    is_out = each.words == TAKEN_OUT
    is_rewritten = each.kind == "words" and each.words.split() != each.was.split()
    plain = gettext(OUTCOMES[each.answer.outcome]) if each.answer else ""
    return Shown(
        row=each,
        kind=gettext(KINDS[each.kind]),
        who=who,
        agrees=agrees,
        added=[backing for backing in each.backings if backing.words],
        changes=differences(each.was, each.words) if is_rewritten and not is_out else [],
        card=gettext(CARDS[each.card]) if each.card else "",
        went=_went(each),
        state=gettext(words),
        colour=colour,
        outcome=plain if outcome is None else outcome,
        **can,
        is_mine=is_mine,
        is_out=is_out,
    )


def answered_by_words(owed: AnswersOwed | None) -> str:
    """By when members have their answers, or how late that is; empty where nothing waits (P20)."""
    if owed is None:
        return ""
    if owed.days_late:
        return gettext(
            "We said that we would answer you by %(day)s. %(late)s.",
            day=in_words(owed.day),
            late=late_words(owed.days_late),
        )
    return gettext("You have your answers by %(day)s.", day=in_words(owed.day))


def _went(each: Suggestion) -> str:
    """What the part was called that it went to; empty where there is none."""
    if each.answer is None or each.answer.part is None:
        return ""
    return each.answer.part_title or gettext(RULES)


def _agree(number: int) -> str:
    if number == 0:
        return ""
    return ngettext("%(num)d other person agrees.", "%(num)d others agree.", number)


def _told(each: Suggestion) -> str:
    """What became of it, in the words that a person who wrote it reads."""
    if each.answer is None:
        return ""
    return {
        "taken_up": gettext("Yes. We did it."),
        "adapted": gettext("We did part of it, or did it another way."),
        "not_taken_up": gettext("We couldn’t do it."),
    }[each.answer.outcome]
