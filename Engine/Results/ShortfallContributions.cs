namespace GpuRisk.Engine.Results;

/// <summary>
/// What the parts of a sum add to its expected shortfall: each part's mean loss on the paths where
/// the sum loses most (Euler's allocation; Tasche 1999). They add up to the shortfall.
/// </summary>
/// <remarks>
/// The error is that of the influence of a path: with the losses L of the sum and l of a part, the
/// value at risk q, and e = E[l | L = q], a path with L beyond q adds l - e. It counts that q is an
/// estimate, as the standard error of a mean over the tail would not.
/// </remarks>
public sealed record ShortfallContributions
{
    // The losses beside the value at risk from which those there are estimated, in parts of the
    // tail.
    private const int NeighbourParts = 4;

    private ShortfallContributions(Estimate whole, IReadOnlyList<ShortfallPart> parts)
    {
        Whole = whole;
        Parts = parts;
    }

    /// <summary>The expected shortfall of the sum.</summary>
    public Estimate Whole { get; }

    /// <summary>What each part adds, in their order.</summary>
    public IReadOnlyList<ShortfallPart> Parts { get; }

    /// <summary>Estimates them.</summary>
    /// <param name="losses">The losses of each part, path by path.</param>
    /// <param name="level">The level of the shortfall, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">There are fewer than two paths in the tail.</exception>
    public static ShortfallContributions Of(IReadOnlyList<double[]> losses, double level)
    {
        ArgumentNullException.ThrowIfNull(losses);
        int paths = losses[0].Length;
        double tail = paths * (1 - level);
        if (!(tail >= 2))
            throw new ArgumentException($"Of {paths} paths {tail} are in the tail.");
        double[] sums = [.. Enumerable.Range(0, paths).Select(i => losses.Sum(part => part[i]))];
        int[] order = Order(sums);
        return new ShortfallContributions(
            Contribution(sums, order, tail),
            [.. losses.Select(part => new ShortfallPart(
                Contribution(part, order, tail), Contribution(part, Order(part), tail)))]);
    }

    private static int[] Order(double[] losses)
    {
        int[] order = [.. Enumerable.Range(0, losses.Length)];
        double[] keys = [.. losses.Select(loss => -loss)];
        Array.Sort(keys, order);
        return order;
    }

    private static Estimate Contribution(double[] losses, int[] worstFirst, double tail)
    {
        int whole = (int)tail;
        double sum = 0;
        for (int i = 0; i < whole; i++) sum += losses[worstFirst[i]];
        if (whole < losses.Length) sum += (tail - whole) * losses[worstFirst[whole]];
        double value = sum / tail;

        int reach = Math.Max(whole / NeighbourParts, 1);
        int first = Math.Max(whole - reach, 0);
        int last = Math.Min(whole + reach, losses.Length - 1);
        double edge = 0;
        for (int i = first; i <= last; i++) edge += losses[worstFirst[i]];
        edge /= last - first + 1;

        double squares = 0;
        for (int i = 0; i < whole; i++)
        {
            double beyond = losses[worstFirst[i]] - edge;
            squares += beyond * beyond;
        }

        double share = tail / losses.Length;
        double mean = share * (value - edge);
        double variance = (squares / losses.Length) - (mean * mean);
        double error = Math.Sqrt(Math.Max(variance, 0) / losses.Length) / share;
        return Estimate.Normal(value, error) with
        {
            Untrusted = tail < RareOutcomes.FewestHits,
        };
    }
}

/// <summary>A part of a sum.</summary>
/// <param name="Contribution">What it adds to the sum's expected shortfall.</param>
/// <param name="Alone">Its own expected shortfall.</param>
public readonly record struct ShortfallPart(Estimate Contribution, Estimate Alone);
