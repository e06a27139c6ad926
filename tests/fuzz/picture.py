# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole and broken pictures to begin fuzzing with; usage: picture.py FOLDER. Before each stand the bytes
by which tests/fuzz/picture.c chooses what is done with it."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import pictures_jpeg as jpeg  # noqa: E402
import pictures_png as png  # noqa: E402

LONGEST = 8000
for pictures in png.good(), png.tinted(), png.bad(), jpeg.good(), jpeg.bad():
    for i, picture in enumerate(pictures):
        if len(picture.data) <= LONGEST:
            with open(os.path.join(sys.argv[1], picture.name), "wb") as file:
                file.write(bytes([20 + i % 60, 24 + i % 50, i % 16, i % 7]) + picture.data)
