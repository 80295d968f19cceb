"""JSON Schemas of the answers, for OpenAPI."""
