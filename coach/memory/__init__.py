"""The database: rows to values and back; it decides nothing."""
