"""Whatever the verifier is given, it answers in sentences, and reads nothing outside of it."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.record.bundle import verify
from tests import make_outcomes as outcomes
from tests.bundles import bundle_of, change_lines, checked, checked_alone, unpacked
from tests.shelf import Prepared

pytestmark = pytest.mark.journey

GARBAGE = (b"", b"null", b"[]", b'{"a": 1}', b"[1]", b'[[]]\n{"x":', b"\xff\xfe\x00", b"9" * 5000)
SPARE = ("index.txt", "verify.py", "scoring/")
"""What the verifier doesn't read, or only as code."""


@pytest.fixture
def folder(prepared: Prepared, tmp_path: Path) -> Path:
    """A whole bundle's files."""
    made = prepared(outcomes.released_tender)
    return unpacked(bundle_of(made, tmp_path / "bundle.zip"), tmp_path / "files")


@pytest.fixture
def own(prepared: Prepared, tmp_path: Path) -> Path:
    """A bidder's."""
    made = prepared(outcomes.released_tender)
    return unpacked(bundle_of(made, tmp_path / "own.zip", 1), tmp_path / "own")


def data_files(folder: Path) -> list[Path]:
    """The files beside one another, and the first of each folder inside."""
    inside = [min(path.iterdir()) for path in folder.iterdir() if path.is_dir()]
    files = [path for path in folder.iterdir() if path.is_file()]
    found = sorted(files + inside)
    return [path for path in found if not str(path.relative_to(folder)).startswith(SPARE)]


@pytest.mark.parametrize("form", ["folder", "own"])
def test_every_file_is_needed_and_none_may_be_nonsense(
    form: str, request: pytest.FixtureRequest
) -> None:
    files: Path = request.getfixturevalue(form)
    assert checked(files).holds
    for place, path in enumerate(data_files(files)):
        right = path.read_bytes()
        for wrong in (GARBAGE[place % len(GARBAGE)], GARBAGE[(place + 3) % len(GARBAGE)]):
            path.write_bytes(wrong)
            verdict = checked(files)
            assert verdict.status == 1, (path, wrong, verdict.text)
            assert "Traceback" not in verdict.text
        path.unlink()
        assert checked(files).status == 1, path
        path.write_bytes(right)
    assert checked(files).holds


@pytest.mark.parametrize(
    "given",
    [b"", b"PK", b"not a zip at all", b"PK\x05\x06" + bytes(18), b"PK\x03\x04" + bytes(100)],
)
def test_what_is_no_bundle_is_refused_in_a_sentence(given: bytes, tmp_path: Path) -> None:
    file = tmp_path / "file.zip"
    file.write_bytes(given)
    verdict = checked_alone(file)
    assert verdict.status == 1
    assert verdict.text.endswith("\nThis can’t be checked.\n")


def test_nothing_there_an_empty_folder_and_a_folder_without_rights(tmp_path: Path) -> None:
    assert checked(tmp_path / "nowhere").finds("There is nothing at")
    assert checked(tmp_path).finds("The file bundle.json is missing")
    (tmp_path / "bundle.json").mkdir()
    assert checked(tmp_path).finds("The file bundle.json is missing")


def test_a_damaged_zip_is_told_from_a_false_one(folder: Path, tmp_path: Path) -> None:
    whole = (tmp_path / "bundle.zip").read_bytes()
    for cut in (100, len(whole) // 2, len(whole) - 30):
        (tmp_path / "cut.zip").write_bytes(whole[:cut])
        assert checked(tmp_path / "cut.zip").finds("isn’t a zip file, or it is damaged")
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        start = archive.getinfo("events.jsonl").header_offset + 200
    (tmp_path / "hole.zip").write_bytes(whole[:start] + bytes(100) + whole[start + 100 :])
    assert checked(tmp_path / "hole.zip").finds("The file events.jsonl can’t be read")


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/etc/passwd", "a/../../b", "..\\outside", "C:\\x", "C:/x"]
)
def test_a_zip_with_a_path_that_leads_out_is_refused(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr(name, "x")
    assert checked(tmp_path / "bad.zip").finds("a path that leads out of it")


def test_a_file_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr("bundle.json", "{}")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("bundle.json", "{}")
    assert checked(tmp_path / "bad.zip").finds("a file twice")


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    shutil.move(folder / "method.json", tmp_path / "method.json")
    os.symlink(tmp_path / "method.json", folder / "method.json")
    assert checked(folder).finds("method.json leads out of the folder")


def test_a_file_that_is_too_large_is_not_read_whole(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "LARGEST", 50_000)
    (folder / "events.jsonl").write_bytes(b"x" * 60_000)
    assert checked(folder).finds("The file events.jsonl is too large")
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bundle.json", bytes(60_000))
    assert checked(tmp_path / "bomb.zip").finds("The file bundle.json is too large")


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "MOST_FILES", 3)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(4):
            archive.writestr(str(number), "")
    (tmp_path / "many.zip").write_bytes(made.getvalue())
    assert checked(tmp_path / "many.zip").finds("too many files")


