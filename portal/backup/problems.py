"""What can stop a backup or a restore, said in one sentence that tells what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import errors as postgres
from sqlalchemy.exc import DBAPIError

UNCHANGED = "Nothing was changed."
NO_ROOM = f"There is no room left on the disk: free some, then start again. {UNCHANGED}"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Stopped(Exception):
    """A backup or a restore that went no further; the message says why, and what to do."""


@contextmanager
def plainly() -> Iterator[None]:
    """Turn what the disk and the database answer into a sentence for who runs the command."""
    try:
        yield
    except OSError as error:
        raise Stopped(_of_the_disk(error)) from None
    except DBAPIError as error:
        raise Stopped(_of_the_database(error.orig)) from None
    except (sqlite3.Error, postgres.Error) as error:
        raise Stopped(_of_the_database(error)) from None


def _of_the_disk(error: OSError) -> str:
    place = error.filename or "the file"
    if error.errno in FULL:
        return NO_ROOM
    if isinstance(error, FileExistsError):
        return f"{place} is there already: choose another name."
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"{place} isn't there."
    if isinstance(error, IsADirectoryError):
        return f"{place} is a folder: name a file."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"You may not use {place}: run this as the account that the portal runs as."
    return f"{place}: {error.strerror or error}."


def _of_the_database(error: BaseException | None) -> str:
    said = str(error).strip().partition("\n")[0]
    if isinstance(error, postgres.DiskFull) or "disk is full" in said:
        return NO_ROOM
    if "disk I/O error" in said:
        return "The disk doesn't take what is written. Is there no room left on it? " + UNCHANGED
    if isinstance(error, postgres.LockNotAvailable) or "database is locked" in said:
        return "The database is in use: stop the portal and its mails, then start again."
    if isinstance(error, postgres.InsufficientPrivilege):
        return (
            "This role may not do that with the whole database. Back up as evenhand_backup, which"
            " reads everything; restore as evenhand_owner. docs/backup.md says how."
        )
    if isinstance(error, postgres.OperationalError):
        return f"The database doesn't answer: {said}"
    return f"The database refused: {said}"
