"""Which Python the two commands take."""

from __future__ import annotations

import subprocess

import pytest

from tests.test_setup import House, pretend_python
from tests.test_setup import house as house

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("is_quick", [True, False])
def test_a_python_compiled_without_asking_for_speed_gives_way_to_the_systems(
    house: House, is_quick: bool
) -> None:
    path = pretend_python(house, f"exit {int(is_quick)}")
    asked = f"source {str(house.root)!r}/bin/environment.sh; found=python3; prefer_quick_python"
    done = subprocess.run(
        ["bash", "-c", f"{asked}; echo $found"],
        env=house.environment(PATH=path),
        capture_output=True,
        text=True,
        check=True,
    )
    own = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))"
    command = f"/usr/bin/python3 -c '{own}'"
    has_own = not subprocess.run(command, shell=True, capture_output=True).returncode
    gives_way = has_own and not is_quick
    assert done.stdout.strip() == ("/usr/bin/python3" if gives_way else "python3")
