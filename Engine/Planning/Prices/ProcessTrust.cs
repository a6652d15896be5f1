using System.Globalization;
using GpuRisk.Engine.Results;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Prices;

/// <summary>Says of each asset's process what it was calibrated on and how it did against
/// history.</summary>
public static class ProcessTrust
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
                + (record is null ? "not backtested." : Finding(record)),
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
                $"backtest: tails hold ({risk}), shape refuted ({shape})",
            TrustVerdict.NotRefuted => $"backtest: holds ({risk}, {shape})",
            _ => throw new ArgumentOutOfRangeException(
                nameof(record), record.Verdict, "A record has no such verdict."),
        };
        string where = record.IsOfPegs ? ", on pegs" : "";
        return $"{verdict}, CRPS {score} of gbm's{where}.";
    }

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
