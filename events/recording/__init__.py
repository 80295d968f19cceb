"""From what a client sent to what the log keeps: validation, then the append.

`events.recording.service` has the two functions that others call; `refusal`, `preview` and
they are the interface, the rest is how it is done.
"""
