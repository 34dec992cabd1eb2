"""People, sign-in, authorities (the tenants), providers, and who holds which role."""
