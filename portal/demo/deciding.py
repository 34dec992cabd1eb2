"""Decides on the story's result, and tells the bidders."""

from __future__ import annotations

from portal.bids.queries import bid_by_label
from portal.config import read_config
from portal.core.authorisation import Actor
from portal.core.clock import LONDON
from portal.demo.panel import Panel
from portal.evaluation.models import Seat
from portal.evaluation.queries import seat_of
from portal.evaluation.runs.queries import latest_run
from portal.outcomes import operations as act
from portal.outcomes import operations_letters as letters
from portal.outcomes.approving import operations as approving
from portal.outcomes.approving.queries import questions_of
from portal.outcomes.contracting.notice import record_award_notice
from portal.outcomes.debrief import operations as debrief
from portal.outcomes.figures import bid_results
from portal.outcomes.queries import own_letter_of
from portal.outcomes.voices import operations as voices
from portal.tenders.models import Tender

REASON = (
    "The bid has the highest total by the published method. Its answers on listening, breaks and"
    " welcome stood out for the young people who marked them; professionals and parents found its"
    " help for families clear and believable. Its figures on results are thinner than we would"
    " like, and we will agree on measures with the provider before the contract starts."
)
APPROVED = (
    "I have read the result, the records of moderation and the reasons. The published method was"
    " followed, the reasons support the marks, and the choice follows from the ranking."
)
APPROVERS = {
    "approver": APPROVED,
    "second_approver": (
        "I have read the report, the two views and what the young people and parents wrote. I was"
        " not part of the marking, and I find that the choice rests on it."
    ),
}
ASKED = (
    "Professionals and young people differ on how young carers are listened to. How was that talked"
    " through before the decision?"
)
ANSWERED = (
    "In a talk of an hour with two young people, a parent and a professional. The note stands"
    " beside the two views. No mark was changed there: marks change in moderation alone."
)
TALK = (
    "Young people gave most on listening to the bids in which young carers decide something;"
    " professionals looked for named roles and dates. Both read the answers again. The young people"
    " said that a name on paper is no listening, the professionals that a promise without a name is"
    " none either. They agreed to ask for both in the contract."
)
ADDED = (
    "The question asks for breaks that fit around caring. In your answer an exception after a late"
    " cancellation has to be applied for, which somebody who was needed at home can hardly do."
)
QUESTION = (
    "On ‘Breaks and fun’ you say that cover at home needs 15 working days’ notice. Would cover from"
    " a pool of our own, without notice, have been what a higher mark needed?"
)
SPEAK = {"young": ("y2", "y1", "y3", "y4"), "parent": ("c2", "c1")}
"""Who writes for each group, and who says yes."""
NARRATIVES = {
    "young": (
        "What mattered most to us was whether we decide something. It is nice when grown-ups ask."
        " It is better when something changes and they tell us.\n\nWe liked one bid that"
        " has a place open in the evening and a worker you can text. We worry about lifts home in"
        " winter: nobody said enough about that.\n\nWhen it starts, we want to come and see if it"
        " is as they wrote."
    ),
    "parent": (
        "We looked for help that eases the whole household, not one more appointment. One bid"
        " says who rings back, and by when. We want that in the contract.\n\nFathers and"
        " parents who work can hardly come in the daytime. We would like to see evenings counted."
    ),
}


def speak_up(panel: Panel) -> None:
    """Young people and parents say what mattered to them, and the groups talk it through."""
    for group, (writer, *others) in SPEAK.items():
        actor = panel.actor(writer)
        with panel.at(panel.on("decision", days=-7)) as tender:
            voices.write_narrative(actor, tender, _seat(actor, tender), NARRATIVES[group], 0)
        for key in others:
            actor = panel.actor(key)
            with panel.at(panel.on("decision", days=-6)) as tender:
                voices.agree_to_narrative(actor, tender, _seat(actor, tender), 1)
    with panel.at(panel.on("decision", days=-5)) as tender:
        there = [_seat(panel.actor(key), tender).id for key in ("p1", "y1", "y2", "c1")]
        voices.note_talk(panel.lead, tender, TALK, there, 0)


def _seat(actor: Actor, tender: Tender) -> Seat:
    seat = seat_of(actor, tender)
    assert seat
    return seat


def decide(panel: Panel) -> None:
    """Two approvers are named, the lead chooses; one of them asks, and is answered."""
    first, second = (panel.house.staff[key] for key in APPROVERS)
    with panel.at(panel.on("decision", days=-8)) as tender:
        people = [each.person_id for each in (first, second) if each.person_id]
        approving.set_order(panel.lead, tender, people)
    speak_up(panel)
    with panel.at(panel.on("decision", days=-4)) as tender:
        run = latest_run(tender)
        assert run is not None
        bid = bid_by_label(tender, bid_results(run.result)[0].label)
        act.decide(panel.lead, tender, bid, REASON)
    with panel.at(panel.on("decision", days=-3)) as tender:
        approving.ask(first, tender, ASKED)
    with panel.at(panel.on("decision", days=-2)) as tender:
        (asked,) = questions_of(tender)
        approving.answer(panel.lead, tender, asked, ANSWERED)


def tell(panel: Panel) -> None:
    """Both approve; reveal, release the letters, and record the award notice."""
    for key, said in APPROVERS.items():
        with panel.at(panel.on("decision")) as tender:
            act.approve(panel.house.staff[key], tender, said)
    with panel.at(panel.on("decision", hours=3)) as tender:
        act.reveal(panel.lead, tender)
    with panel.at(panel.on("letters", hours=-1)) as tender:
        bid = bid_by_label(tender, panel.labels["cedar"])
        letters.add_words(panel.lead, tender, bid, "Q6", ADDED, seen=0)
    with panel.at(panel.on("letters")) as tender:
        letters.read_letters(panel.lead, tender)
    with panel.at(panel.on("letters")) as tender:
        act.release_letters(panel.lead, tender, f"{read_config().base_url}/sign-in")
    published = panel.on("letters", days=1)
    with panel.at(published) as tender:
        day = published.astimezone(LONDON).date()
        record_award_notice(panel.lead, tender, day, has_standstill=True)


def ask_about_letter(panel: Panel, provider: Actor) -> None:
    """The second in the order asks about its letter; the lead hasn't answered yet."""
    with panel.at(panel.on("letters", days=1, hours=5)) as tender:
        letter = own_letter_of(provider, tender)
        assert letter
        debrief.ask(provider, tender, letter, QUESTION)
