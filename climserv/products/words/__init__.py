"""The words of products in each language, as tables, and the phrases made of them."""
