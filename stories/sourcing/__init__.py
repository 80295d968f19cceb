"""On how many legs a fact stands: where its citations have it from."""

from stories.sourcing.origins import Cited, Origin, origins, rests_on_source, rests_on_word

__all__ = ["Cited", "Origin", "origins", "rests_on_source", "rests_on_word"]
