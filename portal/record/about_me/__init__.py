"""What is held about a person, for that person alone, in plain words.

It tells no more than they did or were told: nothing of other people, and nothing that the stage of
a tender still hides.
"""
