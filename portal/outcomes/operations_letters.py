"""What the lead does to letters before they go out: add, keep back, show again, read (R21)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from portal.audit.journal import record
from portal.bids.models import Bid
from portal.core import clock
from portal.core.authorisation import Actor
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.words import say
from portal.outcomes.letter_complete import are_complete
from portal.outcomes.letter_withheld import texts_of
from portal.outcomes.letters import fingerprint, further_of, letter_to
from portal.outcomes.material import Material, material_of
from portal.outcomes.models_letters import LetterAddition, WithheldEnd, WithheldPassage
from portal.outcomes.queries_letters import LETTER, letters_read_by, passages_of, versions_of
from portal.tenders.looks import look_now
from portal.tenders.models import Tender
from portal.tenders.stages import stage_of

READ = "letter:read"
OUT = say("The letters are out. They can’t change any more.")
OVERTAKEN = say(
    "Somebody else has changed these words since you opened this page. Theirs stand above. Yours"
    " are still in the box: put both together, and save again."
)
NOTHING = say("Write what you want to add.")
SAME = say("These words stand there already.")
NOT_THERE = say(
    "These words don’t stand in what we write about this bid. Copy them exactly as they are there."
)
SHORT = say("Leave out as little as possible, but at least a few words: three letters or more.")
NO_WHY = say("Say why it has to be kept back. The bidders read this.")
TWICE = say("This passage is left out already.")
SHOWN = say("This passage is shown again already.")
INCOMPLETE = say("A letter isn’t complete yet. The list below says what is missing.")
UNREAD = say(
    "Read every letter before you release them: %(labels)s. You haven’t read these as they are now."
)


def add_words(
    actor: Actor,
    tender: Tender,
    bid: Bid,
    part: str,
    words: str,
    *,
    seen: int,
    overruled: Sequence[str] = (),
) -> LetterAddition:
    """Add to a letter, or to one criterion of it; no words take an addition out again (R21).

    `seen`: the version that the writer had before them; a later one is never written over unread.
    """
    _refuse_late(tender)
    before = versions_of(bid, part)
    newest = before[0].version if before else 0
    if seen != newest:
        raise Refused(OVERTAKEN, field="words")
    standing = before[0].words if before else ""
    if words == standing:
        raise Refused(SAME if words else NOTHING, field="words")
    given = {"part": part, "version": newest + 1, "words": words, "overruled": list(overruled)}
    made = LetterAddition(
        tender_id=tender.id,
        bid_id=bid.id,
        written_by=actor.person_id,
        written_at=clock.now(),
        **given,
    )
    db.session.add(made)
    record("letter:added", actor, tender.id, label=bid.label, **given)
    return made


def withhold(
    actor: Actor, tender: Tender, bid: Bid, part: str, passage: str, ground: str, reason: str
) -> WithheldPassage:
    """Leave a passage out of letters, named with its ground and why (R21, s.94), or say why it
    stands although it names somebody."""
    _refuse_late(tender)
    material = material_of(actor, tender)
    if len(passage) < 3:
        raise Refused(SHORT, field="passage")
    if not reason:
        raise Refused(NO_WHY, field="reason")
    said = further_of(material, bid) if part == LETTER else []
    if not any(passage in text for text in texts_of(material, bid, part, said)):
        raise Refused(NOT_THERE, field="passage")
    same = [each for each in material.withheld if (each.bid_id, each.part) == (bid.id, part)]
    if any(each.passage == passage for each in same):
        raise Refused(TWICE, field="passage")
    place = {"part": part, "number": len(passages_of(bid, part)) + 1, "ground": ground}
    words = {"passage": passage, "reason": reason}
    kept = WithheldPassage(
        tender_id=tender.id,
        bid_id=bid.id,
        withheld_by=actor.person_id,
        withheld_at=clock.now(),
        **place,
        **words,
    )
    db.session.add(kept)
    record("letter:withheld", actor, tender.id, label=bid.label, **place, words=words)
    return kept


def show_again(actor: Actor, tender: Tender, bid: Bid, kept: WithheldPassage) -> None:
    """Let a passage stand in the letters again; that it was left out stays on record."""
    _refuse_late(tender)
    if db.session.scalar(select(WithheldEnd.id).where(WithheldEnd.id == kept.id)):
        raise Refused(SHOWN)
    db.session.add(
        WithheldEnd(id=kept.id, tender_id=tender.id, ended_by=actor.person_id, ended_at=clock.now())
    )
    place = {"label": bid.label, "part": kept.part, "number": kept.number}
    record("letter:shown-again", actor, tender.id, **place)


def read_letters(actor: Actor, tender: Tender) -> None:
    """The lead has read every letter as it stands, without the pages: for commands alone."""
    material = material_of(actor, tender)
    for bid in material.bids:
        content = letter_to(material, bid)
        look_now("letter:read", actor, tender, label=bid.label, letter_sha256=fingerprint(content))


def unread_by(actor: Actor, tender: Tender, material: Material) -> list[str]:
    """The labels of letters that the actor hasn't read since they changed last."""
    read = letters_read_by(actor.person_id, tender)
    return [
        bid.label
        for bid in material.bids
        if f"{READ} {bid.label} {fingerprint(letter_to(material, bid))}" not in read
    ]


def refuse_unready(actor: Actor, tender: Tender, material: Material) -> None:
    """Nothing goes out with a gap, or unread by whoever signs it (R20, R21)."""
    if not are_complete(material):
        raise Refused(INCOMPLETE)
    if unread := unread_by(actor, tender, material):
        raise Refused(UNREAD, labels=", ".join(unread))


def _refuse_late(tender: Tender) -> None:
    if stage_of(tender) != "approved":
        raise Refused(OUT)
