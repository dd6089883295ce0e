"""The widget's own words: name in `lotse.js` -> English sentence (the message id)."""

from __future__ import annotations

from bot.messages.catalogue import _, translate

GREETING = _(
    "Hello! I help you find counselling near you: free of charge, confidential, often in your "
    "language. Write in your own words what you need and where you live."
)
DELETED = _("Your messages in this chat have been deleted.")
DELETION_RUNNING = _("Your messages in this chat are being deleted. This takes a moment.")

_TEXTS = {
    "tagline": _("Find counselling near you"),
    "open": _("Open the chat: find counselling near you"),
    "close": _("Close the chat"),
    "language": _("Language"),
    "conversation": _("Conversation"),
    "input": _("Your message"),
    "placeholder": _("What do you need, and where?"),
    "send": _("Send"),
    "thinking": _("Lotse is looking …"),
    "you": _("You"),
    "offer": _("Counselling offer"),
    "emergency": _("Emergency numbers"),
    "why": _("Why this offer"),
    "phone": _("Phone"),
    "email": _("E-mail"),
    "website": _("Website"),
    "address": _("Address"),
    "hours": _("Opening hours"),
    "languages": _("Languages"),
    "cost": _("Cost"),
    "last_checked": _("Last checked"),
    "new_tab": _("opens in a new tab"),
    "offline": _("The message could not be sent. Please check your internet connection."),
    "retry": _("Send again"),
    "no_location": _("Your location can't be read. Please write your city or postal code."),
    "delete": _("Delete my data"),
    "delete_question": _("Delete all messages of this chat?"),
    "delete_yes": _("Yes, delete"),
    "delete_no": _("No, keep"),
    "deleted": DELETED,
    "too_long": _("Your message is too long. Please write it in a few sentences."),
}
_PRIVACY = _(
    "Please write no names. Your messages are stored for {days} days and then deleted; you can "
    "delete them now."
)


def widget_texts(language: str, retention_days: int) -> dict[str, str]:
    """Every text of the widget in one language; `retention_days` is how long messages are kept."""
    texts = {name: translate(language, text) for name, text in _TEXTS.items()}
    return texts | {"privacy": translate(language, _PRIVACY, days=retention_days)}
