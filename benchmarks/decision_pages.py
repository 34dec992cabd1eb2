"""What the pages of the result and the decision cost with 200 bids, 10 evaluators, 5 criteria.

PYTHONPATH=. python benchmarks/decision_pages.py [agreed|mean] [BIDS]

The figure: at most 12 queries and 40 ms of server CPU. PostgreSQL with stock durability settings,
gunicorn with one worker. CPU is that of gunicorn and of PostgreSQL, from /proc; queries are counted
in a process of their own, on the same database. `first` is the first request that a new worker
answers, which reads the run; a run never changes, so the worker remembers what it read.
"""

from __future__ import annotations

import http.client
import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.log_speed import database
from benchmarks.marking_page import cpu_of
from portal.accounts.models import APPROVER, AUDITOR
from portal.bids.labels import draw_labels
from portal.bids.models import Answer, Bid, BidPrice
from portal.core import clock
from portal.core.database import db
from portal.core.tenancy import tenant
from portal.evaluation.models import (
    AgreedMark,
    GateConfirmation,
    Mark,
    Moderation,
    Presence,
    Seat,
    SeatCriterion,
    Sheet,
    SignOff,
)
from portal.evaluation.runs.operations import make_run
from portal.evaluation.runs.queries import latest_run
from portal.outcomes import operations as outcomes
from portal.outcomes.figures import bid_results
from portal.specifications import operations as writing
from portal.specifications.models import Criterion
from portal.specifications.queries import criteria_of, gates_of, groups_of
from portal.tenders.models import Tender
from tests import make, make_groundwork, make_openers
from tests.apps import app_on
from tests.browser import served
from tests.make_specification import PRICE, SCALE, criterion, publish
from tests.statements import counted

PEOPLE, ASKED, ROUNDS = 5, 20, 5
AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
WORDS = "It says who does what, and when; it leaves open who is there at weekends. "


def fill(bids: int, way: str) -> tuple[make.House, uuid.UUID]:
    """A tender in deciding, its rows put in past the operations, which would take minutes."""
    house = make.house("ambleford")
    tender_id = make.tender(house)
    with make.writing(house.id):
        _write(house, _tender(house, tender_id), way)
    with make.writing(house.id), clock.at(make.START):
        make_openers.get_ready(house, _tender(house, tender_id))
        make_groundwork.get_ready(house.lead.actor, _tender(house, tender_id))
        publish(house.lead.actor, _tender(house, tender_id))
    with make.writing(house.id), clock.at(AT):
        tender = _tender(house, tender_id)
        tender.stage, tender.opened_at = "deciding", AT
        for place, label in enumerate(sorted(draw_labels(bids))):
            bid = Bid(tender_id=tender.id, label=label)
            db.session.add_all([bid, *_given(tender, bid, 600000 + 1000 * place)])
        db.session.flush()
        people = [make.new_person(f"Person {number}") for number in range(2 * PEOPLE)]
        _mark(tender, _seats(tender, people))
        db.session.flush()
        make_run(house.lead.actor, tender)
    with make.writing(house.id), clock.at(AT):
        _decide(house, _tender(house, tender_id))
    return house, tender_id


def _tender(house: make.House, tender_id: uuid.UUID) -> Tender:
    return db.session.get_one(Tender, (house.id, tender_id))


def _write(house: make.House, tender: Tender, way: str) -> None:
    from dataclasses import replace

    from portal.specifications.facts import GateFacts, GroupFacts, SectionFacts

    lead = house.lead.actor
    writing.write_section(lead, tender, SectionFacts("Who", "Young carers.", "You."))
    adults = writing.put_group(lead, tender, GroupFacts("Professionals", "professional", PEOPLE))
    young = writing.put_group(lead, tender, GroupFacts("Young people", "young", PEOPLE))
    scale = writing.put_scale(lead, tender, SCALE)
    halves = {adults: Decimal(50), young: Decimal(50)}
    for number in range(1, 6):
        facts = criterion(scale, f"Q{number}", f"Question {number}", 16, halves)
        writing.put_criterion(lead, tender, replace(facts, group_mark=way))
    writing.put_gate(lead, tender, GateFacts("G1", "Insurance", "Insured", "Insured?", "Insured?"))
    writing.put_price(lead, tender, PRICE)
    writing.put_tie_breaks(lead, tender, [("criterion", "Q1"), ("quality", None)])


