"""A need or an act that `lotse intents add` writes into a copy of the tree."""

from __future__ import annotations

import difflib
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.understanding.corpus import read_corpus

LANGUAGES = ("de", "uk")
ABOUT = "bicycles: buying, repair, # and number plates"
BICYCLE = ("bicycle", "--definition", ABOUT)
WEATHER = ("weather_talk", "--act", "--definition", "talks about the weather")
CHANGED = ("bot/understanding/taxonomy.yml", "domain.yml", "data/rules")


@dataclass
class Tree:
    """A copy of the project with the utterances of two languages, and the commands in it."""

    root: Path

    def command(self, *words: str, stdin: int = subprocess.DEVNULL) -> subprocess.CompletedProcess:
        return self._python("-m", "bot.cli", "intents", *words, stdin=stdin)

    def add(self, *words: str) -> list[str]:
        """The lines that an addition which must succeed prints."""
        done = self.command("add", *words)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout.splitlines()

    def faults(self) -> list[str]:
        *faults, _total = self.command("check").stdout.splitlines()
        return faults

    def definition(self, kind: str, name: str) -> str:
        code = f"from bot.understanding.taxonomy import {kind}; print({kind}[{name!r}])"
        return self._python("-c", code).stdout.strip()

    def files(self) -> dict[str, str]:
        paths = (p for p in sorted(self.root.rglob("*")) if "__pycache__" not in p.parts)
        return {
            str(path.relative_to(self.root)): path.read_text("utf-8") if path.is_file() else "/"
            for path in paths
        }

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        path = self.root / name
        path.write_text(change(path.read_text("utf-8")), "utf-8")

    def _python(self, *words: str, stdin: int = subprocess.DEVNULL) -> subprocess.CompletedProcess:
        inherited = {name: value for name, value in os.environ.items() if "LOTSE" not in name}
        root = str(self.root)
        return subprocess.run(
            [sys.executable, *words],
            cwd=root,
            env={**inherited, "PYTHONPATH": root, "LOTSE_ROOT": root},
            stdin=stdin,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    nlu = [f"{base}/nlu/{code}" for base in ("data", "tests") for code in LANGUAGES]
    for name in ("bot", "data/rules", "data/locales", *nlu):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "domain.yml", tmp_path)
    return Tree(tmp_path)


def write_sentences(tree: Tree, language: str, name: str) -> None:
    for base in ("data", "tests"):
        sentence = f"    - Satz für {base} (erfunden)\n"
        tree.edit(f"{base}/nlu/{language}/{name}.yml", lambda text, s=sentence: text + s)


def test_only_what_people_must_write_is_missing_after_it(tree: Tree) -> None:
    tree.add(*BICYCLE)
    assert tree.faults() == [
        "data/nlu: no utterances of the intent: need_bicycle",
        "tests/nlu: no utterances of the intent: need_bicycle",
        "bot/dialogue/needs.py: no title for buttons: bicycle",
    ]
    assert tree.definition("NEEDS", "bicycle") == ABOUT


def test_nothing_is_missing_when_all_of_that_is_written(tree: Tree) -> None:
    title = '    "bicycle": _("Bicycles"),\n'
    tree.add(*BICYCLE)
    tree.edit("bot/dialogue/needs.py", lambda t: t.replace("TITLES = {\n", "TITLES = {\n" + title))
    for language in LANGUAGES:
        write_sentences(tree, language, "bicycle")
    assert tree.faults() == []
    corpus = read_corpus(tree.root / "data" / "nlu")
    assert {u.language for u in corpus if u.intent == "need_bicycle"} == set(LANGUAGES)


def test_a_language_without_utterances_is_named(tree: Tree) -> None:
    tree.add(*BICYCLE)
    write_sentences(tree, "de", "bicycle")
    assert tree.faults()[:2] == [
        "data/nlu/uk: no utterances of the intent: need_bicycle",
        "tests/nlu/uk: no utterances of the intent: need_bicycle",
    ]


