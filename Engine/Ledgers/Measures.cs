using System.Globalization;
using GpuRisk.Engine.Concentration;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Engine.Ledgers;

/// <summary>How unequally profits fell on a path: the metrics, and their computation.</summary>
internal sealed class Measures
{
    private const string Subject = "market";

    // Finer where most gains are: among the largest.
    private static readonly double[] LorenzShares =
    [
        .. Enumerable.Range(1, 19).Select(i => i / 20.0),
        0.96, 0.97, 0.98, 0.99, 0.995, 0.999,
    ];

    private static readonly int BottomNinety = Array.IndexOf(LorenzShares, 0.90);
    private static readonly int BottomNinetyNine = Array.IndexOf(LorenzShares, 0.99);

    private readonly bool _votes;
    private readonly double[] _usdBefore;
    private readonly bool[] _centralised;
    private readonly double[] _wallets;
    private readonly int[] _classes;
    private readonly double[] _inside;
    private readonly Slice[] _slices;
    private readonly int[] _groupOfSlice;
    private readonly double[] _values;
    private readonly Ranking _profits;
    private readonly Ranking _riches;
    private readonly Ranking _voters;
    private readonly double[] _wealth;
    private readonly double _giniBefore;
    private readonly double[] _classWallets;
    private readonly double[] _classGains;
    private readonly double[] _lorenz = new double[LorenzShares.Length];

    public Measures(LedgerPlan plan)
    {
        _votes = plan.VotingToken is not null;
        _usdBefore = [.. plan.Groups.Select(g => g.Wallets.MeanUsd)];
        _centralised = [.. plan.Classes.Select(c => c.Centralised)];
        _wallets = [.. plan.Groups.Select(g => (double)g.Wallets.Wallets)];
        _classes = [.. plan.Groups.Select(g => g.Class)];
        _inside = [.. plan.Slices.Select(Slices.Theil)];
        _slices = [.. plan.Slices.SelectMany(s => s)];
        _groupOfSlice = [.. plan.Slices.SelectMany((slices, i) => slices.Select(_ => i))];
        _values = new double[_slices.Length];
        _profits = new Ranking(_slices.Length);
        _riches = new Ranking(_slices.Length);
        _voters = new Ranking(_slices.Length);
        _wealth = new double[_usdBefore.Length];
        _classWallets = new double[plan.Classes.Count];
        _classGains = new double[plan.Classes.Count];
        _giniBefore = Rank(_usdBefore, _riches).Gini();
    }

    /// <summary>The shares of wallets at which the Lorenz curve is taken.</summary>
    public static IReadOnlyList<double> Shares => LorenzShares;

    /// <summary>Where the Lorenz curve's metrics begin among the measures.</summary>
    public static int Lorenz(bool votes) => Place.Last + (votes ? 2 : 1);

    /// <summary>Where the count of unbalanced paths stands among the measures.</summary>
    public static int Unbalanced(bool votes) => Lorenz(votes) + LorenzShares.Length;

    /// <summary>The metrics, in order.</summary>
    /// <param name="votes">Whether there is a token that votes.</param>
    /// <param name="wallets">Number of all wallets.</param>
    public static IEnumerable<Metric> Metrics(bool votes, double wallets)
    {
        Metric Level(string quantity, string unit = "fraction", double magnitude = 1) =>
            new(Subject, quantity, unit, magnitude, MetricSense.Level);
        yield return Level("gini");
        yield return Level("wealthGini");
        yield return Level("wealthGiniChange");
        yield return Level("theil", "nats", 10);
        yield return Level("theilWithin", "nats", 10);
        yield return Level("theilBetween", "nats", 10);
        yield return Level("hhi");
        yield return Level("topOnePercentShare");
        yield return Level("topTenPercentShare");
        yield return new Metric(
            Subject, "palma", "ratio", 1e5, MetricSense.Level, Conditional: true);
        yield return Level("centralisedShareOfGains");
        yield return Level("losersShare");
        if (votes)
        {
            yield return new Metric(
                Subject, "nakamoto", "wallets", Math.Max(1e3, 1e-4 * wallets), MetricSense.Level,
                Conditional: true);
        }

        foreach (double share in LorenzShares)
        {
            yield return Level(
                string.Create(CultureInfo.InvariantCulture, $"lorenz{share}")) with
            {
                Internal = true,
            };
        }

        yield return Level("unbalanced", "paths") with { Internal = true };
    }