def _given(tender: Tender, bid: Bid, price: int) -> list[Any]:
    """What a bid holds, and that it passed."""
    rows: list[Any] = [BidPrice(id=bid.id, tender_id=tender.id, amount=Decimal(price))]
    for each in criteria_of(tender):
        ids = {"tender_id": tender.id, "bid_id": bid.id, "criterion_id": each.id}
        rows.append(Answer(**ids, text=WORDS, words=15))
    for gate in gates_of(tender):
        word = GateConfirmation(
            tender_id=tender.id, bid_id=bid.id, gate_id=gate.id, version=1, passed=True,
            reason=WORDS, confirmed_by=_somebody(), confirmed_at=AT,
        )  # fmt: skip
        rows.append(word)
    return rows


def _somebody() -> uuid.UUID:
    return next(iter(_PEOPLE))


_PEOPLE: list[uuid.UUID] = []


def _seats(tender: Tender, people: list[Any]) -> dict[uuid.UUID, list[Seat]]:
    """Half of the people sit in each group, for all criteria."""
    groups, found = groups_of(tender), {}
    for half, group in enumerate(groups):
        found[group.id] = []
        for person in people[half * PEOPLE : (half + 1) * PEOPLE]:
            seat = Seat(tender_id=tender.id, person_id=person.id, group_id=group.id, given_at=AT)
            db.session.add(seat)
            for each in criteria_of(tender):
                ours = {"tender_id": tender.id, "seat_id": seat.id, "criterion_id": each.id}
                db.session.add(SeatCriterion(**ours))
            found[group.id].append(seat)
    return found


