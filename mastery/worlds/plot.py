"""
A drawing of one world's results: gains of the policies as bars, with their intervals.

Plain SVG of shapes and texts, so that nothing has to be installed; the figures themselves stand in the JSON.
"""

from typing import Final

from mastery.worlds.trial import InWorld, Result

__all__ = ["drawn"]

ROW: Final = 26
LEFT: Final = 130
WIDTH: Final = 420
RIGHT: Final = 70
TOP: Final = 34


def drawn(world: InWorld) -> str:
    """
    Draw one world's results as an SVG document.

    Bars are gains with equal budgets in hundredths of right answers; losses end at the axis, and are told in their
    text.
    """
    ends = [max(one.gain.value, one.gain.high or 0.0) for one in world.results]
    scale = WIDTH / max(*ends, 1e-9)
    height = TOP + ROW * len(world.results) + 8
    whole = LEFT + WIDTH + RIGHT
    name = (
        f"{world.world}{' (held back)' if world.held_back else ''}: gain in hundredths of right answers, 95 % intervals"
    )
    bars = "\n".join(_bar(one, TOP + ROW * place, scale) for place, one in enumerate(world.results))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {height}" width="{whole}" height="{height}" '
        f'role="img" font-family="sans-serif" font-size="13">\n<title>{name}</title>\n'
        f'<rect width="{whole}" height="{height}" fill="#ffffff"/>\n<text x="8" y="20">{name}</text>\n{bars}\n</svg>\n'
    )


def _bar(one: Result, top: int, scale: float) -> str:
    middle = top + ROW / 2
    end = LEFT + scale * max(0.0, one.gain.value)
    parts = [
        f'<text x="{LEFT - 8}" y="{middle + 4:.1f}" text-anchor="end">{one.policy}</text>',
        f'<rect x="{LEFT}" y="{top + 4}" width="{end - LEFT:.1f}" height="{ROW - 8}" fill="#4477aa"/>',
    ]
    last = end
    if one.gain.low is not None and one.gain.high is not None:
        low, last = (LEFT + scale * max(0.0, side) for side in (one.gain.low, one.gain.high))
        parts.append(f'<path d="M{low:.1f} {middle:.1f}H{last:.1f}" stroke="#222222" stroke-width="2"/>')
    parts.append(f'<text x="{max(end, last) + 6:.1f}" y="{middle + 4:.1f}">{100 * one.gain.value:.2f}</text>')
    return "\n".join(parts)
