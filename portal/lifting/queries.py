"""Which words can be handed over from a page, and every text that goes with them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from flask_babel import gettext

from portal.audit.erasable import TAKEN_OUT
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.evaluation.marking.queries import OwnSheet
from portal.evaluation.models import Seat
from portal.evaluation.moderation.queries import Item, given_for, versions_of
from portal.record.erasure.text import Text
from portal.record.erasure.texts import texts_of
from portal.specifications.models import Criterion
from portal.specifications.queries import groups_of
from portal.tenders.models import Tender


@dataclass(frozen=True)
class Words:
    """Words as their reader sees them, who wrote them, and the texts of the record that go."""

    where: str
    words: str
    by: uuid.UUID | None
    column: str = "reason"
    texts: tuple[Text, ...] = ()

    @property
    def key(self) -> str:
        """What tells that these very words were looked at; it changes when they do."""
        rows = [str(text.row_id) for text in self.texts]
        return sha256("\0".join([self.where, self.words, *rows]).encode()).hexdigest()[:16]

    def everything(self) -> list[str]:
        """The words, then what else goes with them: what stood there before."""
        return list(dict.fromkeys([self.words, *(text.text for text in self.texts)]))


def holder_of(own: OwnSheet) -> uuid.UUID:
    """Who the words on a sheet stand under: of two who mark as one, the first (P7)."""
    return db.session.get_one(Seat, (own.sheet.authority_id, own.sheet.seat_id)).person_id


def own_words(actor: Actor, tender: Tender, own: OwnSheet, criterion: Criterion) -> list[Words]:
    """What an evaluator wrote about one answer, the newest first: not saved yet, saved, before."""
    me = holder_of(own)
    texts = texts_about(actor, tender, "mark", own.label, criterion)
    mine = [text for text in texts if text.by == me]
    saved = [
        Words(gettext("What you wrote"), words, me, texts=same)
        for words, same in _newest_first(mine)
    ]
    draft = own.drafts.get(criterion.id)
    typed = draft.reason.strip() if draft else ""
    if typed not in {each.words for each in saved}:
        saved.insert(0, Words(gettext("What you wrote and didn’t save"), typed, me))
    return left_of(saved)


def words_of_item(actor: Actor, tender: Tender, item: Item) -> list[Words]:
    """What the panel team reads about one bid on one criterion: first reasons, then the record."""
    return left_of([*_of_marks(actor, tender, item), *_of_record(actor, tender, item)])


def _of_marks(actor: Actor, tender: Tender, item: Item) -> Iterator[Words]:
    """Each reason that is shown; what its writer had there before goes with it."""
    titles = {group.id: group.title for group in groups_of(tender)}
    reasons = texts_about(actor, tender, "mark", item.bid.label, item.criterion)
    for given in given_for(tender, item):
        by = given.seat.person_id
        where = gettext("A reason for a mark: %(group)s", group=titles[given.seat.group_id])
        theirs = tuple(text for text in reasons if text.by == by)
        yield Words(where, given.mark.reason.strip(), by, texts=theirs)
        if given.first:
            first = gettext("The first reason: %(group)s", group=titles[given.seat.group_id])
            yield Words(first, given.first.reason.strip(), by, texts=theirs)


def _of_record(actor: Actor, tender: Tender, item: Item) -> Iterator[Words]:
    """Each part of the record, the newest version first; where versions say the same, once."""
    names = {
        "reason": gettext("Why this mark"),
        "next_mark": gettext("What a higher mark needed"),
        "points_for": gettext("Points for"),
        "points_against": gettext("Points against"),
        "reconciled": gettext("How different views were brought together"),
    }
    writers = {each.id: each.recorded_by for each in versions_of(tender, item)}
    written = texts_about(actor, tender, "moderation", item.bid.label, item.criterion)
    for column, name in names.items():
        for words, texts in _newest_first([each for each in written if each.column == column]):
            yield Words(name, words, writers[texts[0].row_id], column, texts)


def texts_about(
    actor: Actor, tender: Tender, kind: str, label: str, criterion: Criterion
) -> list[Text]:
    """The texts of one kind about one bid on one criterion."""
    about = {"label": label, "criterion": criterion.code}
    texts = texts_of(actor, tender)
    return [each for each in texts if each.kind == kind and about.items() <= each.facts.items()]


def _newest_first(texts: Sequence[Text]) -> Iterator[tuple[str, tuple[Text, ...]]]:
    """The different words in these texts, each with all that say them."""
    found: dict[str, list[Text]] = {}
    for text in reversed(texts):
        found.setdefault(text.text.strip(), []).append(text)
    yield from ((words, tuple(same)) for words, same in found.items())


def left_of(found: Iterable[Words]) -> list[Words]:
    """Those that have words left."""
    return [each for each in found if each.words and each.words != TAKEN_OUT]
