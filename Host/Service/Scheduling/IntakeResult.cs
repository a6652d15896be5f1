using GpuRisk.Client;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>What became of an order. Exactly one of these is there.</summary>
/// <param name="Acceptance">It is stored, or its idempotency key was used for another.</param>
/// <param name="Errors">What is wrong with it.</param>
/// <param name="Refusal">Why there is no room for it.</param>
internal sealed record IntakeResult(
    Acceptance? Acceptance, IReadOnlyList<LocatedError>? Errors, Refusal? Refusal)
{
    /// <summary>Something is wrong with it.</summary>
    public static IntakeResult Wrong(params IReadOnlyList<LocatedError> errors) =>
        new(null, errors, null);
}
