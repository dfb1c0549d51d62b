"""One JSON object a line: the fields that the format names, then what the caller gave in `extra`."""

import json
import logging
import re

RESERVED_ATTRS = tuple(vars(logging.makeLogRecord({}))) + ("asctime", "message")


class JsonFormatter(logging.Formatter):
    def parse(self):
        return re.findall(r"%\((\w+)\)", self._fmt or "")

    def format(self, record):
        record.message = "" if isinstance(record.msg, dict) else record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        fields = {name: getattr(record, name, None) for name in self.parse()}
        if isinstance(record.msg, dict):
            fields.update(record.msg)
        fields.update((name, value) for name, value in vars(record).items()
                      if name not in RESERVED_ATTRS and not name.startswith("_"))
        if record.exc_info:
            fields["exc_info"] = self.formatException(record.exc_info)
        return json.dumps(fields, default=str)
