"""Settings of one installation, read from the environment (`LOTSE_*`) with working defaults."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from bot.errors import OperatorError

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Every setting of an installation; its variable is `LOTSE_` and the name in capitals."""

    root: Path = ROOT
    var: Path = ROOT / "var"
    models: Path = ROOT / "models"
    directory_url: str = ""
    conversations_url: str = ""
    inbox_url: str = ""
    redis_url: str | None = None
    gateway_host: str = "127.0.0.1"
    gateway_port: int = 8080
    rasa_port: int = 5005
    actions_port: int = 5055
    allowed_origins: tuple[str, ...] = ()
    retention_days: int = 30
    message_max_chars: int = 1000
    rate_per_conversation: int = 20
    rate_per_address: int = 60
    timeout_seconds: float = 20.0
    keep_warm_seconds: float = 600.0  # how long the model before stays loaded after a switch
    log_level: str = "INFO"

    @property
    def secret(self) -> str:
        """The key that signs conversation tokens and buttons; made at first use, kept in `var`."""
        return os.environ.get("LOTSE_SECRET") or _kept_secret(self.var / "secret")


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process of this start was quicker
            return path.read_text("ascii")
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text("ascii")


def _value(name: str, kind: str, raw: str) -> object:
    try:
        if kind == "int":
            return int(raw)
        if kind == "float":
            return float(raw)
    except ValueError:
        raise OperatorError(
            f"LOTSE_{name.upper()}: {raw!r} is not a number; set it to one, or unset it."
        ) from None
    if kind == "Path":
        return Path(raw).resolve()
    if kind.startswith("tuple"):
        return tuple(part.strip() for part in raw.split(",") if part.strip())
    return raw


@cache
def settings() -> Settings:
    """The settings of this process. Raises OperatorError when a value can't be read."""
    given = {
        field.name: _value(field.name, str(field.type), os.environ[f"LOTSE_{field.name.upper()}"])
        for field in fields(Settings)
        if os.environ.get(f"LOTSE_{field.name.upper()}")
    }
    if "root" in given:
        given = {"var": given["root"] / "var", "models": given["root"] / "models"} | given  # type: ignore[operator]
    var = given.get("var", ROOT / "var")
    for name in ("directory", "conversations", "inbox"):
        given.setdefault(f"{name}_url", f"sqlite:///{var}/{name}.db")
    return Settings(**given)  # type: ignore[arg-type]
