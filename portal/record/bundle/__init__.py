"""The whole record of a tender as one file that anybody checks offline, without trusting us."""
