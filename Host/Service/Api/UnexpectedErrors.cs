using System.Net;
using GpuRisk.Host.Service.Store;
using Microsoft.AspNetCore.Diagnostics;

namespace GpuRisk.Host.Service.Api;

/// <summary>Answers for what goes wrong outside of handlers: broken requests, statuses without a
/// body, a store that is behind, and bugs.</summary>
internal static partial class UnexpectedErrors
{
    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(1);

    /// <summary>Turns all of it into problem details.</summary>
    public static void UseProblemDetails(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            SuppressDiagnosticsCallback = _ => true,
            ExceptionHandler = Answer,
        });
        app.UseStatusCodePages(context => Problems.Write(
            context.HttpContext,
            (HttpStatusCode)context.HttpContext.Response.StatusCode,
            DetailOf(context.HttpContext)));
    }

    private static Task Answer(HttpContext context)
    {
        Exception error = context.Features.Get<IExceptionHandlerFeature>()!.Error;
        switch (error)
        {
            case BadHttpRequestException bad:
                return Problems.Write(context, (HttpStatusCode)bad.StatusCode, bad.Message);
            case StoreException store:
                context.RequestServices.GetRequiredService<StoreHealth>().Failed(store);
                return Problems.Write(
                    context, HttpStatusCode.ServiceUnavailable,
                    "The store is behind or cannot be reached.", retryAfter: StorePause);
            case DamagedStoreException damaged:
                Log(context, damaged, "Something in the store is damaged.");
                return Problems.Write(context, HttpStatusCode.Gone, damaged.Message);
            case OperationCanceledException when context.RequestAborted.IsCancellationRequested:
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                return Task.CompletedTask;
            case OperationCanceledException:
                return Problems.Write(
                    context, HttpStatusCode.ServiceUnavailable, "The service is stopping.",
                    retryAfter: StorePause);
            default:
                Log(context, error, "An error of the program met a request.");
                return Problems.Write(
                    context, HttpStatusCode.InternalServerError,
                    "An error of the program; the service's log says more.");
        }
    }

    private static string DetailOf(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized =>
            "An API key is needed: Authorization: Bearer KEY. It is missing or not valid. The "
            + "first start of the service has told one; gpurisk keys add makes more.",
        StatusCodes.Status403Forbidden => "The API key does not allow this.",
        StatusCodes.Status404NotFound => $"There is nothing at {context.Request.Path}.",
        StatusCodes.Status405MethodNotAllowed =>
            $"{context.Request.Method} is not what {context.Request.Path} is for.",
        _ => "The request cannot be answered.",
    };

    private static void Log(HttpContext context, Exception error, string message)
    {
        ILogger log = context.RequestServices.GetRequiredService<ILoggerFactory>()
            .CreateLogger("GpuRisk.Host.Service.Api");
        LogError(log, message, context.Request.Method, context.Request.Path, error);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{What} {Method} {Path}")]
    private static partial void LogError(
        ILogger logger, string what, string method, PathString path, Exception error);
}
