"""Reading a concept that exists only as text: a town's own or a neighbour's."""
