using GpuRisk.Scenarios.Reading;

namespace GpuRisk.Scenarios.Calibration;

/// <summary>Tells from all rows of a file how its dates and decimals are written.</summary>
internal static class PriceConventions
{
    /// <summary>The order of dates; null, with an error, where it cannot be told.</summary>
    public static DateOrder? Order(List<PriceRow> rows, PriceFileRequest request, ErrorLog log)
    {
        List<PriceRow> times = [.. rows.Where(row => row.Time.IsTime)];
        if (request.DateOrder is { } stated)
        {
            PriceRow other = times.FirstOrDefault(row => row.Time.With(stated) is null);
            if (!other.Time.IsTime) return stated;
            Tell(other.Line, other.TimeColumn, "a date that --dates does not allow", request, log);
            return null;
        }

        PriceRow month = times.FirstOrDefault(row => row.Time.DayFirst is null);
        PriceRow day = times.FirstOrDefault(row => row.Time.MonthFirst is null);
        if (month.Time.IsTime && day.Time.IsTime)
        {
            Tell(
                Math.Max(month.Line, day.Line), month.TimeColumn,
                "dates with the month first and with the day first; allowed is one order",
                request, log);
            return null;
        }

        if (month.Time.IsTime) return DateOrder.MonthFirst;
        if (day.Time.IsTime) return DateOrder.DayFirst;
        PriceRow unclear = times.FirstOrDefault(row => !row.Time.IsUnambiguous);
        if (!unclear.Time.IsTime) return DateOrder.MonthFirst;
        Tell(
            unclear.Line, unclear.TimeColumn,
            $"a date that may be {PriceTime.Text(unclear.Time.MonthFirst!.Value)} or "
            + $"{PriceTime.Text(unclear.Time.DayFirst!.Value)}; say --dates month-first or "
            + "day-first",
            request, log);
        return null;
    }

    /// <summary>The decimal sign; null, with an error, where it cannot be told.</summary>
    /// <param name="rows">Rows with a price.</param>
    /// <param name="separator">What stands between fields.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="log">Takes the errors.</param>
    public static DecimalSign? Sign(
        List<PriceRow> rows, char separator, PriceFileRequest request, ErrorLog log)
    {
        PriceRow point = rows.FirstOrDefault(row => double.IsNaN(row.Price.Comma));
        PriceRow comma = rows.FirstOrDefault(row => double.IsNaN(row.Price.Point));
        if (request.Decimal is { } stated)
        {
            PriceRow other = stated == DecimalSign.Point ? comma : point;
            if (other.Line == 0) return stated;
            Tell(other.Line, other.Column, "a price that --decimal does not allow", request, log);
            return null;
        }

        if (point.Line > 0 && comma.Line > 0)
        {
            Tell(
                Math.Max(point.Line, comma.Line), point.Column,
                "prices with a decimal point and with a decimal comma; allowed is one of them",
                request, log);
            return null;
        }

        if (point.Line > 0) return DecimalSign.Point;
        if (comma.Line > 0) return DecimalSign.Comma;

        // Where commas separate fields, a single point is a decimal one.
        PriceRow unclear = rows.FirstOrDefault(row => row.Price.IsAmbiguous
            && (separator != ',' || row.Price.Point > row.Price.Comma));
        if (unclear.Line == 0) return DecimalSign.Point;
        Tell(
            unclear.Line, unclear.Column,
            FormattableString.Invariant(
                $"a price that may be {unclear.Price.Point} or {unclear.Price.Comma}; say ")
            + "--decimal point or comma",
            request, log);
        return null;
    }

    private static void Tell(
        int line, int column, string what, PriceFileRequest request, ErrorLog log) =>
        log.Add(new Place(request.Path, line, column), "", $"found {what}");
}
