"""Files of a scorecard: catalogues, bands, actuals."""
