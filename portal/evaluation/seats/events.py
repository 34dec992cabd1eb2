"""The sentences that the events before marking read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "gate:confirmed": say(
        "%(actor)s judged Bid %(label)s on “%(gate)s”: passed, %(passed)s. Reason: %(reason)s"
    ),
    "seat:given": say("%(actor)s gave a seat in the group “%(group)s” to mark %(criteria)s."),
    "seat:paired": say("%(actor)s let two people of the group “%(group)s” mark as one."),
    "sheets:given": say(
        "%(actor)s gave the bids to a reserve who stepped in, in the group “%(group)s”."
    ),
    "seat:voided": say(
        "%(actor)s took a seat in the group “%(group)s” out of the count. Reason: %(reason)s"
    ),
    "sheet:voided": say(
        "%(actor)s took a sheet of the group “%(group)s” on Bid %(label)s out of the count."
        " Reason: %(reason)s"
    ),
    "conflict:declared": say(
        "%(actor)s of the group “%(group)s” answered whether they know the bidders"
        " (answer %(version)s)."
    ),
    "conflict:decided": say(
        "%(actor)s decided on an interest that somebody of the group “%(group)s” had declared:"
        " kept from the bid, %(kept_from)s."
    ),
    "conflict:recognised": say(
        "%(actor)s of the group “%(group)s” said that they know, or may know, whose a bid is."
    ),
    "conflict:weighed": say(
        "%(actor)s decided on a bid that somebody of the group “%(group)s” said they may know: kept"
        " from it, %(kept_from)s."
    ),
    "conflict:kept-out": say(
        "%(actor)s kept somebody of the group “%(group)s” from a bid that they had already. What"
        " they said of it stays, and no longer counts."
    ),
    "conflict:renewal-asked": say(
        "%(actor)s asked everybody whether anything has changed about conflicts (%(number)s)."
    ),
    "conflict:renewed": say(
        "%(actor)s of the group “%(group)s” answered whether anything has changed (%(number)s)."
    ),
    "conflict:renewal-passed-over": say(
        "%(actor)s went on though not everybody had answered whether anything has changed"
        " (%(number)s)."
    ),
    "marking:started": say("%(actor)s started the marking of the bids %(bids)s."),
}
