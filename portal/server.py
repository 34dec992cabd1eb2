"""How gunicorn serves the portal: `gunicorn --config portal/server.py wsgi:app`."""

import gc
import os
import signal
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

APP_LOAD_ERROR = 4  # gunicorn's own: it ends then, and doesn't try again
ARRIVAL = getattr(socket, "SO_TIMESTAMPNS", 35)  # Linux: when the machine had each piece
MOMENT = struct.Struct("@ll")  # seconds since 1970, and nanoseconds


class Arriving(socket.socket):
    """A connection that knows when the machine had what was read from it last (R29): what waits
    for a worker or a thread, waits after that. `arrived` is None where the machine can't tell."""

    arrived: float | None = None

    def recv(self, size: int, flags: int = 0) -> bytes:
        """The next bytes, as `recv` of any socket."""
        data, told, _flags, _address = self.recvmsg(size, socket.CMSG_SPACE(MOMENT.size), flags)
        for level, kind, value in told:
            if (level, kind, len(value)) == (socket.SOL_SOCKET, ARRIVAL, MOMENT.size):
                seconds, nanoseconds = MOMENT.unpack(value)
                self.arrived = seconds + nanoseconds / 1e9
        return data


class Worker(ThreadWorker):
    """gunicorn's worker with threads, on connections that know when something came."""

    def enqueue_req(self, conn: Any) -> None:
        """Hand a connection to the threads, the first time as one of ours."""
        if not isinstance(conn.sock, Arriving):
            conn.sock = Arriving(fileno=conn.sock.detach())
        super().enqueue_req(conn)


bind = "127.0.0.1:8000"
worker_class = Worker
workers = int(os.environ.get("WEB_CONCURRENCY") or 1)
threads = 8
graceful_timeout = 10
loglevel = "warning"
control_socket_disable = True  # nobody steers it but the signals of the process that started it
if Path("/dev/shm").is_dir():  # noqa: S108  a slow disk must not look like a worker that hangs
    worker_tmp_dir = "/dev/shm"  # noqa: S108


def when_ready(server: Any) -> None:
    """Let closing the terminal end it; without a terminal SIGHUP reloads, as services expect.

    Whatever connects from now on tells when its pieces came, also while it waits to be accepted.
    """
    for listener in server.LISTENERS:
        with suppress(OSError):
            listener.setsockopt(socket.SOL_SOCKET, ARRIVAL, 1)
    if os.isatty(0):
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))


def post_worker_init(worker: Any) -> None:
    """Refuse to serve an installation that can't sign its record: nobody's work is to break off."""
    gc.collect()
    gc.freeze()  # the app stays: each look for garbage leaves it out
    gc.set_threshold(50_000, 20, 50)
    config = getattr(worker.wsgi, "extensions", {}).get("evenhand")
    if config is None or config.mode != "production":
        return
    from portal.audit.keys import NO_KEY, has_key

    if not has_key(config.data):
        print(f"Evenhand can't start. {NO_KEY}", file=sys.stderr)
        sys.exit(APP_LOAD_ERROR)
