using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GpuRisk.Tests.Host.Service.Security;

/// <summary>An issuer of JSON web tokens on this machine: RFC 7519 and OpenID Connect Discovery
/// by hand, so that the service's own libraries do not check themselves.</summary>
internal sealed class TokenIssuer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly RSA _key = RSA.Create(2048);

    public TokenIssuer()
    {
        using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _ = Answer();
    }

    public string Address { get; }

    /// <summary>A token of a user, valid for a minute.</summary>
    /// <param name="change">What is different about it.</param>
    /// <param name="signer">Who signs it; null for this issuer.</param>
    public string Token(Action<JsonObject>? change = null, RSA? signer = null)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Address,
            ["aud"] = "gpurisk",
            ["sub"] = "carol",
            ["scope"] = "openid run",
            ["iat"] = now,
            ["nbf"] = now - 5,
            ["exp"] = now + 60,
        };
        change?.Invoke(claims);
        string signed = Encode("""{"alg":"RS256","typ":"JWT","kid":"one"}""")
            + "." + Encode(claims.ToJsonString());
        byte[] signature = (signer ?? _key).SignData(
            Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return signed + "." + Base64Url.EncodeToString(signature);
    }

    /// <summary>A token that says that nobody signed it.</summary>
    public string Unsigned()
    {
        string[] parts = Token(claims => claims["scope"] = "admin").Split('.');
        return Encode("""{"alg":"none","typ":"JWT"}""") + "." + parts[1] + ".";
    }

    public void Dispose()
    {
        _listener.Close();
        _key.Dispose();
    }

    private async Task Answer()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            byte[] body = Encoding.UTF8.GetBytes(
                context.Request.Url!.AbsolutePath.EndsWith("/keys", StringComparison.Ordinal)
                    ? Keys()
                    : Discovery());
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(body);
            context.Response.Close();
        }
    }

    private string Discovery() => JsonSerializer.Serialize(new
    {
        issuer = Address,
        jwks_uri = Address + "/keys",
        id_token_signing_alg_values_supported = (string[])["RS256"],
    });

    private string Keys()
    {
        RSAParameters key = _key.ExportParameters(includePrivateParameters: false);
        return JsonSerializer.Serialize(new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA", use = "sig", alg = "RS256", kid = "one",
                    n = Base64Url.EncodeToString(key.Modulus),
                    e = Base64Url.EncodeToString(key.Exponent),
                },
            },
        });
    }

    private static string Encode(string text) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
