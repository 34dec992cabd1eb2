"""How gunicorn serves the portal: `gunicorn --config portal/server.py wsgi:app`."""

import os
import signal
from pathlib import Path

bind = "127.0.0.1:8000"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 1)
threads = 8
graceful_timeout = 10
loglevel = "warning"
control_socket_disable = True  # nobody steers it but the signals of the process that started it
if Path("/dev/shm").is_dir():  # noqa: S108  a slow disk must not look like a worker that hangs
    worker_tmp_dir = "/dev/shm"  # noqa: S108


def when_ready(_server: object) -> None:
    """Let closing the terminal end it; without a terminal SIGHUP reloads, as services expect."""
    if os.isatty(0):
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
