"""The same examples on every run and every machine; a tender as a workbook."""

import shutil

import pytest
from hypothesis import HealthCheck, settings

from tests.scoring.files import workbook
from tests.scoring.test_verify import TENDER

settings.register_profile(
    "scoring",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("scoring")


@pytest.fixture(scope="session")
def kept_book(tmp_path_factory):
    """The golden tender as a workbook, written once."""
    path = tmp_path_factory.mktemp("books") / "tender.xlsx"
    workbook(TENDER, path)
    return path


@pytest.fixture
def book(kept_book, tmp_path):
    """A copy of it that a test may damage."""
    return shutil.copyfile(kept_book, tmp_path / "tender.xlsx")
