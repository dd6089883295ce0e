"""Counts and latencies in Prometheus' text format; never content, addresses or conversations.

Format: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

_BUCKETS_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@dataclass
class Histogram:
    """Durations in seconds."""

    counts: list[int] = field(default_factory=lambda: [0] * len(_BUCKETS_SECONDS))
    total: float = 0.0
    number: int = 0

    def observe(self, seconds: float) -> None:
        """Count one duration."""
        self.total += seconds
        self.number += 1
        for position, bound in enumerate(_BUCKETS_SECONDS):
            if seconds <= bound:
                self.counts[position] += 1

    def lines(self, name: str) -> list[str]:
        """Its samples."""
        counts = zip(_BUCKETS_SECONDS, self.counts, strict=True)
        buckets = [f'{name}_bucket{{le="{bound}"}} {count}' for bound, count in counts]
        infinite = f'{name}_bucket{{le="+Inf"}} {self.number}'
        return [*buckets, infinite, f"{name}_sum {self.total:.6f}", f"{name}_count {self.number}"]


@dataclass
class Metrics:
    """What the gateway counts."""

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)  # (route, status)
    messages: Counter[str] = field(default_factory=Counter)  # answered, repeated, or an error code
    turns: Histogram = field(default_factory=Histogram)
    running: int = 0

    def text(self) -> str:
        """All of it, for `/metrics`."""
        requests = [
            f'lotse_requests_total{{route="{route}",status="{status}"}} {count}'
            for (route, status), count in sorted(self.requests.items())
        ]
        messages = [
            f'lotse_messages_total{{result="{result}"}} {count}'
            for result, count in sorted(self.messages.items())
        ]
        lines = [
            "# HELP lotse_requests_total Requests by route and HTTP status.",
            "# TYPE lotse_requests_total counter",
            *requests,
            "# HELP lotse_messages_total Messages by what became of them.",
            "# TYPE lotse_messages_total counter",
            *messages,
            "# HELP lotse_turn_seconds Time from the lock to the answer of one message.",
            "# TYPE lotse_turn_seconds histogram",
            *self.turns.lines("lotse_turn_seconds"),
            "# HELP lotse_turns_running Messages being answered or waiting for their turn.",
            "# TYPE lotse_turns_running gauge",
            f"lotse_turns_running {self.running}",
        ]
        return "\n".join(lines) + "\n"
