"""An organisation at any moment in the world, as known at any position of the record."""
