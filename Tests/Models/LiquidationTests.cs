using GpuRisk.Engine.Results;
using NUnit.Framework;

namespace GpuRisk.Tests.Models;

/// <summary>Liquidations by the rules of Aave v3.3, on paths without chance and in the mean.
/// </summary>
[TestFixture]
public sealed partial class LiquidationTests
{
    private const double Days = 30;

    private static string Scenario(
        string collateral, string debt, string market = "", string rates = "", string horizon = "30d",
        string step = "30d", string extra = "", string terms = "")
    {
        string rate = rates.Length > 0
            ? rates
            : "baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0";
        string of = terms.Length > 0
            ? terms
            : "liquidationThreshold: 0.83, liquidationBonus: 0.05, protocolShareOfBonus: 0.1";
        return $$"""
            scenario: loans
            kernel: liquidation
            horizon: {{horizon}}
            step: {{step}}
            assets:
              ETH: {{collateral}}
              USDC: { price: 1, process: { kind: constant } }
            markets:
              m:
                monitoring: step
                {{market}}
                collateral: { ETH: { {{of}} } }
                debt: { USDC: { {{rate}} } }
                {{extra}}
            loans:
              a: { market: m, collateral: { ETH: {{debt}} } }
            """;
    }

    private static string Falls(double from, double to) =>
        $"{{ price: {from}, process: {Simulation.Moves(to / from, Days)} }}";

    private static RunResult Fall(
        double from, double to, double tokens, double debt, string market = "", string extra = "",
        string terms = "") => Simulation.RunOnce(Scenario(
            Falls(from, to), $"{tokens} }}, debt: {{ USDC: {debt}", market, extra: extra,
            terms: terms));

    // docs/oracles.md, "Calls of Aave".
    // 10 ETH against 14,500 USDC at 1,700; half of it may be closed.
    [Test]
    public void Call_AboveHealthFactorPoint95_ClosesHalf()
    {
        RunResult result = Fall(2000, 1700, 10, 14500);
        Assert.That(result.Mean("a.liquidatedDebt"), Is.EqualTo(7250).Within(1e-4));
        double seized = 4.477941;
        Assert.That(
            (result.Mean("a.borrowerLoss") + 7250) / 1700, Is.EqualTo(seized).Within(1e-6));
        Assert.That(result.Mean("a.protocolFee") / 1700, Is.EqualTo(0.0213235).Within(1e-7));
        Assert.That(
            (result.Mean("a.liquidatorProfit") + 7250) / 1700, Is.EqualTo(4.456618).Within(1e-6));

        // What is left: 5.522 ETH against 7,250, a health factor of 1.0747.
        double equity = result.Mean("a.equity");
        Assert.That((equity + 7250) * 0.83 / 7250, Is.EqualTo(1.074707).Within(1e-6));
        Assert.That(result.Mean("a.badDebt"), Is.Zero);
        Assert.That(result.Mean("a.liquidated"), Is.EqualTo(1));
        Assert.That(result.Mean("a.firstLiquidationDays"), Is.EqualTo(30).Within(1e-9));
    }

    // docs/oracles.md, "Calls of Aave".
    // At 1,600 the health factor is .9159, all may be closed.
    [Test]
    public void Call_BelowHealthFactorPoint95_ClosesAll()
    {
        RunResult result = Fall(2000, 1600, 10, 14500);
        Assert.That(result.Mean("a.liquidatedDebt"), Is.EqualTo(14500).Within(1e-4));
        Assert.That(
            (result.Mean("a.borrowerLoss") + 14500) / 1600, Is.EqualTo(9.515625).Within(1e-7));
        Assert.That(result.Mean("a.protocolFee") / 1600, Is.EqualTo(0.0453125).Within(1e-8));
        Assert.That(
            result.Mean("a.equity"), Is.EqualTo((10 - 9.515625) * 1600).Within(1e-4));
    }

