"""How Rasa gets the utterances: read by our own reader, a tenth of the time of Rasa's.

Rasa parses and checks each file several times and copies every message five times over, which
took longer than the training itself. Named in config.yml, so every command of Rasa uses it; files
with anything else than plain utterances (stories, rules, regular expressions, lookup tables)
still go to Rasa's readers.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.data import get_data_files, is_nlu_file
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.corpus import Utterance, read_file

_SECTIONS = re.compile(r"^(version|nlu|rules|stories|responses|[a-z_]+)\s*:", re.MULTILINE)
_BLOCKS = re.compile(r"^\s*-\s+(synonym|regex|lookup)\s*:", re.MULTILINE)


class UtteranceMessage(Message):
    """A training message that nobody changes, so copies may share what it holds."""

    def __deepcopy__(self, memo: dict[int, Any]) -> UtteranceMessage:
        return self

    def fingerprint(self) -> str:
        """Rasa's fingerprint of the message; asked for ten times, so computed once."""
        if not hasattr(self, "_fingerprint"):
            self._fingerprint = super().fingerprint()
        return self._fingerprint


def message_of(utterance: Utterance) -> UtteranceMessage:
    """A training message as Rasa's own reader makes it, language and needs in its metadata."""
    metadata: dict[str, Any] = {"language": utterance.language}
    if len(utterance.needs) > 1:
        metadata["needs"] = list(utterance.needs)
    if utterance.negation:
        metadata["negation"] = True
    if utterance.kind:
        metadata["kind"] = utterance.kind
    return UtteranceMessage(
        {TEXT: utterance.text, INTENT: utterance.intent, METADATA: {METADATA_INTENT: metadata}}
    )


class UtteranceImporter(RasaFileImporter):
    """Rasa's file importer with our reader for files of utterances."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        files = get_data_files(training_data_paths, lambda _path: True)
        kinds = {path: _kind(path) for path in sorted(files)}
        self._utterance_files = [Path(path) for path, kind in kinds.items() if kind == "utterances"]
        others = [path for path, kind in kinds.items() if kind == "rasa"]
        self._nlu_files = [path for path in others if is_nlu_file(path)]
        self._story_files = [path for path in others if YAMLStoryReader.is_stories_file(path)]
        self._conversation_test_files = [
            path for path in others if YAMLStoryReader.is_test_stories_file(path)
        ]
        self._domain_path = domain_path
        self.config_file = config_file

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Every utterance, and what Rasa's readers find in the other files."""
        messages: list[Message] = [
            message_of(utterance) for path in self._utterance_files for utterance in read_file(path)
        ]
        data = TrainingData(messages)
        if self._nlu_files:
            data = data.merge(training_data_from_paths(self._nlu_files, language or "en"))
        return data


def _kind(path: str) -> str:
    """`utterances`, `rasa` for other training data, or `other`: no business of Rasa's."""
    if not path.endswith((".yml", ".yaml")):
        return "other"
    text = Path(path).read_text("utf-8")
    sections = set(_SECTIONS.findall(text)) - {"version"}
    if sections == {"nlu"} and not _BLOCKS.search(text):
        return "utterances"
    return "rasa" if sections & {"nlu", "rules", "stories", "responses"} else "other"
