"""From an order to a plan: sources opened, years and cells placed, memory told, before a number is read."""