    // docs/oracles.md, "Calls of Aave".
    // Collateral of 1,700 is less than 2,000: all may be closed at .9731.
    [Test]
    public void Call_OnASmallPosition_ClosesAll()
    {
        RunResult result = Fall(2000, 1700, 1, 1450);
        Assert.That(result.Mean("a.liquidatedDebt"), Is.EqualTo(1450).Within(1e-5));
        Assert.That(
            (result.Mean("a.borrowerLoss") + 1450) / 1700, Is.EqualTo(0.895588).Within(1e-6));
    }

    // Reserves of 3,000 and 2,500: half leaves 1,250 of debt, more than a dust.
    [Test]
    public void Call_ThatLeavesMoreThanDust_ClosesHalf()
    {
        RunResult result = Fall(2000, 1750, 1.7, 2500);
        Assert.That(result.Mean("a.liquidatedDebt"), Is.EqualTo(1250).Within(1e-4));
    }

    // With a close factor of .9, 1,250 of 12,500 would be left; at a minimum of 2,000 the
    // liquidator must take less: 10,500.
    [Test]
    public void Call_ThatWouldLeaveDust_TakesLess()
    {
        const string rules = "closeFactor: 0.9\n    minimumLeftoverUsd: ";
        double debt = 12500;
        double all = Fall(2000, 1750, 8.5, debt, rules + "1000").Mean("a.liquidatedDebt");
        double less = Fall(2000, 1750, 8.5, debt, rules + "2000").Mean("a.liquidatedDebt");
        Assert.That(all, Is.EqualTo(11250).Within(1e-3));
        Assert.That(less, Is.EqualTo(10500).Within(1e-3));
    }

    // A fall of 3.01% liquidates a loan at the maximum loan-to-value of .805 under .83.
    [TestCase(0.0301, 0)]
    [TestCase(0.0302, 1)]
    public void Loan_AtMaximumLoanToValue_BearsThreePercent(double fall, double liquidated)
    {
        RunResult result = Fall(
            1000, 1000 * (1 - fall), 10, 8050,
            terms: "liquidationThreshold: 0.83, loanToValue: 0.805, liquidationBonus: 0.05");
        Assert.That(result.Mean("a.liquidated"), Is.EqualTo(liquidated));
    }

    // Insolvent below LT (1 + bonus) = .8715: the collateral no longer buys all debt back.
    [TestCase(0.872, 0)]
    [TestCase(0.871, 1)]
    [TestCase(0.5, 1)]
    public void Call_BelowTheInsolvencyPoint_LeavesBadDebt(double healthFactor, int bad)
    {
        double debt = 10 * 1000 * 0.83 / 1.2;
        double price = 1000 * healthFactor / 1.2;
        RunResult result = Fall(1000, price, 10, debt, "reserveFund: 100");
        double expected = bad * (debt - (10 * price / 1.05));
        Assert.That(result.Mean("a.badDebt"), Is.EqualTo(expected).Within(1e-4));
        Assert.That(
            result.Mean("m.supplierLoss"),
            Is.EqualTo(Math.Max(expected - 100, 0)).Within(1e-4));
        Assert.That(
            result.Mean("a.liquidatedDebt") + expected, Is.EqualTo(debt).Within(1e-4));
    }

    // The liquidator keeps bonus (1 - share) = 45 per 1,000 and stays away beyond that.
    [TestCase(44.9, 1)]
    [TestCase(45.1, 0)]
    public void Call_WorthLessThanItsGas_IsNotMade(double gas, double liquidated)
    {
        RunResult result = Fall(1400, 1200, 1, 1000, $"liquidatorGas: {gas}");
        Assert.That(result.Mean("a.liquidated"), Is.EqualTo(liquidated));
        Assert.That(
            result.Mean("a.liquidatorProfit"), Is.EqualTo(liquidated * 0.1).Within(1e-6));
    }

