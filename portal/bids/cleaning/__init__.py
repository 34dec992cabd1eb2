"""Files read into pages: nothing of a file is handed on but what its pages show."""
