using System.Text.Json;
using System.Text.Json.Serialization;
using GpuRisk.Client;
using GpuRisk.Host.Figures;

namespace GpuRisk.Host.Service.Dashboard;

/// <summary>The figures that the dashboard shows of every metric, as a module of it: what
/// <see cref="FigureList"/> says, as JSON.</summary>
internal static class FigureListModule
{
    /// <summary>The module in UTF-8: it exports <c>figureList</c>.</summary>
    public static byte[] Text() =>
    [
        .. "// The figures of every metric, as the service lists them.\n"u8,
        .. "export const figureList = "u8,
        .. JsonSerializer.SerializeToUtf8Bytes(
            FigureList.Of(FigurePlaces.Dashboard)
                .Select(figure => new ShownFigure(figure.Name, figure.Title, figure.Kind))
                .ToArray(),
            FigureListJson.Default.ShownFigureArray),
        .. ";\n"u8,
    ];
}

/// <summary>A figure as the dashboard knows it.</summary>
/// <param name="Name">Its name in results.</param>
/// <param name="Title">What stands above it.</param>
/// <param name="Kind">How it is told.</param>
internal sealed record ShownFigure(string Name, string Title, FigureKind Kind);

/// <summary>Serializers of the list, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(KebabCaseConverter<FigureKind>)])]
[JsonSerializable(typeof(ShownFigure[]))]
internal sealed partial class FigureListJson : JsonSerializerContext;
