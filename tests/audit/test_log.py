"""Every append goes into the tree: leaves, subtrees, peaks, checkpoints; and proofs come out."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from portal.audit import merkle, proofs
from portal.audit.checkpoints import (
    PUBLIC_ACTS,
    checkpoint_at,
    latest_checkpoint,
    peaks_of,
    sign_what_grew,
)
from portal.audit.contents import leaf_input
from portal.audit.journal import record
from portal.audit.keys import public_keys, signer
from portal.audit.merkle import is_consistent, is_included, leaf_hash, root_of
from portal.audit.models import Checkpoint, Event, Log, LogNode
from portal.audit.notes import BadNote, open_note, read_checkpoint
from portal.core.authorisation import SYSTEM
from portal.core.database import db
from portal.core.tenancy import tenant
from tests import make
from tests.stages import Stages

MANY = 300


@pytest.fixture
def long_log(quick_app: Flask) -> make.House:
    """A house whose own log has a few hundred events, from transactions of one and of many."""
    return grown(make.house(), MANY)


def grown(house: make.House, size: int) -> make.House:
    """Let the house's own log grow to this size, by 1, 2, 3, … events in a transaction."""
    at_once = 1
    while (left := size - size_of(house.id, house.id)) > 0:
        with make.writing(house.id):
            for number in range(min(at_once, left)):
                record("section:moved", SYSTEM, title=f"Section {number} of {left}")
        at_once = at_once % 40 + 1
    return house


def size_of(owner: uuid.UUID, log_id: uuid.UUID) -> int:
    """How many events a log has."""
    with tenant(owner):
        return db.session.scalar(select(Log.size).where(Log.id == log_id)) or 0


def leaves_of(log_id: uuid.UUID) -> list[bytes]:
    """The hashes of all events' contents, worked out anew."""
    events = select(Event).where(Event.log_id == log_id).order_by(Event.number)
    return [leaf_hash(leaf_input(event)) for event in db.session.scalars(events)]


def test_the_head_the_leaves_and_the_kept_subtrees_are_those_of_the_contents(
    long_log: make.House,
) -> None:
    with tenant(long_log.id):
        leaves = leaves_of(long_log.id)
        head = db.session.scalars(select(Log).where(Log.id == long_log.id)).one()
        assert head.size == len(leaves) == MANY
        assert peaks_of(head).root == root_of(leaves)
        kept = db.session.scalars(select(Event.leaf).order_by(Event.number)).all()
        assert [bytes.fromhex(each) for each in kept] == leaves
        nodes = db.session.scalars(select(LogNode).where(LogNode.log_id == long_log.id)).all()
        for each in nodes:
            start, end = each.place << each.level, (each.place + 1) << each.level
            assert each.hash == root_of(leaves[start:end]).hex()
        places = {(each.level, each.place) for each in nodes}
        assert places == {*((4, place) for place in range(MANY // 16)), (8, 0)}


def test_the_proofs_lead_from_every_event_to_the_root_of_every_size(long_log: make.House) -> None:
    with tenant(long_log.id):
        leaves = leaves_of(long_log.id)
        for size in (1, 2, 15, 16, 17, 255, 256, 257, MANY):
            root = root_of(leaves[:size])
            assert proofs.root(long_log.id, size) == root
            for number in {1, size // 3 + 1, size // 2 + 1, size}:
                proof = proofs.inclusion(long_log.id, number, size)
                assert is_included(leaves[number - 1], number - 1, size, proof, root)
            for old in {1, size // 3 + 1, size}:
                proof = proofs.consistency(long_log.id, old, size)
                assert is_consistent(old, size, root_of(leaves[:old]), root, proof)


def test_a_proof_about_events_that_are_not_there_is_refused(long_log: make.House) -> None:
    with tenant(long_log.id):
        with pytest.raises(proofs.NotInLog):
            proofs.inclusion(long_log.id, 1, MANY + 1)
        with pytest.raises(proofs.NotInLog):
            proofs.root(uuid.uuid4(), 3)
        assert proofs.root(uuid.uuid4(), 0) == merkle.EMPTY


def test_two_events_that_say_the_same_have_different_leaves(long_log: make.House) -> None:
    with make.writing(long_log.id):
        for _ in range(2):
            record("section:moved", SYSTEM, title="The same")
    with tenant(long_log.id):
        assert len(set(leaves_of(long_log.id))) == MANY + 2


def test_each_public_act_leaves_a_signed_checkpoint_of_the_log_at_that_moment(
    stages: Stages,
) -> None:
    with stages.at("released") as story, tenant(story.house.id):
        checkpoints = db.session.scalars(
            select(Checkpoint).where(Checkpoint.log_id == story.id).order_by(Checkpoint.size)
        ).all()
        leaves = leaves_of(story.id)
        acts = select(Event).where(Event.log_id == story.id, Event.name.in_(PUBLIC_ACTS))
        happened = db.session.scalars(acts).all()
        assert {event.name for event in happened} == PUBLIC_ACTS
        for event in happened:
            covering = checkpoint_at(story.id, event.number)
            assert covering
            assert covering.size - event.number <= 1  # an act may have an event or two behind it
        for each in checkpoints:
            said = read_checkpoint(open_note(each.note, public_keys()))
            assert said.origin == f"127.0.0.1/log/{story.id}"
            assert (said.size, said.root.hex(), said.at) == (each.size, each.root, each.at)
            assert said.root == root_of(leaves[: said.size])
        latest = latest_checkpoint(story.id)
        assert latest
        assert latest.size == max(each.size for each in checkpoints)


def test_what_happens_before_an_opening_is_signed_by_no_checkpoint(stages: Stages) -> None:
    """A tree's size would betray how many bids there are (R29)."""
    with stages.at("closed") as story, tenant(story.house.id):
        latest = latest_checkpoint(story.id)
        bids = select(Event.number).where(Event.log_id == story.id, Event.name == "bid:submitted")
        assert latest
        assert latest.size < min(db.session.scalars(bids))


def test_every_log_that_grew_is_signed_and_none_twice(long_log: make.House) -> None:
    with make.writing(long_log.id):
        assert [each.size for each in sign_what_grew()] == [MANY]
    with make.writing(long_log.id):
        assert sign_what_grew() == []
    with make.writing(long_log.id):
        record("section:moved", SYSTEM, title="One more")
    with make.writing(long_log.id):
        assert [each.size for each in sign_what_grew()] == [MANY + 1]


def test_a_checkpoint_of_another_installation_isnt_taken(long_log: make.House) -> None:
    with make.writing(long_log.id):
        (made,) = sign_what_grew()
        note = made.note
    with pytest.raises(BadNote, match="none of the keys"):
        open_note(note, [bytes(32)])
    with pytest.raises(BadNote, match="doesn't fit"):
        open_note(note.replace("\n300\n", "\n301\n"), [signer().public])
