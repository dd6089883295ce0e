"""Telephone numbers to read and to call."""

from __future__ import annotations

import pytest

from bot.messages.phones import phone


@pytest.mark.parametrize(
    ("raw", "text", "href"),
    [
        ("+49 30 18151111", "030 18151111", "tel:+493018151111"),
        ("030/18151111", "030 18151111", "tel:+493018151111"),
        ("+49 800 5465465", "0800 5465465", "tel:+498005465465"),
        ("116016", "116 016", "tel:116016"),
        ("116 123", "116 123", "tel:116123"),
        ("112", "112", "tel:112"),
        ("+43 1 58858", "+43 1 58858", "tel:+43158858"),
    ],
)
def test_as_dialled_in_germany(raw: str, text: str, href: str) -> None:
    assert (phone(raw).text, phone(raw).href) == (text, href)


@pytest.mark.parametrize("raw", ["auf Anfrage", "12", "+49"])
def test_what_can_not_be_dialled_is_only_read(raw: str) -> None:
    assert (phone(raw).text, phone(raw).href) == (raw, None)
