using System.Security.Claims;
using System.Xml.Linq;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.IdentityModel.Protocols;

namespace GpuRisk.Host.Service.Security;

/// <summary>How the service finds out who sends a request, and what they may do.</summary>
internal static class SecuritySetup
{
    private const string Choice = "KeyOrToken";

    /// <summary>Adds authentication by key, or by token where that is configured, and a policy for
    /// each scope.</summary>
    public static void AddSecurity(this IServiceCollection services, ServiceOptions options)
    {
        AuthenticationBuilder schemes = services
            .AddAuthentication(Choice)
            .AddPolicyScheme(Choice, Choice, scheme => scheme.ForwardDefaultSelector = context =>
                options.Jwt is not null && !IsKey(ApiKeyHandler.KeyIn(context.Request))
                    ? JwtBearerDefaults.AuthenticationScheme
                    : ApiKeyHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(
                ApiKeyHandler.SchemeName, null);
        if (options.Jwt is { } tokens)
        {
            schemes.AddJwtBearer(jwt => Configure(jwt, tokens));
            services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
                .PostConfigure<TimeProvider>((jwt, time) => jwt.ConfigurationManager =
                    new IssuerKeys(
                        tokens.Authority.TrimEnd('/') + "/.well-known/openid-configuration",
                        new HttpDocumentRetriever(jwt.Backchannel)
                        {
                            RequireHttps = jwt.RequireHttpsMetadata,
                        },
                        time));
        }

        services.Configure<KeyManagementOptions>(keys =>
        {
            keys.XmlRepository = new ForgottenKeys();
            keys.XmlEncryptor = new NullXmlEncryptor();
        });
        AddPolicies(services.AddAuthorizationBuilder());
    }

    private static void AddPolicies(AuthorizationBuilder builder)
    {
        foreach (string scope in Scope.All)
        {
            builder.AddPolicy(scope, policy => policy
                .RequireAuthenticatedUser()
                .RequireClaim(Caller.ScopeClaim, Scope.Allowing(scope)));
        }
    }

    private static bool IsKey(string? text) =>
        text?.StartsWith(ApiKey.Prefix, StringComparison.Ordinal) == true;

    private static void Configure(JwtBearerOptions jwt, TokenOptions tokens)
    {
        jwt.Authority = tokens.Authority;
        jwt.Audience = tokens.Audience;
        jwt.MapInboundClaims = false;
        jwt.RequireHttpsMetadata = !new Uri(tokens.Authority).IsLoopback;
        jwt.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                var identity = (ClaimsIdentity)context.Principal!.Identity!;
                string? owner = identity.FindFirst(tokens.OwnerClaim)?.Value;
                if (owner is null || !OwnerName.IsAllowed(owner))
                {
                    context.Fail(
                        $"The token's claim {tokens.OwnerClaim} is no name of at most "
                        + $"{OwnerName.MostLength} printable characters.");
                    return Task.CompletedTask;
                }

                // What the service concludes is not for tokens to say.
                foreach (Claim claim in identity.Claims.Where(Caller.IsOwnClaim).ToArray())
                {
                    identity.RemoveClaim(claim);
                }

                identity.AddClaim(new Claim(Caller.OwnerClaim, owner));
                identity.AddClaims(identity.FindAll(tokens.ScopeClaim)
                    .SelectMany(claim => claim.Value.Split(' '))
                    .Intersect(Scope.All)
                    .Select(scope => new Claim(Caller.ScopeClaim, scope))
                    .ToArray());
                return Task.CompletedTask;
            },
        };
    }

    // Authentication brings keys for cookies along. Nothing here has cookies, so that the keys
    // need not outlive the process, and no file is written for them.
    private sealed class ForgottenKeys : IXmlRepository
    {
        private readonly List<XElement> _keys = [];

        public IReadOnlyCollection<XElement> GetAllElements() => [.. _keys];

        public void StoreElement(XElement element, string friendlyName) => _keys.Add(element);
    }
}
