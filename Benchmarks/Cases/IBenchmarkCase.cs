namespace GpuRisk.Benchmarks.Cases;

/// <summary>Something that is measured again and again.</summary>
internal interface IBenchmarkCase : IDisposable
{
    /// <summary>Its name in the table; unique.</summary>
    string Name { get; }

    /// <summary>Cases of one group do the same work and may be compared.</summary>
    string Group { get; }

    /// <summary>Threads of the processor that work.</summary>
    int Threads { get; }

    /// <summary>Whether the work is done on the processor, so that processor time measures it.
    /// </summary>
    bool OnProcessor { get; }

    /// <summary>Paths of a repetition.</summary>
    long Paths { get; }

    /// <summary>Steps of a path.</summary>
    int Steps { get; }

    /// <summary>How it works, known after the first run; null where nothing is compared.</summary>
    Method? Method { get; }

    /// <summary>Does the work once.</summary>
    /// <exception cref="InvalidDataException">The work came out wrong.</exception>
    Repetition Run();
}

/// <summary>One repetition.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="ProcessorSeconds">Processor time of all its threads.</param>
/// <param name="Outcome">What GBM paths came to; null for other work.</param>
/// <param name="Figures">What other work came to; null where nothing is compared.</param>
internal readonly record struct Repetition(
    double Seconds, double ProcessorSeconds, Outcome? Outcome = null,
    IReadOnlyList<Figure>? Figures = null);

/// <summary>How a case works.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Version">Its version.</param>
/// <param name="Precision">float32 or float64.</param>
/// <param name="Generator">Random numbers, and how normals are made of them.</param>
/// <param name="Lines">Lines that its user writes, without blanks and comments.</param>
internal sealed record Method(
    string Tool, string Version, string Precision, string Generator, int Lines);
