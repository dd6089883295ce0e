"""The language menu: the languages in which Lotse answers, each by its own name."""

from __future__ import annotations

from bot.languages import LANGUAGES, Language
from bot.messages.catalogue import has_texts

SHORT_MENU = 8  # languages offered as buttons; the widget's menu has them all


def menu() -> list[Language]:
    """The languages with texts, in the order of the list."""
    return [language for language in LANGUAGES.values() if has_texts(language.code)]


def language_buttons() -> list[dict[str, str]]:
    """A button for each of the first languages, in its own name."""
    return [
        {"title": l.own_name, "payload": f'/change_language{{"language": "{l.code}"}}'}
        for l in menu()[:SHORT_MENU]
    ]
