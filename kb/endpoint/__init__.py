"""Foreign SPARQL, evaluated in processes that can be killed, and its HTTP endpoint."""
