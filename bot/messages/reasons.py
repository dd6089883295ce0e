"""Why an offer is shown, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bot.dialogue.needs import TITLES
from bot.messages import formatting
from bot.messages.catalogue import _, translate

if TYPE_CHECKING:
    from bot.directory.search import Distance, Reason

_PLAIN = {
    "mo": _("run by a migrant organisation"),
    "phone": _("advice by phone"),
    "online": _("advice online"),
    "nationwide": _("all over Germany"),
    "recent": _("checked recently"),
}


def in_words(reason: Reason, city: str, language: str) -> str | None:
    """One reason; `city` is the offer's. None for a kind that has no words."""
    if reason.kind in _PLAIN:
        return translate(language, _PLAIN[reason.kind])
    writer = _WRITERS.get(reason.kind)
    return writer(reason.value, city, language) if writer and reason.value else None


def _language(code: str, _city: str, language: str) -> str:
    name = formatting.language_name(code, language)
    # Shown: the people who advise speak a language.
    return translate(language, "speaks {language}", language=name)


def _place(name: str, _city: str, language: str) -> str:
    return formatting.in_place(name, language)


def _distance(value: Distance, city: str, language: str) -> str:
    return formatting.distance(value, city, language)


def _state(name: str, _city: str, language: str) -> str:
    # Shown: the offer is for a whole Land, such as Bayern.
    return translate(language, "for all of {state}", state=name)


def _need(name: str, _city: str, language: str) -> str:
    need = translate(language, TITLES.get(name, name))
    # Shown: the offer fits what was asked for; {need} is a title such as "Residence permit".
    return translate(language, "topic: {need}", need=need)


def _community(code: str, _city: str, language: str) -> str:
    """A community is a country (capitals) or a language without a country of its own."""
    name = formatting.country_name if code.isupper() else formatting.language_name
    # Shown: the association is one of people from this country or language.
    return translate(language, "community: {name}", name=name(code, language))


_WRITERS: dict[str, Callable[[Any, str, str], str]] = {
    "language": _language,
    "place": _place,
    "distance": _distance,
    "state": _state,
    "need": _need,
    "community": _community,
}
