namespace GpuRisk.Engine.Ledgers;

/// <summary>
/// Two ways in which the kernel tells one amount, as a sum of outcomes times coefficients that
/// must be zero: what a mechanism counted as a whole against what its parts counted.
/// </summary>
/// <param name="Name">What is compared.</param>
/// <param name="Terms">Outcomes with their coefficients, USD.</param>
internal sealed record Reconciliation(
    string Name, IReadOnlyList<(int Outcome, double Coefficient)> Terms);
