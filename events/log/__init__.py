"""The log in PostgreSQL: append, read, verify."""
