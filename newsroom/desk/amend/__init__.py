"""Correcting, retracting, disputing: the page of each act on a recorded event."""
