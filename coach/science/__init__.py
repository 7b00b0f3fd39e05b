"""Load, fitness, recovery and zones as plain functions of numbers; imports nothing of ours."""
