namespace GpuRisk.Engine.Ledgers;

/// <summary>
/// One entry of every path: an outcome of the kernel times a coefficient, in USD, from one account
/// to another through a channel. A negative amount flows the other way.
/// </summary>
/// <param name="Flow">The flow that it is part of: channel, paying and paid party.</param>
/// <param name="Payer">The paying account.</param>
/// <param name="Payee">The paid account.</param>
/// <param name="Outcome">The kernel's outcome.</param>
/// <param name="Coefficient">USD per unit of the outcome.</param>
internal readonly record struct Posting(
    int Flow, int Payer, int Payee, int Outcome, double Coefficient);

/// <summary>All that passes between two parties through one channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Payer">The paying party.</param>
/// <param name="Payee">The paid party.</param>
internal readonly record struct Flow(string Channel, int Payer, int Payee);
