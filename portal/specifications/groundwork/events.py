"""The sentences that conflicts, duties and the participation budget read as."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "interest:noted": say(
        "%(actor)s noted interest %(number)s that could influence the tender (version"
        " %(version)s; it is over: %(is_over)s)."
    ),
    "conflicts:assessed": say(
        "%(actor)s assessed conflicts of interest (number %(number)s): interests that stand:"
        " %(interests)s. To be reviewed by %(review_on)s."
    ),
    "duty:answered": say(
        "%(actor)s wrote down how a duty to involve people is met (%(duty)s, version"
        " %(version)s; it applies: %(applies)s)."
    ),
    "budget:line-written": say(
        "%(actor)s wrote line %(number)s of the participation budget (%(kind)s, version"
        " %(version)s): planned %(planned)s, spent %(spent)s; taken out: %(is_out)s."
    ),
}
