"""The result of an evaluation: figures, ranking, ties, working and digest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scoring.canonical import digest
from scoring.document import write_document
from scoring.exact import exact_text, shown_text
from scoring.marks import Marks
from scoring.method import Method
from scoring.ranking import Ranking
from scoring.table import Table

if TYPE_CHECKING:
    import pandas

FORMAT = "evenhand-result/1"
LIBRARY = "scoring 1.0.0"
SIGNED = ("format", "input", "bids", "ties")


@dataclass(frozen=True)
class Result:
    """What the method makes of the marks. Bids are named by position; `as_dict` names ids."""

    table: Table
    reasons: tuple[tuple[str, ...], ...]
    prices: Mapping[int, Fraction]
    totals: Mapping[int, Fraction]
    ranking: Ranking

    @property
    def method(self) -> Method:
        """The method that was applied."""
        return self.table.method

    @property
    def marks(self) -> Marks:
        """The marks that it was applied to."""
        return self.table.marks

    @property
    def order(self) -> list[str]:
        """The ids of the ranked bids, first to last."""
        return [self.marks.bids[bid].id for bid in self.ranking.order]

    @cached_property
    def signed(self) -> dict[str, Any]:
        """The part of the result that its digest covers: format, input, bids, ties."""
        return {
            "format": FORMAT,
            "input": write_document(self.method, self.marks),
            "bids": self.bids,
            "ties": self.ties,
        }

    @cached_property
    def digest(self) -> str:
        """`sha256:` of the canonical JSON of format, input, bids and ties."""
        return digest(self.signed)

    def as_dict(self) -> dict[str, Any]:
        """The whole result in the format `evenhand-result/1`."""
        from scoring.working import working

        signed = self.signed
        return {
            "format": FORMAT,
            "library": LIBRARY,
            "input": signed["input"],
            "bids": signed["bids"],
            "ties": signed["ties"],
            "working": working(self),
            "digest": self.digest,
        }

    @cached_property
    def bids(self) -> list[dict[str, Any]]:
        """Every bid with its figures: ranked ones in order, disqualified ones last."""
        ranks = self.ranking.ranks
        out = [bid for bid in range(len(self.marks.bids)) if bid not in ranks]
        return [self._bid(bid, ranks.get(bid)) for bid in (*self.ranking.order, *out)]

    def frames(self) -> dict[str, pandas.DataFrame]:
        """The result as DataFrames `bids`, `criteria`, `groups`; figures exact and shown."""
        from scoring.frames import result_frames

        return result_frames(self)

    @cached_property
    def ties(self) -> list[dict[str, Any]]:
        """Each set of bids that is equal on total, and what told any two of them apart (R8)."""
        ids = [each.id for each in self.marks.bids]
        return [
            {"bids": [ids[bid] for bid in tie.bids], "broken_by": tie.broken_by}
            for tie in self.ranking.ties
        ]

    def figure(self, value: Fraction | None) -> dict[str, str] | None:
        """One figure, exact and as it is shown; `None` where it can't be computed."""
        if value is None:
            return None
        rounding = self.method.rounding
        shown = shown_text(value, rounding.places, rounding.rule)
        return {"exact": exact_text(value), "shown": shown}

    @cached_property
    def _shared(self) -> set[int]:
        return {bid for place in self.ranking.places if len(place) > 1 for bid in place}

    def _bid(self, bid: int, rank: int | None) -> dict[str, Any]:
        return {
            "id": self.marks.bids[bid].id,
            "status": "disqualified" if rank is None else "ranked",
            "rank": rank,
            "shared": bid in self._shared,
            "total": self.figure(self.totals.get(bid)),
            "quality": self.figure(self.table.quality[bid]),
            "price": self.figure(self.prices.get(bid)),
            "criteria": [self._criterion(bid, c) for c in range(len(self.method.criteria))],
            "reasons": list(self.reasons[bid]),
        }

    def _criterion(self, bid: int, criterion: int) -> dict[str, Any]:
        return {
            "id": self.method.criteria[criterion].id,
            "mark": self.figure(self.table.combined[criterion].mark(bid)),
            "score": self.figure(self.table.criterion_score(bid, criterion)),
            "groups": [self._part(bid, p) for p in self.table.parts_on[criterion]],
        }

    def _part(self, bid: int, part: int) -> dict[str, Any]:
        where = self.table.parts[part]
        group = self.method.groups[where.group].id
        criterion = self.method.criteria[where.criterion].id
        agreed = self.marks.agreed_mark(self.marks.bids[bid].id, criterion, group)
        return {
            "id": group,
            "mark": self.figure(self.table.columns[part].mark(bid)),
            "marks": self.table.tally[part].counted[bid],
            "score": self.figure(self.table.part_score(bid, part)),
            "agreed": agreed is not None,
        }
