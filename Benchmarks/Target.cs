using GpuRisk.Benchmarks.Cases;

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
        double? Rate(params IEnumerable<string> names) => measurements
            .Where(m => names.Contains(m.Case.Name) || names.Contains(m.Case.Group))
            .Max(m => (double?)m.UndisturbedRate);
        double? simd = Rate(GbmCases.Simd);
        var targets = new List<Target>();
        void Add(string text, double wanted, double? reached)
        {
            if (reached is not null)
            {
                targets.Add(new(text, wanted, reached.Value));
            }
        }

        Add("GBM on simd, million path-steps/s", 1200, simd / 1e6);
        Add(
            "GBM: simd over C++ with OpenMP as most would write it (the faster of the standard "
            + "library's normals and scalar mathematics)",
            6, simd / Rate(ExternalPeer.LibraryCpp, ExternalPeer.ScalarCpp));
        Add("GBM: simd over C++ with OpenMP tuned until all its mathematics is in vectors",
            1, simd / Rate(ExternalPeer.VectorCpp));
        Add("GBM: simd over ILGPU's CPU accelerator at its best", 8, simd / Rate(GbmCases.Ilgpu));
        Add("GBM: simd over QuantLib (float64 against float32)", 15,
            simd / Rate(ExternalPeer.QuantLib));
        Add("GBM: simd over NumPy as most would write it (whole arrays, float64, one thread)", 20,
            simd / Rate($"{ExternalPeer.NumPy}, 1 thread"));
        Add("GBM: simd over NumPy tuned (blocks in the cache, float32, threads)", 20,
            simd / Rate(ExternalPeer.BlockedNumPy));
        double? pool = Rate(ComparedWork.Pool.OwnName);
        Add("Pool with step arbitrage, million pool-steps/s", 100, pool / 1e6);
        Add("Pool: simd over C++ with OpenMP as most would write it", 4,
            pool / Rate(ComparedWork.PlainPool));
        Add("Pool: simd over C++ with OpenMP tuned until all its mathematics is in vectors", 1.2,
            pool / Rate(ComparedWork.VectorPool));
        double? book = Rate(ComparedWork.Book.OwnName);
        Add("Liquidation: simd over C++ with OpenMP as most would write it", 4,
            book / Rate(ComparedWork.PlainBook));
        Add("Liquidation: simd over C++ with OpenMP tuned until its mathematics is in vectors", 1.2,
            book / Rate(ComparedWork.VectorBook));
        Add("Market of ten classes in strata, million path-steps/s", 5,
            Rate(Suite.MarketGroup) / 1e6);
        return targets;
    }
}
