"""Forms made from the event types, of appending and amending alike. It knows no type."""
