using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>A kind of price process as scenarios state it.</summary>
/// <param name="Name">What the key <c>kind</c> says.</param>
/// <param name="Keys">The keys that only it has.</param>
/// <param name="Build">Makes the process of an asset from the asset's value.</param>
internal sealed record ProcessKind(
    string Name, Field[] Keys, Func<Value, BuildContext, PriceProcess> Build)
{
    /// <summary>The drift of the mean price; <see cref="DriftOf"/> reads it.</summary>
    public static Field Drift { get; } = Field.Required(
        "drift", new NumberShape("[-20, 20]"),
        "The drift of the price, per year: E[S(T)] = S(0) exp(drift T).");

    /// <summary>A constant volatility.</summary>
    public static Field Volatility { get; } = Field.Required(
        "volatility", new NumberShape("[0, 20]"),
        "The volatility of the log price's diffusion, without jumps, per square root of a year.");

    /// <summary>Changes of drift and volatility at stated times.</summary>
    public static Field Schedule { get; } = Field.Optional(
        "schedule", new ListShape(ScheduleShapes.Change, 1, "changes", 64),
        "Later drifts and volatilities, each from a time on.");

    /// <summary>The drift that holds: under the risk-neutral measure the risk-free rate.</summary>
    public static double DriftOf(Value asset, BuildContext context) =>
        DriftIn(asset["process"], context);

    /// <summary>The same of what states a drift itself.</summary>
    public static double DriftIn(Value process, BuildContext context) => (context.IsRiskNeutral
        ? context.Root["riskFreeRate"]
        : process["drift"]).Number;
}
