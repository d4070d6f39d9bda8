"""Review: what people decide on the claims found in articles; it knows the store's queries and no screen."""
