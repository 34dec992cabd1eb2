"""A real browser for the journeys, a server for it to visit, and what every page must bear."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

from tests.axe import accessibility_problems as accessibility_problems

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = (
    "chromium-headless-shell",  # a whole browser that nobody looks at takes twice the time
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)
FLAGS = [
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--in-process-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 880, "height": 500}
"""Wide enough for everything that is put side by side, and no larger: painting takes a third."""
START_SECONDS = 90


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """One Chromium: the machine's own, else Playwright's."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_program(),  # none: Playwright's own
            args=FLAGS + ["--no-sandbox"] * (os.getuid() == 0),
        )
        yield browser
        browser.close()


def _program() -> str | None:
    """The machine's Chromium, if it is more than the empty package that Ubuntu's apt installs."""
    for path in filter(None, map(shutil.which, PROGRAMS)):
        if subprocess.run([path, "--version"], capture_output=True).returncode == 0:
            return path
    return None


@dataclass
class Visit:
    """One person's browser window, and what went wrong on the pages that they saw."""

    page: Page
    problems: list[str] = field(default_factory=list)


@contextlib.contextmanager
def visit(browser: Browser, *, javascript: bool = True, phone: bool = False) -> Iterator[Visit]:
    """A window of somebody's own; afterwards fails on script errors, stopped or missing files."""
    context = browser.new_context(
        viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]
        java_script_enabled=javascript,
        locale="en-GB",
        timezone_id="Europe/London",
    )
    context.set_default_timeout(10_000)
    seen = Visit(context.new_page())
    _listen(context, seen.problems)
    try:
        yield seen
    finally:
        context.close()
    assert not seen.problems, "\n".join(seen.problems)


def _listen(context: BrowserContext, problems: list[str]) -> None:
    """Note each error of a script, each thing that the policy stopped, each file that failed."""

    def answered(response: Response) -> None:
        page = response.request.resource_type == "document"
        if response.status >= (500 if page else 400):
            problems.append(f"{response.url} answered {response.status}")

    context.on("response", answered)
    context.on("weberror", lambda error: problems.append(f"script error: {error.error}"))
    context.on(
        "console",
        lambda line: (
            problems.append(f"console: {line.text}")
            if line.type == "error" and not line.text.startswith("Failed to load resource")
            else None
        ),
    )


def sideways_problems(page: Page) -> list[str]:
    """What sticks out of a window 320 pixels wide, so that the page would scroll sideways."""
    before = page.viewport_size
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    found = sticking_out(page)
    if before:
        page.set_viewport_size(before)
    return found


def sticking_out(page: Page) -> list[str]:
    """What sticks out of the window as it is."""
    found: list[str] = page.evaluate(
        """() => {
            const page = document.documentElement;
            if (page.scrollWidth <= page.clientWidth) return [];
            const out = [...document.body.querySelectorAll('*')].filter(
                each => each.getBoundingClientRect().right > page.clientWidth + 0.5);
            const ends = out.filter(each => !out.some(other => other.parentElement === each));
            return [`the page is ${page.scrollWidth} pixels wide in a window of 320`,
                    ...ends.map(each => each.outerHTML.slice(0, 160))];
        }"""
    )
    return found


@dataclass
class Server:
    """The portal being served; `address` without a slash at its end."""

    address: str
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End all its processes at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextlib.contextmanager
def served(
    environment: Mapping[str, str], *, workers: int = 1, app: str = "wsgi:app"
) -> Iterator[Server]:
    """Serve the portal with gunicorn on a free port, with no EVENHAND_ variables but these."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("EVENHAND_", "FLASK_", "GUNICORN_"))
    }
    with socket.create_server(("127.0.0.1", 0)) as listener, tempfile.TemporaryFile() as output:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        number = listener.fileno()
        command = [sys.executable, "-m", "gunicorn", "--config", "portal/server.py", app]
        process = subprocess.Popen(
            [*command, "--bind", f"fd://{number}"],
            cwd=ROOT,
            env={"EVENHAND_BASE_URL": address, **kept, **environment}
            | {"WEB_CONCURRENCY": str(workers)},
            stdout=output,
            stderr=output,
            pass_fds=[number],
            start_new_session=True,
        )
        try:
            _wait_until_up(address, process, output.fileno())
            yield Server(address, process)
        finally:
            _stop(process)


def _wait_until_up(address: str, process: subprocess.Popen[bytes], output: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if _answers(f"{address}/health"):
            return
        time.sleep(0.05)
    said = os.pread(output, 20_000, 0).decode(errors="replace")
    raise RuntimeError(f"The server didn't start:\n{said}")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):
            return True
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


if __name__ == "__main__":
    with chromium() as found:
        print(found.version)
