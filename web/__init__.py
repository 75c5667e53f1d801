"""The Flask application: one blueprint a room. (The name is shared with web.py, which an application may do.)"""
