"""Vendors and files in: they give activities and nights, and know no database and no agent."""
