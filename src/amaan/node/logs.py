"""What may a log line say? Which step, how it ended and how long it took: never an address, code,
name or body.
"""

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

# Everything else is dropped before a line is written (security.md section 10).
ALLOWED = frozenset({
    "event", "level", "logger", "timestamp", "status", "milliseconds", "route", "method",
    "request", "error", "where", "job", "task", "count", "step", "site", "port", "process",
    "help_code",  # of an error page; a reporter's code has no name here and is dropped
})  # fmt: skip

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def only_allowed(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in line.items() if key in ALLOWED}


def template_only(
    _logger: Any, _name: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Of a library's record keep the template, not the values that were put into it."""
    record = line.get("_record")
    if isinstance(record, logging.LogRecord) and not line.get("_from_structlog"):
        line["event"] = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        if record.exc_info and record.exc_info[0]:
            line["error"], line["where"] = shape_of(record.exc_info[1])
    return line


def error_shape(
    _logger: Any, _name: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """An exception shows its type and its place; its message may hold what somebody wrote."""
    found = line.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        line["error"], line["where"] = shape_of(error)
    return line


def shape_of(error: BaseException | None) -> tuple[str, list[str]]:
    if error is None:
        return "", []
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return type(error).__name__, places


def logging_of() -> dict[str, Any]:
    """The dictionary for `logging.config`: one JSON object a line on standard error."""
    before: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": before,
                "processors": [
                    template_only,
                    error_shape,
                    only_allowed,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            }
        },
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["lines"], "level": "INFO"},
        # Its lines hold the address of the page and the caller; failures are logged by our own.
        "loggers": {"django.server": {"level": "CRITICAL"}, "procrastinate": {"level": "WARNING"}},
    }


def configure_structlog() -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
