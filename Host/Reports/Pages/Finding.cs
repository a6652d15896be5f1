using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>What a run found, in a sentence with its error.</summary>
internal static class Finding
{
    // A mean within two standard errors of zero may as well be zero.
    private const double Significant = 2;

    private const int MostCoins = 4;

    /// <summary>The sentence; every ± is one standard error.</summary>
    public static string Of(ReportInput input)
    {
        RunResult result = input.Result;
        string? first = input.Data.Headline.FirstOrDefault(result.Metrics.ContainsKey);
        string? usual = input.Data.Headline.FirstOrDefault(
            name => name != result.Rare?.Metric && result.Metrics.ContainsKey(name));
        string sentence = Rare(result) + ((result.Kernel switch
        {
            "market" => OfMarket(result),
            "impermanent-loss" => OfPosition(result, usual),
            "liquidation" => OfLoans(result, input.Data.Headline),
            "depeg" => OfCoins(result, usual),
            _ => null,
        }) ?? Plain(result, usual) ?? (first is null ? "No path was simulated." : ""));
        sentence += StepCheckText.Behind(result, first);

        // A figure and its error stay on one line.
        return sentence.Replace(" ± ", "\u00a0±\u00a0", StringComparison.Ordinal);
    }

    // What the paths were drawn for stands first.
    private static string Rare(RunResult result)
    {
        if (result.Rare is not { } rare
            || result.Metrics.GetValueOrDefault(rare.Metric) is not { Mean: not null } metric)
        {
            return "";
        }

        return metric.Unit == Engine.Tallies.Metric.EventUnit
            ? $"{Condition(rare.Expression)} on {Figure(metric)} of paths. "
            : $"{rare.Metric} is {Figure(metric)} on average. ";
    }

    private static string Condition(string expression) =>
        expression.StartsWith("P(", StringComparison.Ordinal) && expression[^1] == ')'
            ? expression[2..^1]
            : expression;

    private static string? OfMarket(RunResult result)
    {
        MetricResult? share = result.Metrics.GetValueOrDefault("market.centralisedShareOfGains");
        if (share?.Mean is null)
        {
            return null;
        }

        string sentence = $"Centralised classes capture {Figure(share)} of all gains";
        AccountResult? many = result.Ledger?.Accounts
            .Where(account => account is { Centralised: false, Kind: "class", Wallets: > 0 })
            .MaxBy(account => account.Wallets);
        if (many?.Profit.Mean is not { } profit)
        {
            return sentence + ".";
        }

        double each = profit / many.Wallets;
        double? error = many.Profit.StandardError / many.Wallets;
        if (many.Profit.IsTailUnseen)
        {
            string bounded = FigureText.Mean(
                many.Profit.Mean, many.Profit.Errors.Mean, 1.0 / many.Wallets);
            return $"{sentence}; {many.Name} makes {bounded} USD a wallet on average, of which "
                + "the tail was hardly seen.";
        }

        string amount = FigureText.PlusMinus(Math.Abs(each), error);
        return IsZero(each, error)
            ? $"{sentence}; {many.Name} neither gains nor loses beyond chance, on average "
                + $"({FigureText.PlusMinus(each, error)} USD a wallet)."
            : $"{sentence}; {many.Name} {(each < 0 ? "loses" : "gains")} {amount} USD a wallet "
                + "on average.";
    }

    private static string? OfPosition(RunResult result, string? name)
    {
        if (name is null || result.Metrics[name] is not { Mean: { } mean } net
            || !name.EndsWith(".netVersusHold", StringComparison.Ordinal))
        {
            return null;
        }

        string subject = $"The position {Subject(name)}";
        string start = IsZero(mean, net.StandardError)
            ? $"{subject} does as well as holding, within chance ({Figure(net)} on average)"
            : $"{subject} ends {Distance(net)} {(mean < 0 ? "below" : "above")} holding "
                + "on average";
        return $"{start} and falls behind on {Share(net)} of paths.";
    }

