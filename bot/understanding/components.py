"""Rasa graph components: thin shells round the functions that understand a message.

Order in config.yml: language, then needs, then facts. What they find travels on the message as
`language`, `understanding` and entities; entities fill the slots of the dialogue.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.languages.conversation import choose_language
from bot.languages.detect import LanguageDetector
from bot.operating.progress import report
from bot.settings import settings
from bot.text import normalise
from bot.understanding.classifier import IntentClassifier
from bot.understanding.concepts import read_concepts
from bot.understanding.corpus import Utterance
from bot.understanding.facts import FactReader, entities_of, names_only_a_place
from bot.understanding.taxonomy import EMERGENCY, GIVE_PLACE, PREFIX, need_of

LEXICON = settings().root / "data" / "lexicon"
CONCEPTS = settings().root / "data" / "concepts"
UNSURE = 0.3  # the threshold of the FallbackClassifier in config.yml
RANKED = 10  # intents listed in `intent_ranking`, as Rasa does


def utterances_of(training_data: TrainingData) -> list[Utterance]:
    """Rasa's training messages as utterances with language, needs and kind from their metadata."""
    return [_utterance(message) for message in training_data.intent_examples]


def _utterance(message: Message) -> Utterance:
    metadata = message.get("metadata") or {}
    merged = {**(metadata.get("intent") or {}), **(metadata.get("example") or {})}
    intent = message.get(INTENT)
    needs = merged.get("needs") or (
        [intent.removeprefix("need_")] if intent.startswith("need_") else []
    )
    return Utterance(
        text=message.get(TEXT),
        intent=intent,
        language=merged.get("language") or "",
        needs=tuple(needs),
        negation=bool(merged.get("negation")),
        kind=merged.get("kind"),
    )


class _Component(GraphComponent):
    """What the three components share: where they keep their files."""

    def __init__(self, model_storage: ModelStorage, resource: Resource) -> None:
        self._model_storage = model_storage
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """A component without a trained part yet."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> GraphComponent:
        """The component with what training left in the model."""
        component = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._read(Path(folder))
        return component

    def _read(self, folder: Path) -> None:
        raise NotImplementedError

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training data pass unchanged: each component trains on the texts themselves."""
        return training_data


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class LanguageComponent(_Component):
    """Sets `language` (code or None), `language_confidence` and the conversation's language."""

    detector: LanguageDetector

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the languages from the utterances."""
        utterances = utterances_of(training_data)
        report("languages", 0, 1)
        self.detector = LanguageDetector.train(
            [(u.text, u.language) for u in utterances if u.language]
        )
        with self._model_storage.write_to(self._resource) as folder:
            self.detector.save(Path(folder))
        return self._resource

    def _read(self, folder: Path) -> None:
        self.detector = LanguageDetector.load(folder)

    def process(
        self, messages: List[Message], tracker: Optional[DialogueStateTracker] = None
    ) -> List[Message]:
        """Detect the language of each message; the tracker's language is the prior."""
        slots = tracker.current_slot_values() if tracker else {}
        for message in messages:
            choice = choose_language(
                self.detector,
                message.get(TEXT) or "",
                current=slots.get("language"),
                metadata=message.get("metadata") or {},
            )
            message.set("language", choice.detected, add_to_output=True)
            message.set("language_confidence", choice.confidence, add_to_output=True)
            message.set("conversation_language", choice.conversation, add_to_output=True)
        return messages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NeedClassifier(_Component):
    """Sets `intent`, `intent_ranking` and `understanding`; an emergency stands above all."""

    classifier: IntentClassifier

    def train(self, training_data: TrainingData) -> Resource:
        """Learn intents, further needs and emergencies from the utterances."""
        self.classifier = IntentClassifier.train(
            utterances_of(training_data), read_concepts(CONCEPTS), report
        )
        with self._model_storage.write_to(self._resource) as folder:
            self.classifier.save(Path(folder))
        return self._resource

    def _read(self, folder: Path) -> None:
        self.classifier = IntentClassifier.load(folder)

    def process(self, messages: List[Message]) -> List[Message]:
        """Classify each message, in the language found or kept for it."""
        for message in messages:
            language = message.get("language") or message.get("conversation_language")
            result = self.classifier.understand(message.get(TEXT) or "", language)
            ranking = [{"name": n, "confidence": p} for n, p in result.ranking[:RANKED]]
            message.set(
                "understanding",
                {
                    "intent": ranking[0],
                    "needs": list(result.needs),
                    "ranking": ranking[:3],
                    "likely": _likely(result.ranking),
                    "emergency": result.emergency,
                    "concern": result.concern,
                    "kind": result.kind,
                    "out_of_scope_score": result.out_of_scope_score,
                },
                add_to_output=True,
            )
            # Confidence 1 keeps the fallback from talking over an emergency.
            top = {"name": EMERGENCY, "confidence": 1.0} if result.emergency else ranking[0]
            message.set(INTENT, top, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages


def _needs_help(message: Message) -> bool:
    top = message.get(INTENT)
    return str(top["name"]).startswith(PREFIX) and top["confidence"] > UNSURE


def _likely(ranking: tuple[tuple[str, float], ...]) -> list[str]:
    """The needs to offer when a message stays unclear."""
    needs = (need_of(intent) for intent, _ in ranking if intent != EMERGENCY)
    return [need for need in needs if need][:3]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class FactFinder(_Component):
    """Sets the entities that fill the dialogue's slots: place, origin, needs, language ..."""

    reader: FactReader

    def train(self, training_data: TrainingData) -> Resource:
        """Boil down gazetteer and lexicons into the model."""
        report("places", 0, 1)
        self.reader = FactReader.build(LEXICON)
        with self._model_storage.write_to(self._resource) as folder:
            self.reader.save(Path(folder))
        return self._resource

    def _read(self, folder: Path) -> None:
        self.reader = FactReader.load(folder)

    def process(self, messages: List[Message]) -> List[Message]:
        """Read the facts of each message into entities; a place alone is `give_place`."""
        for message in messages:
            text = normalise(message.get(TEXT) or "")
            language = message.get("language") or message.get("conversation_language")
            facts = self.reader.read(text, language)
            message.set("facts", facts.as_dict(), add_to_output=True)
            if names_only_a_place(text, facts, _needs_help(message)):
                self._read_as_place(message)
            understanding = message.get("understanding") or {}
            found = entities_of(
                facts,
                intent=message.get(INTENT)["name"],
                needs=understanding.get("needs") or [],
                conversation_language=message.get("conversation_language"),
                length=len(text),
            )
            message.set(ENTITIES, (message.get(ENTITIES) or []) + found, add_to_output=True)
        return messages

    @staticmethod
    def _read_as_place(message: Message) -> None:
        """Words as short as "and in" teach the classifier nothing; the gazetteer knows better."""
        place = {"name": GIVE_PLACE, "confidence": 1.0}
        understanding = dict(message.get("understanding"))
        others = [entry for entry in understanding["ranking"] if entry["name"] != GIVE_PLACE]
        understanding |= {"intent": place, "ranking": [place, *others][:3], "needs": []}
        understanding |= {"emergency": False, "concern": False}
        message.set("understanding", understanding, add_to_output=True)
        message.set(INTENT, place, add_to_output=True)
