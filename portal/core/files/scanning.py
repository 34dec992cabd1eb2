"""Asking a virus scanner about a file: clamd, by its socket, where an installation names one."""

from __future__ import annotations

import socket
import struct

from portal.core.files.kinds import Unreadable
from portal.core.logs import say_of_scanner
from portal.core.words import say

SECONDS = 30
PIECE = 64 * 1024
LONGEST_ANSWER = 4096

FOUND = say(
    "The virus scanner found something harmful in this file, so we didn’t keep it. Check the"
    " computer that it comes from, then choose another file."
)
AWAY = say(
    "We can’t ask the virus scanner at the moment, so we can’t take files. Your words are kept. Try"
    " again in a few minutes."
)


def scan(content: bytes, clamd: str) -> None:
    """Refuse what the scanner finds harmful, and every file while it can't be asked.

    `clamd` is the path of its socket, or host and port; empty where an installation has none.
    """
    if not clamd:
        return
    try:
        said = _asked(content, clamd)
    except OSError:
        said = ""
    if said.endswith("FOUND"):
        say_of_scanner("WARNING", "found")
        raise Unreadable(FOUND)
    if not said.endswith("OK"):
        say_of_scanner("ERROR", "away")
        raise Unreadable(AWAY)


def _asked(content: bytes, clamd: str) -> str:
    """What clamd answers to INSTREAM: 'stream: OK' or 'stream: … FOUND'."""
    with _connected(clamd) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            more = line.recv(LONGEST_ANSWER)
            if not more:
                break
            answer += more
    return answer.rstrip(b"\0\n").decode(errors="replace").strip()


def _connected(clamd: str) -> socket.socket:
    if clamd.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        try:
            line.connect(clamd)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = clamd.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)
