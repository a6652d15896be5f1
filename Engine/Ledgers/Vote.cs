using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Ledgers;

/// <summary>Tokens in an account that vote: an outcome of the kernel times a coefficient.</summary>
/// <param name="Token">The token.</param>
/// <param name="Account">The account.</param>
/// <param name="Outcome">The kernel's outcome.</param>
/// <param name="Coefficient">Tokens per unit of the outcome.</param>
internal readonly record struct Vote(Asset Token, int Account, int Outcome, double Coefficient);
