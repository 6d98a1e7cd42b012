"""Pages of desk and screener: the queue, one report, and the steps that are theirs."""
