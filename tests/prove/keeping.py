"""Where does a long run leave what it found? A dated file that names its machine and its seed."""

import json
import os
import platform
from datetime import date
from pathlib import Path
from typing import Any, Final

RESULTS: Final = Path(__file__).with_name("results")


def keep(name: str, found: dict[str, Any]) -> Path:
    """Write `results/<name>-<day>.json`; a later run of the same day takes its place."""
    today = date.today().isoformat()  # noqa: DTZ011  (the day on this machine's wall)
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    file = RESULTS / f"{name}-{today}.json"
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps({"date": today, "machine": machine, **found}, indent=1, ensure_ascii=False)
    file.write_text(f"{text}\n", "utf-8")
    return file


def percentile(times: list[float], share: float) -> float:
    """Rounded to hundredths; 0 for no times."""
    ordered = sorted(times)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 2) if ordered else 0.0
