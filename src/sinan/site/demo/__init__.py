"""The demonstration: the reference store as it was, and invented stores up to last month."""
