"""Tests of what is asked of offers for the law and for people."""
