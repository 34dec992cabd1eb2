"""A tender, its stages and timetable, and its public notice."""
