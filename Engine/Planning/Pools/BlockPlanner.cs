using GpuRisk.Kernels.Pools;
using GpuRisk.Kernels.Prices;
using GpuRisk.Kernels.Random;
using GpuRisk.Scenarios;

namespace GpuRisk.Engine.Planning.Pools;

/// <summary>Plans pools that are arbitraged at every block of a chain.</summary>
internal static class BlockPlanner
{
    // Of a Gaussian walk: half the mean square of its first value above 0 over its mean, which is
    // -zeta(1/2) / sqrt(2 pi); and one over that mean (Siegmund 1985, Sequential Analysis, X).
    private const double WalkOvershoot = 0.5825971579390107;

    // Its E (u^2 - 2 E u^2 / (2 E u) u)^2 / E u, by quadrature of the walk's stationary law.
    private const double WalkNoise = 0.6634768372;

    // A part of a step reflects at one barrier where its variance is at most a third of the
    // barrier's square; from four on where it began is forgotten.
    private const double MostOfPart = 1.0 / 3;
    private const double LeastMixed = 4;

    /// <summary>Whether a pool's blocks are shorter than its steps.</summary>
    public static bool HasBlocks(Scenario scenario, PairPool pool) => pool.BlockSeconds > 0
        && (pool.BlockSeconds < scenario.StepSeconds || pool.Blocks == BlockPace.Poisson);

    /// <summary>Plans a pool's blocks and tells where their row stands; -1 where it has none.
    /// </summary>
    /// <param name="draft">What planners of pools share.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="variance">Of a step's diffusion of its log price; 0 where it changes.</param>
    public static int Add(PoolDraft draft, PairPool pool, double variance)
    {
        Scenario scenario = draft.Scenario;
        if (!HasBlocks(scenario, pool)) return -1;
        double blocks = scenario.StepSeconds / pool.BlockSeconds;
        bool isConstant = pool.Blocks switch
        {
            BlockPace.Constant => true,
            BlockPace.Poisson => false,
            _ => throw new NotSupportedException($"Nothing plans {pool.Blocks} blocks."),
        };
        double overshoot = isConstant ? WalkOvershoot : Math.Sqrt(0.5);
        int parts = PartsOf(scenario, pool, variance, blocks, overshoot);
        return draft.Tables.AddRow(new BlockRow
        {
            Terms = draft.Tables.AddTerms(new BlockTerms<double>
            {
                Blocks = blocks,
                Variance = variance / parts,
                Part = 1.0 / parts,
                Overshoot = overshoot,
                Rate = Math.Sqrt(2),

                // Of exponential trades 8 times the cube of their mean.
                Noise = isConstant ? WalkNoise : 8 * Math.Pow(0.5, 1.5),
                Narrow = isConstant ? 1 : 0,
            }),
            Parts = parts,
            Jumps = Jumps(scenario, pool.Base) || Jumps(scenario, pool.Quote) ? 1 : 0,
            Stream = (int)(Streams.Blocks
                + (uint)((pool.Base.Index * PriceHeader.MaximumAssets) + pool.Quote.Index)),
        });
    }

    private static int PartsOf(
        Scenario scenario, PairPool pool, double variance, double blocks, double overshoot)
    {
        double usual = variance > 0 ? variance
            : UsualVariance(scenario, pool.Base) + UsualVariance(scenario, pool.Quote);
        double barrier = -Math.Log(1 - pool.FeeFraction) + (overshoot * Math.Sqrt(usual / blocks));
        double width = usual / (barrier * barrier);
        return usual > 0 && width < LeastMixed
            ? Math.Max((int)Math.Ceiling(width / MostOfPart), 1)
            : 1;
    }

    private static double UsualVariance(Scenario scenario, Asset asset)
    {
        double volatility = scenario.MomentsOf(asset).Volatility;
        return volatility > 0
            ? volatility * volatility * AssetMoments.Years(scenario.StepSeconds)
            : 0;
    }

    // In a joint market sales and regulators move any price.
    private static bool Jumps(Scenario scenario, Asset asset) =>
        scenario.Kernel == KernelKind.Market
        || scenario.MomentsOf(asset) is not { JumpsPerYear: 0, FollowsRegimes: false }
        || scenario.StatedMove(asset) is not null || asset.Process is PeggedProcess;
}
