"""An invented need goes from files to a live answer and back, while people write.

In a copy of the tree with few utterances, trained and run by the real commands. With
LOTSE_LONG_TESTS=1 more messages, a restart, and a way back to a model that is no longer warm.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, groupby
from pathlib import Path
from typing import Any

import httpx
import polib
import pytest
import yaml

from bot.settings import ROOT
from bot.understanding.corpus import read_corpus

LONG = os.environ.get("LOTSE_LONG_TESTS") == "1"
MESSAGES = 2000 if LONG else 300
PEOPLE = 5
LANGUAGES = ("de", "uk")
UTTERANCES = 8  # of an intent in a language
COPIED = ("bot", "actions", "config.yml", "domain.yml", "endpoints.yml", "credentials.yml", "data")
PATIENCE = 120  # seconds for one answer; the machine may be busy

BICYCLE = {
    "de": [
        "Ich brauche ein Fahrrad",
        "Wo bekomme ich ein gebrauchtes Fahrrad?",
        "mein Fahrrad ist kaputt, wer repariert es",
        "Fahrradwerkstatt gesucht",
        "ich suche ein Rad zum Radfahren für die Kinder",
        "Gibt es hier billige Fahrräder?",
        "kann man irgendwo ein Fahrrad leihen",
    ],
    "uk": [
        "Мені потрібен велосипед",
        "Де взяти вживаний велосипед?",
        "мій велосипед зламався, хто його полагодить",
        "шукаю веломайстерню",
        "велосипед для дитини",
        "Чи є тут дешеві велосипеди?",
        "де можна позичити велосипед",
    ],
}
REPLY = {
    "en": "Ask for a bicycle at the workshop of your quarter.",
    "de": "Fahrräder bekommen Sie in der Werkstatt Ihres Viertels.",
    "uk": "Велосипед можна отримати в майстерні вашого району.",
}
SAID = ("Guten Tag", "Ich suche eine Wohnung", "Ich brauche ein Fahrrad", "Danke schön")
GOLDEN = [
    {"text": "Ich suche eine Wohnung", "language": "de", "intent": "need_housing"},
    {"text": "Шукаю квартиру", "language": "uk", "intent": "need_housing"},
]
TOO_EARLY = {"text": "Ich brauche ein Fahrrad", "language": "de", "intent": "greet"}


@dataclass
class Tree:
    """A copy of the project with ports of its own, and the commands in it."""

    root: Path
    environment: dict[str, str]
    models: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.environment['LOTSE_GATEWAY_PORT']}"

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot.cli", *words],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def told(self, *words: str) -> str:
        """What a command that must succeed prints."""
        done = self.command(*words)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def train(self) -> str:
        """The name of a newly trained model, and before it what the command printed."""
        *before, path = self.told("train").strip().splitlines()
        self.models.append(Path(path).name.removesuffix(".tar.gz"))
        assert Path(path).is_file()
        return "\n".join(before)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Lotse, ready."""
        with (self.root / "run.log").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "run"],
                cwd=self.root,
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        try:
            assert process.stdout is not None
            ready = any(line.startswith("Lotse is ready") for line in process.stdout)
            assert ready, (self.root / "run.log").read_text()
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()

    def golden(self, *messages: dict[str, str]) -> None:
        write(self.root / "data" / "golden.yml", {"messages": [*GOLDEN, *messages]})

    def edit(self, name: str, change: Any) -> None:
        path = self.root / name
        content = yaml.safe_load(path.read_text("utf-8"))
        change(content)
        write(path, content)


