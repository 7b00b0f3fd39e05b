"""Athletes' sources and files: connected, asked in one place, and told of; knows no vendor."""
