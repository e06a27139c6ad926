# SPDX-License-Identifier: GPL-3.0-or-later
# SVG pictures look as librsvg draws them.
exec python3 tests/page/svg.py
