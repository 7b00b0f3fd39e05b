"""The process: settings, assembly, clock, delivery, command line. It knows no training."""

__version__ = "0.4.0"
