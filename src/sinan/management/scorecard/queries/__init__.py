"""Every read of the scorecard; the first argument is the scope."""
