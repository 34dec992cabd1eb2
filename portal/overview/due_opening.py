"""Who opens the bids: phrases to choose while the tender is written, a turn after the deadline."""

from __future__ import annotations

from flask_babel import gettext

from portal.overview.due import Due, Work, yours


def openers(work: Work) -> Due | None:
    """An officer who was named chooses a phrase before the tender is published (R29)."""
    is_ready = work.tender.bids_system or work.course.officers.get(work.actor.person_id, True)
    if work.stage != "drafting" or is_ready:
        return None
    return yours(gettext("Choose your opening phrase"))


def opening(work: Work) -> Due | None:
    """Both officers open the bids together, after the deadline; others wait for them (R29)."""
    if work.stage != "closed":
        return None
    if work.actor.person_id in work.course.officers:
        if work.tender.bids_system:
            return yours(gettext("Bring the bids here, with the other officer"))
        return yours(gettext("Open the bids, with the other officer"))
    return Due(gettext("Waiting for the opening officers"))
