"""The log in PostgreSQL: append, read, verify; `merged` keeps what it says of merges at hand."""
