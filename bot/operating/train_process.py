"""The process that trains: `python -m bot.operating.train_process MODEL.tar.gz`.

Rasa's own training on `data/` with this folder's configuration; steps go to standard output.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

from bot.operating.progress import listen
from bot.operating.training import MARK
from bot.settings import settings


def _tell(step: str, done: int, total: int) -> None:
    print(MARK + json.dumps([step, done, total]), flush=True)


def main(target: Path) -> int:
    """Train into a file; bot.operating.training moves it into place when it is complete."""
    import rasa.model_training
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    logging.getLogger("rasa").setLevel(logging.WARNING)
    root = settings().root
    listen(_tell)
    result = rasa.model_training.train(
        domain=str(root / "domain.yml"),
        config=str(root / "config.yml"),
        training_files=str(root / "data"),
        output=str(target.parent),
        force_training=True,
        fixed_model_name=target.name,
    )
    return result.code or int(not result.model)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
