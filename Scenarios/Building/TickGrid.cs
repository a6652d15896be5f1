using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>
/// The prices at which ranges may end in a pool with ticks. Contracts count 1.0001^i in the
/// smallest units of both tokens, so that a price in whole tokens is
/// 10^(base decimals - quote decimals) x 1.0001^i, with i a multiple of the spacing; whichever of
/// the two comes first in the pool only turns the sign of i.
/// </summary>
internal sealed class TickGrid
{
    private const double TickRatio = 1.0001;

    // What was typed has some twelve digits; ticks differ in the fourth.
    private const double Tolerance = 1e-6;

    private readonly double _scale;
    private readonly double _space;
    private readonly string _taken;

    private TickGrid(int spacing, int decimalsMore, string taken)
    {
        _scale = Math.Pow(10, decimalsMore);
        _space = spacing * Math.Log(TickRatio);
        _taken = taken;
    }

    /// <summary>Tells an error for each end of a range that no pool of these tokens would take.
    /// </summary>
    /// <param name="pool">The pool.</param>
    /// <param name="range">The two ends as they are written.</param>
    /// <param name="unit">What ends are multiples of, in quote per base.</param>
    /// <param name="noun">What ends are called.</param>
    /// <param name="context">Takes the errors.</param>
    public static void Check(
        ArbitragedPool pool, Value range, double unit, string noun, BuildContext context)
    {
        if (pool is not ConcentratedPool { TickSpacing: { } spacing } ticked) return;
        TickGrid? nearest = null;
        int most = -1;
        foreach (TickGrid grid in Of(ticked, spacing))
        {
            int usable = range.Items.Count(end => grid.Takes(end.Number * unit));
            if (usable == range.Items.Count) return;
            if (usable > most) (nearest, most) = (grid, usable);
        }

        foreach (Value end in range.Items.Where(end => !nearest!.Takes(end.Number * unit)))
            nearest!.Refuse(end, unit, noun, context);
    }

    // Without a word on decimals, tokens may have the usual ones or, as those of a scenario that is
    // about no real pool, equal ones.
    private static IEnumerable<TickGrid> Of(PairPool pool, int spacing)
    {
        bool isStated = pool.Base.Decimals is not null || pool.Quote.Decimals is not null;
        (int ofBase, string baseTaken) = Decimals(pool.Base);
        (int ofQuote, string quoteTaken) = Decimals(pool.Quote);
        string taken = $"with {baseTaken} and {quoteTaken}";
        yield return new TickGrid(
            spacing, ofBase - ofQuote,
            isStated ? taken : $"{taken}; state decimals of these assets if they have others");
        if (!isStated && ofBase != ofQuote)
        {
            yield return new TickGrid(
                spacing, 0,
                $"with equal decimals of {pool.Base.Name} and {pool.Quote.Name}; "
                + "state decimals of these assets if they differ");
        }
    }

    private static (int Decimals, string Taken) Decimals(Asset asset)
    {
        int decimals = asset.Decimals ?? UsualDecimals.Of(asset.Name);
        string source = asset.Decimals is null ? "not stated: the usual ones" : "as stated";
        return (decimals, $"{decimals} decimals of {asset.Name} ({source})");
    }

    private (double Below, double Above) Nearest(double price)
    {
        double spaces = Math.Floor(Math.Log(price / _scale) / _space);
        return (_scale * Math.Exp(spaces * _space), _scale * Math.Exp((spaces + 1) * _space));
    }

    private bool Takes(double price)
    {
        (double below, double above) = Nearest(price);

        // A price that could not be read is NaN and has its own error.
        return !(price - below > Tolerance * below && above - price > Tolerance * above);
    }

    private void Refuse(Value end, double unit, string noun, BuildContext context)
    {
        (double below, double above) = Nearest(end.Number * unit);
        context.Refuse(
            end,
            BuildContext.Invariant($"found {end.Number}; the nearest usable {noun} are ")
            + BuildContext.Invariant($"{below / unit:G12} and {above / unit:G12}, {_taken}"),
            (below / unit, above / unit));
    }
}
