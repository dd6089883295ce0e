"""The directory's database: seen by every process, safe under two writers, clear when unusable."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading

import pytest

from bot.directory.importing import import_csv
from bot.directory.store import DirectoryStore
from bot.errors import OperatorError


def test_a_running_process_sees_what_another_imports(tmp_path, offers_file, row):
    url = f"sqlite:///{tmp_path}/directory.db"
    running, operator = DirectoryStore(url), DirectoryStore(url)
    assert running.offers() == []
    import_csv(operator, offers_file([row("neu")]))
    assert [offer.id for offer in running.offers()] == ["neu"]


def test_offers_are_read_once_while_nothing_changes(filled, row):
    store = filled(row("a"))
    assert store.offers() is store.offers()


def test_write_ahead_log_is_on_and_readers_do_not_wait_for_a_writer(filled, row, tmp_path):
    store = filled(row("a"))
    with store.writing(), sqlite3.connect(tmp_path / "directory.db") as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert [offer.id for offer in store.offers()] == ["a"]


def test_imports_at_the_same_time_wait_for_one_another(tmp_path, offers_file, row):
    url = f"sqlite:///{tmp_path}/directory.db"
    paths = [offers_file([row(f"n{n}-{i}") for i in range(5)], f"{n}.csv") for n in range(4)]
    failures = []

    def run(path):
        try:
            import_csv(DirectoryStore(url), path)
        except OperatorError as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(DirectoryStore(url).offers()) == 20


def test_processes_that_open_a_new_directory_together_all_succeed(tmp_path):
    code = f"from bot.directory.store import DirectoryStore as S; S('sqlite:///{tmp_path}/d.db').offers()"
    started = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [process.wait() for process in started] == [0, 0, 0]


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("kein-url", "is no database address"),
        ("nosuchthing://host/name", "is no database address"),
        ("sqlite://", "names no file"),
        ("sqlite:////proc/nirgends/directory.db", "folder that can be written"),
        ("postgresql://127.0.0.1:1/nirgends", "can't be used"),
    ],
)
def test_unusable_address_is_said_in_a_sentence(url, sentence):
    with pytest.raises(OperatorError, match=sentence) as caught:
        DirectoryStore(url)
    assert "\n" not in str(caught.value)


def test_password_of_the_database_is_not_shown():
    with pytest.raises(OperatorError) as caught:
        DirectoryStore("postgresql://lotse:geheim@127.0.0.1:1/nirgends")
    assert "geheim" not in str(caught.value)


def test_file_that_is_no_database_is_said_in_a_sentence(tmp_path):
    path = tmp_path / "directory.db"
    path.write_bytes(b"no database, but long enough to have a header " * 50)
    with pytest.raises(OperatorError, match="can't be used: file is not a database"):
        DirectoryStore(f"sqlite:///{path}")


def test_directory_of_another_version_is_said_in_a_sentence(tmp_path):
    url = f"sqlite:///{tmp_path}/directory.db"
    DirectoryStore(url).close()
    with sqlite3.connect(tmp_path / "directory.db") as connection:
        connection.execute("UPDATE directory_state SET layout = 99")
    with pytest.raises(OperatorError, match="another version of Lotse"):
        DirectoryStore(url)
