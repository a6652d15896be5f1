using System.Collections;
using System.Globalization;

namespace GpuRisk.Scenarios;

/// <summary>
/// Writes a scenario as its records are declared: <c>Type(Property=value ...)</c>, properties in
/// ordinal order, numbers as the shortest text that reads back to the same bits. What has a
/// section of its own is written whole there and by its name elsewhere. A property at its type's
/// default - null, 0, false, the first member of an enumeration, an empty list - is left out, so
/// that a new property leaves the hashes of scenarios that do not use it.
/// </summary>
internal static class CanonicalForm
{
    public static void Write(Scenario scenario, TextWriter writer)
    {
        writer.Write(ScenarioHash.Form);
        writer.Write('\n');
        WriteRecord(scenario, writer);
        writer.Write('\n');
    }

    private static void WriteRecord(object record, TextWriter writer)
    {
        CanonicalType type = CanonicalType.Of(record.GetType());
        writer.Write(type.Name);
        char separator = '(';
        foreach (CanonicalProperty property in type.Properties)
        {
            object? value = property.Of(record);
            if (property.IsDefault(value)) continue;
            writer.Write(separator);
            writer.Write(property.Name);
            writer.Write('=');
            if (property.IsList) WriteList(property.Kind, (IEnumerable)value!, writer);
            else Write(property.Kind, value!, writer);
            separator = ' ';
        }

        writer.Write(separator == '(' ? "()" : ")");
    }

    private static void Write(CanonicalKind kind, object value, TextWriter writer)
    {
        switch (kind)
        {
            case CanonicalKind.Text:
                // Wallets are free text: a quote and doubled quotes inside keep fields apart.
                string text = (string)value;
                writer.Write($"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
                break;
            case CanonicalKind.Number:
                // Adding zero makes the negative zero positive: both mean the same.
                writer.Write(((double)value + 0.0).ToString("R", CultureInfo.InvariantCulture));
                break;
            case CanonicalKind.Whole or CanonicalKind.Truth:
                writer.Write(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case CanonicalKind.Choice:
                writer.Write(Enum.GetName(value.GetType(), value)
                    ?? throw new NotSupportedException(
                        $"There is no {value.GetType().Name} {value}."));
                break;
            case CanonicalKind.Reference:
                string name = CanonicalType.Of(value.GetType()).ReferenceTo(value);
                Write(CanonicalKind.Text, name, writer);
                break;
            case CanonicalKind.Record:
                WriteRecord(value, writer);
                break;
            case CanonicalKind.Correlations:
                WriteTriangle((CorrelationMatrix)value, writer);
                break;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(kind), kind, $"The canonical form knows no {kind}.");
        }
    }

    private static void WriteList(CanonicalKind items, IEnumerable list, TextWriter writer)
    {
        writer.Write('[');
        foreach (object item in list)
        {
            writer.Write('\n');
            Write(items, item, writer);
        }

        writer.Write(']');
    }

    private static void WriteTriangle(CorrelationMatrix matrix, TextWriter writer)
    {
        IEnumerable<double> below =
            from row in Enumerable.Range(0, matrix.Size)
            from column in Enumerable.Range(0, row)
            select matrix[row, column];
        WriteList(CanonicalKind.Number, below, writer);
    }
}