def _mark(tender: Tender, seats: dict[uuid.UUID, list[Seat]]) -> None:
    """Each marks each bid; each bid and criterion is agreed and signed by all."""
    criteria = criteria_of(tender)
    everybody = [seat for theirs in seats.values() for seat in theirs]
    for number, bid in enumerate(db.session.query(Bid).filter_by(tender_id=tender.id)):
        for which, seat in enumerate(everybody):
            sheet = Sheet(
                tender_id=tender.id, seat_id=seat.id, bid_id=bid.id, position=number, sent_at=AT
            )
            db.session.add(sheet)
            for place, each in enumerate(criteria):
                db.session.add(
                    Mark(
                        tender_id=tender.id, sheet_id=sheet.id, criterion_id=each.id, version=1,
                        mark=Decimal((number + which + place) % 4), is_pass=False, reason=WORDS,
                        recorded_at=AT,
                    )
                )  # fmt: skip
        for place, each in enumerate(criteria):
            _agree(tender, bid, each, seats, number * (place + 1) + number // 7 + place)


def _agree(
    tender: Tender, bid: Bid, each: Criterion, seats: dict[uuid.UUID, list[Seat]], luck: int
) -> None:
    record = Moderation(
        tender_id=tender.id, bid_id=bid.id, criterion_id=each.id, version=1, points_for=WORDS,
        points_against=WORDS, reconciled=WORDS, reason=WORDS * 3, next_mark=WORDS,
        recorded_by=_somebody(), recorded_at=AT,
    )  # fmt: skip
    db.session.add(record)
    ours = {"tender_id": tender.id, "moderation_id": record.id}
    for place, (group_id, theirs) in enumerate(seats.items()):
        if each.group_mark == "agreed":
            mark = Decimal((luck + place * (luck % 3)) % 4)
            db.session.add(AgreedMark(**ours, group_id=group_id, mark=mark))
        for seat in theirs:
            db.session.add(Presence(**ours, seat_id=seat.id))
            db.session.add(SignOff(**ours, seat_id=seat.id, signed_at=AT))


def _decide(house: make.House, tender: Tender) -> None:
    run = latest_run(tender)
    assert run
    first = next(each for each in bid_results(run.result) if each.rank == 1)
    bid = db.session.query(Bid).filter_by(tender_id=tender.id, label=first.label).one()
    outcomes.decide(house.lead.actor, tender, bid, WORDS)


def pages_of(house: make.House, path: str, label: str) -> dict[str, tuple[make.Human, str]]:
    """The pages that are measured, and who reads each of them."""
    approver, auditor = house.staff[APPROVER], house.staff[AUDITOR]
    return {
        "result, lead": (house.lead, f"{path}/result"),
        "result, auditor": (auditor, f"{path}/result"),
        "result, one working": (house.lead, f"{path}/result?working={label}"),
        "views, approver": (approver, f"{path}/views"),
        "report, approver": (approver, f"{path}/report"),
        "decision, lead": (house.lead, f"{path}/decision"),
        "decision, auditor": (auditor, f"{path}/decision"),
        "approval, approver": (approver, f"{path}/approval"),
    }


def lines(folder: Path, url: str, server: int, way: str, bids: int) -> Iterator[str]:
    """Everything that is printed."""
    app = app_on(folder, url)
    with app.app_context():
        with make.writing():
            pass
        _PEOPLE.append(make.operator().actor.person_id)  # type: ignore[arg-type]
        start = time.perf_counter()
        house, tender_id = fill(bids, way)
        yield f"filled in {time.perf_counter() - start:.0f} s"
        with tenant(house.id):
            label = db.session.query(Bid.label).filter_by(tender_id=tender_id).limit(1).scalar()
        pages = pages_of(house, f"/{house.slug}/tenders/{tender_id}", label)
        clients = {name: make.client_of(app, human) for name, (human, _) in pages.items()}
        queries = {}
        for name, (_human, path) in pages.items():
            clients[name].get(path)
            with counted() as statements:
                answer = clients[name].get(path)
            assert answer.status_code == 200, (name, answer.status_code)
            queries[name] = len(statements)
        cookies = {name: each.get_cookie("session").value for name, each in clients.items()}
        db.session.remove()
        db.engine.dispose()
    environment = {
        "EVENHAND_DATA": str(folder),
        "EVENHAND_DATABASE": url,
        "EVENHAND_MODE": "test",
        "EVENHAND_SECRET_KEY": app.config["SECRET_KEY"],
    }
    for name, (_human, path) in pages.items():
        with served(environment, workers=1) as portal:
            roots = (portal.process.pid, server)
            line = http.client.HTTPConnection(urlsplit(portal.address).netloc, timeout=60)
            first, _ = _cost(line, roots, path, cookies[name], 1)
            taken, size = [], 0
            for _ in range(ROUNDS):
                each, size = _cost(line, roots, path, cookies[name], ASKED)
                taken.append(each)
        best, middle = min(taken), statistics.median(taken)
        told = f"{name} | {queries[name]} | {best:.1f} | {middle:.1f} | {first:.0f}"
        yield f"{told} | {size / 1000:.0f}"


def _cost(line: Any, roots: tuple[int, ...], path: str, cookie: str, asked: int) -> Any:
    """CPU milliseconds of one answer, and its bytes on the wire."""
    headers = {"Cookie": f"session={cookie}", "Accept-Encoding": "br, gzip"}
    before, size = cpu_of(*roots), 0
    for _ in range(asked):
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        size = len(answer.read())
        assert answer.status == 200, answer.status
        line.close()
    return (cpu_of(*roots) - before) / asked * 1e3, size


def main() -> None:
    """Print a table: page, queries, least and middle CPU milliseconds, the first, kB sent."""
    given = sys.argv[1:]
    way = next((each for each in given if each in ("agreed", "mean")), "agreed")
    bids = next((int(each) for each in given if each.isdigit()), 200)
    print(f"{way}, {bids} bids, load {os.getloadavg()[0]:.1f}")
    print("| page | queries | ms, least | ms, middle | ms, first | kB |")
    with tempfile.TemporaryDirectory() as folder, database("postgresql", Path(folder)) as found:
        for each in lines(Path(folder), *found, way, bids):
            print(f"| {each} |", flush=True)


if __name__ == "__main__":
    main()
