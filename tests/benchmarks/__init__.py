"""Tests of the figures, and of growth that figures alone would not hold."""
