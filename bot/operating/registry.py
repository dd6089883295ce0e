"""Which models there are, which one is live and which one was before.

Both are pinned by file name and SHA-256 in `var/models.json`: "the newest file" would undo a
roll-back at the next start.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import OperatorError
from bot.operating.files import read_json, sha256, write_json
from bot.settings import Settings, settings

SUFFIX = ".tar.gz"


@dataclass(frozen=True)
class Pin:
    """A model as it was when it went live; `since` is that time (ISO 8601, UTC)."""

    name: str
    sha256: str
    since: str


class Registry:
    """The models of a folder and the file that pins two of them."""

    def __init__(self, file: Path, models: Path) -> None:
        self.file, self.models = file, models

    @classmethod
    def here(cls, values: Settings | None = None) -> Registry:
        """The registry of this installation."""
        values = values or settings()
        return cls(values.var / "models.json", values.models)

    @property
    def live(self) -> Pin | None:
        """The model that answers, or would after a start."""
        return self._pin("live")

    @property
    def previous(self) -> Pin | None:
        """The model that answered before, to which a roll-back leads."""
        return self._pin("previous")

    def _pin(self, role: str) -> Pin | None:
        content = read_json(self.file)
        try:
            pinned = (content or {}).get(role)
            return Pin(**pinned) if pinned else None
        except (TypeError, AttributeError):
            raise OperatorError(
                f"{self.file}: the entry {role!r} is damaged; remove the file and run "
                "`lotse models activate NAME`."
            ) from None

    def all(self) -> list[Path]:
        """Every model's file, newest first."""
        return sorted(
            self.models.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True
        )

    def find(self, name: str) -> Path:
        """The model of a name, with or without its ending. Raises OperatorError naming all."""
        wanted = name.removesuffix(SUFFIX)
        for path in self.all():
            if short(path) == wanted:
                return path
        known = ", ".join(short(path) for path in self.all()) or "none; `lotse train` makes one"
        raise OperatorError(f"There is no model {name!r}; the models are: {known}.")

    def path(self, pin: Pin) -> Path:
        """A pinned model's file. Raises OperatorError when it is missing or another than it was."""
        path = self.models / pin.name
        if not path.is_file():
            raise OperatorError(
                f"{path}: the pinned model is missing; put the file back, or run `lotse train` "
                "and `lotse models activate NAME`."
            )
        if sha256(path) != pin.sha256:
            raise OperatorError(
                f"{path}: the file is not the one that was pinned; put that one back, or run "
                f"`lotse models activate {short(path)}` to trust this one."
            )
        return path

    def is_live(self, path: Path) -> bool:
        """Whether this very file is the pinned live model."""
        live = self.live
        return live is not None and (live.name, live.sha256) == (path.name, sha256(path))

    def activate(self, path: Path) -> Pin:
        """Pin a model as live; the one that was becomes the previous one."""
        pin = Pin(path.name, sha256(path), _now())
        live = self.live
        if live is None or live.name != pin.name:
            self._write(pin, live)
        elif live.sha256 != pin.sha256:  # the same name again: what was before stays
            self._write(pin, self.previous)
        return pin

    def rollback(self) -> Pin:
        """Pin the previous model as live and the live one as previous.

        Raises OperatorError when there is no previous one.
        """
        previous = self.previous
        if previous is None:
            raise self.nothing_before()
        pin = Pin(previous.name, previous.sha256, _now())
        self._write(pin, self.live)
        return pin

    def nothing_before(self) -> OperatorError:
        """What to say to who wants to go back to a model that there is not."""
        return OperatorError(
            "There is no earlier model to go back to; `lotse models list` shows what there is "
            "and `lotse models activate NAME` brings one live."
        )

    def restore(self, live: Pin | None, previous: Pin | None) -> None:
        """Pin again what was pinned before a switch that came to nothing."""
        self._write(live, previous)

    def _write(self, live: Pin | None, previous: Pin | None) -> None:
        pins = {"live": live, "previous": previous}
        write_json(self.file, {role: asdict(pin) for role, pin in pins.items() if pin})


def short(path: Path | str) -> str:
    """A model's name as operators write it: the file's without its ending."""
    return Path(path).name.removesuffix(SUFFIX)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
