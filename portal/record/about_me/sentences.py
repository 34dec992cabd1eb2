"""What events read as for the person who did them, and for the one they are about."""

from __future__ import annotations

from portal.accounts import events as accounts
from portal.core.words import say
from portal.monitoring import events as monitoring
from portal.participation.beside import events as beside
from portal.participation.equality import events as equality
from portal.participation.insights import events as insights
from portal.participation.panels import events as panels
from portal.participation.thanks import events as thanks
from portal.participation.training import events as training
from portal.record.sentences import SENTENCES
from portal.specifications.starting import events as starting
from portal.tenders import events as tenders

MINE: dict[str, str] = {
    **accounts.SENTENCES,
    **tenders.SENTENCES,
    **starting.SENTENCES,
    **monitoring.SENTENCES,
    **SENTENCES,
    **panels.SENTENCES,
    **beside.SENTENCES,
    **equality.SENTENCES,
    **insights.SENTENCES,
    **thanks.SENTENCES,
    **training.SENTENCES,
    "conflict:declared": say("%(actor)s answered whether you know the bidders."),
    "conflict:recognised": say("%(actor)s said that you know, or may know, whose a bid is."),
    "conflict:renewed": say("%(actor)s answered whether anything has changed (%(number)s)."),
    "confidence:promised": say("%(actor)s promised to keep what you read to yourself."),
    "mark:changed": say("%(actor)s changed your mark on %(criterion)s when the panel talked."),
    "moderation:dissented": say(
        "%(actor)s said that you don’t agree with what was recorded on %(criterion)s."
    ),
    "interview:sent": say("%(actor)s sent your marks for the interview of Bid %(label)s."),
    "contact:reported": say("%(actor)s told that somebody from a bidder got in touch with you."),
    "pack:taken": say("%(actor)s took your bids away in a workbook, to mark them."),
    "day:proclaimed": say("%(actor)s entered a day of the calendar: %(proclaimed_on)s."),
    "link:made": say("%(actor)s made a link for an evaluator, and so acted for them."),
}
"""What I did; `actor` is 'You' here."""

ANYTHING = say("%(actor)s did something that the record calls “%(event)s”.")
"""What has no sentence of its own."""

ABOUT_ME: dict[str, str] = {
    "person:added": say("You were added to Evenhand."),
    "operator:added": say("You were made an operator of Evenhand."),
    "member:joined": say("You joined your organisation."),
    "member:changed": say("What you may do for your organisation changed."),
    "member:ended": say("Your access to your organisation ended."),
    "role:granted": say("%(actor)s gave you a role."),
    "role:ended": say("%(actor)s ended a role of yours."),
    "choosing:refused": say(
        "%(actor)s refused the seat for which your panel had chosen you, on a published ground."
    ),
    "choosing:refusal-lifted": say("%(actor)s lifted the refusal: you can be asked again."),
    "choosing:asked": say("%(actor)s asked you to step in as a reserve."),
    "sheets:given": say("%(actor)s gave you the bids to mark."),
    "seat:given": say("%(actor)s gave you a seat on the panel."),
    "seat:voided": say("%(actor)s took your seat out of the count."),
    "marking:time-given": say("%(actor)s gave you more time to mark."),
    "evaluator:stop-decided": say("%(actor)s decided what becomes of your marks, as you stop."),
    "sheet:voided": say("%(actor)s took what you said about one bid out of the count."),
    "link:made": say("%(actor)s made a link for you to choose a password. They acted for you."),
    "panel:code-made": say("%(actor)s made a code for you to get new words."),
    "consent:asked": say("%(actor)s made a code for an adult who answers for you."),
    "consent:noted": say("%(actor)s noted a yes or a no for you."),
    "place:ended": say("%(actor)s ended your place on a panel."),
    "helper:named": say("%(actor)s named a helper for you."),
    "helper:ended": say("%(actor)s ended the help of your helper."),
    "mentor:asked": say("%(actor)s asked you to look after somebody new."),
    "mentor:ended": say("%(actor)s ended the work of your peer mentor."),
    "place:renewed": say("%(actor)s gave you a new term on your panel."),
    "training:attended": say("%(actor)s noted that you did a course in a group."),
    "place:turned-16": say("You turned 16. We forgot the day: you decide alone now."),
    "answers:told": say("%(actor)s told you what became of your words."),
    "outcome:told": say("%(actor)s told you what was decided."),
    "telling:told": say("%(actor)s told you what became of what your panel said."),
    "conflict:decided": say("%(actor)s decided what follows from your link to a bidder."),
    "conflict:weighed": say("%(actor)s decided what follows from what you said about a bid."),
}
"""What others did about me, without what they wrote, and without a bid (R16)."""

LOOKED: dict[str, str] = {
    "bid:looked-at": say("%(actor)s read your bid for the first time."),
    "letter:looked-at": say("%(actor)s read the letter to you for the first time."),
}
"""Who looked at what my organisation sent, told once its letter is out."""

OWN_WORDS = {
    "mark": say("Your mark: %(value)s."),
    "reason": say("Your reason: %(value)s"),
    "answers": say("What you said about bidders: %(value)s"),
    "words": say("What you wrote: %(value)s"),
    "word": say("The word: %(value)s"),
}
"""What I wrote, which the log holds sealed."""
