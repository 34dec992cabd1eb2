"""The sentences of what happens between the letters and the contract."""

from __future__ import annotations

from portal.core.words import say

SENTENCES = {
    "decision:reopened": say(
        "%(actor)s opened the decision on run %(run)s again after letters were out (issue"
        " %(issue)s), and moderation with it: %(ground)s. From then on people knew whose bid each"
        " was. %(reason)s"
    ),
    "day:proclaimed": say(
        "%(actor)s entered a day of the calendar: %(proclaimed_on)s (%(part)s),"
        " a holiday: %(is_holiday)s."
    ),
    "standstill:moved": say(
        "%(actor)s entered %(proclaimed_on)s as no working day, so a running standstill moved:"
        " its last day was %(was_on)s and is %(ends_on)s."
    ),
    "claim:recorded": say(
        "%(actor)s put a %(kind)s on record, number %(number)s, which came on %(notified_on)s."
        " In the standstill: %(is_in_time)s. It asks for information: %(asks)s."
    ),
    "claim:answered": say(
        "%(actor)s wrote down what was done about claim or representation %(number)s on"
        " %(done_on)s: %(step)s (step %(nth)s; how it ended: %(how)s)."
    ),
    "further:decided": say(
        "%(actor)s made a further decision after representations (version %(version)s):"
        " %(outcome)s. The standstill goes on until %(ends_on)s. %(reason)s"
    ),
    "contract:entered": say(
        "%(actor)s noted that the contract was entered on %(signed_on)s. It runs from %(starts_on)s"
        " to %(ends_on)s. Package that is bought, if there are several: %(package)s."
    ),
    "contract:notice-recorded": say(
        "%(actor)s recorded that the notice about the contract was published on %(published_on)s"
        " (version %(version)s)."
    ),
}
