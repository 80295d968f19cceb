"""On how many legs a fact stands: where its citations have it from."""

from stories.sourcing.origins import Cited, Origin, cited, origins, rests_on_source, rests_on_word

__all__ = ["Cited", "Origin", "cited", "origins", "rests_on_source", "rests_on_word"]