    // docs/oracles.md, "Kinked rates".
    // The WETH row: a year at a constant utilisation, compounded at every moment.
    [TestCase(0.4, 0.014)]
    [TestCase(0.8, 0.028)]
    [TestCase(0.9, 0.428)]
    [TestCase(0.95, 0.628)]
    [TestCase(1, 0.828)]
    public void Debt_AfterAYear_HasGrownAtTheKinkedRate(double utilisation, double rate)
    {
        RunResult result = Simulation.RunOnce(Scenario(
            "{ price: 1000, process: { kind: constant } }", "100 }, debt: { USDC: 10000",
            rates: "baseRate: 0, slope1: 0.028, slope2: 0.8, optimalUtilisation: 0.8, utilisation: "
                + utilisation,
            horizon: "365d", step: "1d"));
        Assert.That(
            100000 - result.Mean("a.equity"),
            Is.EqualTo(10000 * Math.Exp(rate)).Within(2e-4));
    }

    // A ramp of utilisation across the kink, at which a step ends: the mean rate of both halves.
    [Test]
    public void Debt_UnderARisingUtilisation_GrowsAtTheMeanRate()
    {
        RunResult result = Simulation.RunOnce(Scenario(
            "{ price: 1000, process: { kind: constant } }", "100 }, debt: { USDC: 10000",
            rates: "baseRate: 0.01, slope1: 0.04, slope2: 1, optimalUtilisation: 0.8, "
                + "utilisation: 0.6, utilisationAtHorizon: 1",
            horizon: "365d", step: "12h"));
        double below = 0.01 + (0.04 * 0.7 / 0.8);
        double above = 0.01 + 0.04 + (1 * 0.1 / 0.2);
        Assert.That(
            100000 - result.Mean("a.equity"),
            Is.EqualTo(10000 * Math.Exp((below + above) / 2)).Within(2e-3));
    }

    // Interest alone takes a loan down: 10,000 at .5 a year against 8,300 x (1 / HF).
    [Test]
    public void Loan_WithoutAFall_IsLiquidatedByInterest()
    {
        RunResult result = Simulation.RunOnce(Scenario(
            "{ price: 1000, process: { kind: constant } }", "10 }, debt: { USDC: 8000",
            rates: "baseRate: 0.5, slope1: 0, slope2: 0, optimalUtilisation: 0.8, utilisation: 0.5",
            horizon: "365d", step: "1d"));
        double days = 365 * Math.Log(8300.0 / 8000) / 0.5;
        Assert.That(
            result.Mean("a.firstLiquidationDays"), Is.EqualTo(Math.Ceiling(days)).Within(1e-9));
    }

    // A staked token at its redemption rate: its own market price halves, nothing happens; the
    // asset that it redeems for falls, and it is liquidated, sold at the market's discount.
    [Test]
    public void StakedCollateral_AtItsRedemptionRate_FollowsTheAssetNotItsMarket()
    {
        RunResult Run(double staked, double eth) => Simulation.RunOnce($$"""
            scenario: staked
            kernel: liquidation
            horizon: 30d
            step: 30d
            assets:
              ETH: { price: 2000, process: {{Simulation.Moves(eth, Days)}} }
              STETH: { price: 2000, process: {{Simulation.Moves(staked, Days)}} }
              USDC: { price: 1, process: { kind: constant } }
            markets:
              m:
                monitoring: step
                closeFactor: 1
                collateral: { STETH: { liquidationThreshold: 0.8, liquidationBonus: 0.05, redemption: { asset: ETH, ratePerYear: 0.03 } } }
                debt: { USDC: { baseRate: 0, slope1: 0, slope2: 0, optimalUtilisation: 0.9, utilisation: 0 } }
            loans:
              a: { market: m, collateral: { STETH: 10 }, debt: { USDC: 14000 } }
            """);
        double growth = Math.Exp(0.03 * Days / 365);
        RunResult depeg = Run(0.5, 1);
        Assert.That(depeg.Mean("a.liquidated"), Is.Zero);
        Assert.That(
            depeg.Mean("a.equity"), Is.EqualTo((20000 * growth) - 14000).Within(1e-3));

        // Sold at a discount of 2%, the bonus of 5% still pays.
        double oracle = 0.86 * growth;
        RunResult fall = Run(oracle * 0.98, 0.86);
        Assert.That(fall.Mean("a.liquidated"), Is.EqualTo(1));
        Assert.That(
            fall.Mean("a.liquidatorProfit"),
            Is.EqualTo((14000 * 1.05 * 0.98) - 14000).Within(1e-3));

        // At 6% it does not.
        Assert.That(Run(oracle * 0.94, 0.86).Mean("a.liquidated"), Is.Zero);
    }

