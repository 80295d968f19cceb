"""From what a client sent to what the log keeps: validation, then the append.

`service` prepares and records, `refusal` is what it raises, `preview` says what it would change and
`idempotency` does it once; a request is first held against `versions` and `sent.MOST_EVENTS`. The
rest is how it is done.
"""
