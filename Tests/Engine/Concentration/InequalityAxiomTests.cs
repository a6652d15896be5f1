using FsCheck;
using FsCheck.Fluent;
using GpuRisk.Engine.Concentration;
using NUnit.Framework;

namespace GpuRisk.Tests.Engine.Concentration;

/// <summary>What every measure of inequality must obey.</summary>
[TestFixture]
internal sealed class InequalityAxiomTests
{
    private const double Rounding = 1e-12;

    [Test]
    public void Measures_OfScaledValues_AreTheSame() => Prop.ForAll(
        Groups.Any, Gen.Choose(1, 1000).ToArbitrary(), (groups, thousandths) => AreEqual(
            groups,
            groups with
            {
                Values = [.. groups.Values.Select(x => x * thousandths / 1000.0)],
            })).QuickCheckThrowOnFailure();

    [Test]
    public void Measures_OfReplicatedWallets_AreTheSame() => Prop.ForAll(
        Groups.Any, Gen.Choose(2, 1000).ToArbitrary(), (groups, times) => AreEqual(
            groups,
            groups with { Wallets = [.. groups.Wallets.Select(n => n * times)] }))
        .QuickCheckThrowOnFailure();

    [Test]
    public void Measures_OfReorderedGroups_AreTheSame() => Prop.ForAll(
        Groups.Any, groups => AreEqual(
            groups,
            new Groups(
                [.. groups.Wallets.Reverse()],
                [.. groups.Values.Reverse()],
                [.. groups.Classes.Reverse()]))).QuickCheckThrowOnFailure();

    private static bool AreEqual(Groups left, Groups right)
    {
        double[] one = All(left);
        double[] other = All(right);
        return one.Zip(other).All(pair => Math.Abs(pair.First - pair.Second) < Rounding);
    }

    private static double[] All(Groups groups)
    {
        RankedSlices ranked = groups.Ranked;
        ClassGains classes = groups.ByClass;
        double palma = ranked.Palma();
        return
        [
            ranked.Gini(), ranked.TopShare(0.01), ranked.TopShare(0.37),
            double.IsNaN(palma) ? 0.0 : 1.0 / (1.0 + palma),
            classes.Theil().Within, classes.Theil().Between, classes.HerfindahlHirschman(),
        ];
    }

    // Half of what lies between two wallets or less goes from the one with more to the other.
    [Test]
    public void Inequality_AfterATransferToAPoorerWallet_IsLess() => Prop.ForAll(
        Groups.Gaining, Gen.Choose(0, 999).ToArbitrary(), Gen.Choose(0, 999).ToArbitrary(),
        (groups, first, second) =>
        {
            double[] wallets = groups.Expand();
            double[] after = [.. wallets];
            int poor = Math.Min(first % wallets.Length, second % wallets.Length);
            int rich = Math.Max(first % wallets.Length, second % wallets.Length);
            double gift = 0.25 * (wallets[rich] - wallets[poor]);
            after[poor] += gift;
            after[rich] -= gift;
            Groups old = Groups.Of(wallets);
            Groups changed = Groups.Of(after);
            return gift == 0.0
                || (changed.Ranked.Gini() < old.Ranked.Gini()
                    && changed.ByClass.Theil().Total < old.ByClass.Theil().Total
                    && changed.Ranked.TopShare(0.1) <= old.Ranked.TopShare(0.1) + Rounding);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Inequality_OfGroupsMadeEqual_IsLess() => Prop.ForAll(Groups.Gaining, groups =>
    {
        // All wallets of a class share what it has.
        Groups shared = groups with
        {
            Values = [.. groups.Classes.Select(c =>
            {
                var members = Enumerable.Range(0, groups.Values.Length)
                    .Where(i => groups.Classes[i] == c).ToList();
                return members.Sum(i => groups.Wallets[i] * groups.Values[i])
                    / members.Sum(i => groups.Wallets[i]);
            })],
        };
        return shared.Ranked.Gini() <= groups.Ranked.Gini() + Rounding
            && shared.ByClass.Theil().Within < Rounding;
    }).QuickCheckThrowOnFailure();
}
