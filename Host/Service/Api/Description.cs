using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GpuRisk.Client;
using GpuRisk.Host.Runs.Storage;
using GpuRisk.Scenarios;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace GpuRisk.Host.Service.Api;

/// <summary>The description of the API: OpenAPI 3.1 at <c>/openapi/v1.json</c>, and a page to read
/// and try it at <c>/scalar</c>.</summary>
internal static class Description
{
    private const string KeyScheme = "key";
    private const string PagePath = "/scalar";

    // The page brings its own scripts and styles, and may talk to this service only.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public static void AddDescription(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ClientJson.Default);
        });
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer((document, _, _) =>
            {
                Describe(document);
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) =>
            {
                string path = context.Description.RelativePath?.TrimEnd('/') ?? "";
                AddParameters(operation, path, context.Description.HttpMethod ?? "");
                if (context.Description.ActionDescriptor.EndpointMetadata
                    .OfType<ScenarioTaken>().Any())
                {
                    operation.RequestBody = Scenario();
                }

                if (path.StartsWith(HealthApi.Path, StringComparison.Ordinal))
                {
                    operation.Security = [];
                }

                return Task.CompletedTask;
            });
        });
    }

    public static void MapDescription(this WebApplication app)
    {
        app.MapOpenApi();
        app.MapScalarApiReference(PagePath, options => options
            .WithTitle("GpuRisk API")
            .HideDeveloperTools()
            .DisableAgent()
            .DisableTelemetry()
            .DisableDefaultFonts());
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(PagePath),
            page => page.Use((context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = PagePolicy;
                return next(context);
            }));
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "GpuRisk",
            Version = BuildVersion.Version,
            Description = "Monte Carlo risk of decentralised finance: submit scenarios, watch "
                + "runs, read results. Times are ISO 8601 in UTC; errors are problem details "
                + "(RFC 9457), those of scenarios with file, line, column and key.",
            License = new OpenApiLicense { Name = "MIT" },
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key, told by the service's first start or made by gpurisk "
                    + "keys add, or a JSON web token.",
            },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [],
            },
        ];
    }

    private static void AddParameters(OpenApiOperation operation, string path, string method)
    {
        foreach (QueryParameter parameter in QueryParameter.Of(method, path))
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(parameter.Describe());
        }
    }

    private static OpenApiRequestBody Scenario() => new()
    {
        Required = true,
        Description = "The scenario; GET /v1/scenarios/schema describes it.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ScenarioBody.Yaml] = new()
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Example = JsonValue.Create(
                    LibraryScenarios.All.First(known => known.Name == "quick-start").Text),
            },
            [ScenarioBody.Json] = new()
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.Object },
                Example = ExampleScenario.AsJson(),
            },
        },
    };
}
