"""The sentences that the events of bids read as."""

from __future__ import annotations

from portal.bids.importing.events import SENTENCES as OF_IMPORTS
from portal.core.words import say
from portal.tenders.openers.events import SENTENCES as OF_OPENERS

SENTENCES = {
    **OF_OPENERS,
    **OF_IMPORTS,
    "bid:submitted": say("%(actor)s submitted a bid."),
    "bid:withdrawn": say("%(actor)s withdrew a bid."),
    "bid:refused-late": say("%(actor)s tried to submit a bid after the deadline and was refused."),
    "desk:begun": say(
        "%(actor)s cleaned the files of Bid %(label)s (%(files)s files, %(pages)s pages) and looked"
        " for what tells whose it is."
    ),
    "desk:found": say("%(actor)s found something more in Bid %(label)s (finding %(number)s)."),
    "desk:dealt": say("%(actor)s dealt with finding %(number)s in Bid %(label)s."),
    "desk:read": say("%(actor)s said that all of Bid %(label)s is read at the desk."),
    "desk:released": say(
        "%(actor)s let the evaluators have the bids %(labels)s; %(taken_out)s things were taken out"
        " of them."
    ),
    "bids:opened": say("%(actor)s opened the bids: %(labels)s."),
}
