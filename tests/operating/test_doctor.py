"""`lotse doctor` in a copy of the tree, in several states."""

from __future__ import annotations

import csv
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.conversations.tracker_store import LotseTrackerStore
from bot.directory.importing import import_csv
from bot.directory.offer import REQUIRED
from bot.directory.store import DirectoryStore
from bot.operating.fingerprint import fingerprint
from bot.operating.inbox import Inbox
from bot.operating.orders import listening
from bot.operating.registry import Registry
from bot.settings import ROOT

LANGUAGES = ("de", "uk")
DAY = 86_400.0


@dataclass
class Tree:
    """A copy of the project with two languages and ports of its own."""

    root: Path
    environment: dict[str, str]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot.cli", "doctor", *words],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def findings(self) -> dict[str, dict[str, Any]]:
        """Subject -> finding; ports by the name of their process."""
        done = self.run("--json")
        told = json.loads(done.stdout)
        levels = [finding["level"] for finding in told["findings"]]
        assert (told["bad"], done.returncode) == ("bad" in levels, int("bad" in levels))
        return {f["values"].get("process", f["subject"]): f for f in told["findings"]}

    def store(self, name: str) -> str:
        (self.root / "var").mkdir(exist_ok=True)
        return f"sqlite:///{self.root}/var/{name}.db"

    @property
    def registry(self) -> Registry:
        return Registry(self.root / "var" / "models.json", self.root / "models")

    def pin(self) -> Path:
        """A file in the place of a model of the present data goes live."""
        path = self.root / "models" / f"lotse-{fingerprint(self.root)}.tar.gz"
        path.parent.mkdir()
        path.write_bytes(b"invented")
        self.registry.activate(path)
        return path

    def port(self, process: str) -> int:
        return int(self.environment[f"LOTSE_{process.upper()}_PORT"])


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    nlu = [f"{base}/nlu/{code}" for base in ("data", "tests") for code in LANGUAGES]
    kept_out = shutil.ignore_patterns("__pycache__")
    for name in ("bot", "actions", "data/rules", *nlu):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=kept_out)
    for name in ("domain.yml", "config.yml", *(f"data/locales/{code}.po" for code in LANGUAGES)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    inherited = {name: value for name, value in os.environ.items() if "LOTSE" not in name}
    ports = {f"LOTSE_{name}_PORT": str(free_port()) for name in ("GATEWAY", "RASA", "ACTIONS")}
    root = str(tmp_path)
    return Tree(tmp_path, {**inherited, **ports, "PYTHONPATH": root, "LOTSE_ROOT": root})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write_offers(path: Path, seen: list[str]) -> Path:
    blank = dict.fromkeys(REQUIRED, "")
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, REQUIRED)
        writer.writeheader()
        for number, day in enumerate(seen):
            named = {"id": f"verein-{number}", "organisation": f"Verein {number} (erfunden)"}
            told = {"offer_name": "Beratung (erfunden)", "need": "housing", "seen": day}
            writer.writerow({**blank, **named, **told, "is_mo": "unknown", "state": "bundesweit"})
    return path


def test_a_new_installation_has_nothing_bad_and_no_file_is_made(tree: Tree) -> None:
    found = tree.findings()
    assert {f["level"] for f in found.values()} == {"ok", "look"}
    assert [name for name in ("model", "directory") if found[name]["level"] != "look"] == []
    assert not (tree.root / "var").exists()


def test_the_page_tells_what_to_do_for_every_line_that_is_not_ok(tree: Tree) -> None:
    shutil.rmtree(tree.root / "tests" / "nlu" / "uk")
    findings = json.loads(tree.run("--json").stdout)["findings"]
    lines, to_do = tree.run().stdout.split("\n\nWhat to do:\n")
    assert [line.split()[0] for line in lines.splitlines()] == [f["level"] for f in findings]
    assert [f for f in findings if bool(f["remedies"]) == (f["level"] == "ok")] == []
    wanted = {f"- {remedy}" for f in findings for remedy in f["remedies"]}
    assert set(to_do.splitlines()) == wanted
    assert [line for line in wanted if "`lotse " not in line] == []


def test_versions_are_those_of_the_machine(tree: Tree) -> None:
    values = tree.findings()["versions"]["values"]
    assert values["Python"] == ".".join(map(str, sys.version_info[:3]))
    assert set(values) == {"Lotse", "Python", "Rasa", "spaCy"}


def test_a_model_of_the_present_data(tree: Tree) -> None:
    path = tree.pin()
    found = tree.findings()
    assert found["model"]["values"]["name"] == path.name.removesuffix(".tar.gz")
    assert found["training data"]["level"] == "ok"


def test_a_model_of_earlier_data(tree: Tree) -> None:
    tree.pin()
    (tree.root / "data" / "rules" / "new.yml").write_text('version: "3.1"\nrules: []\n')
    found = tree.findings()["training data"]
    assert found["level"] == "look"
    assert "`lotse train`" in found["remedies"][0]
    assert f"`lotse models activate lotse-{fingerprint(tree.root)}`" in found["remedies"][0]


def test_a_pinned_model_that_is_gone(tree: Tree) -> None:
    path = tree.pin()
    path.unlink()
    found = tree.findings()["model"]
    assert found["level"] == "bad"
    assert str(path) in found["remedies"][0]


