namespace GpuRisk.Client;

/// <summary>
/// How often and after what times a request is sent again where the connection is lost or the
/// service answers 429 or 503. Every request of this client may be repeated without harm.
/// </summary>
public sealed record RetryPolicy
{
    /// <summary>Requests are sent once.</summary>
    public static RetryPolicy Never { get; } = new() { Attempts = 1 };

    /// <summary>How often a request is sent at most; the default of 8 lasts about a minute.
    /// </summary>
    public int Attempts { get; init; } = 8;

    /// <summary>The wait before the second attempt; it doubles from one to the next.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest wait. Where the service asks for a longer one, its refusal is final.
    /// </summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The part of a wait that is left to chance, 0 to 1, so that clients which were
    /// refused together do not come back together.</summary>
    public double Jitter { get; init; } = 0.2;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The wait after an attempt that failed.</summary>
    /// <param name="attempt">Which one, from 1.</param>
    /// <param name="retryAfter">What the service asks for; null where it asks for nothing.</param>
    /// <returns>The wait; null where the attempt was the last.</returns>
    internal TimeSpan? DelayAfter(int attempt, TimeSpan? retryAfter = null)
    {
        if (attempt >= Attempts || retryAfter > LongestDelay)
        {
            return null;
        }

        double doubled = FirstDelay.TotalSeconds * Math.Pow(2, attempt - 1);
        double seconds = Math.Min(doubled, LongestDelay.TotalSeconds);
        seconds *= 1 + (Jitter * ((2 * Random.Shared.NextDouble()) - 1));
        return TimeSpan.FromSeconds(Math.Max(seconds, retryAfter?.TotalSeconds ?? 0));
    }
}
