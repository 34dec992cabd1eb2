"""Reading an answer before it is marked: what a person marks in it, what they tell the lead of it,
warnings before hard passages, and the order in which answers come."""
