namespace GpuRisk.Engine.Results;

/// <summary>What is known of the process that an asset's price has in a run.</summary>
/// <param name="Asset">The asset's name.</param>
/// <param name="Process">The process, as <c>gpurisk backtest</c> or else the scenario names it.
/// </param>
/// <param name="Source">What it was calibrated on, as the scenario says; null where it does not.
/// </param>
/// <param name="Verdict">What history says of it.</param>
/// <param name="Text">All of this in words, but the asset's name.</param>
/// <param name="Backtest">How it did against history; null where it was not asked.</param>
public sealed record AssetTrust(
    string Asset,
    string Process,
    string? Source,
    TrustVerdict Verdict,
    string Text,
    BacktestRecord? Backtest);
