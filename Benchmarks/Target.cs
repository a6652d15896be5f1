namespace GpuRisk.Benchmarks;

/// <summary>What the product is meant to reach.</summary>
/// <param name="Text">The requirement.</param>
/// <param name="Wanted">The least value.</param>
/// <param name="Reached">The value measured, by processor time.</param>
internal sealed record Target(string Text, double Wanted, double Reached)
{
    public bool IsMet => Reached >= Wanted;

    /// <summary>Judges all requirements whose cases were measured.</summary>
    public static List<Target> Judge(IReadOnlyList<Measurement> measurements)
    {
        // Elapsed time would judge whatever else the machine did meanwhile.
        double? Rate(Func<IBenchmarkCase, bool> choose) =>
            measurements.FirstOrDefault(m => choose(m.Case))?.UndisturbedRate;
        double? simd = Rate(c => c.Name == Suite.Simd);
        var targets = new List<Target>();
        void Add(string text, double wanted, double? reached)
        {
            if (reached is not null)
            {
                targets.Add(new(text, wanted, reached.Value));
            }
        }

        Add("GBM on simd, million path-steps/s", 1200, simd / 1e6);
        Add("GBM: simd over ILGPU's CPU accelerator at its best", 7,
            simd / Rate(c => c is IlgpuPeerCase));
        Add("GBM: simd over C++ as plainly written", 5,
            simd / Rate(c => c.Name == Suite.PlainOpenMp));
        Add("GBM: simd over C++ tuned for vector mathematics", 1,
            simd / Rate(c => c.Name == Suite.OpenMp));
        Add("Pool with step arbitrage, million pool-steps/s", 100,
            Rate(c => c.Group == Suite.PoolGroup) / 1e6);
        Add("Market of ten classes in strata, million path-steps/s", 5,
            Rate(c => c.Group == Suite.MarketGroup) / 1e6);
        return targets;
    }
}
