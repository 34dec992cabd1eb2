"""The desk between opening and marking: what tells whose bid it is, found and dealt with."""
