"""Writes of keys: each one is written down in the installation's log, with its public half."""

from __future__ import annotations

from portal.audit import keys
from portal.audit.journal import record_for_installation
from portal.audit.keys import Key
from portal.core.authorisation import SYSTEM
from portal.core.tenancy import INSTALLATION, tenant
from portal.core.transaction import transaction


def make_key() -> Key:
    """Make the first key; refused where there is one.

    It is written down first: a line about a key that never signed does no harm, and a key that
    nobody heard of would.
    """
    number, made = keys.first_number(), keys.new_key()
    _record(made)
    keys.put_key(number, made)
    return made


def rotate_key() -> Key:
    """Let a new key sign from now on: the old one endorses it, and can sign no more.

    It is written down first. Where that is all that happened the old key signs on, and endorses
    the next one as well: a key that never signed stands in nobody's way.
    """
    old, made = keys.signer(), keys.new_key()
    _record(made, keys.endorsement(old, made))
    keys.replace_key(made)
    return made


def introduce_key() -> Key:
    """Write down the key that signs, in an installation that has just begun: the demo's."""
    made = keys.signer()
    _record(made)
    return made


def _record(made: Key, endorsement: str = "") -> None:
    with tenant(INSTALLATION), transaction():
        record_for_installation(
            "log-key:made",
            SYSTEM,
            key_name=made.name,
            key_id=made.id,
            public_key=made.line,
            endorsement=endorsement,
        )