def test_offers_and_when_they_were_checked(tree: Tree) -> None:
    today, longer_ago = date.today(), date.today() - timedelta(days=400)
    days = [today.isoformat(), longer_ago.isoformat(), "2019", ""]
    store = DirectoryStore(tree.store("directory"))
    import_csv(store, write_offers(tree.root / "offers.csv", days))
    store.close()
    found = tree.findings()["directory"]
    numbers = {"offers": 4, "withdrawn": 0, "old": 3, "oldest": "2019", "newest": today.isoformat()}
    assert (found["level"], found["values"]) == ("look", numbers)


def test_a_directory_without_offers_is_bad(tree: Tree) -> None:
    DirectoryStore(tree.store("directory")).close()
    assert tree.findings()["directory"]["level"] == "bad"


def test_a_language_with_all_it_needs_and_one_that_lacks_sentences(tree: Tree) -> None:
    shutil.rmtree(tree.root / "tests" / "nlu" / "uk")
    found = tree.findings()
    assert found["language de"]["level"] == "ok"
    assert found["language uk"]["level"] == "look"
    assert found["language uk"]["values"]["held_out"] == 0
    (remedy,) = found["language uk"]["remedies"]
    named = remedy.partition("`lotse languages check ")[2].partition("`")[0].split()
    assert ("uk" in named, "de" in named) == (True, False)


def test_languages_that_lack_texts_are_named_in_one_sentence(tree: Tree) -> None:
    for code in LANGUAGES:
        (tree.root / "data" / "locales" / f"{code}.po").unlink()
    found = tree.findings()
    remedies = {remedy for code in LANGUAGES for remedy in found[f"language {code}"]["remedies"]}
    assert len(remedies) == 1
    assert "`lotse locales update de uk`" in remedies.pop()


def test_utterances_that_can_not_be_read_are_named_with_their_line(tree: Tree) -> None:
    path = tree.root / "data" / "nlu" / "uk" / "broken.yml"
    path.write_text('version: "3.1"\nnlu: [\n')
    found = tree.findings()
    assert found["language uk"]["level"] == "bad"
    assert f"{path}:" in found["language uk"]["remedies"][0]
    assert found["language de"]["level"] == "ok"


def test_a_port_that_something_else_uses(tree: Tree) -> None:
    with socket.create_server(("127.0.0.1", tree.port("actions"))):
        found = tree.findings()
    assert found["actions"]["level"] == "bad"
    assert "LOTSE_ACTIONS_PORT" in found["actions"]["remedies"][0]
    assert found["gateway"]["values"]["answers"] is False


@contextmanager
def gateway(tree: Tree) -> Iterator[None]:
    """A gateway with nobody behind it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.gateway"],
        cwd=tree.root,
        env=tree.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while process.poll() is None:
            try:
                url = f"http://127.0.0.1:{tree.port('gateway')}/healthz"
                httpx.get(url, trust_env=False)
                break
            except httpx.TransportError:
                continue
        yield
    finally:
        process.terminate()
        process.wait()


def test_a_lotse_that_was_started_elsewhere(tree: Tree) -> None:
    with gateway(tree):
        found = tree.findings()["gateway"]
    assert found["level"] == "look"
    assert str(tree.root / "var") in found["text"]


def test_a_running_lotse_whose_parts_do_not_answer(tree: Tree) -> None:
    path = tree.pin()
    status = {"live": path.name.removesuffix(".tar.gz")}
    with listening(tree.root / "var", lambda _order, _tell: status), gateway(tree):
        found = tree.findings()
    assert [found[name]["level"] for name in ("gateway", "rasa", "actions")] == ["bad"] * 3
    assert "rasa not ready" in found["gateway"]["text"]
    assert found["model"]["level"] == "ok"


def test_conversations_and_those_that_are_kept_for_too_long(tree: Tree) -> None:
    store = LotseTrackerStore(host=tree.store("conversations"))
    with store.session_scope() as session:
        for sender, days in (("anna", 0), ("berta", 29), ("clara", 40), ("clara", 35)):
            stamp = time.time() - days * DAY
            session.add(store.SQLEvent(sender_id=sender, type_name="user", timestamp=stamp))
        session.commit()
    found = tree.findings()["conversations"]
    assert found["level"] == "look"
    assert found["values"] == {"conversations": 3, "late": 1, "retention_days": 30}


def test_new_sentences_in_the_inbox(tree: Tree) -> None:
    inbox = Inbox(tree.store("inbox"))
    for text in ("Wo gibt es Fahrräder", "Kann man hier angeln"):
        inbox.record(text, "de", {})
    assert inbox.settle(1, "dropped")
    found = tree.findings()["inbox"]
    assert (found["level"], found["values"]) == ("look", {"new": 1})


def test_a_store_that_is_damaged_is_bad_and_the_rest_is_looked_at(tree: Tree) -> None:
    url = tree.store("inbox")
    Path(url.removeprefix("sqlite:///")).write_bytes(b"no database " * 100)
    found = tree.findings()
    assert found["inbox"]["level"] == "bad"
    assert found["conversations"]["level"] == "ok"
