"""A disclosure in a reason goes to the safeguarding lead, and leaves the record at once (R31).

It stands above the record and the safety store: nothing of a tender itself may know of the store.
"""
