"""What the benchmarks ran on: the machine, its ports, memory of its processes."""

from __future__ import annotations

import os
import platform
import socket
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil


def machine() -> dict[str, Any]:
    """Cores this process may use, memory in GB, Python; `load`: what ran here before (1 minute)."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "python": platform.python_version(),
        "processor": _processor(),
        "load": round(os.getloadavg()[0], 2),
    }


def describe(values: dict[str, Any]) -> str:
    """The machine in one line."""
    return (
        f"{values['cores']} cores ({values['processor']}), {values['memory_gb']} GB, "
        f"Python {values['python']}, load before {values['load']}"
    )


def resident_megabytes(process: int) -> float:
    """Resident memory of a process, shared pages included. Raises OSError when it has ended."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(kilobytes) * 1024 / 1e6


def free_ports(count: int) -> list[int]:
    """Different ports of the loopback interface on which nothing listens."""
    with ExitStack() as stack:  # all held at once, so that they differ
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
