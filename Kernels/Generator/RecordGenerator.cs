using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GpuRisk.Kernels.Generator;

/// <summary>
/// Gives the records of a plan (<c>[Row]</c>, <c>[Terms]</c>, <c>[State]</c>, <c>[Outcomes]</c>)
/// the places of their fields, and the functions that read and write them.
/// </summary>
[Generator]
public sealed class RecordGenerator : IIncrementalGenerator
{
    private const string Namespace = "GpuRisk.Kernels.Records.";

    private static readonly string[] s_kinds = ["Row", "Terms", "State", "Outcomes"];

    private static readonly DiagnosticDescriptor s_wrong = new(
        "GPURISK001", "No record", "{0}: {1}", "GpuRisk", DiagnosticSeverity.Error, true);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        foreach (string kind in s_kinds)
        {
            context.RegisterSourceOutput(
                context.SyntaxProvider.ForAttributeWithMetadataName(
                    Namespace + kind + "Attribute",
                    (node, _) => node is StructDeclarationSyntax,
                    (found, _) => Record.Of((INamedTypeSymbol)found.TargetSymbol, kind)),
                Write);
        }
    }

    private static void Write(SourceProductionContext context, Record record)
    {
        if (record.Fault is { } fault)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(s_wrong, Location.None, record.Name, fault));
            return;
        }

        context.AddSource(
            (record.Space is { } space ? space + "." : "") + record.Name + ".g.cs",
            SourceText.From(RecordSource.Of(record), Encoding.UTF8));
    }
}
