"""Invented answers that a lead may take and change, so that nobody begins with an empty page."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.words import say


@dataclass(frozen=True)
class ReadyText:
    """An answer that is neither weak nor strong, and what to look at in it."""

    title: str
    answer: str
    because: str


READY: dict[str, ReadyText] = {
    "listening": ReadyText(
        say("How somebody listens"),
        say(
            "We believe that every voice matters. Twice a year we ask everybody who uses our"
            " service to fill in a form. Last year 31 people did. They wanted us to be open later"
            " on Thursdays, and since May we are.\n\nWe also want to start a group that meets each"
            " month. We haven’t decided yet who will lead it, or how people get there."
        ),
        say(
            "It gives one real example of something that changed. The group is only an idea: it"
            " doesn’t say who, when or how."
        ),
    ),
    "wrong": ReadyText(
        say("What somebody does when things go wrong"),
        say(
            "All our staff are trained, and we have a policy for complaints. If somebody is unhappy"
            " they can tell any worker, or write to our office. We answer within ten working days."
            "\n\nIn our last year we had four complaints. We said sorry in each case."
        ),
        say(
            "It says clearly how to complain and how long an answer takes. It doesn’t say what they"
            " learned from the four complaints, or what changed."
        ),
    ),
    "waiting": ReadyText(
        say("How soon somebody gets help"),
        say(
            "Nobody will wait longer than two weeks for a first talk. Each Monday two of our team"
            " look at all new requests, and ring those who need help most on the same day. If we"
            " are late, the person gets a message that says why, and a new day.\n\nIn our service"
            " in the next county 46 of 50 people had their first talk in time."
        ),
        say(
            "It makes a promise, says how it is kept, and shows that it worked elsewhere. It could"
            " say more about people who can’t use a phone."
        ),
    ),
}
