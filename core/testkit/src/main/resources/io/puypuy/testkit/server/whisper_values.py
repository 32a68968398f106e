"""Prints what whisper files hold, as JSON: for each metric its points, times in seconds, numbers as text.

usage: whisper_values.py FOLDER FROM UNTIL < metrics, each followed by a NUL byte; none means all
"""

import json
import os
import struct
import sys

import whisper
from carbon.util import TaggedSeries

folder, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


def stored():
    for place, _, files in os.walk(folder):
        for file in files:
            yield os.path.relpath(os.path.join(place, file), folder)[: -len(".wsp")].replace(os.sep, ".")


def points(metric):
    # A tagged one from the list of all is a path of hashes, which has no semicolon.
    file = os.path.join(folder, TaggedSeries.encode(metric, os.sep, hash_only=True) + ".wsp")
    try:
        # The first time is not part of what is fetched.
        fetched = whisper.fetch(file, first - 1, last)
    except (FileNotFoundError, whisper.CorruptWhisperFile, struct.error):
        # Not made yet, or being made right now.
        return []
    if fetched is None:
        return []
    (begin, _, step), values = fetched
    return [[begin + i * step, repr(value)] for i, value in enumerate(values) if value is not None]


asked = sys.stdin.buffer.read().decode("utf-8", "surrogateescape").split("\0")[:-1]
print(json.dumps({metric: points(metric) for metric in asked or stored()}))
