namespace GpuRisk.Engine.Breaches;

/// <summary>When things happen on paths that are followed.</summary>
/// <param name="sample">The paths.</param>
/// <param name="events">What may happen, the breach first: at which moment it does on each path, -1
/// where it does not.</param>
/// <param name="momentSeconds">The moments.</param>
internal sealed class FollowedEvents(
    BreachSample sample,
    IReadOnlyList<(string Name, int[] Moments)> events,
    IReadOnlyList<double> momentSeconds)
{
    private const int MostOrders = 5;

    // Rarer things are not told of.
    private const double LeastShare = 0.005;

    /// <summary>What happens on breaching paths, the most frequent first.</summary>
    public IReadOnlyList<BreachEvent> Told() =>
    [
        .. events.Select(Of).OfType<BreachEvent>()
            .Where(told => told.WhenBreached.Value >= LeastShare)
            .OrderByDescending(told => told.WhenBreached.Value),
    ];

    /// <summary>In which order it does, the most frequent first.</summary>
    public IReadOnlyList<EventOrder> Orders()
    {
        var orders = new Dictionary<
            string, (IReadOnlyList<IReadOnlyList<string>> Steps, HashSet<int> Paths)>();
        foreach (int path in sample.Breaching)
        {
            IReadOnlyList<IReadOnlyList<string>> steps = OrderOf(path);
            string key = string.Join('\n', steps.Select(step => string.Join('\t', step)));
            if (!orders.TryGetValue(key, out var found)) orders[key] = found = (steps, []);
            found.Paths.Add(path);
        }

        return [.. orders.Values
            .Select(order => new EventOrder(
                order.Steps, sample.Share(order.Paths.Contains, isOfAll: false)))
            .OrderByDescending(order => order.Share.Value)
            .Take(MostOrders)];
    }

    private BreachEvent? Of((string Name, int[] Moments) one)
    {
        bool Happens(int path) => one.Moments[path] >= 0;
        double[] seconds = [.. one.Moments.Select(
            moment => moment < 0 ? double.NaN : momentSeconds[moment])];
        var times = new WeightedOrder(seconds, sample.BreachingWeights);
        return times.IsEmpty
            ? null
            : new(
                one.Name, sample.Share(Happens, isOfAll: false),
                sample.Share(Happens, isOfAll: true).Value, times.Quantile(0.5),
                times.Quantile(0.05), times.Quantile(0.95));
    }

    // Up to the breach; what is seen at the same moment stands together.
    private IReadOnlyList<IReadOnlyList<string>> OrderOf(int path)
    {
        int end = events[0].Moments[path];
        return [.. events
            .Where(one => one.Moments[path] >= 0 && one.Moments[path] <= end)
            .GroupBy(one => one.Moments[path])
            .OrderBy(group => group.Key)
            .Select(group => (IReadOnlyList<string>)
                [.. group.Select(one => one.Name).Order(StringComparer.Ordinal)])];
    }
}
