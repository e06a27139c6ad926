# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Generated pictures of every kind, whole and broken, through the program.
exec python3 tests/page/pictures.py
