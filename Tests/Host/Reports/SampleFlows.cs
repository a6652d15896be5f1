namespace GpuRisk.Tests.Host.Reports;

/// <summary>A mean payment of the sample market.</summary>
internal sealed record SampleFlow(string Channel, string Payer, string Payee, double Mean)
{
    // Channel, payer, payee and mean in millions of USD. Invented, of the orders of magnitude that
    // a market of some billions over a quarter may see.
    private const string Text = """
        trading-fees retail v2 9.6
        trading-fees retail v3 7.1
        trading-fees whales v3 4.4
        trading-fees arbitrageurs v2 3.2
        trading-fees arbitrageurs v3 5.8
        trading-fees traders v2 6.5
        trading-fees traders v3 8.0
        trading-fees v2 retail 8.9
        trading-fees v2 whales 9.2
        trading-fees v2 treasury 1.2
        trading-fees v3 whales 18.6
        trading-fees v3 retail 4.4
        trading-fees v3 insiders 1.9
        rebalancing-loss retail arbitrageurs 11.4
        rebalancing-loss whales arbitrageurs 13.7
        rebalancing-loss insiders arbitrageurs 1.5
        rebalancing-loss treasury arbitrageurs 0.9
        gas retail infrastructure 5.3
        gas retail burned 7.7
        gas whales infrastructure 0.6
        gas arbitrageurs infrastructure 6.9
        gas arbitrageurs burned 4.2
        gas liquidators infrastructure 1.1
        priority-bids arbitrageurs infrastructure 12.5
        priority-bids liquidators infrastructure 2.6
        lending-interest retail aave 6.1
        lending-interest whales aave 14.8
        lending-interest aave whales 13.5
        lending-interest aave retail 3.3
        lending-interest aave treasury 2.4
        lending-interest aave issuer 0.7
        liquidation retail liquidators 8.8
        liquidation whales liquidators 6.0
        liquidation retail aave 0.9
        liquidation whales aave 0.6
        bad-debt aave whales -1.4
        bad-debt aave retail -0.5
        emissions dilution retail 7.5
        emissions dilution whales 19.0
        emissions retail dilution 5.1
        emissions whales dilution 2.2
        vesting dilution insiders 24.5
        vesting retail dilution 6.4
        bond-discount treasury whales 2.9
        fee-vote v2 insiders 1.6
        fee-vote v3 treasury 2.7
        reserve-income reserves issuer 21.3
        redemption retail issuer 0.8
        redemption retail whales 3.4
        redemption retail arbitrageurs 2.1
        rug retail attackers 4.9
        rug whales attackers 1.7
        rug treasury attackers 0.6
        cover-premium whales insurers 1.3
        cover-premium retail insurers 0.4
        cover-payout insurers whales 1.1
        cover-payout insurers retail 0.2
        frozen retail frozen 0.3
        frozen attackers frozen 0.2
        audits treasury infrastructure 0.6
        developers treasury insiders 2.2
        price-moves market retail -9.0
        price-moves market whales 12.0
        """;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SampleFlow> All { get; } = [.. Text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' '))
        .Select(cells => new SampleFlow(
            cells[0], cells[1], cells[2], 1e6 * double.Parse(
                cells[3], System.Globalization.CultureInfo.InvariantCulture)))];
}
