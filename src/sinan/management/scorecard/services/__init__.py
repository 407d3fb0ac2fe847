"""Every write of the scorecard."""
