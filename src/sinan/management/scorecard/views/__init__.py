"""Screens of the scorecard."""
