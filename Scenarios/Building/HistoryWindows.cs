using GpuRisk.Scenarios.Calibration;

namespace GpuRisk.Scenarios.Building;

/// <summary>The parts of a price file that are as long as a horizon and have a price at the end of
/// each step.</summary>
/// <param name="prices">The prices.</param>
/// <param name="stride">The file's intervals in a step.</param>
/// <param name="span">Its intervals in the horizon.</param>
internal sealed class HistoryWindows(PriceSeries prices, int stride, int span)
{
    private readonly Dictionary<DateTime, double> _logs = prices.Points.ToDictionary(
        point => point.TimeUtc, point => Math.Log(point.Price));

    private readonly DateTime _first = prices.Points[0].TimeUtc;
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(prices.IntervalSeconds);

    /// <summary>Intervals of a step.</summary>
    public int Stride => stride;

    /// <summary>Intervals of the horizon.</summary>
    public int Span => span;

    /// <summary>Steps of the horizon.</summary>
    public int Steps => span / stride;

    /// <summary>The logs over the first price, one in each interval; where there is none, the one
    /// before, which no window has.</summary>
    public IReadOnlyList<double> Logs
    {
        get
        {
            var logs = new double[Rows];
            for (int row = 1; row < logs.Length; row++)
            {
                logs[row] = _logs.TryGetValue(TimeOf(row), out double log)
                    ? log - _logs[_first]
                    : logs[row - 1];
            }

            return logs;
        }
    }

    private int Rows => 1 + (int)((prices.Points[^1].TimeUtc - _first) / _interval);

    /// <summary>The rows from which a window begins.</summary>
    public IReadOnlyList<int> Starts()
    {
        var starts = new List<int>();
        var steps = new int[Rows];
        for (int row = Rows - 1; row >= 0; row--)
        {
            bool isThere = _logs.ContainsKey(TimeOf(row));
            int after = row + stride < Rows ? steps[row + stride] + 1 : 0;
            steps[row] = isThere ? after : -1;
            if (steps[row] >= Steps) starts.Add(row);
        }

        starts.Reverse();
        return starts;
    }

    /// <summary>The first time of a window at which there is no price; null where all are there.
    /// </summary>
    public DateTime? Missing(DateTime start)
    {
        for (int step = 0; step <= Steps; step++)
        {
            DateTime time = start + (step * stride * _interval);
            if (!_logs.ContainsKey(time)) return time;
        }

        return null;
    }

    /// <summary>The logs at the ends of a window's steps over the price at its start.</summary>
    public IReadOnlyList<double> From(DateTime start) =>
        [.. Enumerable.Range(0, Steps + 1).Select(
            step => _logs[start + (step * stride * _interval)] - _logs[start])];

    /// <summary>From when to when prices are there.</summary>
    public string Extent() =>
        $"the file reaches from {PriceTime.Text(_first)} to "
        + PriceTime.Text(prices.Points[^1].TimeUtc);

    private DateTime TimeOf(int row) => _first + (row * _interval);
}
