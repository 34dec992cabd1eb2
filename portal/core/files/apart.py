"""Reading a file in a process of its own: one that harms its reader ends that process alone."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

from portal.core.files.kinds import BROKEN, Unreadable

SECONDS = 60
MEMORY = 2 * 1024 * 1024 * 1024
REFUSED = 3


def said_apart(reader: Path, content: bytes) -> bytes:
    """What a reader of ours makes of a file, in a process of its own; else `Unreadable`."""
    command = [sys.executable, "-I", str(reader)]
    try:
        run = subprocess.run(  # noqa: S603  our own reader, and no shell
            command, input=content, capture_output=True, timeout=2 * SECONDS, check=False, env={}
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(BROKEN) from None
    if run.returncode == REFUSED:
        raise Unreadable(run.stdout.decode())
    if run.returncode != 0:
        raise Unreadable(BROKEN)
    return run.stdout


def bounded() -> None:
    """In the process apart: no more time and memory than a decent file needs, and no new files."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
