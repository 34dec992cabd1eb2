"""The demo: what its files tell, and what stands in it once it is loaded."""
