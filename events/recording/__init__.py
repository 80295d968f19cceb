"""From what a client sent to what the log keeps: validation, then the append."""
