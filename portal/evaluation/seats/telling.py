"""A mail to who decides on conflicts: that there is something to decide, and nothing more (R16)."""

from __future__ import annotations

from portal.accounts.models import PARTICIPATION
from portal.accounts.queries import people_of
from portal.core.database import db
from portal.core.mail import post
from portal.core.words import say
from portal.evaluation.seats.queries_later import undecided_in
from portal.tenders.models import Tender

SUBJECT = say("Something waits for you to decide in Evenhand")
BODY = say(
    "There is something to decide in Evenhand. Sign in: it stands first on your home. This e-mail"
    " doesn’t say what it is, or who it is about.\n"
)


def tell_who_decides(tender: Tender, waited: int) -> None:
    """The participation lead hears that something waits: once, until all of it is decided; not
    what, nor of whom or which tender. `waited`: how much waited before this."""
    db.session.flush()
    if waited or not undecided_in(tender):
        return
    for role in people_of(tender.authority_id):
        if role.name == PARTICIPATION and role.person.email:
            post(role.person.email, SUBJECT, BODY)