    /// <summary>Measures a path.</summary>
    /// <param name="perWallet">The profit of a wallet of each group on average, USD.</param>
    /// <param name="votes">Its votes; empty without a token.</param>
    /// <param name="results">Takes the measures, but for the count of unbalanced paths.</param>
    public void Take(
        ReadOnlySpan<double> perWallet, ReadOnlySpan<double> votes, Span<double> results)
    {
        RankedSlices profits = Rank(perWallet, _profits);
        results[Place.Gini] = profits.Gini();
        profits.Lorenz(LorenzShares, _lorenz);
        results[Place.TopOnePercent] = profits.Above(_lorenz[BottomNinetyNine]);
        results[Place.TopTenPercent] = profits.Above(_lorenz[BottomNinety]);
        var gains = new ClassGains(
            _wallets, perWallet, _inside, _classes, _classWallets, _classGains);
        TheilIndex theil = gains.Theil();
        results[Place.Theil] = theil.Within + theil.Between;
        results[Place.TheilWithin] = theil.Within;
        results[Place.TheilBetween] = theil.Between;
        results[Place.HerfindahlHirschman] = gains.HerfindahlHirschman();
        results[Place.Centralised] = CentralisedShare();
        results[Place.Losers] = LosersShare(perWallet);
        TakeWealth(perWallet, results);
        int next = Place.Last + 1;
        if (_votes)
        {
            results[next++] = HasVotes(votes) ? Rank(votes, _voters).Nakamoto() : double.NaN;
        }

        _lorenz.CopyTo(results[next..]);
    }

    // What the wallets of a group have is proportional to their sizes.
    private RankedSlices Rank(ReadOnlySpan<double> perWallet, Ranking room)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = perWallet[_groupOfSlice[i]] * _slices[i].Relative;
        }

        return new RankedSlices(_slices, _values, room);
    }

    // A wallet that owes more than it owns has nothing, as far as Palma's ratio goes.
    private void TakeWealth(ReadOnlySpan<double> perWallet, Span<double> results)
    {
        for (int i = 0; i < _wealth.Length; i++)
        {
            _wealth[i] = _usdBefore[i] + perWallet[i];
        }

        RankedSlices wealth = Rank(_wealth, _riches);
        double after = wealth.Gini();
        results[Place.WealthGini] = after;
        results[Place.WealthGiniChange] = after - _giniBefore;
        results[Place.Palma] = wealth.Palma();
    }

    private double CentralisedShare()
    {
        double all = 0;
        double centre = 0;
        for (int i = 0; i < _classGains.Length; i++)
        {
            all += _classGains[i];
            centre += _centralised[i] ? _classGains[i] : 0;
        }

        return all > 0 ? centre / all : 0;
    }

    private double LosersShare(ReadOnlySpan<double> perWallet)
    {
        double all = 0;
        double losers = 0;
        for (int i = 0; i < perWallet.Length; i++)
        {
            all += _wallets[i];
            losers += perWallet[i] < 0 ? _wallets[i] : 0;
        }

        return losers / all;
    }

    private static bool HasVotes(ReadOnlySpan<double> votes)
    {
        foreach (double vote in votes)
        {
            if (vote > 0)
            {
                return true;
            }
        }

        return false;
    }

    // Where the measures stand; votes follow them, then the Lorenz curve.
    private static class Place
    {
        public const int Gini = 0;
        public const int WealthGini = 1;
        public const int WealthGiniChange = 2;
        public const int Theil = 3;
        public const int TheilWithin = 4;
        public const int TheilBetween = 5;
        public const int HerfindahlHirschman = 6;
        public const int TopOnePercent = 7;
        public const int TopTenPercent = 8;
        public const int Palma = 9;
        public const int Centralised = 10;
        public const int Losers = 11;
        public const int Last = Losers;
    }
}
