"""Fixtures that several rooms share."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from bot.operating.training import model_path, train
from bot.settings import settings


@pytest.fixture(scope="session")
def model() -> Path:
    """The model of the present data; LOTSE_TEST_MODEL names another file to save its training."""
    if given := os.environ.get("LOTSE_TEST_MODEL"):
        return Path(given)
    settings().models.mkdir(parents=True, exist_ok=True)
    with (settings().models / ".training").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several test processes train once
        return model_path() if model_path().exists() else train()
