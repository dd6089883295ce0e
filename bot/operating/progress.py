"""Progress of a training, told by the components to whoever started it.

Training runs inside Rasa, which passes no callback to components; so a listener is set here.
Without one (plain `rasa train`) the steps go to the log.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

Listener = Callable[[str, int, int], None]
_logger = logging.getLogger(__name__)
_listener: Listener | None = None


def listen(listener: Listener | None) -> None:
    """Set who is told of each step: name, how many are done, of how many."""
    global _listener
    _listener = listener


def report(step: str, done: int, total: int) -> None:
    """Tell the listener of a step."""
    if _listener:
        _listener(step, done, total)
    else:
        _logger.info("training: %s %d/%d", step, done, total)
