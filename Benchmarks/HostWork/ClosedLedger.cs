using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Tallies;

namespace GpuRisk.Benchmarks.HostWork;

/// <summary>What the host does for a plan with a ledger: closes it, and tallies.</summary>
internal static class ClosedLedger
{
    private const int Paths = 1024;
    private const int Repetitions = 7;
    private const int RunsOfRepetition = 16;

    /// <summary>Processor time of a path, seconds.</summary>
    public static double Seconds(Plan plan)
    {
        var outcomes = SimulatedOutcomes.Of(plan, Paths);
        IOutcomeSink sink = plan.SinkTo(new RunTally(plan.Metrics));
        sink.Add(outcomes.Values, Paths, Paths, 0);
        var seconds = new List<double>();
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            for (int run = 0; run < RunsOfRepetition; run++)
            {
                sink.Add(outcomes.Values, Paths, Paths, 0);
            }

            seconds.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        return seconds.Median() / (RunsOfRepetition * Paths);
    }
}
