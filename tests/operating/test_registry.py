"""Which model is live is pinned by name and content, whatever else lies in the folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.operating.registry import Registry
from bot.operating.starting import model_to_start


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    (tmp_path / "models").mkdir()
    return Registry(tmp_path / "var" / "models.json", tmp_path / "models")


def made(registry: Registry, name: str, content: str = "") -> Path:
    path = registry.models / f"{name}.tar.gz"
    path.write_text(content or name)
    return path


def again(registry: Registry) -> Registry:
    """What another process, or this one after a restart, knows."""
    return Registry(registry.file, registry.models)


def live(registry: Registry) -> str | None:
    return again(registry).live.name if again(registry).live else None  # type: ignore[union-attr]


def test_nothing_is_live_at_first(registry: Registry) -> None:
    made(registry, "one")
    assert registry.live is None
    assert registry.previous is None


def test_a_live_model_is_pinned_by_name_and_content(registry: Registry) -> None:
    registry.activate(made(registry, "one", "the content"))
    pin = again(registry).live
    assert pin is not None
    assert pin.name == "one.tar.gz"
    assert pin.sha256 == hashlib.sha256(b"the content").hexdigest()


def test_a_rollback_stays_over_a_restart(registry: Registry) -> None:
    one, two = made(registry, "one"), made(registry, "two")
    registry.activate(one)
    registry.activate(two)
    registry.rollback()
    os.utime(two, (2e9, 2e9))  # by far the newest
    assert model_to_start(again(registry), pytest.fail, lambda _: None) == one


def test_two_rollbacks_lead_back(registry: Registry) -> None:
    registry.activate(made(registry, "one"))
    registry.activate(made(registry, "two"))
    assert registry.rollback().name == "one.tar.gz"
    assert registry.rollback().name == "two.tar.gz"
    assert live(registry) == "two.tar.gz"


def test_activating_the_live_model_keeps_the_previous_one(registry: Registry) -> None:
    registry.activate(made(registry, "one"))
    two = made(registry, "two")
    registry.activate(two)
    registry.activate(two)
    assert registry.rollback().name == "one.tar.gz"


def test_no_way_back_from_the_first_model(registry: Registry) -> None:
    registry.activate(made(registry, "one"))
    with pytest.raises(OperatorError, match="no earlier model"):
        registry.rollback()
    assert live(registry) == "one.tar.gz"


def test_an_altered_model_does_not_start(registry: Registry) -> None:
    path = made(registry, "one")
    registry.activate(path)
    path.write_text("something else")
    with pytest.raises(OperatorError, match=r"one\.tar\.gz: the file is not the one"):
        model_to_start(registry, pytest.fail, lambda _: None)


def test_an_altered_model_can_be_trusted(registry: Registry) -> None:
    path = made(registry, "one")
    registry.activate(path)
    path.write_text("something else")
    registry.activate(path)
    assert model_to_start(registry, pytest.fail, lambda _: None) == path


def test_a_missing_model_does_not_start(registry: Registry) -> None:
    path = made(registry, "one")
    made(registry, "two")
    registry.activate(path)
    path.unlink()
    with pytest.raises(OperatorError, match=r"one\.tar\.gz: the pinned model is missing"):
        model_to_start(registry, pytest.fail, lambda _: None)


def test_without_a_pin_the_trained_model_becomes_live(registry: Registry) -> None:
    made(registry, "other")
    told: list[str] = []
    assert model_to_start(registry, lambda: made(registry, "trained"), told.append).is_file()
    assert live(registry) == "trained.tar.gz"
    assert told == []


def test_changed_data_are_told_and_not_taken(registry: Registry) -> None:
    path = made(registry, "lotse-of-other-data")
    registry.activate(path)
    told: list[str] = []
    assert model_to_start(registry, pytest.fail, told.append) == path
    [sentence] = told
    assert "lotse-of-other-data stays live" in sentence
    assert "lotse models activate lotse-" in sentence


def test_an_unknown_name_lists_the_known_ones(registry: Registry) -> None:
    made(registry, "one")
    made(registry, "two")
    with pytest.raises(OperatorError) as error:
        registry.find("three")
    assert "one" in str(error.value) and "two" in str(error.value)
    assert registry.find("two") == registry.find("two.tar.gz")


def test_a_name_leads_nowhere_else(registry: Registry, tmp_path: Path) -> None:
    (tmp_path / "evil.tar.gz").write_text("")
    with pytest.raises(OperatorError):
        registry.find("../evil")


@pytest.mark.parametrize("content", ["{", '{"live": {"name": "x"}}', '{"live": 3}', "[1]"])
def test_a_damaged_file_is_named(registry: Registry, content: str) -> None:
    registry.file.parent.mkdir()
    registry.file.write_text(content)
    with pytest.raises(OperatorError, match=r"models\.json"):
        _ = registry.live
