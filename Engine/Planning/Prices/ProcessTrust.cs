using System.Globalization;
using System.Text.RegularExpressions;
using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Prices;

/// <summary>Says of each asset's process what it was calibrated on and how it did against
/// history.</summary>
public static partial class ProcessTrust
{
    /// <summary>A row for each asset, in their order.</summary>
    public static IReadOnlyList<AssetTrust> Of(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return [.. scenario.Assets.Select(Of)];
    }

    private static AssetTrust Of(Asset asset)
    {
        PriceProcess process = asset.Process;
        string? fitted = FittedName(process);
        BacktestRecord? record = BacktestRecord.All.FirstOrDefault(one => one.Process == fitted);
        string name = fitted ?? process.Kind;
        TrustVerdict verdict = record?.Verdict ?? TrustVerdict.NotBacktested;
        return new(asset.Name, name, asset.Source, verdict, Text(asset, name, record), record);
    }

    private static string Text(Asset asset, string name, BacktestRecord? record) =>
        asset.Process switch
        {
            ConstantProcess => "a fixed price, by assumption.",
            PeggedProcess pegged =>
                $"follows from the reserves and holders of {pegged.Stablecoin}; not backtested.",
            _ => $"{name}, {Source(asset)}; "
                + (record is null ? "not backtested." : $"{Fit(asset)}: {Finding(record)}"),
        };

    private static string Source(Asset asset) => asset.Source is { } stated
        ? $"calibrated on {PrintableText.Line(stated.Trim().TrimEnd('.'))}"
        : "calibration not stated";

    private static string Finding(BacktestRecord record)
    {
        string allowed = $"right ones have at most {BacktestRecord.MostByChance(record.Tests)}";
        string score = record.Crps.ToString("F3", CultureInfo.InvariantCulture);
        string risk = $"{record.KupiecRejects} of {record.Tests} VaR rejected";
        string shape = $"{record.PitRejects} of {record.PitTests} PIT";
        string verdict = record.Verdict switch
        {
            TrustVerdict.Refuted => $"HISTORY REFUTES IT: {risk} ({allowed}), {shape}",
            TrustVerdict.ShapeRefuted =>
                $"tails hold ({risk}), shape refuted ({shape})",
            TrustVerdict.NotRefuted => $"holds ({risk}, {shape})",
            _ => throw new ArgumentOutOfRangeException(
                nameof(record), record.Verdict, "A record has no such verdict."),
        };
        string where = record.IsOfPegs ? "pegs" : "ETH, BTC, UNI and AAVE";
        return $"{verdict}, CRPS {score} of gbm's, on {where}.";
    }

    // What was backtested, and whether the numbers of the asset are of such a fit.
    private static string Fit(Asset asset)
    {
        const string tested = "a year of daily returns, drift 0";
        string? other = asset.Source is null ? "no calibration stated"
            : Returns().Match(asset.Source) is not { Success: true } match ? "its source tells none"
            : match.Groups[2].Value != "1 d" ? $"returns of {match.Groups[2].Value}"
            : !IsYear(match.Groups[1].Value) ? $"{match.Groups[1].Value} returns"
            : HasDrift(asset.Process) ? "with a drift"
            : null;
        return other is null
            ? $"backtested as fitted, to {tested}"
            : $"THIS FIT WAS NOT BACKTESTED ({other}), but fits to {tested}";
    }

    // Backtests fit to what is there of a year, from a quarter on.
    private static bool IsYear(string returns) =>
        int.Parse(returns, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
            is >= 91 and <= 366;

    private static bool HasDrift(PriceProcess process) => process switch
    {
        GbmProcess gbm => gbm.DriftPerYear != 0,
        MertonProcess merton => merton.DriftPerYear != 0,
        HestonProcess heston => heston.DriftPerYear != 0,
        StudentTProcess student => student.DriftPerYear != 0,
        GarchProcess garch => garch.DriftPerYear != 0,
        BootstrapProcess bootstrap => bootstrap.DriftPerYear != 0,
        RegimeSwitchingProcess regimes => regimes.States.Any(state => state.DriftPerYear != 0),
        OrnsteinUhlenbeckProcess => false,
        _ => throw new ArgumentOutOfRangeException(
            nameof(process), process, "No process of this kind is backtested."),
    };

    // As calibrations tell it.
    [GeneratedRegex(@"([0-9][0-9,]{0,12}) returns? of ([0-9.]+ (?:d|h|s))\b")]
    private static partial Regex Returns();

    // What backtests fit: no schedule, no leverage and no jumps in regimes.
    private static string? FittedName(PriceProcess process) => process switch
    {
        GbmProcess gbm => gbm.Schedule.Count == 0 ? "gbm" : null,
        MertonProcess merton => merton.Schedule.Count == 0 ? "merton" : null,
        HestonProcess => "heston",
        StudentTProcess => "student-t",
        GarchProcess garch => garch.Leverage != 0 ? null : garch.Shocks switch
        {
            GarchShocks.Normal => "garch",
            GarchShocks.StudentT => "garch-student-t",
            GarchShocks.Residuals => "garch-residuals",
            _ => throw new ArgumentOutOfRangeException(
                nameof(process), garch.Shocks, "Unknown shocks."),
        },
        BootstrapProcess => "bootstrap",
        RegimeSwitchingProcess regimes =>
            regimes.States.Any(state => state.Jumps.PerYear > 0) ? null
            : regimes.States.Count == 2 ? "regime-switching" : "regime-switching-3",
        OrnsteinUhlenbeckProcess => "ornstein-uhlenbeck",
        ConstantProcess or PeggedProcess or HistoryProcess or BatesProcess => null,
        _ => throw new ArgumentOutOfRangeException(
            nameof(process), process, "No price process of this kind."),
    };
}
