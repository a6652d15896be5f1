using System.Security.Cryptography;
using System.Text;

namespace GpuRisk.Scenarios;

/// <summary>
/// A described market and what is simulated of it. Immutable and valid: only
/// <see cref="ScenarioReader"/> makes one from what a user wrote. Sections that the kernel does
/// not use are empty.
/// </summary>
public sealed record Scenario
{
    /// <summary>The identifier of the scenario.</summary>
    [NotHashed("no path depends on it")]
    public required string Name { get; init; }

    /// <summary>What it is about, in words; may be empty.</summary>
    [NotHashed("no path depends on it")]
    public required string Description { get; init; }

    /// <summary>The mechanism that is simulated.</summary>
    public required KernelKind Kernel { get; init; }

    /// <summary>The simulated time, in seconds; a whole number of steps.</summary>
    public required double HorizonSeconds { get; init; }

    /// <summary>The time between two simulated moments, in seconds; above 0.</summary>
    public required double StepSeconds { get; init; }

    /// <summary>The number of paths, 1 to 10^12.</summary>
    [NotHashed("each path is the same among more")]
    public required long Paths { get; init; }

    /// <summary>The seed of the random numbers, 0 to 2^63 - 1.</summary>
    [NotHashed("a digest states it for itself")]
    public required ulong Seed { get; init; }

    /// <summary>The measure; the drifts of the assets already follow it.</summary>
    [NotHashed("the drifts follow it")]
    public required Measure Measure { get; init; }

    /// <summary>The assets in file order, 1 to 8.</summary>
    public required IReadOnlyList<Asset> Assets { get; init; }

    /// <summary>The correlations of the assets' log returns, jumps included, in their order;
    /// positive semi-definite.</summary>
    public required CorrelationMatrix Correlations { get; init; }

    /// <summary>Jumps that assets state to have in common; null where none does.</summary>
    public CommonJumps? CommonJumps { get; init; }

    /// <summary>What happens at stated times, in file order.</summary>
    public IReadOnlyList<StatedShock> Shocks { get; init; } = [];

    /// <summary>The regimes of the market; null where there are none.</summary>
    public Regimes? Regimes { get; init; }

    /// <summary>The pools in file order.</summary>
    public required IReadOnlyList<Pool> Pools { get; init; }

    /// <summary>The liquidity positions in file order.</summary>
    public required IReadOnlyList<Position> Positions { get; init; }

    /// <summary>The lending markets in file order.</summary>
    public required IReadOnlyList<LendingMarket> LendingMarkets { get; init; }

    /// <summary>The loans and books in file order.</summary>
    public required IReadOnlyList<Loan> Loans { get; init; }

    /// <summary>The stablecoins in file order.</summary>
    public required IReadOnlyList<Stablecoin> Stablecoins { get; init; }

    /// <summary>The classes of stablecoin holders in file order.</summary>
    public required IReadOnlyList<Holder> Holders { get; init; }

    /// <summary>The wallet classes of a joint market in file order.</summary>
    public IReadOnlyList<WalletClass> Classes { get; init; } = [];

    /// <summary>The farms in file order.</summary>
    public IReadOnlyList<Farm> Farms { get; init; } = [];

    /// <summary>The governance tokens in file order.</summary>
    public IReadOnlyList<GovernanceToken> Tokens { get; init; } = [];

    /// <summary>The bonds in file order.</summary>
    public IReadOnlyList<Bond> Bonds { get; init; } = [];

    /// <summary>The insurance of farms in file order.</summary>
    public IReadOnlyList<Cover> Covers { get; init; } = [];

    /// <summary>What gas costs; null where it costs nothing.</summary>
    public GasMarket? Gas { get; init; }

    /// <summary>Regulators' interventions; null where there are none.</summary>
    public Regulation? Regulation { get; init; }

    /// <summary>What the treasury pays for; null for nothing.</summary>
    public Services? Services { get; init; }

    /// <summary>Figures of one's own, in file order.</summary>
    [NotHashed("what they derive is in Derived, and all else is told of what is tallied")]
    public IReadOnlyList<StatedFigure> Figures { get; init; } = [];

