using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Engine.Backtesting;

namespace GpuRisk.Host.Runs.Backtesting;

/// <summary>A backtest as JSON, described by <c>docs/backtest.schema.json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(BacktestResult))]
internal sealed partial class BacktestJson : JsonSerializerContext
{
    /// <summary>The result as text.</summary>
    public static string Of(BacktestResult result) =>
        JsonSerializer.Serialize(result, Default.BacktestResult);
}