def test_it_tells_file_by_file_what_to_write_and_what_to_run(tree: Tree) -> None:
    told = "\n".join(tree.add(*BICYCLE))
    for language in LANGUAGES:
        assert f"data/nlu/{language}/bicycle.yml: 20 " in told
        assert f"tests/nlu/{language}/bicycle.yml: 5 " in told
        assert f"data/locales/{language}.po: " in told
    assert "bot/dialogue/needs.py: " in told
    commands = ("lotse locales update", "lotse intents check", "lotse train")
    assert [c for c in commands if f"\n{c} " not in told] == []


def test_an_act_gets_a_rule_and_an_answer_that_waits_for_its_text(tree: Tree) -> None:
    tree.add(*WEATHER)
    assert tree.faults() == [
        "domain.yml: no text of the answer: utter_weather_talk",
        "data/nlu: no utterances of the intent: weather_talk",
        "tests/nlu: no utterances of the intent: weather_talk",
    ]
    assert tree.definition("ACTS", "weather_talk") == "talks about the weather"


@pytest.mark.parametrize("words", [BICYCLE, WEATHER])
def test_every_line_that_was_there_stays_in_its_place(tree: Tree, words: tuple[str, ...]) -> None:
    before = tree.files()
    tree.add(*words)
    after = tree.files()
    assert before.keys() < after.keys()
    touched = [name for name in before if before[name] != after[name]]
    assert [name for name in touched if not name.startswith(CHANGED)] == []
    for name in touched:
        lines = difflib.ndiff(before[name].splitlines(), after[name].splitlines())
        assert [line for line in lines if line.startswith("- ")] == []


def test_only_the_languages_that_are_named_get_files(tree: Tree) -> None:
    before = tree.files()
    tree.add(*BICYCLE, "--language", "uk", "--language", "pl")
    new = [name for name in tree.files().keys() - before.keys() if name.endswith(".yml")]
    assert sorted(new) == [
        "data/nlu/pl/bicycle.yml",
        "data/nlu/uk/bicycle.yml",
        "tests/nlu/pl/bicycle.yml",
        "tests/nlu/uk/bicycle.yml",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("Bicycle", "--definition", "x"),
        ("bicycle repair", "--definition", "x"),
        ("../bicycle", "--definition", "x"),
        ("no", "--definition", "x"),  # a truth value to YAML
        ("need_bicycle", "--definition", "x"),
        ("housing", "--definition", "x"),
        ("greet", "--definition", "x"),
        ("work", "--definition", "x"),  # a file of utterances has this name
        ("offers", "--act", "--definition", "x"),  # utter_offers is another answer
        ("bicycle", "--definition", " "),
        ("bicycle", "--definition", "x", "--language", "xx"),
        ("bicycle",),  # nobody can be asked
    ],
)
def test_what_can_not_be_added_changes_nothing(tree: Tree, words: tuple[str, ...]) -> None:
    before = tree.files()
    done = tree.command("add", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert tree.files() == before


def test_a_file_that_can_not_be_written_leaves_all_as_it_was(tree: Tree) -> None:
    shutil.rmtree(tree.root / "tests" / "nlu" / "uk")
    (tree.root / "tests" / "nlu" / "uk").write_text("a file where a folder should be")
    before = tree.files()
    done = tree.command("add", *BICYCLE)
    assert done.returncode == 2
    assert f"{tree.root}/tests/nlu/uk/bicycle.yml" in done.stderr
    assert tree.files() == before


def test_who_sits_at_a_terminal_is_asked_for_the_definition(tree: Tree) -> None:
    keyboard, terminal = pty.openpty()
    os.write(keyboard, b"buying and repairing bicycles\n")
    done = tree.command("add", "bicycle", stdin=terminal)
    os.close(keyboard)
    os.close(terminal)
    assert done.returncode == 0, done.stderr
    assert tree.definition("NEEDS", "bicycle") == "buying and repairing bicycles"
