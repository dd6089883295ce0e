"""Going on in another language."""

from __future__ import annotations

from typing import Any

from actions.change_language import ChangeLanguage


def test_its_name_is_that_of_its_file() -> None:
    assert ChangeLanguage().name() == "action_change_language"


def test_a_language_that_was_named_is_confirmed(run: Any) -> None:
    said = {"language": "tr", "language_named": True}
    found = run(ChangeLanguage(), {"language": "tr"}, "change_language", said)
    assert found.responses == ["utter_language_changed"]


def test_a_button_of_the_menu_is_confirmed(run: Any) -> None:
    found = run(ChangeLanguage(), {"language": "fa"}, "change_language", {"language": "fa"})
    assert found.responses == ["utter_language_changed"]


def test_none_named_offers_languages_in_their_own_names(run: Any) -> None:
    said = {"language": "de", "language_named": False}
    found = run(ChangeLanguage(), {"language": "de"}, "change_language", said)
    assert found.responses == ["utter_ask_language"]
    titles = [button["title"] for button in found.messages[0]["buttons"]]
    assert {"Deutsch", "English", "Türkçe", "العربية", "Русский", "Українська"} <= set(titles)
    assert '/change_language{"language": "uk"}' in found.payloads
