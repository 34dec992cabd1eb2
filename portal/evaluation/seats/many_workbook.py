"""The workbook in which a lead writes down who marks on which tender."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext

from portal.core.workbooks.filling import Choices, list_to_fill
from portal.evaluation.seats.many import MOST, seatable
from portal.tenders.models import Tender


def seats_to_fill(tenders: Sequence[Tender], language: str) -> bytes:
    """An empty workbook: tender, account, name, group and criteria for each seat; the tenders on
    which seats can be given now, and their groups, stand on sheets of their own."""
    found = [each for same in seatable(tenders).values() for each in same]
    groups: dict[str, list[str]] = {}
    for each in found:
        for group in each.groups:
            groups.setdefault(group.title, []).append(each.tender.reference)
    return list_to_fill(
        (gettext("Seats to give"), gettext("Seats")),
        [
            gettext("Tender"),
            gettext("Email address or sign-in name"),
            gettext("Name, for somebody new"),
            gettext("Group"),
            gettext("Criteria, if not all"),
        ],
        {
            "A": Choices(
                gettext("Tenders"),
                [gettext("Reference"), gettext("Title")],
                [[each.tender.reference, each.tender.title] for each in found],
            ),
            "D": Choices(
                gettext("Groups"),
                [gettext("Group"), gettext("In")],
                [[title, ", ".join(where)] for title, where in groups.items()],
            ),
        },
        MOST,
        language,
    )
