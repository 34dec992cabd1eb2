"""What lies in the database and isn't to be read there: locked under the installation's own key.

The key lies outside database and data folder (`EVENHAND_DRAFT_KEY_FILE`), so that a copy of both,
such as a backup, tells nothing of a draft (R29).
"""

from __future__ import annotations

from flask import current_app

from portal.core.sealing import emptied, filled, lock_bytes, unlock_bytes

PURPOSE = b"evenhand draft v1"
LEAST = 16 * 1024
"""A locked text has this size at least, then doubles of it."""


def rest(plain: bytes, place: bytes) -> bytes:
    """Lock what rests at a place, so that only this installation reads it, there alone."""
    return lock_bytes(_key(), filled(plain, LEAST), place, PURPOSE)


def rouse(box: bytes, place: bytes) -> bytes:
    """What rests at a place; raises CannotOpen where the installation's key is another one."""
    return emptied(unlock_bytes(_key(), box, place, PURPOSE))


def _key() -> bytes:
    found: bytes = current_app.extensions["evenhand"].draft_key
    return found
