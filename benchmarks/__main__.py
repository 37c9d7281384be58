"""Measures what docs/benchmarks.md claims, and leaves figures, plots and table in the tree: `python -m benchmarks`."""

import json
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime

import click

from .bench import Bench, SkippedError
from .machine import about, versions
from .table import DOCS, PARTS, draw, module_of, stored, write_table


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--list", "as_list", is_flag=True, help="Name the parts, and measure nothing.")
@click.option(
    "--table", is_flag=True, help="Draw the plots and write the table of the stored figures; measure nothing."
)
def main(names: tuple[str, ...], as_list: bool, table: bool) -> None:
    """Measure all parts, or those named. A part that fails is told, and the others still run."""
    unknown = set(names) - set(PARTS)
    if unknown:
        raise click.UsageError(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    if as_list:
        for name in PARTS:
            click.echo(f"{name:<20}{(module_of(name).__doc__ or '').splitlines()[0]}")
        return
    failed = [] if table else _measure_all(names or PARTS)
    for name in PARTS:
        if (figures := stored(name)) is not None:
            draw(module_of(name), figures, DOCS / "plots" / f"{name}.svg")
    click.echo(write_table())
    if failed:
        raise click.ClickException(f"not measured: {', '.join(failed)}")


def _measure_all(names: Sequence[str]) -> list[str]:
    failed, bench = [], Bench()
    for name in names:
        click.echo(f"== {name}")
        try:
            figures = module_of(name).measure(bench)
        except SkippedError as reason:
            click.echo(f"skipped: {reason}")
            continue
        except Exception:  # noqa: BLE001  # boundary: whatever ails one part, the others are measured
            click.echo(traceback.format_exc(), err=True)
            failed.append(name)
            continue
        today = datetime.now(UTC).date().isoformat()
        kept = {"measured_on": today, "machine": about(), "versions": versions(), "figures": figures}
        bench.results.mkdir(parents=True, exist_ok=True)
        (bench.results / f"{name}.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return failed


if __name__ == "__main__":
    main()
