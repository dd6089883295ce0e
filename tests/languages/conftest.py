from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from bot.languages.check import TOPICS
from bot.languages.detect import LanguageDetector
from bot.settings import ROOT
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


@dataclass(frozen=True)
class Tree:
    """A copy of the project, and the commands in it."""

    root: Path

    def lotse(self, *words: str, said: str = "") -> subprocess.CompletedProcess[str]:
        inherited = {name: value for name, value in os.environ.items() if "LOTSE" not in name}
        return subprocess.run(
            [sys.executable, "-m", "bot.cli", *words],
            cwd=self.root,
            env={**inherited, "LOTSE_ROOT": str(self.root), "PYTHONPATH": str(self.root)},
            input=said,
            capture_output=True,
            text=True,
            check=False,
        )

    def told(self, *words: str, said: str = "") -> str:
        """What a command that must succeed prints."""
        done = self.lotse(*words, said=said)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def files(self) -> dict[str, bytes]:
        """Every file of data, tests and the list of languages, with what it holds."""
        paths = [self.root / "bot/languages/languages.yml"]
        for base in ("data", "tests"):
            paths += [path for path in (self.root / base).rglob("*") if path.is_file()]
        return {str(path.relative_to(self.root)): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def german_tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A copy with the utterances of German alone, few of them, and German and English words."""
    root = tmp_path_factory.mktemp("tree")
    for name in ("bot", "actions", "data/rules"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    names = ["config.yml", "domain.yml"]
    names += [
        f"data/{kind}/{code}.yml" for kind in ("lexicon", "concepts") for code in ("de", "en")
    ]
    names += [f"{base}/nlu/de/{topic}.yml" for base in ("data", "tests") for topic in TOPICS]
    names.append("tests/places/de.yml")
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    return Tree(root)
