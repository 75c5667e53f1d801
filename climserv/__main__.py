"""`python -m climserv` is `climserv`."""

from .cli import main

main()
