"""Which words of a panel, of training and of declarations can be handed over (R31)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask_babel import gettext

from portal.bids.queries import bidders_of
from portal.evaluation.choosing.queries import Standing
from portal.evaluation.models import Seat
from portal.evaluation.models_choosing import Candidate
from portal.lifting.queries import Words, left_of
from portal.participation.panels.models import Member, Need, TermsIdea
from portal.participation.training.models import Opinion, UnclearWord
from portal.record.erasure.text import Text
from portal.record.erasure.texts import texts_about_conflicts
from portal.specifications.cowriting.queries import members_by_id
from portal.tenders.models import Tender


def words_declared(tender: Tender, seat: Seat, bidder: uuid.UUID | None = None) -> list[Words]:
    """What an evaluator said about bidders, or about one, in all versions; and why it was decided
    so, where that tells it again."""
    names = {str(each.id): each.name for each in bidders_of(tender)}
    texts = [each for each in texts_about_conflicts(tender) if each.kind == "declaration"]
    mine = [each for each in texts if each.by == seat.person_id]
    if bidder:
        mine = [each for each in mine if each.key == str(bidder)]
    return left_of([_declared(each, names.get(each.key or "", "")) for each in reversed(mine)])


def _declared(text: Text, name: str) -> Words:
    assert text.by
    where = gettext("What was said about %(name)s", name=name)
    return Words(where, text.text.strip(), text.by, "details", (text,))


Line = tuple[Candidate, Words]


def lines_of(standing: Standing) -> list[Line]:
    """What each who stands wrote to their panel."""
    found = []
    for each in standing.standing:
        where = gettext("What %(name)s wrote", name=each.member.person.name)
        found.append((each, Words(where, each.why.strip(), each.member.person_id, "why")))
    return [line for line in found if left_of([line[1]])]


def words_of_need(member: Member, need: Need | None) -> list[Words]:
    """What somebody needs to take part."""
    where = gettext("What is needed to take part")
    return left_of([Words(where, need.words.strip() if need else "", member.person_id)])


Idea = tuple[TermsIdea, Words]


def ideas_to_lift(ideas: Sequence[TermsIdea]) -> list[Idea]:
    """Sentences that were put forward for a panel's rules."""
    writers = members_by_id({each.member_id for each in ideas})
    where = gettext("A sentence for the rules")
    return [(e, Words(where, e.words.strip(), writers[e.member_id].person_id)) for e in ideas]


def words_asked(asked: UnclearWord) -> list[Words]:
    """A word that isn't clear to somebody, who is known to the record alone."""
    return left_of([Words(gettext("A word that isn’t clear"), asked.word.strip(), asked.asked_by)])


Said = tuple[Opinion, Words]


def opinions_to_lift(opinions: Sequence[Opinion]) -> list[Said]:
    """What people wrote about a course and others read by now, in nobody's order (R19)."""
    where = gettext("What somebody wrote about the course")
    told = sorted((e for e in opinions if e.told_words), key=lambda e: e.told_words.casefold())
    found = [(each, Words(where, each.told_words.strip(), each.person_id)) for each in told]
    return [each for each in found if left_of([each[1]])]
