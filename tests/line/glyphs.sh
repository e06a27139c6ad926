# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
exec python3 "$(dirname "$0")/glyphs.py"
