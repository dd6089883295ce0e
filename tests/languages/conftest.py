from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock

from bot.languages.detect import LanguageDetector
from bot.understanding.corpus import TRAINING, read_corpus


@pytest.fixture(scope="session")
def detector(tmp_path_factory: pytest.TempPathFactory) -> LanguageDetector:
    """A detector trained once on data/nlu, shared by the workers of a parallel run."""
    own = tmp_path_factory.getbasetemp()
    shared: Path = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = shared / "language-detector"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            texts = [(u.text, u.language) for u in read_corpus(TRAINING)]
            LanguageDetector.train(texts).save(folder)
    return LanguageDetector.load(folder)
