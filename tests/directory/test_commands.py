"""`lotse directory` as an operator types it."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from bot.directory.commands import app
from bot.directory.faults import ImportFaults
from bot.directory.store import DirectoryStore
from bot.errors import OperatorError
from bot.settings import settings


@pytest.fixture
def lotse(tmp_path, monkeypatch):
    """Runs a command on a directory of its own; returns what it prints. Errors come through."""
    monkeypatch.setenv("LOTSE_VAR", str(tmp_path))
    monkeypatch.setenv("LOTSE_DIRECTORY_URL", f"sqlite:///{tmp_path}/commands.db")
    settings.cache_clear()

    def run(*words):
        return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False).output

    yield run
    settings.cache_clear()


def test_import_dry_run_export_and_back(lotse, offers_file, row, tmp_path):
    path = offers_file([row.nationwide("eins"), row.nationwide("zwei")])
    assert "eins: new\nzwei: new\nwould be added 2, changed 0" in lotse("import", "--dry-run", path)
    assert lotse("list").strip() == "no offers"
    assert "added 2, changed 0, unchanged 0" in lotse("import", path)
    assert lotse("export", tmp_path / "out.csv") == f"{tmp_path / 'out.csv'}: 2 offers\n"
    assert "added 0, changed 0, unchanged 2" in lotse("import", tmp_path / "out.csv")
    changed = offers_file([row.nationwide("eins", cost="free")])
    output = lotse("import", "--dry-run", changed)
    assert "eins: cost: '' -> 'free'" in output
    assert "in the directory but not in the file: 1" in output


def test_validate_tells_every_fault_and_imports_nothing(lotse, offers_file, row):
    path = offers_file([row.nationwide("eins", seen="bald", mode="fax")])
    with pytest.raises(ImportFaults) as caught:
        lotse("validate", path)
    assert len(str(caught.value).splitlines()) == 2
    good = offers_file([row.nationwide("eins")])
    assert lotse("validate", good) == f"{good}: 1 offers, no fault\n"
    assert lotse("list").strip() == "no offers"


def test_confirm_and_withdraw(lotse, offers_file, row):
    lotse("import", offers_file([row.nationwide("eins")]))
    assert "last checked 2026-11-20" in lotse("confirm", "eins", "--date", "2026-11-20")
    assert "2026-11-20" in lotse("list")
    assert lotse("list", "--checked-before", "2026-11-01").strip() == "no offers"
    assert lotse("withdraw", "eins") == "eins: withdrawn\n"
    assert DirectoryStore(settings().directory_url).offers() == []
    lotse("withdraw", "--undo", "eins")
    assert len(DirectoryStore(settings().directory_url).offers()) == 1
    with pytest.raises(OperatorError, match="There is no offer 'zwei'"):
        lotse("confirm", "zwei")


def test_every_command_says_what_it_does(lotse):
    names = ["import", "validate", "export", "confirm", "withdraw", "list"]
    overview = lotse("--help")
    for name in names:
        assert re.search(rf"\b{name}\b +\w{{2}}", overview), name
