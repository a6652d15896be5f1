using System.Runtime.CompilerServices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Planning.Tilts;

namespace GpuRisk.Engine.Running;

/// <summary>
/// Finds the laws by which what is rare comes often, by the cross-entropy method (Rubinstein,
/// Kroese 2004): those under which the paths that show it are most likely. They are a mixture
/// (Geyer, Papaioannou, Straub 2019), fitted by expectation and maximisation.
/// </summary>
/// <remarks>The pilot's seed is none that a run can have, so that its paths are not the run's; all
/// else is fixed too, so that every machine finds the same laws.</remarks>
internal static class TiltPilot
{
    /// <summary>The pilot's seed.</summary>
    public const ulong Seed = 1UL << 63;

    /// <summary>Paths of its first stage, which explores.</summary>
    public const int ExploringPaths = 1 << 15;

    /// <summary>Paths of each further stage.</summary>
    public const int StagePaths = 1 << 15;

    /// <summary>Further stages.</summary>
    public const int Stages = 3;

    // With fewer there is nothing to fit.
    private const double FewestEffective = 3;

    // Of eight turns, those of the true law: so many that all that is not rare is told well; but
    // few while laws are sought.
    private const int TrueTurns = 3;
    private const int TrueTurnsOfStage = 1;

    // Two standard errors.
    private const double LeastSquare = 4;

    private static readonly ConditionalWeakTable<Plan, Lazy<Plan>> Found = [];

    /// <summary>A plan with its laws, which are sought once; the plan itself where nothing is
    /// rare. Where the pilot does not find it, the true law is the only one.</summary>
    public static Plan Of(Plan plan) => plan.Tilt is null || plan.Mixture is not null
        ? plan
        : Found.GetValue(plan, one => new(() => one.Tilted(Search(one)))).Value;

    private static TiltMixture Search(Plan plan)
    {
        IReadOnlyList<PlannedDriver> drivers = plan.Tilt!.Drivers;
        TiltMixture mixture = Exploration.Of(drivers);
        TiltSample? found = null;
        for (int stage = 0; stage <= Stages; stage++)
        {
            int paths = stage == 0 ? ExploringPaths : StagePaths;
            var sample = TiltSample.Of(plan.Tilted(mixture), Seed + (ulong)stage, paths);
            found = stage > 1 ? found!.With(sample) : sample;
            if (sample.Effective < FewestEffective)
            {
                return new([mixture.Laws[0]], [0]);
            }

            mixture = stage < Stages
                ? TiltFit.Of(drivers, found, TrueTurnsOfStage, 0)
                : TiltFit.Of(drivers, found, TrueTurns, LeastSquare);
        }

        return mixture;
    }
}
