# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# References and what they refer to in random documents, and in a document of twenty languages.
exec timeout 900 python3 tests/run/references.py
