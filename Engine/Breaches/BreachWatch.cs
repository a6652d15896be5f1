using System.Globalization;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Breaches;

/// <summary>What is watched on paths that are followed from moment to moment.</summary>
internal sealed class BreachWatch
{
    /// <summary>What the breach itself is called among events.</summary>
    public const string Breach = "breach";

    private const double Fall = 0.2;
    private const double FallOfPeg = 0.05;
    private const double SecondsPerYear = 365 * 86400.0;

    private readonly List<(string Name, int At, Func<double, bool> Holds)> _events = [];
    private readonly List<int> _places = [];

    /// <summary>What is watched of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="breach">The place of the event among what is tallied.</param>
    public BreachWatch(Plan plan, int breach)
    {
        Dictionary<string, Asset> assets =
            plan.Scenario.Assets.ToDictionary(asset => asset.Name);
        HashSet<string> prices =
            [.. assets.Keys, .. plan.Scenario.Stablecoins.Select(coin => coin.Name), "gas"];
        List<WatchedPrice> watched = [];
        _events.Add((Breach, Watch(breach), value => value > 0));
        foreach ((int place, Metric metric) in plan.Metrics.Index())
        {
            if (metric.IsWeight) Weight = place;
            if (metric.Internal || metric.IsFixed || metric.Subject == StatedFigure.Subject)
                continue;
            if (metric.Quantity == "price" && prices.Contains(metric.Subject))
                watched.Add(new(metric, Watch(place)));
            else if (metric.Quantity == "minimum"
                && assets.TryGetValue(metric.Subject, out Asset? asset))
                AddFall(place, metric, asset);
            else if (metric.IsEvent)
                _events.Add((metric.Name, Watch(place), value => value > 0));
        }

        Prices = watched;
    }

    /// <summary>The places among what is tallied of all that is watched.</summary>
    public IReadOnlyList<int> Places => _places;

    /// <summary>The place of paths' weights; null where each counts once.</summary>
    public int? Weight { get; }

    /// <summary>The prices that move.</summary>
    public IReadOnlyList<WatchedPrice> Prices { get; }

    /// <summary>At which moment each event is first seen on each path, the breach first; -1 where
    /// it is not.</summary>
    public IReadOnlyList<(string Name, int[] Moments)> Events(PathMoments followed) =>
    [
        .. _events.Select(one => (one.Name, First(followed, one.At, one.Holds))),
    ];

    /// <summary>What drives paths between moments.</summary>
    public IEnumerable<(BreachDriver Driver, double[] Outcomes)> Drivers(
        PathMoments followed, double stepSeconds)
    {
        int moments = followed.Steps.Count;
        IReadOnlyList<double>[] Of(WatchedPrice price) =>
            [.. Enumerable.Range(0, moments).Select(moment => followed[moment, price.At])];
        WatchedPrice[] traded = [.. Prices.Where(price => price.Metric.Subject != "gas")];
        double years =
            followed.Steps[^1] * stepSeconds / Math.Max(moments - 1, 1) / SecondsPerYear;
        var prices = new FollowedPrices(
            [.. traded.Select(price => (price.Metric.Subject, Of(price)))], years);
        foreach (var driver in prices.Drivers()) yield return driver;
        foreach (WatchedPrice gas in Prices.Except(traded))
        {
            IReadOnlyList<double>[] series = Of(gas);
            yield return (
                new($"{gas.Metric.Subject}.highest", gas.Metric.Unit, gas.Metric.Origin, true),
                [.. Enumerable.Range(0, series[0].Count)
                    .Select(path => series.Max(at => at[path]))]);
        }
    }

    private void AddFall(int place, Metric minimum, Asset asset)
    {
        double fall = asset.Process is PeggedProcess ? FallOfPeg : Fall;
        double level = minimum.Origin * (1 - fall);
        string name = string.Create(
            CultureInfo.InvariantCulture, $"{minimum.Subject} falls {100 * fall:0} %");
        _events.Add((name, Watch(place), value => value <= level));
    }

    private int Watch(int place)
    {
        _places.Add(place);
        return _places.Count - 1;
    }

    private static int[] First(PathMoments followed, int at, Func<double, bool> holds)
    {
        int[] first = [.. followed[0, at].Select(_ => -1)];
        for (int moment = followed.Steps.Count - 1; moment >= 0; moment--)
        {
            IReadOnlyList<double> values = followed[moment, at];
            for (int path = 0; path < first.Length; path++)
            {
                if (holds(values[path])) first[path] = moment;
            }
        }

        return first;
    }
}

/// <summary>A price that is watched.</summary>
/// <param name="Metric">Its metric.</param>
/// <param name="At">Its place among what is watched.</param>
internal sealed record WatchedPrice(Metric Metric, int At);