def write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def write_utterances(path: Path, language: str, by_intent: dict[str, list[str]]) -> None:
    blocks = [
        {
            "intent": intent,
            "metadata": {"language": language},
            "examples": "".join(f"- {text}\n" for text in texts),
        }
        for intent, texts in by_intent.items()
    ]
    write(path, {"version": "3.1", "nlu": blocks})


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A copy with few utterances in two languages."""
    root = tmp_path_factory.mktemp("tree")
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    shutil.rmtree(root / "data" / "nlu")
    for language in LANGUAGES:
        chosen: dict[str, list[str]] = defaultdict(list)
        for u in read_corpus(ROOT / "data" / "nlu", (language,)):
            if len(u.needs) < 2 and not u.negation:
                chosen[u.intent].append(u.text)
        few = {intent: texts[:UTTERANCES] for intent, texts in chosen.items()}
        few["need_housing"] += [g["text"] for g in GOLDEN if g["language"] == language]
        write_utterances(root / "data" / "nlu" / language / "few.yml", language, few)
        held_out = {"greet": chosen["greet"][-3:], "need_housing": chosen["need_housing"][-3:]}
        write_utterances(root / "tests" / "nlu" / language / "few.yml", language, held_out)
    made = Tree(root, environment(root))
    made.golden()
    return made


def environment(root: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if "LOTSE" not in name}
    ports = {f"LOTSE_{name}_PORT": str(free_port()) for name in ("GATEWAY", "RASA", "ACTIONS")}
    limits = {"LOTSE_RATE_PER_ADDRESS": "1000000", "LOTSE_RATE_PER_CONVERSATION": "1000000"}
    waits = {"LOTSE_TIMEOUT_SECONDS": str(PATIENCE)}
    return {**inherited, **ports, **limits, **waits, "PYTHONPATH": str(root), "COLUMNS": "200"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def teach_bicycles(tree: Tree) -> None:
    """All that a new need is: definition, utterances, rule, reply, translations, held-out texts."""
    tree.edit("bot/understanding/taxonomy.yml", lambda t: t["needs"].update(bicycle="bicycles"))
    tree.edit("domain.yml", _add_to_domain)
    steps = [{"intent": "need_bicycle"}, {"action": "utter_bicycle"}]
    rules = [{"rule": "advice on bicycles", "steps": steps}]
    write(tree.root / "data/rules/bicycle.yml", {"version": "3.1", "rules": rules})
    for language in LANGUAGES:
        texts = BICYCLE[language]
        for folder, part in (("data", texts[:5]), ("tests", texts[5:])):
            path = tree.root / folder / "nlu" / language / "bicycle.yml"
            write_utterances(path, language, {"need_bicycle": part})
        path = tree.root / "data" / "locales" / f"{language}.po"
        catalogue = polib.pofile(str(path))
        catalogue.append(polib.POEntry(msgid=REPLY["en"], msgstr=REPLY[language]))
        catalogue.save()


def _add_to_domain(domain: dict[str, Any]) -> None:
    domain["intents"].append({"need_bicycle": {"use_entities": []}})
    domain["responses"]["utter_bicycle"] = [{"text": REPLY["en"]}]


class Person:
    """Somebody who writes, one message after the other."""

    def __init__(self, address: str) -> None:
        self.client = httpx.Client(base_url=address, timeout=PATIENCE, trust_env=False)
        self.token: str | None = None
        self.sent = 0

    def say(self, text: str) -> list[str]:
        """The texts of the answer. Every seventh message is sent twice, as a widget does after
        a broken connection; the second answer must be the first one."""
        body = {"text": text, "message_id": str(uuid.uuid4()), "token": self.token}
        answer = self._post(body)
        if self.sent % 7 == 0 and self.token:
            assert self._post(body)["messages"] == answer["messages"]
        self.sent += 1
        self.token = answer["token"]
        return [message["text"] for message in answer["messages"] if "text" in message]

    def _post(self, body: dict[str, Any]) -> dict[str, Any]:
        response = self.client.post("/chat", json=body)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        assert answer["message_id"] == body["message_id"]
        assert answer["messages"]
        return answer


class Crowd:
    """People who go on writing until enough is said and they are let go."""

    def __init__(self, address: str) -> None:
        self.people = [Person(address) for _ in range(PEOPLE)]
        self.failures: list[BaseException] = []
        self._leave = threading.Event()
        self._answered = threading.Condition()
        self._threads = [
            threading.Thread(target=self._write, args=(person,)) for person in self.people
        ]

    @property
    def sent(self) -> int:
        return sum(person.sent for person in self.people)

    def _write(self, person: Person) -> None:
        try:
            for number in count():
                if self._leave.is_set() and self.sent >= MESSAGES:
                    return
                person.say(SAID[number % len(SAID)])
                with self._answered:
                    self._answered.notify_all()
        except BaseException as failure:
            with self._answered:
                self.failures.append(failure)
                self._answered.notify_all()

    def everybody_is_answered(self) -> None:
        """Return once everybody has had an answer to a message written after this moment."""
        with self._answered:
            before = [person.sent for person in self.people]
            self._answered.wait_for(
                lambda: (
                    self.failures
                    or all(p.sent > n + 1 for p, n in zip(self.people, before, strict=True))
                )
            )

    def __enter__(self) -> Crowd:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._leave.set()
        for thread in self._threads:
            thread.join()


def bicycle_replies(tree: Tree) -> list[bool]:
    """Whether somebody who asks for a bicycle now is told of them, in each language."""
    return [REPLY[code] in Person(tree.address).say(BICYCLE[code][0]) for code in LANGUAGES]


def users(tree: Tree) -> dict[str, list[str]]:
    """Conversation -> for each message that Rasa read, the model that read it."""
    read: dict[str, list[str]] = defaultdict(list)
    with sqlite3.connect(tree.root / "var" / "conversations.db") as connection:
        rows = connection.execute(
            "SELECT sender_id, data FROM events WHERE type_name = 'user' ORDER BY id"
        )
        for conversation, data in rows:
            read[conversation].append(json.loads(data)["metadata"]["model_id"])
    return read


def states(tree: Tree) -> dict[str, str]:
    """What `lotse models list` says of each model."""
    rows = (line.split("│") for line in tree.told("models", "list").splitlines() if "│" in line)
    return {cells[1].strip(): cells[3].strip() for cells in rows}


@pytest.mark.xdist_group("switching")
def test_an_invented_need_goes_live_and_back_while_people_write(tree: Tree) -> None:
    tree.train()
    with tree.running():
        assert bicycle_replies(tree) == [False, False]
        teach_bicycles(tree)
        compared = tree.train()
        assert "| need_bicycle |" in compared
        assert bicycle_replies(tree) == [False, False], "training alone changes nothing"
        old, new = tree.models
        with Crowd(tree.address) as crowd:
            crowd.everybody_is_answered()
            tree.golden(TOO_EARLY)
            refused = tree.command("models", "activate", new)
            assert refused.returncode == 2
            assert TOO_EARLY["text"] in refused.stderr
            assert states(tree) == {old: "live", new: ""}
            tree.golden()
            tree.told("models", "activate", new)
            assert bicycle_replies(tree) == [True, True]
            seen = states(tree)
            assert seen[new] == "live"
            assert seen[old].startswith("previous, warm for ")
            crowd.everybody_is_answered()
            tree.told("models", "rollback")
            assert bicycle_replies(tree) == [False, False]
            assert states(tree)[old] == "live"
            crowd.everybody_is_answered()
        assert crowd.failures == []
        assert crowd.sent >= MESSAGES
    read = users(tree)
    assert not [conversation for conversation in read if conversation.startswith("warming")]
    crowded = sorted(read.values(), key=len)[-PEOPLE:]
    sent = sorted(person.sent for person in crowd.people)
    assert [len(models) for models in crowded] == sent, "each message is read once"
    for models in crowded:
        first, between, last = (model for model, _ in groupby(models))  # over once, back once
        assert first == last != between
    if LONG:
        _the_way_back_outlives_a_restart(tree, old, new)


def _the_way_back_outlives_a_restart(tree: Tree, old: str, new: str) -> None:
    tree.environment["LOTSE_KEEP_WARM_SECONDS"] = "0"
    with tree.running():
        assert states(tree) == {old: "live", new: "previous"}
        assert bicycle_replies(tree) == [False, False]
        tree.told("models", "rollback")  # starts the previous model: it is not loaded
        assert bicycle_replies(tree) == [True, True]
        while "warm" in states(tree)[old]:
            pass
        assert bicycle_replies(tree) == [True, True]
