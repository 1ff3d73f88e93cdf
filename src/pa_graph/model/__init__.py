"""The ground floor: what an agreement is made of, as frozen values without any RDF."""
