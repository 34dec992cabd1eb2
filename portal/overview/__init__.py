"""Each role's home: what waits for you first."""
