using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Ledgers;
using GpuRisk.Engine.Planning;

namespace GpuRisk.Engine.Running;

/// <summary>
/// Looks for the first step after which a path's books do not balance: accounts that do not sum
/// to zero, a class whose profit is not the sum of its channels, or a mechanism whose whole is
/// not the sum of its parts. A path up to a step is the same path run to a shorter horizon,
/// because random numbers are functions of position.
/// </summary>
public static class LedgerAudit
{
    // Parts are summed in another order than the whole, in double precision.
    private const double Tolerance = 1e-9;

    /// <summary>Audits paths 0, 1, ... of a plan.</summary>
    /// <param name="plan">A plan of kernel market.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="paths">Number of paths, 1 to 65,536.</param>
    /// <returns>The first unbalanced step; null where all books balance.</returns>
    public static UnbalancedStep? Find(Plan plan, ulong seed, int paths)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 1);
        if (plan.Ledger is null)
        {
            throw new ArgumentException("The plan's kernel keeps no ledger.", nameof(plan));
        }

        using var device = new SimdDevice(1);
        int last = plan.Steps;
        if (Check(device, plan, seed, paths, last) is not { } found)
        {
            return null;
        }

        // What is once unbalanced stays so: entries only add up.
        int balanced = 0;
        while (last - balanced > 1)
        {
            int middle = (balanced + last) / 2;
            if (Check(device, plan.Until(middle), seed, paths, middle) is { } earlier)
            {
                found = earlier;
                last = middle;
            }
            else
            {
                balanced = middle;
            }
        }

        return found;
    }

    private static UnbalancedStep? Check(
        SimdDevice device, Plan plan, ulong seed, int paths, int step)
    {
        LedgerPlan ledger = plan.Ledger!;
        var outcomes = new CapturedMetrics([.. Enumerable.Range(0, plan.Outcomes.Count)]);
        int unbalanced = ledger.Layout.MeasureMetrics
            + Measures.Unbalanced(ledger.VotingToken is not null);
        var books = new CapturedMetrics([unbalanced]);
        using IPathWorker worker = device.CreateWorker(plan, Precision.Float64);
        outcomes.Begin(0, paths);
        books.Begin(0, paths);
        worker.Simulate(seed, 0, paths, outcomes);
        worker.Simulate(seed, 0, paths, plan.SinkTo(books));
        for (int path = 0; path < paths; path++)
        {
            if (books[0][path] != 0)
            {
                return new UnbalancedStep(step, path, "the accounts", double.NaN);
            }

            foreach (Reconciliation reconciliation in plan.LedgerOf(path).Reconciliations)
            {
                double gap = GapOf(reconciliation, outcomes, path);
                if (gap != 0)
                {
                    return new UnbalancedStep(step, path, reconciliation.Name, gap);
                }
            }
        }

        return null;
    }

    // Zero where the terms cancel to within rounding.
    private static double GapOf(
        Reconciliation reconciliation, CapturedMetrics outcomes, int path)
    {
        double sum = 0;
        double gross = LedgerPlan.UnitUsd;
        foreach ((int outcome, double coefficient) in reconciliation.Terms)
        {
            double amount = outcomes[outcome][path] * coefficient;
            sum += amount;
            gross += Math.Abs(amount);
        }

        return Math.Abs(sum) <= Tolerance * gross ? 0 : sum;
    }
}

/// <summary>Where books stop to balance.</summary>
/// <param name="Step">The step, from 1.</param>
/// <param name="Path">The path.</param>
/// <param name="What">What does not balance.</param>
/// <param name="GapUsd">By how much, in USD; not a number where accounts do not.</param>
public sealed record UnbalancedStep(int Step, long Path, string What, double GapUsd);
