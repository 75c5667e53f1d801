"""The health check of climate files, one matter a module; `climserv.data.checking` asks them all."""
