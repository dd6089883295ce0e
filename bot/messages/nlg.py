"""Rasa's answers in the person's language; named in `endpoints.yml`.

Rasa picks the response of the domain as ever (channel, conditions, one of several variations);
then its English text and the titles of its buttons are looked up in the catalogue. While the
conversation has no language yet, or one without texts, English and German stand under one another.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.languages import FALLBACK, direction
from bot.languages.guess import guess
from bot.messages import formatting
from bot.messages.catalogue import PLACEHOLDER, fill, spoken, translate
from bot.messages.menu import language_buttons
from bot.settings import settings

_COUNTRY_LANGUAGE = "de"  # of what surrounds the person, until theirs is known


class GettextNaturalLanguageGenerator(TemplatedNaturalLanguageGenerator):  # type: ignore[misc]
    """Fills and translates the responses of a domain; `endpoint_config` has no settings for it.

    Rasa makes it before a model is loaded, with an empty domain. It hands the responses of the
    model to descendants of its own generator only (`Agent.load_model`), so this is one.
    """

    def __init__(self, endpoint_config: EndpointConfig | None, domain: Domain) -> None:
        super().__init__(domain.responses)

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """The message for a response, or None when the domain has none that fits.

        Buttons that an action adds are not touched; Rasa puts them behind those of the response.
        """
        responses = kwargs.pop("domain_responses", None) or self.responses
        slots = tracker.current_slot_values()
        chosen = _pick(responses, utter_action, output_channel, slots)
        if chosen is None:
            return None
        given = {name: value for name, value in kwargs.items() if value is not None}
        values = {"retention_days": settings().retention_days, **slots, **given}
        language = slots.get("language") or guess(_metadata(tracker))
        told = spoken(language)
        # English alone is for those who write it: a language without texts gets German beside it.
        has_words = told != FALLBACK or language == FALLBACK
        message = _message(chosen, values, told if has_words else None)
        if language and not has_words and not _menu_was_offered(tracker):
            message["buttons"] = [*message.get("buttons", []), *language_buttons()]
        return message


def _metadata(tracker: DialogueStateTracker) -> Mapping[str, Any]:
    """What the page and the browser told with the latest message."""
    return (tracker.latest_message and tracker.latest_message.metadata) or {}


def _menu_was_offered(tracker: DialogueStateTracker) -> bool:
    """Whether a person whose language has no texts was shown those that have some."""
    said = (event for event in tracker.events if isinstance(event, BotUttered))
    buttons = (button for event in said for button in event.data.get("buttons") or [])
    return any(str(button.get("payload")).startswith("/change_language") for button in buttons)


def _pick(
    responses: Mapping[str, list[dict[str, Any]]],
    name: str,
    channel: str,
    slots: dict[str, Any],
) -> dict[str, Any] | None:
    if name not in responses:
        return None
    variations = ResponseVariationFilter(dict(responses)).responses_for_utter_action(
        name, channel, slots
    )
    return deepcopy(random.choice(variations)) if variations else None


def _message(
    response: dict[str, Any], values: Mapping[str, Any], language: str | None
) -> dict[str, Any]:
    response.pop("condition", None)
    response.pop("channel", None)
    languages = (language,) if language else (FALLBACK, _COUNTRY_LANGUAGE)
    if text := response.get("text"):
        told = dict.fromkeys(say(text, values, one) for one in languages)
        response["text"] = "\n\n".join(told)
    for key in ("buttons", "quick_replies"):
        if key in response:
            response[key] = _buttons(response[key], values, languages[0])
    for key in ("custom", "image", "attachment"):
        if key in response:
            response[key] = _filled(response[key], values)
    if language and isinstance(response.setdefault("custom", {}), dict):
        # By this the gateway and the widget know which language the answer is in.
        response["custom"] |= {"language": language, "direction": direction(language)}
    return response


def say(text: str, values: Mapping[str, Any], language: str) -> str:
    """A text of the domain in a language, its variables filled in words of that language."""
    wanted = values.keys() & set(PLACEHOLDER.findall(text))
    told = {name: _in_words(values[name], language) for name in wanted}
    return _single_braces(translate(language, text, **told))


def _in_words(value: Any, language: str) -> Any:
    """A slot's value as one says it: a place by its name, a list as a list."""
    if isinstance(value, Mapping):
        return value.get("name") or ""
    if isinstance(value, list | tuple):
        return formatting.words((str(_in_words(item, language)) for item in value), language)
    if isinstance(value, float):
        return formatting.number(value, language)
    return value


def _buttons(
    buttons: Iterable[dict[str, Any]], values: Mapping[str, Any], language: str
) -> list[dict[str, Any]]:
    return [
        {
            **button,
            "title": say(button.get("title", ""), values, language),
            **({"payload": _filled(button["payload"], values)} if "payload" in button else {}),
        }
        for button in buttons
    ]


def _filled(value: Any, values: Mapping[str, Any]) -> Any:
    """Any part of a response with its variables filled and nothing translated."""
    if isinstance(value, str):
        told = {name: _as_json(item) for name, item in values.items()}
        return _single_braces(fill(value, told))
    if isinstance(value, list):
        return [_filled(item, values) for item in value]
    if isinstance(value, dict):
        return {key: _filled(item, values) for key, item in value.items()}
    return value


def _as_json(value: Any) -> Any:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _single_braces(text: str) -> str:
    """Rasa's own generator asks for `{{` where a brace is meant; both spellings work here."""
    return text.replace("{{", "{").replace("}}", "}") if "{{" in text else text
