using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace GpuRisk.Host.Service.Security;

/// <summary>What a browser gets the local key for: a code that the service tells at its start, good
/// once and for some minutes. Safe for concurrent use.</summary>
internal sealed class LoginLink(LocalKeyFile local, TimeProvider time)
{
    private const int MostLength = 100;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private readonly long _start = time.GetTimestamp();
    private string? _code = local.Text is null
        ? null
        : RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The page of the dashboard that uses it; null where there is no local key.</summary>
    public string? Fragment => _code is { } code ? $"#/login/{code}" : null;

    /// <summary>The local key for the code.</summary>
    /// <returns>Null where the code is another one, was used, or is too old.</returns>
    public string? Use(string code)
    {
        string? wanted = _code;
        return wanted is not null && time.GetElapsedTime(_start) < Life
            && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(wanted))
            && Interlocked.CompareExchange(ref _code, null, wanted) == wanted
                ? local.Text
                : null;
    }

    /// <summary><c>POST /login</c>: the dashboard's, with the code as its body.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/login", async (HttpContext context, LoginLink link) =>
        {
            using var body = new StreamReader(context.Request.Body);
            char[] code = new char[MostLength];
            int length = await body
                .ReadBlockAsync(code, context.RequestAborted).ConfigureAwait(false);
            return link.Use(new string(code, 0, length)) is { } key
                ? TypedResults.Text(key)
                : Api.Problems.Of(
                    HttpStatusCode.Unauthorized, "This link was used, or is too old.");
        })
        .AllowAnonymous()
        .ExcludeFromDescription();
}
