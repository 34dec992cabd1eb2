"""Young and parent evaluators are chosen by their panel, with reserves (P14)."""
