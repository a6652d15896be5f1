using System.Net;
using System.Net.Sockets;
using GpuRisk.Client;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Cli.Commands;

/// <summary>What a service that refuses or is not there means to the user.</summary>
internal static class RemoteFailure
{
    /// <summary>The failure to tell.</summary>
    /// <param name="error">What happened.</param>
    /// <param name="request">What was asked for.</param>
    public static Failure Of(Exception error, RunRequest request) => error switch
    {
        ServiceException { Errors.Count: > 0 } refusal => Failure.Located(
            refusal.Errors.Select(fault => Located(fault, request))),
        ServiceException refusal => OfStatus(
            refusal.Status,
            $"{request.Server}: {OneLine(refusal.Message)}{Hint(refusal.Status)}"),
        HttpRequestException => Failure.OfWork(
            $"{request.Server} cannot be reached: {OneLine(error.Message)}"
            + (error.InnerException is SocketException
                ? "; gpurisk serve starts a service"
                : "")),
        _ => Failure.OfWork(
            $"{request.Server} does not answer as a gpurisk service of this version: "
            + OneLine(error.Message)),
    };

    private static Failure OfStatus(HttpStatusCode status, string reason) =>
        IsOfTheUser(status) ? Failure.OfInput(reason) : Failure.OfWork(reason);

    // The service knows the document but not its file's name.
    private static LocatedError Located(LocatedError fault, RunRequest request)
    {
        if (fault.File != "--set") return fault with { File = request.File };
        ScenarioError placed = StatedSettings.Placed(
            [new(fault.File, fault.Line, fault.Column, fault.Key, fault.Message)],
            request.Overrides).Single();
        return fault with { File = placed.File, Line = placed.Line, Column = placed.Column };
    }

    private static bool IsOfTheUser(HttpStatusCode status) => status
        is HttpStatusCode.BadRequest
        or HttpStatusCode.Unauthorized
        or HttpStatusCode.Forbidden
        or HttpStatusCode.RequestEntityTooLarge
        or HttpStatusCode.UnsupportedMediaType
        or HttpStatusCode.UnprocessableEntity;

    private static string Hint(HttpStatusCode status) => status == HttpStatusCode.Unauthorized
        ? $" ({ServerOptions.KeyVariable} or --key gives it)"
        : "";

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
