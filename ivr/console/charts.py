"""Figures as pictures: SVG from the server, on a light ground in either scheme, with every number in a table beside."""

import leather

from ..reports.figure import Figure
from ..reports.report import Report

MOST_BARS = 12
_WIDTH, _HEIGHT, _ROW = 720, 260, 26
_ACCENT = "#0b5c6b"
leather.theme.background_color = "#ffffff"
for _name in ("title", "legend", "axis_title", "tick"):
    setattr(leather.theme, f"{_name}_font_family", "system-ui, sans-serif")
leather.theme.tick_color = "#4d5b5e"
CHARTS = ("by_hour", "transfers", "misses")


def chart(report: Report, name: str) -> str | None:
    """SVG without script or style; None: there is no such chart."""
    match name:
        case "by_hour":
            return _columns(report.by_hour)
        case "transfers":
            return _bars(report.people[0])
        case "misses":
            return _bars(report.understood[0])
    return None


def _columns(figure: Figure) -> str:
    drawn = leather.Chart()
    drawn.add_columns([(part.name[:2], part.count) for part in figure.parts], fill_color=_ACCENT)
    drawn.add_y_scale(0, _most(figure))
    return str(drawn.to_svg(width=_WIDTH, height=_HEIGHT))


def _bars(figure: Figure) -> str:
    """The longest on top."""
    rows = [(part.count, _plain(part.name)) for part in figure.parts[:MOST_BARS] if part.count]
    drawn = leather.Chart()
    drawn.add_bars(rows[::-1] or [(0, "none")], fill_color=_ACCENT)
    drawn.add_x_scale(0, _most(figure))
    return str(drawn.to_svg(width=_WIDTH, height=90 + _ROW * max(1, len(rows))))


def _most(figure: Figure) -> float:
    return max([1.0, *(part.count for part in figure.parts)])


def _plain(name: str) -> str:
    return name.replace("_", " ")[:24]
