"""Pages as they were answered on a walk, for a browser: with their policy, and with our files."""

from __future__ import annotations

import mimetypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.axe import SCRIPT
from tests.browser import ROOT

STATIC = ROOT / "portal" / "static"
AXE = "/static/axe.js"
POLICY = re.compile(r"(?m)^Content-Security-Policy: (.*)$")


class Shown(ThreadingHTTPServer):
    """Serves pages that stand already, each with the script of axe at its end."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.pages: dict[str, tuple[bytes, dict[str, str]]] = {}

    def put(self, path: str, body: str, headers: str = "") -> str:
        """Show a page from now on; its whole address."""
        script = f'<script src="{AXE}" defer></script></body>'
        policy = POLICY.search(headers)
        self.pages[path] = (
            body.replace("</body>", script).encode(),
            {"Content-Security-Policy": policy[1]} if policy else {},
        )
        return f"{self.address}{path}"


@contextmanager
def shown() -> Iterator[Shown]:
    """A server of pages; the browser keeps our files from one to the next."""
    with Shown() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Shown

    def do_GET(self) -> None:
        if self.path in self.server.pages:
            body, headers = self.server.pages[self.path]
            self._answer("text/html; charset=utf-8", body, headers)
        elif self.path.startswith("/static/"):
            name = self.path.partition("/static/")[2].partition("?")[0]
            file = SCRIPT if self.path == AXE else STATIC / name
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            self._answer(kind, file.read_bytes(), {"Cache-Control": "max-age=86400, immutable"})
        else:
            self._answer("text/plain", b"", {})

    def _answer(self, kind: str, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(200)
        told = {"Content-Type": kind, "Content-Length": str(len(body)), **headers}
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
