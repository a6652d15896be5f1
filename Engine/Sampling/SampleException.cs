namespace GpuRisk.Engine.Sampling;

/// <summary>Samples cannot be written, so that the run ends.</summary>
public sealed class SampleException : IOException
{
    /// <summary>An exception with no message of its own.</summary>
    public SampleException()
    {
    }

    /// <summary>An exception that says what happened.</summary>
    public SampleException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what happened, and why.</summary>
    public SampleException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
