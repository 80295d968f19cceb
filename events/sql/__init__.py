"""The SQL that owns the log, one file for each matter; the migrations only read it."""

from importlib.resources import files


def script(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
