"""Files as people send them: what they are, their parts, and reading them in a process apart."""
