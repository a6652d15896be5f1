namespace GpuRisk.Benchmarks.Cases;

/// <summary>A program that does the GBM work with somebody else's tool.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Folder">Its folder in <c>peers</c>, with a script named run.</param>
/// <param name="Variant">The script's first argument; null where there is one variant.</param>
/// <param name="Sources">The files that its user writes.</param>
/// <param name="OnProcessor">False where the work is done on a GPU.</param>
internal sealed record ExternalPeer(
    string Name, string Folder, string? Variant, IReadOnlyList<string> Sources, bool OnProcessor)
{
    public const string VectorCpp = "C++, OpenMP, vector mathematics";
    public const string ScalarCpp = "C++, OpenMP, scalar mathematics";
    public const string LibraryCpp = "C++, OpenMP, standard library";
    public const string QuantLib = "QuantLib";
    public const string NumPy = "NumPy, whole arrays";
    public const string BlockedNumPy = "NumPy, blocks and threads";

    public static IReadOnlyList<ExternalPeer> All { get; } =
    [
        new(VectorCpp, "openmp", "vector", ["gbm.cpp", "philox.hpp"], true),
        new(ScalarCpp, "openmp", "scalar", ["gbm.cpp", "philox.hpp"], true),
        new(LibraryCpp, "openmp", "library", ["plain.cpp"], true),
        new(QuantLib, "quantlib", null, ["gbm.cpp"], true),
        new(NumPy, "numpy", "plain", ["plain.py"], true),
        new(BlockedNumPy, "numpy", "blocks", ["blocks.py"], true),
        new("Numba", "numba", null, ["gbm.py"], true),
        new("CUDA C++, cuRAND", "cuda", null, ["gbm.cu"], false),
        new("CuPy, own kernel", "cupy", "kernel", ["kernel.py", "kernel.cu"], false),
        new("CuPy, arrays", "cupy", "arrays", ["arrays.py"], false),
        new("JAX", "jax", null, ["gbm.py"], false),
        new("PyTorch", "pytorch", "eager", ["gbm.py"], false),
        new("PyTorch, compiled", "pytorch", "compiled", ["gbm.py"], false),
    ];

    /// <summary>The script that builds it where that is needed, and runs it.</summary>
    public string Program => Path.Combine(PeerSources.Folder(Folder), "run");

    /// <summary>Lines of code of its sources.</summary>
    public int Lines => PeerSources.Lines(Folder, Sources);

    /// <summary>Why it cannot run here; null where it can.</summary>
    public string? Problem() => ChildProcess.Problem(Program, "--check");
}
