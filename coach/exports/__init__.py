"""Workouts and history written for other programs."""
