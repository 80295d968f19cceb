"""One kind of contradiction to a file, found by walking this package."""
