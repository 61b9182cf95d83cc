"""A row added by the book, in a checkout as a newcomer gets it, passes all that is checked."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from small_record import cells

# A page that nobody wrote, about somebody who does not exist, in an outlet that is not there.
FILLED: dict[str, dict[str, str]] = {
    "[visit]": {
        "date": '"2026-05-12/2026-05-14"',
        "kind": '"working"',
        "sender_id": '"Iran"',
        "host_id": '"Cuba"',
        "places": '["Havana"]',
        "level": '"deputy_minister"',
        "lead_official_id": '"Farhad Rostampour"',
        "status": '"took_place"',
        "purpose": '"talks on vaccines"',
        "summary": '"A deputy minister of health talked in Havana about vaccines."',
    },
    "[[source]]": {
        "title": '"Viceministro iraní en La Habana"',
        "title_english": '"Iranian deputy minister in Havana"',
        "kind": '"article-newspaper"',
        "published": '"2026-05-13"',
        "url": '"https://example.org/viceministro"',
        "language": '"es"',
        "passage": '"El viceministro de Salud, Farhad Rostampour, llegó para hablar de vacunas."',
    },
    "[source.publisher]": {
        "name": '"Boletín de Ejemplo"',
        "country_id": '"Cuba"',
        "kind": '"state_media"',
        "reliability": '"C"',
    },
    "[[official]]": {
        "name": '"Farhad Rostampour"',
        "family_name": '"Rostampour"',
        "given_names": '"Farhad"',
        "country_id": '"IRN"',
    },
    "[[tenure]]": {"office": '"Deputy Minister of Health"', "office_kind": '"deputy_minister"'},
}
FAST_TESTS_OF_THE_RECORD = (
    "tests/test_seeds.py",
    "tests/test_docs.py",
    "tests/test_metadata.py",
)


def fill(draft: str) -> str:
    """Write values into a blank draft, as one does in an editor."""
    for heading, values in FILLED.items():
        before, found, block = draft.partition(f"\n{heading}\n")
        assert found, heading
        for name, value in values.items():
            blank = "[]" if value.startswith("[") else '""'
            assert f"\n{name} = {blank}\n" in block, f"{heading} {name}"
            block = block.replace(f"\n{name} = {blank}\n", f"\n{name} = {value}\n", 1)
        draft = f"{before}{found}{block}"
    return draft


@pytest.fixture
def clone(root: Path, tmp_path: Path) -> Path:
    """Copy what git has or would have: a clone, with changes not yet committed."""
    if not shutil.which("git") or not (root / ".git").exists():
        pytest.skip("git or the history is not here")
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "-c", "-o", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (root / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, tmp_path / name)
    return tmp_path


@pytest.mark.slow
def test_a_visit_added_by_the_book_leaves_everything_green(clone: Path) -> None:
    def python(*arguments: str) -> str:
        environment: dict[str, Any] = {**os.environ, "PYTHONPATH": str(clone)}
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=clone,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    (clone / "draft.toml").write_text(
        fill(python("cubairan_data", "new", "visit")), encoding="utf-8"
    )
    before = len(cells(clone, "visits"))
    add = ("cubairan_data", "add", "visit", "--from", "draft.toml")
    assert "nothing is written yet" in python(*add, "--dry-run")
    assert len(cells(clone, "visits")) == before
    assert "+ visits 2026-05-rostampour-havana" in python(*add)
    assert len(cells(clone, "visits")) == before + 1
    (clone / "draft.toml").unlink()

    python("tools.generate", "--check")
    assert python("cubairan_data", "validate", ".", "--quick").endswith("valid: no findings\n")
    assert python("cubairan_data", "format", "--check", ".")
    python("pytest", "-q", "-m", "not slow", "-p", "no:cacheprovider", *FAST_TESTS_OF_THE_RECORD)
