"""Tables of stations: CSV and workbooks."""
