using System.Text;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>Writes lines of text in which nothing steers the terminal.</summary>
/// <param name="inner">Where to write.</param>
internal sealed class PrintableWriter(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => inner.Write(PrintableText.Of(value.ToString()));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) =>
        inner.Write(PrintableText.Of(new string(buffer, index, count)));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) =>
        inner.Write(PrintableText.Of(buffer.ToString()));

    /// <inheritdoc/>
    public override void Write(string? value) => inner.Write(PrintableText.Of(value ?? ""));

    /// <inheritdoc/>
    public override void WriteLine(string? value) =>
        inner.WriteLine(PrintableText.Of(value ?? ""));

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
