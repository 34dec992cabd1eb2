"""Who is beside a member: a helper, who never decides, and a peer mentor (P8)."""
