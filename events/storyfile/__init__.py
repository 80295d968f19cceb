"""Story files: YAML that a person writes and reviews, read into envelopes ready to record.

`document` reads the YAML, `composing` makes of it a `tree` that knows its lines. `forms` writes out
what is written short, `values` makes it JSON, and `reader` puts the entries in the `order` in which
they can be recorded. `loading` records what is not there yet, by `comparison` with what is.
`coverage` says what a file records of the text that it cites, by `passages`.
"""

from events.storyfile.faults import Fault, StoryFileError
from events.storyfile.reader import Entry, StoryFile, parse, read

__all__ = ["Entry", "Fault", "StoryFile", "StoryFileError", "parse", "read"]
