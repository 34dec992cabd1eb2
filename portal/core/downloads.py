"""Texts and documents that somebody takes with them as files."""

from __future__ import annotations

from flask import Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {"pdf": "application/pdf", "docx": DOCX, "xlsx": XLSX}


def as_download(text: str, file_name: str) -> Response:
    """A plain text as a file of this name; neither may tell of a person where others see it."""
    headers = {"Content-Disposition": f"attachment; filename={file_name}"}
    return Response(text, mimetype="text/plain", headers=headers)


def send_pdf(made: bytes, file_name: str) -> Response:
    """A PDF as a file of this name; it may not tell of a person where others see it."""
    headers = {"Content-Disposition": f"attachment; filename={file_name}"}
    return Response(made, mimetype="application/pdf", headers=headers)


def send_xlsx(made: bytes, file_name: str) -> Response:
    """A workbook as a file of this name; it may not tell of a person where others see it."""
    headers = {"Content-Disposition": f"attachment; filename={file_name}"}
    return Response(made, mimetype=XLSX, headers=headers)


def send_zip(made: bytes, file_name: str) -> Response:
    """Several files as one of this name; it may not tell of a person where others see it."""
    headers = {"Content-Disposition": f"attachment; filename={file_name}"}
    return Response(made, mimetype="application/zip", headers=headers)


def send_file_of(made: bytes, kind: str, file_name: str) -> Response:
    """A document of a known kind, to be kept and never shown in the page's own name."""
    headers = {"Content-Disposition": f"attachment; filename={file_name}"}
    return Response(made, mimetype=TYPES[kind], headers=headers)
