"""`lotse locales` as an operator calls it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.errors import OperatorError
from bot.messages.commands import app
from bot.settings import ROOT, settings


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the project's texts, which the commands take for the project."""
    shutil.copy(ROOT / "domain.yml", tmp_path)
    for folder in ("bot", "actions", "data/locales"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    monkeypatch.setenv("LOTSE_ROOT", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    settings.cache_clear()


def test_a_clean_project_is_complete_and_exits_with_0(root: Path) -> None:
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code == 0
    assert "ti: 100 % complete" in result.output


def test_a_fault_is_printed_with_path_and_line_and_exits_with_1(root: Path) -> None:
    path = root / "data/locales/de.po"
    path.write_text(path.read_text("utf-8").replace('msgstr "Polizei"', 'msgstr "Police"'), "utf-8")
    result = CliRunner().invoke(app, ["check", "de"])
    assert result.exit_code == 1
    assert ": left in English: Police" in result.output
    assert result.output.startswith("data/locales/de.po:")


def test_extract_and_update_bring_a_new_text_to_every_language(root: Path) -> None:
    domain = root / "domain.yml"
    domain.write_text(
        domain.read_text("utf-8").replace('title: "Flat"', 'title: "A flat"'), "utf-8"
    )
    assert CliRunner().invoke(app, ["extract"]).exit_code == 0
    assert 'msgid "A flat"' in (root / "data/locales/lotse.pot").read_text("utf-8")
    result = CliRunner().invoke(app, ["update"])
    assert "uk: 1 new, 1 no longer used, 1 to translate" in result.output


def test_an_unknown_language_is_named(root: Path) -> None:
    result = CliRunner().invoke(app, ["check", "xx"])
    assert isinstance(result.exception, OperatorError)
    assert "xx" in str(result.exception)
