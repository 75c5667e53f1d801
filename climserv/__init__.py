"""climserv: climate services, co-produced.

The public Python interface; each name is imported from its room on first use, so that `import climserv` stays light.
"""

from importlib import import_module

__version__ = "0.1.0"

_ROOMS = {
    "run": "climserv.products.making",
    "match": "climserv.matching.matching",
    "open_product": "climserv.products.reading",
    "site_book": "climserv.books",
}

__all__ = ["__version__", "match", "open_product", "run", "site_book"]


def __getattr__(name):
    if name in _ROOMS:
        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module 'climserv' has no attribute {name!r}")


def __dir__():
    return sorted(__all__)
