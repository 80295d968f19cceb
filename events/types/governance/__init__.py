"""Governance: organisations, the people in their posts, and what is decided there."""
