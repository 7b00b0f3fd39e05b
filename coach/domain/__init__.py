"""The values that travel through a day: frozen, with units in their names."""
