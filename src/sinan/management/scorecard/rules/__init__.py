"""What the scorecard knows without a database: cells, catalogue rows, problems, small sums."""
