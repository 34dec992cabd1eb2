"""Whoever opens bids is killed in the middle: every bid is still sealed, and opens later (R29)."""

from __future__ import annotations

import os
import signal
import uuid
from itertools import count
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from portal.audit.verify import verify_log
from portal.bids.models import Bid, OpenedBid
from portal.core.database import db
from portal.core.tenancy import tenant
from tests import make, make_bids

MET = count(1)


def _at_the_second_bid(*_: Any) -> None:
    if next(MET) == 2:
        _die()


def _die(*_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _open_until(moment: str, house: make.House, tender_id: uuid.UUID) -> int:
    """Open the bids in a process that is killed; how it ended."""
    db.session.remove()
    db.engine.dispose()
    process = os.fork()
    if not process:
        if moment == "when one is written":
            event.listen(OpenedBid, "after_insert", _at_the_second_bid)
        else:
            event.listen(db.engine, "commit", _die)
        try:
            make_bids.opened_bids(house, tender_id)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _open_rows(house: make.House, tender_id: uuid.UUID) -> list[int]:
    with tenant(house.id):
        assert verify_log(tender_id).troubles == []
        return [
            db.session.scalar(select(func.count()).select_from(row)) or 0
            for row in (Bid, OpenedBid)
        ]


@pytest.mark.parametrize("moment", ["when one is written", "before all are kept"])
def test_r29_an_opening_that_is_cut_off_opens_nothing(app: Flask, moment: str) -> None:
    house, tender_id = make_bids.published(make.house())
    make_bids.submitted_bids(tender_id, 3)
    assert _open_until(moment, house, tender_id) == -signal.SIGKILL
    assert _open_rows(house, tender_id) == [0, 0]
    make_bids.opened_bids(house, tender_id)
    assert _open_rows(house, tender_id) == [3, 3]
