"""What belongs to the athlete: opened, corrected, handed over, summed up, deleted."""
