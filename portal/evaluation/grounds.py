"""On which ground a bid is disregarded, in words for those who read the result (R11, R17)."""

from __future__ import annotations

from portal.core.words import say

OUT = {
    "excluded": say("It is disregarded: the bidder is excluded from public contracts."),
    "excludable": say(
        "It is disregarded: the bidder may be excluded from public contracts, and was."
    ),
    "low_price": say(
        "It is disregarded: its price is abnormally low, and it didn’t show that it can do the work"
        " for it."
    ),
    "procedural": say("It is disregarded: it broke a rule of this tender."),
}
"""As a result page says it."""

NAMES = {
    "excluded": say("an excluded bidder"),
    "excludable": say("an excludable bidder"),
    "low_price": say("an abnormally low price"),
    "procedural": say("a rule of this tender that was broken"),
}
"""As a sentence names it."""

PURPOSE_NAMES = {
    "clarification": say("something in its bid that isn’t clear"),
    "low_price": say("its low price"),
    "exclusion": say("exclusion"),
    "disregard": say("whether its bid can stay in"),
}
"""What a bidder is asked about."""

PREFIX = "disregarded"
"""How the reason begins in a result: `disregarded:low_price`."""

BEFORE_MARKS = ("gate:", f"{PREFIX}:")
"""How reasons begin that keep a bid out whatever its marks are."""

AGAIN = {
    "mistake": say("we found a mistake"),
    "claim": say("a claim was brought against the decision"),
    "representation": say("representations were made to us"),
}
"""Why what letters told is decided again, as pages and letters say it after ‘because’."""
