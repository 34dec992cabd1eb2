"""The demo: invented people, and one story loaded to several stages."""
