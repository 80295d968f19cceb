"""The views over REST: docs/api.md says how they are asked."""