    private static string? OfLoans(RunResult result, IReadOnlyList<string> headline)
    {
        string? name = headline.FirstOrDefault(
            metric => metric.EndsWith(".borrowerLoss", StringComparison.Ordinal));
        if (name is null || result.Metrics.GetValueOrDefault(name) is not { Mean: not null } loss)
        {
            return null;
        }

        string subject = Subject(name);
        MetricResult? bad = result.Metrics.GetValueOrDefault(subject + ".badDebt");
        string start = $"Liquidations cost the borrowers of {subject} {Figure(loss)} on average";
        return bad?.ProbabilityOfLoss switch
        {
            null => start + ".",
            0 => $"{start}; {None(bad, bad.Errors.ProbabilityOfLoss)} leave bad debt.",
            _ => $"{start}; {Share(bad)} of paths leave bad debt.",
        };
    }

    // All coins, the headline's first.
    private static string? OfCoins(RunResult result, string? first)
    {
        string[] names =
        [
            .. ((string?[])[first]).OfType<string>().Union(result.Metrics.Keys.Where(name =>
                name.EndsWith(".minimum", StringComparison.Ordinal)
                && result.Metrics.ContainsKey(Subject(name) + ".failed"))),
        ];
        string[] told =
            [.. names.Take(MostCoins).Select(name => OfCoin(result, name)).OfType<string>()];
        string rest = names.Length > MostCoins
            ? $"; and {Counted.Of(names.Length - MostCoins, "coin")} more."
            : ".";
        return told.Length > 0 ? string.Join("; ", told) + rest : null;
    }

    private static string? OfCoin(RunResult result, string? name)
    {
        if (name is null || !name.EndsWith(".minimum", StringComparison.Ordinal)
            || result.Metrics[name] is not { Mean: not null } lowest)
        {
            return null;
        }

        string subject = Subject(name);
        string start = $"{subject} falls to {Figure(lowest)} on average at its lowest";
        return result.Metrics.GetValueOrDefault(subject + ".failed") is { Mean: { } failed } fails
            ? failed == 0
                ? $"{start} and fails on {None(fails, fails.Errors.Mean)}"
                : $"{start} and fails on {Figure(fails)} of paths"
            : start;
    }

    private static string? Plain(RunResult result, string? name) =>
        name is not null && result.Metrics[name] is { Mean: not null } metric
            ? $"{name} is {Figure(metric)} on average."
            : null;

    private static string Subject(string name) => name[..name.LastIndexOf('.')];

    private static bool IsZero(double mean, double? error) => Math.Abs(mean) < Significant * error;

    private static string Share(MetricResult metric)
    {
        double factor = MetricScale.Share.Factor;
        double? share = metric.ProbabilityOfLoss;
        double? error = metric.Errors.ProbabilityOfLoss.StandardError;
        return share switch
        {
            0 => "none",
            1 => "all",
            _ => FigureText.PlusMinus(factor * share, factor * error) + MetricScale.Share.Unit,
        };
    }

    private static string Figure(MetricResult metric)
    {
        (double scale, string unit) = MetricScale.Of(metric.Unit);
        string text = FigureText.Mean(metric.Mean, metric.Errors.Mean, scale);
        return unit == "%" ? text + "%" : $"{text} {unit}";
    }

    // How far a mean lies from zero; where it is bounded the side matters, and is kept.
    private static string Distance(MetricResult metric) => metric.Errors.Mean.Untrusted
        ? Figure(metric)
        : $"{FigureText.PlusMinus(Math.Abs(metric.Mean!.Value), metric.StandardError)} "
            + metric.Unit;

    // What no path showed may happen all the same.
    private static string None(MetricResult metric, Uncertainty share) => share.High is > 0
        ? $"none of {Counted.Of(metric.Present, "path")} (at most "
            + $"{ShareText.Of(0, share)[1..]} with 95%)"
        : "no paths";
}
