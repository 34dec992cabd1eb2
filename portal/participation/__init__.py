"""Who takes part: panels and their members, what they consent to, what they told before."""
