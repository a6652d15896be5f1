namespace GpuRisk.Engine.Results;

/// <summary>Who paid whom, and how unequally profits fell, over the paths of a run.</summary>
/// <param name="UnitUsd">The ledger's smallest amount, in USD.</param>
/// <param name="UnbalancedPaths">Paths on which the accounts did not sum to zero: none.</param>
/// <param name="Accounts">The accounts: classes first, then all others.</param>
/// <param name="Flows">What each account paid each other, by channel.</param>
/// <param name="Lorenz">Points of the Lorenz curve of gains.</param>
public sealed record LedgerResult(
    double UnitUsd,
    long UnbalancedPaths,
    IReadOnlyList<AccountResult> Accounts,
    IReadOnlyList<FlowResult> Flows,
    IReadOnlyList<LorenzPoint> Lorenz);

/// <summary>An account: a wallet class, a venue, or a named source or sink.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>class</c>, <c>venue</c> or <c>outside</c>.</param>
/// <param name="Centralised">Whether its gains count as those of the centre.</param>
/// <param name="Wallets">Its wallets; 0 unless it is a class.</param>
/// <param name="WealthUsd">What they own at the start, in USD; 0 unless it is a class.</param>
/// <param name="Profit">Its profit, in USD.</param>
/// <param name="Strata">The strata of a class, from the smallest wallets to the largest.</param>
public sealed record AccountResult(
    string Name,
    string Kind,
    bool Centralised,
    long Wallets,
    double WealthUsd,
    MetricResult Profit,
    IReadOnlyList<StratumResult> Strata);

/// <summary>Like wallets of a class.</summary>
/// <param name="Wallets">Their number.</param>
/// <param name="SizeUsd">What one owns at the start, in USD.</param>
/// <param name="ProfitPerWallet">One's profit, in USD.</param>
/// <param name="ProfitPerDollar">One's profit over its size.</param>
public sealed record StratumResult(
    long Wallets, double SizeUsd, MetricResult ProfitPerWallet, MetricResult ProfitPerDollar);

/// <summary>The mean flow between two accounts through a channel.</summary>
/// <param name="Channel">The channel, for example <c>trading-fees</c>.</param>
/// <param name="Payer">Who paid, net, where the mean is positive.</param>
/// <param name="Payee">Who was paid.</param>
/// <param name="Mean">The mean over paths, in USD.</param>
/// <param name="StandardError">Its standard error, in USD; null where it cannot be told.</param>
public sealed record FlowResult(
    string Channel, string Payer, string Payee, double Mean, double? StandardError);

/// <summary>A point of the Lorenz curve of gains, with its band over paths.</summary>
/// <param name="Wallets">The share of wallets, those who gain least first, 0 to 1.</param>
/// <param name="Mean">Their mean share of all gains.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="P05">The share's 5% quantile over paths.</param>
/// <param name="P95">The share's 95% quantile over paths.</param>
public sealed record LorenzPoint(
    double Wallets, double Mean, double? StandardError, double? P05, double? P95);
