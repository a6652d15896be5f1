using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;

namespace GpuRisk.Engine.Running;

/// <summary>Which precision a plan is run in: the one that was asked for, or float32 wherever it
/// resolves what the plan is about.</summary>
public static class PrecisionRule
{
    /// <summary>The precision to run a plan in.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="asked">What was asked for; null where nothing was.</param>
    public static Precision Of(Plan plan, Precision? asked)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return asked ?? (plan.NeedsFloat64 ? Precision.Float64 : Precision.Float32);
    }

    /// <summary>Why a plan may not be run as asked; null where it may.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="asked">What was asked for; null where nothing was.</param>
    public static string? Problem(Plan plan, Precision? asked)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return asked == Precision.Float32 && plan.NeedsFloat64
            ? $"found precision float32, which does not resolve {plan.Smallest}; "
                + "allowed is float64, which is taken where no precision is stated"
            : null;
    }
}
