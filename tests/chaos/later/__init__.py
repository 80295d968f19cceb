"""The tables as a later release has them: an application with a migration only."""
