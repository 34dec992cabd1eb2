"""Who hears of interviews by mail: that there is news, and never what it is."""

from __future__ import annotations

from portal.accounts.models import LEAD, PARTICIPATION
from portal.accounts.queries import members_of, people_of
from portal.bids.models import Bid
from portal.bids.queries import provider_of
from portal.core.mail import post
from portal.core.words import say
from portal.evaluation.interviews.queries import seats_asked
from portal.evaluation.progress.reminding import wishes_of
from portal.evaluation.queries import voided_of
from portal.tenders.models import Tender

NEWS = say("News about %(reference)s")
NEWS_FOR_BIDDER = say(
    "There is news about your bid for ‘%(title)s’ (%(reference)s).\n\n"
    "Sign in to Evenhand to read it. %(page)s\n"
)
NEWS_HERE = say("Something is new for you in Evenhand")
NEWS_FOR_EVALUATORS = say(
    "Something is new for you in Evenhand. Sign in to read it when it suits you. %(page)s\n"
)
WAITS = say("Something waits for you in Evenhand")
WAITS_FOR_LEADS = say(
    "Somebody has told you something about the tender ‘%(title)s’ (%(reference)s).\n\n"
    "Sign in to Evenhand to read it. %(page)s\n"
)


def tell_about(tender: Tender, bid: Bid, sign_in_at: str) -> None:
    """The bidder hears of its interview; of the evaluators those who want mails, also who is kept
    from the bid: whether a mail came must tell nobody anything (R16)."""
    provider = provider_of(bid)
    people = [each.person for each in members_of(provider.id)]
    facts = {"title": tender.title, "reference": tender.reference, "page": sign_in_at}
    for address in sorted({provider.email, *(each.email for each in people if each.email)}):
        post(address, NEWS, NEWS_FOR_BIDDER, **facts)
    gone = voided_of(tender).seats
    seats = [each for each in seats_asked(tender) if each.id not in gone]
    for address in sorted(filter(None, wishes_of(seats).values())):
        post(address, NEWS_HERE, NEWS_FOR_EVALUATORS, page=sign_in_at)


def tell_of_contact(tender: Tender, sign_in_at: str) -> None:
    """Both leads hear that somebody told them something, not who or what."""
    facts = {"title": tender.title, "reference": tender.reference, "page": sign_in_at}
    for role in people_of(tender.authority_id):
        if role.name in (LEAD, PARTICIPATION) and role.person.email:
            post(role.person.email, WAITS, WAITS_FOR_LEADS, **facts)
