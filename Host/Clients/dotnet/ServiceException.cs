using System.Net;

namespace GpuRisk.Client;

/// <summary>The service refused a request and said why.</summary>
public sealed class ServiceException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="problem">Why.</param>
    /// <param name="retryAfter">When it may be tried again; null where the service does not say.
    /// </param>
    public ServiceException(HttpStatusCode status, Problem problem, TimeSpan? retryAfter = null)
        : base(Tell(status, problem))
    {
        Status = status;
        Problem = problem;
        RetryAfter = retryAfter;
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>Why.</summary>
    public Problem Problem { get; }

    /// <summary>When it may be tried again; null where the service does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>What is wrong in the scenario; empty where the refusal is not about one.</summary>
    public IReadOnlyList<LocatedError> Errors => Problem.Errors ?? [];

    private static string Tell(HttpStatusCode status, Problem problem)
    {
        string what = problem.Detail ?? problem.Title ?? status.ToString();
        return string.Join('\n', [what, .. problem.Errors ?? []]);
    }
}
