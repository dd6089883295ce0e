"""An offer as the widget shows it. What the directory does not know is said, never guessed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.messages import formatting, reasons
from bot.messages.bidi import isolate
from bot.messages.catalogue import _, translate
from bot.messages.hours import hours_in_words
from bot.messages.phones import phone

if TYPE_CHECKING:
    from bot.directory.search import Offer, Recommendation

_LABELS = {
    "phone": _("Phone"),
    "email": _("E-mail"),
    "website": _("Website"),
    "address": _("Address"),
    "hours": _("Opening hours"),
    "languages": _("Languages"),
    "cost": _("Cost"),
    "last_checked": _("Last checked"),
    "distance": _("Distance"),
    "why": _("Why this offer"),
}
_BARE_HOST = re.compile(r"[\w-]+(\.[\w-]+)+(/|$)")
_FREE = frozenset({"free", "kostenlos", "kostenfrei"})
# Shown: after a label such as "Languages".
_ASK_BY_PHONE = _("not stated, ask by phone")
# Shown: after a label such as "Languages", for an offer without a phone number.
_ASK = _("not stated, please ask")


def card(rec: Recommendation, language: str, today: date) -> dict[str, Any]:
    """The offer as JSON, every text in `language`; the names of the offer stay as they are."""
    offer = rec.offer
    words = (reasons.in_words(reason, offer.city or "", language) for reason in rec.reasons)
    return {
        "id": offer.id,
        "organisation": offer.organisation,
        "offer": offer.name,
        "reasons": list(dict.fromkeys(text for text in words if text)),
        "distance": _distance(rec, language),
        "address": _address(offer, language),
        "map_query": None,
        "phone": _phone(offer.phone),
        "email": {"text": offer.email, "href": f"mailto:{offer.email}"} if offer.email else None,
        "website": _website(offer.website),
        "hours": _hours(offer, language),
        "languages": _languages(offer, language),
        "cost": _cost(offer, language),
        "last_checked": _last_checked(offer, language, today),
        "labels": {name: translate(language, text) for name, text in _LABELS.items()},
    }


def _not_stated(offer: Offer, language: str) -> str:
    return translate(language, _ASK_BY_PHONE if offer.phone else _ASK)


def _distance(rec: Recommendation, language: str) -> str | None:
    if rec.distance is None:
        return None
    return formatting.distance(rec.distance, rec.offer.city or "", language)


def _address(offer: Offer, language: str) -> str | None:
    town = " ".join(part for part in (offer.postal_code, offer.city) if part)
    address = ", ".join(part for part in (offer.street, town) if part)
    return isolate(address, language) or None


def _phone(raw: str | None) -> dict[str, str | None] | None:
    if not raw:
        return None
    number = phone(raw)
    return {"text": number.text, "href": number.href}


def _website(url: str | None) -> dict[str, str] | None:
    """A link to http or https only; its text is the name of the site."""
    if not url:
        return None
    try:
        parts = urlsplit(f"https://{url}" if _BARE_HOST.match(url) else url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return {"text": host.removeprefix("www."), "href": parts.geturl()}


def _hours(offer: Offer, language: str) -> list[str]:
    if not offer.opening_hours:
        return [_not_stated(offer, language)]
    lines = hours_in_words(offer.opening_hours, language)
    # Shown: instead of opening hours that are too complicated to tell.
    ask = _("please ask by phone") if offer.phone else _("please ask")
    return lines or [translate(language, ask)]


def _languages(offer: Offer, language: str) -> str:
    """All that are stated, the person's own first."""
    codes = sorted(offer.languages, key=lambda code: code != language)
    names = [formatting.language_name(code, language) for code in codes]
    return formatting.words(names, language) if names else _not_stated(offer, language)


def _cost(offer: Offer, language: str) -> str:
    if not offer.cost:
        return translate(language, "not stated")
    if offer.cost.strip().lower() in _FREE:
        return translate(language, "free of charge")
    return isolate(offer.cost, language)


def _last_checked(offer: Offer, language: str, today: date) -> str:
    """When somebody last looked whether this is true, and a warning when that is long ago."""
    if not offer.last_checked:
        return translate(
            language, "date unknown, please call first" if offer.phone else _("date unknown")
        )
    day = formatting.partial_date(offer.last_checked, language)
    if not formatting.is_old(offer.last_checked, today):
        return day
    text = (
        # Shown: after "Last checked"; {date} lies more than two years back.
        _("{date}. May be out of date, please call first")
        if offer.phone
        else _("{date}. May be out of date, please ask first")
    )
    return translate(language, text, date=day)
