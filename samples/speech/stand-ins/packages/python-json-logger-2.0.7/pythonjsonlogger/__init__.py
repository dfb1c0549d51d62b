"""Stand-in for python-json-logger: jsonlogger.JsonFormatter. Not the real package."""