def test_what_is_printed_of_a_bundle_cannot_paint_the_screen(folder: Path) -> None:
    text = (folder / "bundle.json").read_text()
    (folder / "bundle.json").write_text(
        text.replace("Support for young carers", "\\u001b[2J\\u202eEverything holds.\\n")
    )
    assert "\x1b" not in checked(folder).text
    assert "\u202e" not in checked(folder).text


@pytest.mark.parametrize("kept", ["--receipt", "--checkpoint"])
@pytest.mark.parametrize(
    "given", [None, b"", b"\xff\x00", b"c2sp.org/tlog-proof@v1\nindex 1", b"{"]
)
def test_what_is_no_receipt_and_no_checkpoint_is_said_by_name(
    folder: Path, tmp_path: Path, kept: str, given: bytes | None
) -> None:
    file = tmp_path / "mine.txt"
    if given is not None:
        file.write_bytes(given)
    assert checked(folder, kept, str(file)).finds("mine.txt", "can’t be relied on")


def test_a_kept_text_may_have_come_through_a_mail(folder: Path, tmp_path: Path) -> None:
    checkpoint = max((folder / "checkpoints").iterdir()).read_text()
    mailed = "\ufeff \r\n" + checkpoint.replace("\n", "  \r\n") + "\r\n\r\n"
    (tmp_path / "mine.txt").write_bytes(mailed.encode())
    assert checked(folder, "--checkpoint", str(tmp_path / "mine.txt")).holds


def without_value(row: dict[str, object]) -> dict[str, object]:
    return {name: row[name] for name in ("event", "name")}


CHANGES: dict[str, tuple[str, Callable[[list[dict[str, object]]], None], str]] = {
    "a mark less": ("marks.jsonl", lambda rows: rows.pop(), "is missing"),
    "a mark more": ("marks.jsonl", lambda rows: rows.append(rows[0] | {"version": 9}), "never"),
    "a reason": (
        "marks.jsonl",
        lambda rows: rows[0].update(reason="Because."),
        "isn’t the one recorded then",
    ),
    "a group": ("marks.jsonl", lambda rows: rows[0].update(group="other"), "was of the group"),
    "an agreed word": (
        "agreed.jsonl",
        lambda rows: rows[0].update(reason="Because."),
        "the text reason isn’t the one",
    ),
    "an agreed record less": ("agreed.jsonl", lambda rows: rows.pop(), "are missing"),
    "a seal opened less": ("openings.jsonl", lambda rows: rows.pop(), "isn’t opened, and nothing"),
    "an erasure without a word": (
        "openings.jsonl",
        lambda rows: rows.append({**without_value(rows.pop()), "erased": "2026-12-01"}),
        "is gone, and nothing says why",
    ),
    "an opening of nothing": (
        "openings.jsonl",
        lambda rows: rows.append(rows[0] | {"name": "other"}),
        "doesn’t have: other",
    ),
}


def test_the_whole_record_hides_no_event_and_no_stage(folder: Path) -> None:
    lines = (folder / "events.jsonl").read_text().split("\n")
    leaf = (folder / "leaves.txt").read_text().split("\n")[6]
    right = "\n".join(lines)
    lines[6] = f'{{"leaf":"{leaf}","number":7}}'
    (folder / "events.jsonl").write_text("\n".join(lines))
    assert checked(folder).finds("Event 7 is hidden")
    (folder / "events.jsonl").write_text(right)
    about = (folder / "bundle.json").read_text()
    (folder / "bundle.json").write_text(about.replace('"released"', '"marking"'))
    assert checked(folder).finds("said to be marking; letters:released tells otherwise")


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_to_a_file_is_found(folder: Path, change: str) -> None:
    name, how, found = CHANGES[change]
    change_lines(folder, name, how)  # type: ignore[arg-type]
    assert checked(folder).finds(found)
