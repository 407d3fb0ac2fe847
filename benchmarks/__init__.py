"""How fast the pages of a large group are, beside the bare SQL that reads the same rows."""
