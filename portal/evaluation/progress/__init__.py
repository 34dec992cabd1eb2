"""Until when people mark: the day that a lead sets, and more time for all or for one."""
