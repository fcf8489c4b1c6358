"""`python -m romin_print.write.word.reference SOURCE TARGET`."""

from pathlib import Path

import click

from romin_print.write.word.reference.package import make_reference

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("source", type=FILE)
@click.argument("target", type=FILE)
def main(source: Path, target: Path) -> None:
    """Fabrique le document de référence TARGET à partir du YAML SOURCE."""
    target.write_bytes(make_reference(source))


if __name__ == "__main__":
    main()
