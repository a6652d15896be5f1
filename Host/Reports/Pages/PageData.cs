using System.Text.Json;
using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>What the page's script draws.</summary>
/// <param name="Kernel">The kernel's name.</param>
/// <param name="Paths">Paths of the run.</param>
/// <param name="Headline">The metrics to draw first.</param>
/// <param name="Metrics">The metrics that can be drawn.</param>
/// <param name="FanPaths">Paths that the fans are drawn of.</param>
/// <param name="Fans">The fans.</param>
/// <param name="Ledger">Who paid whom, or null.</param>
internal sealed record PageData(
    string Kernel,
    long Paths,
    IReadOnlyList<string> Headline,
    IReadOnlyList<PageMetric> Metrics,
    long FanPaths,
    IReadOnlyList<Fan> Fans,
    LedgerPicture? Ledger)
{
    /// <summary>The data of a page.</summary>
    public static PageData Of(ReportInput input) => new(
        input.Result.Kernel,
        input.Result.Paths,
        input.Data.Headline,
        [.. input.Data.Metrics
            .Where(metric => metric.Bars is not null)
            .Where(metric => input.Result.Metrics.ContainsKey(metric.Name))
            .Select(metric => PageMetric.Of(metric, input.Result.Metrics[metric.Name]))],
        input.Data.FanPaths,
        input.Data.Fans,
        LedgerPicture.Of(input.Result));

    /// <summary>The data as JSON; no name in it can end the script that holds it, as the
    /// serializer escapes angle brackets.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Default.PageData);
}

/// <summary>A metric with what its charts mark.</summary>
/// <param name="Picture">Its bars and means.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Error">Of that mean.</param>
/// <param name="P05">Its 5% quantile.</param>
/// <param name="P95">Its 95% quantile.</param>
/// <param name="Shortfall">The mean of the outcomes that are its expected shortfall at 95%; null
/// where nobody loses there.</param>
internal sealed record PageMetric(
    MetricPicture Picture, double? Mean, Uncertainty Error, double? P05, double? P95,
    double? Shortfall)
{
    /// <summary>What its charts mark: a name and a value each.</summary>
    public IReadOnlyList<ChartMark> Marks =>
    [
        new(IsLoss(P05) ? "VaR95" : "5%", P05), new("mean", Mean),
        new(IsLoss(P95) ? "VaR95" : "95%", P95), new("ES95", Shortfall),
    ];

    /// <summary>A metric and its figures.</summary>
    public static PageMetric Of(MetricPicture picture, MetricResult figures)
    {
        double? loss = figures.Es95 > 0 ? figures.Es95 : null;

        // A gain loses below the reference, a cost above it: there its value at risk lies.
        bool isBelow = Math.Abs((figures.LossReference - figures.P05 - figures.Var95) ?? 0)
            <= Math.Abs((figures.P95 - figures.LossReference - figures.Var95) ?? 0);
        return new PageMetric(
            picture, figures.Mean, figures.Errors.Mean, figures.P05, figures.P95,
            isBelow ? figures.LossReference - loss : figures.LossReference + loss);
    }

    // The quantile on whose side the shortfall is.
    private bool IsLoss(double? quantile) =>
        quantile == P05 ? Shortfall <= P05 : Shortfall >= P95;
}

/// <summary>A value that a chart marks.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Value">The value; null where there is none.</param>
internal sealed record ChartMark(string Name, double? Value);

/// <summary>The ledger as a page draws it.</summary>
/// <param name="Accounts">The accounts.</param>
/// <param name="Channels">What each class earned through each channel.</param>
/// <param name="Flows">Who paid whom; means are positive.</param>
/// <param name="Lorenz">The Lorenz curve of gains.</param>
/// <param name="Gini">The mean Gini coefficient, or null.</param>
internal sealed record LedgerPicture(
    IReadOnlyList<AccountPicture> Accounts,
    IReadOnlyList<ChannelPicture> Channels,
    IReadOnlyList<FlowResult> Flows,
    IReadOnlyList<LorenzPoint> Lorenz,
    double? Gini)
{
    /// <summary>The ledger of a result; null where it has none.</summary>
    public static LedgerPicture? Of(RunResult result) => result.Ledger is not { } ledger
        ? null
        : new LedgerPicture(
            [.. ledger.Accounts.Select(account => new AccountPicture(
                account.Name, account.Kind, account.Centralised, account.Wallets,
                account.WealthUsd, account.Profit.Mean, account.Profit.Errors.Mean))],
            [.. ledger.Accounts
                .Where(account => account.Kind == "class")
                .SelectMany(account => ChannelsOf(result, account.Name))],
            [.. ledger.Flows.Where(flow => flow.Mean != 0).Select(Forward)],
            ledger.Lorenz,
            result.Metrics.GetValueOrDefault("market.gini")?.Mean);

    private static IEnumerable<ChannelPicture> ChannelsOf(RunResult result, string name)
    {
        string prefix = $"{name}.profit.";
        return result.Metrics
            .Where(metric => metric.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Where(metric => metric.Value.Mean is not (null or 0))
            .Select(metric => new ChannelPicture(
                name, metric.Key[prefix.Length..], metric.Value.Mean!.Value,
                metric.Value.Errors.Mean));
    }

    private static FlowResult Forward(FlowResult flow) => flow.Mean >= 0
        ? flow
        : flow with { Payer = flow.Payee, Payee = flow.Payer, Mean = -flow.Mean };
}

/// <summary>An account as a page draws it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>class</c>, <c>venue</c> or <c>outside</c>.</param>
/// <param name="Centralised">Whether its gains are those of the centre.</param>
/// <param name="Wallets">Its wallets.</param>
/// <param name="WealthUsd">What they own at the start, in USD.</param>
/// <param name="Mean">Its mean profit, in USD.</param>
/// <param name="Error">Of that mean, in USD.</param>
internal sealed record AccountPicture(
    string Name,
    string Kind,
    bool Centralised,
    long Wallets,
    double WealthUsd,
    double? Mean,
    Uncertainty Error);

/// <summary>What a class earned through a channel.</summary>
/// <param name="Account">The class.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Mean">The mean over paths, in USD; negative where it paid.</param>
/// <param name="Error">Its error, in USD.</param>
internal sealed record ChannelPicture(
    string Account, string Channel, double Mean, Uncertainty Error);
