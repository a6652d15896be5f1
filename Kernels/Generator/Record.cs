using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GpuRisk.Kernels.Generator;

/// <summary>A field, the places that it takes and, where it is a record itself, its type.</summary>
internal readonly struct Field(string name, int width, string? type) : IEquatable<Field>
{
    public string Name { get; } = name;

    public int Width { get; } = width;

    public string? Type { get; } = type;

    public bool Equals(Field other) =>
        Name == other.Name && Width == other.Width && Type == other.Type;

    public override bool Equals(object? obj) => obj is Field other && Equals(other);

    public override int GetHashCode() => Name.GetHashCode();
}

/// <summary>What the source of a record is written from.</summary>
internal sealed class Record : IEquatable<Record>
{
    private const string Space_ = "GpuRisk.Kernels.Records";

    private Record(
        string? space, string access, string name, string? argument, string kind,
        ImmutableArray<Field> fields, string? fault)
    {
        Space = space;
        Access = access;
        Name = name;
        Argument = argument;
        Kind = kind;
        Fields = fields;
        Fault = fault;
    }

    /// <summary>The namespace; none of a record that stands outside all.</summary>
    public string? Space { get; }

    /// <summary>Who may see it: <c>public</c> or <c>internal</c>.</summary>
    public string Access { get; }

    public string Name { get; }

    /// <summary>The struct's type argument; none of a row.</summary>
    public string? Argument { get; }

    public string Kind { get; }

    public ImmutableArray<Field> Fields { get; }

    /// <summary>Why it cannot be a record.</summary>
    public string? Fault { get; }

    public int Width => Fields.Sum(x => x.Width);

    public static Record Of(INamedTypeSymbol type, string kind)
    {
        string? argument = type.TypeParameters.FirstOrDefault()?.Name;
        var fields = ImmutableArray.CreateBuilder<Field>();
        string? fault = type.ContainingType is not null ? "a record stands within no other type"
            : kind == "Row" != (argument is null)
                ? "a row has no type argument, and any other record one"
            : null;
        foreach (IFieldSymbol field in fault is null ? Members(type) : [])
        {
            if (WidthOf(field.Type, type, kind) is not { } width)
            {
                fault = $"field {field.Name} is of another kind";
                break;
            }

            fields.Add(new Field(
                field.Name, width,
                field.Type is INamedTypeSymbol { IsGenericType: true } nested
                    ? nested.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
                    : null));
        }

        return new Record(
            type.ContainingNamespace.IsGlobalNamespace
                ? null
                : type.ContainingNamespace.ToDisplayString(),
            type.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
            type.Name, argument, kind, fields.ToImmutable(), fault);
    }

    private static IEnumerable<IFieldSymbol> Members(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic);

    private static int? WidthOf(ITypeSymbol field, INamedTypeSymbol record, string kind)
    {
        if (kind == "Row") return field.SpecialType == SpecialType.System_Int32 ? 1 : null;
        if (SymbolEqualityComparer.Default.Equals(field, record.TypeParameters[0])) return 1;
        if (field is not INamedTypeSymbol { IsGenericType: true } nested
            || !nested.GetAttributes().Any(
                x => x.AttributeClass?.ToDisplayString() == $"{Space_}.{kind}Attribute"))
        {
            return null;
        }

        int sum = 0;
        INamedTypeSymbol open = nested.OriginalDefinition;
        foreach (IFieldSymbol inner in Members(open))
        {
            if (WidthOf(inner.Type, open, kind) is not { } width) return null;
            sum += width;
        }

        return sum;
    }

    public bool Equals(Record? other) =>
        other is not null && Space == other.Space && Access == other.Access
        && Name == other.Name
        && Argument == other.Argument && Kind == other.Kind && Fault == other.Fault
        && Fields.SequenceEqual(other.Fields);

    public override bool Equals(object? obj) => Equals(obj as Record);

    public override int GetHashCode() => (Space + Name).GetHashCode();
}