    // E-mode is a threshold, a loan-to-value and a bonus of its own: 95%, 93%, 1%.
    [TestCase(0.979, 0)]
    [TestCase(0.978, 1)]
    public void Loan_InEMode_HasItsOwnThreshold(double factor, double liquidated)
    {
        RunResult result = Fall(
            1000, 1000 * factor, 10, 9300,
            terms: "liquidationThreshold: 0.95, loanToValue: 0.93, liquidationBonus: 0.01");
        Assert.That(result.Mean("a.liquidated"), Is.EqualTo(liquidated));
    }

    // docs/oracles.md, "Whole liquidations".
    // Whole liquidations, watched daily, in units of the debt.
    [TestCase(1.25, "{ kind: gbm, drift: 0, volatility: 0.9 }", 0.376329994, 0.000371492, 4.647808e-6, 0.018816267, 0.323509085)]
    [TestCase(1.25, Jumping, 0.430451306, 0.048693291, 3.825783e-3, 0.021331276, 0.324376353)]
    [TestCase(1.5, Jumping, 0.191416206, 0.021622804, 1.663013e-3, 0.009487660, 0.442337029)]
    public void Ledger_OfWholeLiquidations_IsTheQuadrature(
        double healthFactor, string process, double liquidated, double isBad, double bad,
        double bonus, double equity)
    {
        const double size = 1e6;
        double debt = 0.83 / healthFactor;
        Paths paths = Paths.Of(
            Scenario(
                $"{{ price: {size}, process: {process} }}",
                $"1 }}, debt: {{ USDC: {debt * size:F12}", "closeFactor: 1",
                horizon: "30d", step: "1d"),
            1_000_000, 41);
        double[] hit = paths["a.liquidated"];
        double[] badDebt = paths["a.badDebt"];
        double[] loss = paths["a.borrowerLoss"];
        double[] left = paths["a.equity"];
        paths.Share("P(liquidated)", i => hit[i] != 0).AssertIs(liquidated);
        paths.Share("P(bad debt)", i => badDebt[i] > 0).AssertIs(isBad);
        paths.Mean("bad debt", i => badDebt[i] / (debt * size)).AssertIs(bad);
        paths.Mean("bonus", i => loss[i] / (debt * size)).AssertIs(bonus);
        paths.Mean("equity", i => left[i] / size).AssertIs(equity);

        // S0 - D - E[bonus] + E[bad] = E[equity], up to the price's own sampling error.
        paths.Mean("identity", i => (size - loss[i] + badDebt[i] - left[i]) / size)
            .AssertIs(debt);

        // What the borrower loses, the liquidator and the protocol gain, path by path.
        Assert.That(
            Enumerable.Range(0, paths.Count).Max(i => Math.Abs(
                loss[i] - paths["a.liquidatorProfit"][i] - paths["a.protocolFee"][i])),
            Is.LessThan(1e-5));
    }

    private const string Jumping = "{ kind: merton, drift: 0, volatility: 0.9, jumpsPerYear: 12, "
        + "jumpMean: -0.1, jumpStdDev: 0.15, compensated: true }";
}
