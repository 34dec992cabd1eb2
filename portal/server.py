"""How gunicorn serves the portal: `gunicorn --config portal/server.py wsgi:app`."""

import gc
import os
import signal
import sys
from pathlib import Path
from typing import Any

APP_LOAD_ERROR = 4  # gunicorn's own: it ends then, and doesn't try again

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
