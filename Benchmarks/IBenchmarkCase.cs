namespace GpuRisk.Benchmarks;

/// <summary>Something that is measured again and again.</summary>
internal interface IBenchmarkCase : IDisposable
{
    /// <summary>Its name in the table; unique.</summary>
    string Name { get; }

    /// <summary>Cases of one group do the same work and may be compared.</summary>
    string Group { get; }

    /// <summary>Threads that work.</summary>
    int Threads { get; }

    /// <summary>Paths of a repetition.</summary>
    long Paths { get; }

    /// <summary>Steps of a path.</summary>
    int Steps { get; }

    /// <summary>Does the work once.</summary>
    /// <exception cref="InvalidDataException">The work came out wrong.</exception>
    Repetition Run();
}

/// <summary>One repetition.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="ProcessorSeconds">Processor time of all its threads.</param>
internal readonly record struct Repetition(double Seconds, double ProcessorSeconds);
