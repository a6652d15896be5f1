using GpuRisk.Scenarios;
using Spectre.Console.Rendering;

namespace GpuRisk.Host.Reports.Rendering;

/// <summary>Escapes what would steer the terminal in all that a console draws, but for what the
/// console itself puts there.</summary>
internal sealed class PrintableHook : IRenderHook
{
    /// <inheritdoc/>
    public IEnumerable<IRenderable> Process(
        RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(inner => new Printable(inner));

    private sealed class Printable(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) =>
            inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner.Render(options, maxWidth).Select(Escaped);

        private static Segment Escaped(Segment segment) =>
            segment.IsControlCode || segment.IsLineBreak
                ? segment
                : new Segment(PrintableText.Of(segment.Text), segment.Style);
    }
}
