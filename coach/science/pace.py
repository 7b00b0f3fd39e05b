"""Load from pace, for running and swimming. Knows seconds a kilometre only."""


def pace_intensity(pace_s_per_km: float, *, threshold_s_per_km: float) -> float:
    """Return speed as a fraction of threshold speed; both paces above 0."""
    return threshold_s_per_km / pace_s_per_km


def pace_load(minutes: float, pace_s_per_km: float, *, threshold_s_per_km: float) -> float:
    """Return hours x (speed by threshold speed)^2 x 100, as TrainingPeaks' rTSS.

    `pace_s_per_km` is graded where hills are known, else the average of the moving time.
    """
    intensity = pace_intensity(pace_s_per_km, threshold_s_per_km=threshold_s_per_km)
    return minutes / 60 * intensity**2 * 100
