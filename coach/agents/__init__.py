"""One agent a file, one job each: from an observed morning to a message; pure."""
