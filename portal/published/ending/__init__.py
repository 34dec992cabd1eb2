"""The end of a published tender without a contract: its notice withdrawn, cancelled, abandoned."""
