"""Settings from the environment, with working defaults."""

from __future__ import annotations

import dataclasses
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.settings import ROOT, Settings, settings


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., Settings]]:
    """Reads settings with nothing in the environment but what is given."""
    for field in dataclasses.fields(Settings):
        monkeypatch.delenv(f"LOTSE_{field.name.upper()}", raising=False)
    monkeypatch.delenv("LOTSE_SECRET", raising=False)

    def read_(**given: str) -> Settings:
        for name, value in given.items():
            monkeypatch.setenv(f"LOTSE_{name.upper()}", value)
        settings.cache_clear()
        return settings()

    yield read_
    settings.cache_clear()


def test_defaults_keep_everything_in_the_project(read: Callable[..., Settings]) -> None:
    found = read()
    assert found.root == ROOT and found.var == ROOT / "var" and found.models == ROOT / "models"
    assert found.directory_url == f"sqlite:///{ROOT}/var/directory.db"
    assert found.conversations_url == f"sqlite:///{ROOT}/var/conversations.db"
    assert (found.retention_days, found.message_max_chars, found.gateway_port) == (30, 1000, 8080)
    assert found.redis_url is None and found.allowed_origins == ()


def test_values_are_read_as_what_they_are(read: Callable[..., Settings], tmp_path: Path) -> None:
    found = read(
        var=str(tmp_path),
        retention_days="7",
        timeout_seconds="2.5",
        allowed_origins="https://a.example, https://b.example,",
        inbox_url="postgresql://db/inbox",
        redis_url="redis://cache",
    )
    assert found.var == tmp_path and found.retention_days == 7 and found.timeout_seconds == 2.5
    assert found.allowed_origins == ("https://a.example", "https://b.example")
    assert found.inbox_url == "postgresql://db/inbox" and found.redis_url == "redis://cache"
    assert found.conversations_url == f"sqlite:///{tmp_path}/conversations.db"


def test_another_root_takes_state_and_models_with_it(
    read: Callable[..., Settings], tmp_path: Path
) -> None:
    found = read(root=str(tmp_path))
    assert found.var == tmp_path / "var" and found.models == tmp_path / "models"
    assert found.directory_url == f"sqlite:///{tmp_path}/var/directory.db"


def test_an_empty_value_is_none(read: Callable[..., Settings]) -> None:
    assert read(retention_days="").retention_days == 30


@pytest.mark.parametrize("name", ["retention_days", "gateway_port", "timeout_seconds"])
def test_a_value_that_is_no_number_names_its_variable(
    read: Callable[..., Settings], name: str
) -> None:
    with pytest.raises(OperatorError, match=f"LOTSE_{name.upper()}: 'thirty' is not a number"):
        read(**{name: "thirty"})


def test_the_secret_is_made_once_and_only_its_owner_reads_it(
    read: Callable[..., Settings], tmp_path: Path
) -> None:
    found = read(var=str(tmp_path / "new"))
    secret = found.secret
    assert len(secret) >= 43  # 256 bits in base 64
    assert found.secret == secret
    assert stat.S_IMODE((tmp_path / "new" / "secret").stat().st_mode) == 0o600
    assert read(var=str(tmp_path / "other")).secret != secret


def test_the_secret_can_be_given(read: Callable[..., Settings], tmp_path: Path) -> None:
    assert read(var=str(tmp_path), secret="given").secret == "given"
    assert not (tmp_path / "secret").exists()
