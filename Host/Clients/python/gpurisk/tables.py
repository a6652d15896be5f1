"""Results as tables of pandas and Arrow, where they are installed."""

from __future__ import annotations

import io
from typing import Any, Mapping


def frame(result: Mapping[str, Any]) -> Any:
    """The figures of each metric as a pandas DataFrame, one row a metric. Where the scenario
    states figures of its own, the column expression tells what they are."""
    pandas = _pandas("frame()")
    rows = {
        name: {key: value for key, value in figures.items() if not isinstance(value, dict)}
        for name, figures in result["metrics"].items()
    }
    for name, figure in (result.get("figures") or {}).items():
        rows[name]["expression"] = figure["expression"]
    table = pandas.DataFrame.from_dict(rows, orient="index")
    table.index.name = "metric"
    return table


def sweep_frame(sweep: Mapping[str, Any]) -> Any:
    """The means and standard errors of a sweep as a pandas DataFrame, one row a combination."""
    pandas = _pandas("frame()")
    rows = []
    for row in sweep["rows"]:
        flat = dict(row["values"])
        flat["state"] = row["state"]
        for name, figures in (row.get("metrics") or {}).items():
            flat[name] = figures["mean"]
            flat[f"{name} s.e."] = figures["standardError"]
        rows.append(flat)
    return pandas.DataFrame(rows)


def arrow_table(file: bytes) -> Any:
    """An Arrow file as a pyarrow Table."""
    try:
        import pyarrow
    except ImportError as error:
        raise ImportError(
            "distribution() needs pyarrow: pip install pyarrow; "
            "result(format='csv') and result(format='parquet') need nothing"
        ) from error
    with pyarrow.ipc.open_file(io.BytesIO(file)) as reader:
        return reader.read_all()


def _pandas(what: str) -> Any:
    try:
        import pandas
    except ImportError as error:
        raise ImportError(
            f"{what} needs pandas: pip install pandas; result() needs nothing"
        ) from error
    return pandas
