"""The projections: one file each, found by walking this package (see stories.engine.registry)."""
