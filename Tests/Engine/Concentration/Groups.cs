using FsCheck;
using FsCheck.Fluent;
using GpuRisk.Engine.Concentration;

namespace GpuRisk.Tests.Engine.Concentration;

/// <summary>Groups of like wallets, and the room that measuring them takes.</summary>
internal sealed record Groups(double[] Wallets, double[] Values, int[] Classes)
{
    private readonly Slice[] slices = [.. Wallets.Select(wallets => Slice.Alike(wallets))];
    private readonly double[] inside = new double[Values.Length];
    private readonly Ranking ranking = new(Values.Length);
    private readonly double[] classWallets = new double[Classes.Max() + 1];
    private readonly double[] classGains = new double[Classes.Max() + 1];

    /// <summary>Groups of up to nine wallets, values in eighths of both signs, and up to five
    /// classes: sums are exact, and equal values and zeros frequent.</summary>
    internal static Arbitrary<Groups> Any { get; } = Arbitrary(-400);

    /// <summary>The same with values of 0 or more.</summary>
    internal static Arbitrary<Groups> Gaining { get; } = Arbitrary(0);

    internal RankedSlices Ranked => new(slices, Values, ranking);

    internal ClassGains ByClass =>
        new(Wallets, Values, inside, Classes, classWallets, classGains);

    /// <summary>One group for each wallet, all of one class.</summary>
    internal static Groups Of(params double[] values) =>
        new([.. values.Select(_ => 1.0)], values, new int[values.Length]);

    internal static Groups Of(IEnumerable<WalletGroup> groups)
    {
        WalletGroup[] all = [.. groups];
        return new Groups(
            [.. all.Select(group => (double)group.Wallets)],
            [.. all.Select(group => group.MeanUsd)],
            new int[all.Length]);
    }

    /// <summary>The value of each wallet, the smallest first.</summary>
    internal double[] Expand() =>
        [.. Values.SelectMany((x, i) => Enumerable.Repeat(x, (int)Wallets[i])).Order()];

    /// <summary>The gain of each wallet, the smallest first.</summary>
    internal double[] ExpandGains() => [.. Expand().Select(x => Math.Max(x, 0.0))];

    private static Arbitrary<Groups> Arbitrary(int least)
    {
        Gen<(int, int, int)> one =
            from wallets in Gen.Choose(1, 9)
            from eighths in Gen.Choose(least, 400)
            from @class in Gen.Choose(0, 4)
            select (wallets, Math.Abs(eighths) < 40 ? 0 : eighths, @class);
        return one.NonEmptyListOf().Select(list => new Groups(
            [.. list.Select(group => (double)group.Item1)],
            [.. list.Select(group => group.Item2 / 8.0)],
            [.. list.Select(group => group.Item3)])).ToArbitrary();
    }
}
