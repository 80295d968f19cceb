"""Story files: YAML that a person writes and reviews, read into envelopes ready to record."""

from events.storyfile.faults import Fault, StoryFileError
from events.storyfile.reader import Entry, StoryFile, parse, read

__all__ = ["Entry", "Fault", "StoryFile", "StoryFileError", "parse", "read"]