    /// <summary>Outcomes that figures derive from others, in file order.</summary>
    public IReadOnlyList<DerivedOutcome> Derived { get; init; } = [];

    /// <summary>What paths should show often though it is rare; null where they follow the true
    /// law.</summary>
    public RareTarget? Rare { get; init; }

    /// <summary>How fewer paths have the same error; null where paths are independent and count
    /// once.</summary>
    public Sampling? Sampling { get; init; }

    /// <summary>The numbers that are drawn, in file order; the scenario's own are their medians.
    /// </summary>
    public IReadOnlyList<UncertainNumber> Uncertain { get; init; } = [];

    /// <summary>Which of them are not drawn independently.</summary>
    public IReadOnlyList<UncertainPair> UncertainPairs { get; init; } = [];

    /// <summary>How many sets of numbers are drawn, a power of two; 0 where none is uncertain.
    /// </summary>
    public int DrawCount { get; init; }

    /// <summary>This scenario with the numbers of each draw; empty where none is uncertain.
    /// </summary>
    [NotHashed("they follow from the laws of the uncertain numbers")]
    public IReadOnlyList<Scenario> Draws { get; init; } = [];

    /// <summary>This scenario with something changed, in each draw too.</summary>
    public Scenario Changed(Func<Scenario, Scenario> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change(this) with { Draws = [.. Draws.Select(change)] };
    }

    /// <summary>The number of steps, 1 to 10,000,000.</summary>
    public int Steps => (int)Math.Round(HorizonSeconds / StepSeconds);

    /// <summary>Whether wallets or prices come from files beside the scenario's.</summary>
    public bool ReadsFiles =>
        Assets.Any(asset => asset.Process is BootstrapProcess or HistoryProcess)
        || Loans.Any(loan => loan.IsBook) || Classes.Any(owner => owner.Sizes is ListedSizes);

    /// <summary>
    /// <see cref="ScenarioHash.Form"/>, a colon, and the SHA-256 of <see cref="CanonicalText"/> in
    /// lowercase hexadecimal. It is computed at each call, which takes a second or two for a book
    /// of a million loans.
    /// </summary>
    public string Hash
    {
        get
        {
            using var hash = SHA256.Create();
            using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            using (var writer = new StreamWriter(stream, new UTF8Encoding(false)))
            {
                CanonicalForm.Write(this, writer);
            }

            return $"{ScenarioHash.Form}:{Convert.ToHexStringLower(hash.Hash!)}";
        }
    }

    /// <summary>The correlation of the log returns of two assets, -1 to 1.</summary>
    /// <param name="first">An asset's index, from 0.</param>
    /// <param name="second">An asset's index, from 0.</param>
    public double Correlation(int first, int second) => Correlations[first, second];

    /// <summary>What stated shocks add to an asset's log price; null where there are none.
    /// </summary>
    public double? StatedMove(Asset asset)
    {
        double[] left = [.. Shocks.SelectMany(shock => shock.Prices
            .Where(move => move.Asset.Index == asset.Index)
            .Select(move => move.Log * Left(shock, asset)))];
        return left.Length > 0 ? left.Sum() : null;
    }

    // Of a price that forgets, on average over the shock's steps.
    private double Left(StatedShock shock, Asset asset)
    {
        int first = Steps - shock.FirstStep(this) - shock.Steps(this);
        return Enumerable.Range(first, shock.Steps(this)).Average(
            steps => asset.Process.Kept(steps * AssetMoments.Years(StepSeconds)));
    }

    /// <summary>Moments of an asset's log price over the horizon, per year of it.</summary>
    public AssetMoments MomentsOf(Asset asset) =>
        AssetMoments.Of(asset, AssetMoments.Years(HorizonSeconds));

    /// <summary>
    /// Everything that changes the outcome of a path, in one form whatever the layout of the
    /// file: no name and description of the scenario, no path count, no seed.
    /// </summary>
    public string CanonicalText()
    {
        using var writer = new StringWriter();
        CanonicalForm.Write(this, writer);
        return writer.ToString();
    }
}
