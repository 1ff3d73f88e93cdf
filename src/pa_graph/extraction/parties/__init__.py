"""Who the parties of a document are, and every name by which it means them."""
