"""What the page of the groups' views shows, worked out before a template sees it."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext, ngettext

from portal.accounts.queries import people_by_id
from portal.bids.queries import bids_of
from portal.core.formats import moment
from portal.evaluation.models import Seat
from portal.evaluation.queries import all_seats_of, voices_of
from portal.evaluation.runs.figures import Figures
from portal.outcomes.voices import queries as ask
from portal.outcomes.voices.side_by_side import WIDEST, orders_of, themes_of, widest_of
from portal.specifications.models import Group
from portal.specifications.queries import criteria_of
from portal.tenders.models import Tender


def views_page(
    tender: Tender, figures: Figures, groups: Sequence[Group], *, with_reasons: bool
) -> dict[str, Any]:
    """Orders, themes and the widest differences; with reasons for who may read them (R19)."""
    criteria = criteria_of(tender)
    slugs = {group.id: group.slug for group in groups}
    widest = widest_of(figures, criteria)
    bids = {bid.label: bid.id for bid in bids_of(tender)}
    wanted = {(bids[each["label"]], each["criterion"].id) for each in widest[:WIDEST]}
    reasons = ask.reasons_on(tender, wanted) if with_reasons else {}
    words = ask.all_words_of(tender) if with_reasons else []
    shown = [_difference(bids, each, reasons, groups) for each in widest[:WIDEST]]
    if with_reasons:
        _add_talks(ask.group_talks_of(tender), bids, widest, shown)
    rows = orders_of(figures)
    named = [part for part in figures.parts if part.id not in ("price", "quality")]
    return {
        "groups": [{"colour": part.colour, "text": part.title} for part in named],
        "finding": finding_words(rows, [part.title for part in named]),
        "heads": heads_of([part.title for part in named]),
        "rows": [row_of(each) for each in rows],
        "themes": themes_of(figures, words, slugs),
        "differences": shown,
        "more": max(len(widest) - WIDEST, 0),
        "with_reasons": with_reasons,
    }


def finding_words(rows: Sequence[Mapping[str, Any]], titles: list[str]) -> str:
    """Whether the groups alone would have put the same bid first."""
    if not rows or len(titles) < 2:
        return gettext("There are no two groups to compare.")
    firsts = [
        {row["label"] for row in rows if row["by_group"][index]["place"] == "1"}
        for index in range(len(titles))
    ]
    if common := sorted(set.intersection(*firsts)):
        return gettext("Every group has Bid %(label)s first.", label=common[0])
    told = [
        gettext("“%(group)s” have Bid %(label)s first", group=title, label=", ".join(sorted(found)))
        for title, found in zip(titles, firsts, strict=True)
    ]
    return gettext("The groups see it differently: %(all)s.", all="; ".join(told))


def heads_of(titles: list[str]) -> list[dict[str, Any]]:
    """The heads of the table of orders."""
    texts = [gettext("Bid"), gettext("Place, with all and the price"), *titles]
    return [{"text": text, "numeric": place > 0} for place, text in enumerate(texts)]


def row_of(row: Mapping[str, Any]) -> list[str]:
    """One bid in the table of orders: its place, and its place and points by group."""
    by_group = [
        gettext("%(place)s (%(points)s points)", place=each["place"], points=each["points"])
        for each in row["by_group"]
    ]
    return [gettext("Bid %(label)s", label=row["label"]), row["place"], *by_group]


def _difference(
    bids: Mapping[str, uuid.UUID],
    found: Mapping[str, Any],
    reasons: Mapping[ask.Part, Sequence[ask.Reason]],
    groups: Sequence[Group],
) -> dict[str, Any]:
    criterion = found["criterion"]
    said = reasons.get((bids[found["label"]], criterion.id), ())
    return {
        "label": found["label"],
        "code": criterion.code,
        "title": criterion.title,
        "highest": str(criterion.scale.highest.normalize()),
        "groups": [
            {
                "id": group.id,
                "title": group.title,
                "mark": found["marks"][group.slug],
                "reasons": [each.words for each in said if each.group_id == group.id],
                "talk": "",
            }
            for group in groups
            if group.slug in found["marks"]
        ],
    }


def _add_talks(
    talks: Mapping[tuple[uuid.UUID, uuid.UUID, uuid.UUID], str],
    bids: Mapping[str, uuid.UUID],
    widest: Sequence[Mapping[str, Any]],
    shown: Sequence[Mapping[str, Any]],
) -> None:
    """What each group said among itself before all talked, where that was noted."""
    for found, each in zip(widest, shown, strict=False):
        for group in each["groups"]:
            key = (bids[each["label"]], found["criterion"].id, group["id"])
            group["talk"] = talks.get(key, "")


def notes_of(tender: Tender, groups: Sequence[Group]) -> list[dict[str, Any]]:
    """The notes of talks, with how many of each group were there; nobody by name (R18)."""
    seats = {str(seat.id): seat.group_id for seat in all_seats_of(tender)}
    titles = {group.id: group.title for group in groups}
    found = []
    for note, run in ask.talks_of(tender):
        counts = Counter(seats[each] for each in note.present if each in seats)
        found.append(
            {
                "run": run,
                "version": note.version,
                "words": note.words,
                "when": moment(note.recorded_at),
                "present": [
                    gettext("%(group)s: %(number)s", group=titles[group_id], number=number)
                    for group_id, number in counts.items()
                ]
                or [gettext("Nobody of the panel is noted as present.")],
            }
        )
    return found


def last_note_on(run: int, notes: Sequence[Mapping[str, Any]]) -> int:
    """The version of the note that stands on a run; 0 where there is none."""
    return max((int(each["version"]) for each in notes if each["run"] == run), default=0)


def people_there(tender: Tender, groups: Sequence[Group]) -> list[tuple[str, str]]:
    """Evaluators as the lead ticks them: by name, with their group."""
    seats: list[Seat] = voices_of(tender)
    names, titles = (
        people_by_id([seat.person_id for seat in seats]),
        {g.id: g.title for g in groups},
    )
    rows = [
        (str(seat.id), f"{names[seat.person_id].name} ({titles[seat.group_id]})")
        for seat in seats
        if seat.person_id in names
    ]
    return sorted(rows, key=lambda row: row[1])


def state_words(told: ask.Told) -> str:
    """How far a group's words have come; never how many said yes (R19)."""
    if told.last is None:
        return gettext("Nothing is written yet.")
    if told.is_agreed:
        return gettext("Everybody of the group stands by it.")
    return gettext("Not everybody of the group has said yes to it yet.")


def versions_words(told: ask.Told) -> str:
    """How often it was written anew."""
    return ngettext("Written %(num)d time.", "Written %(num)d times.", len(told.versions))
