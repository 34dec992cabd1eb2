"""Who is named in words that were moderated: another bidder, its people, or who marked (R18, R21).

A text is cut into words once and held against the first word of each name, so that a name costs
nothing in the texts where it can't be.
"""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import and_, func, select

from portal.accounts.models import PROVIDER, Person, Provider, Role
from portal.bids.desk.models import DeskDealt, DeskFinding
from portal.bids.names import found_in, names_of_people, telling_words
from portal.bids.queries import published_words
from portal.core.database import db
from portal.outcomes.queries_letters import people_unnamed
from portal.outcomes.typed_checks import LABEL
from portal.tenders.models import Tender

TOKEN = re.compile(r"\w+")


@dataclass(frozen=True)
class Names:
    """Every name that tells of a bidder, and of those who marked, by its first word.

    A name of nobody's bid is that of somebody who marked.
    """

    owners: Mapping[str, frozenset[uuid.UUID]] = field(default_factory=dict)
    begins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def foreign_in(self, text: str, concerned: Iterable[uuid.UUID]) -> list[str]:
        """The names in a text of none of the bids concerned, and the letters that bids had."""
        known = set(concerned)
        tokens = {token.casefold() for token in TOKEN.findall(text)}
        wanted = {name for token in tokens for name in self.begins.get(token, ())}
        strange = [name for name in wanted if not self.owners[name] & known]
        found = found_in(text, sorted(strange, key=lambda each: (-len(each), each)))
        return [*found, *dict.fromkeys(match[0] for match in LABEL.finditer(text))]


def names_of(tender: Tender, bidders: Mapping[uuid.UUID, Provider]) -> Names:
    """The names of a tender's bidders, of their people, what the desk took out, and who marked."""
    owners: dict[str, set[uuid.UUID]] = defaultdict(set)
    for bid_id, name in _of_bidders(tender, bidders):
        owners[name].add(bid_id)
    for name in people_unnamed(tender):
        if len(name.split()) > 1:
            owners.setdefault(name, set())
    begins: dict[str, list[str]] = defaultdict(list)
    for name in owners:
        if tokens := TOKEN.findall(name):
            begins[tokens[0].casefold()].append(name)
    return Names(
        {name: frozenset(ids) for name, ids in owners.items()},
        {token: tuple(names) for token, names in begins.items()},
    )


def _of_bidders(
    tender: Tender, bidders: Mapping[uuid.UUID, Provider]
) -> Iterator[tuple[uuid.UUID, str]]:
    published, people = published_words(tender), _people_of(bidders.values())
    for bid_id, provider in bidders.items():
        for name in telling_words(provider, published):
            yield bid_id, name
        for name in names_of_people(people[provider.id], published):
            yield bid_id, name
    yield from _taken_out(tender)


def _people_of(providers: Iterable[Provider]) -> Mapping[uuid.UUID, list[Person]]:
    rows = db.session.execute(
        select(Role.provider_id, Person)
        .join(Person, Role.person_id == Person.id)
        .where(Role.provider_id.in_([each.id for each in providers]), Role.name == PROVIDER)
    )
    found: dict[uuid.UUID, list[Person]] = defaultdict(list)
    for provider_id, person in rows:
        if provider_id is not None:
            found[provider_id].append(person)
    return found


def _taken_out(tender: Tender) -> Iterator[tuple[uuid.UUID, str]]:
    """What the blindness desk took out of a bid since it tells whose it is, such as a service."""
    last = (
        select(DeskDealt.finding_id, func.max(DeskDealt.version).label("version"))
        .where(DeskDealt.tender_id == tender.id)
        .group_by(DeskDealt.finding_id)
        .subquery()
    )
    rows = db.session.execute(
        select(DeskFinding.bid_id, DeskFinding.words)
        .join(DeskDealt, DeskDealt.finding_id == DeskFinding.id)
        .join(
            last,
            and_(last.c.finding_id == DeskDealt.finding_id, last.c.version == DeskDealt.version),
        )
        .where(DeskFinding.tender_id == tender.id, DeskDealt.outcome == "redacted")
        .distinct()
    )
    for bid_id, words in rows:
        if len(words.strip()) >= 4:
            yield bid_id, words.strip()
