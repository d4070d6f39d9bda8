"""What follows: the defined classes of the ontology give guarantees and commitments their types.

`definitions` reads the defined classes, `facts` gathers what they look at. Two reasoners answer from these: `hermit`
(a description-logic reasoner, for what ships) and `rules` (SPARQL generated from the same definitions, for what is
added later); a test holds the second to the first. `justification` asks Pellet why something follows.
"""
