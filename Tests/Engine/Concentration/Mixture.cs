using GpuRisk.Engine.Concentration;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Concentration;

/// <summary>Classes whose wallets have their sizes times a rate of their stratum, measured by
/// slices and one by one.</summary>
internal sealed class Mixture
{
    private readonly List<Slice> _slices = [];
    private readonly List<double> _values = [];
    private readonly List<double> _groupWallets = [];
    private readonly List<double> _groupValues = [];
    private readonly List<double> _inside = [];
    private readonly List<int> _groupClasses = [];
    private readonly List<double> _each = [];
    private readonly List<int> _eachClasses = [];

    public Mixture((SizeDistribution Sizes, int Wallets, int Strata)[] classes, double[] rates)
    {
        int rate = 0;
        foreach ((int c, (SizeDistribution sizes, int wallets, int strata)) in classes.Index())
        {
            WalletGroup[] groups = Strata.Of(sizes, wallets, strata);
            Slice[][] slices = Slices.Of(sizes, groups);
            double[] sample = WalletSample.Of(sizes, wallets);
            int next = 0;
            foreach ((WalletGroup group, Slice[] parts) in groups.Zip(slices))
            {
                double value = group.MeanUsd * rates[rate];
                _groupWallets.Add(group.Wallets);
                _groupValues.Add(value);
                _inside.Add(Slices.Theil(parts));
                _groupClasses.Add(c);
                _slices.AddRange(parts);
                _values.AddRange(parts.Select(p => value * p.Relative));
                for (int i = 0; i < group.Wallets; i++)
                {
                    _each.Add(sample[next++] * rates[rate]);
                    _eachClasses.Add(c);
                }

                rate++;
            }
        }
    }

    public long Nakamoto() => Ranked().Nakamoto();

    public void AssertLikeWallets(double tolerance)
    {
        RankedSlices ranked = Ranked();
        int count = _each.Count;
        var wallets = new RankedSlices(
            _each.Select(_ => Slice.Alike(1)).ToArray(), _each.ToArray(), new Ranking(count));
        Near("Gini", ranked.Gini(), wallets.Gini(), tolerance);
        foreach (double share in new[] { 0.001, 0.01, 0.1, 0.5 })
        {
            Near($"top {share}", ranked.TopShare(share), wallets.TopShare(share), tolerance);
        }

        Near("Palma", ranked.Palma(), wallets.Palma(), tolerance);
        TheilIndex theil = Theil(_groupWallets, _groupValues, _inside, _groupClasses);
        TheilIndex exact = Theil(
            [.. _each.Select(_ => 1.0)], _each, [.. _each.Select(_ => 0.0)], _eachClasses);
        Near("Theil within", theil.Within, exact.Within, tolerance);
        Near("Theil between", theil.Between, exact.Between, tolerance);
    }

    private static void Near(string name, double actual, double expected, double tolerance)
    {
        TestContext.Out.WriteLine($"{name}: {actual:G9}, exactly {expected:G9}");
        if (double.IsNaN(expected))
        {
            Assert.That(actual, Is.NaN, name);
            return;
        }

        Assert.That(
            actual, Is.EqualTo(expected).Within((tolerance * Math.Abs(expected)) + 1e-12), name);
    }

    private RankedSlices Ranked() => new(
        _slices.ToArray(), _values.ToArray(), new Ranking(_values.Count));

    private static TheilIndex Theil(
        List<double> wallets, List<double> values, List<double> inside, List<int> classes)
    {
        int count = classes.Max() + 1;
        return new ClassGains(
            wallets.ToArray(), values.ToArray(), inside.ToArray(), classes.ToArray(),
            new double[count], new double[count]).Theil();
    }
}
