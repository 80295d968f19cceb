"""Tenures as bars over an axis of time: where everything goes. Pure; a template writes the SVG."""
