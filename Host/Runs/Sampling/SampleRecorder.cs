using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Sampling;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Runs.Sampling;

/// <summary>
/// Writes every path's outcomes into a draft beside the result, which becomes a file of the
/// result when the run is kept and is deleted otherwise.
/// </summary>
internal sealed class SampleRecorder(string folder, SampleFormat format) : IDisposable
{
    /// <summary>The names that samples can have.</summary>
    public static IReadOnlyList<string> Names { get; } = ["samples.parquet", "samples.arrow"];

    /// <summary>The format of a file of one of <see cref="Names"/>.</summary>
    public static SampleFormat FormatOf(string name) => name == Names[(int)SampleFormat.Arrow]
        ? SampleFormat.Arrow
        : SampleFormat.Parquet;

    private FileStream? _stream;
    private ISampleFile? _file;
    private SampleCollector? _collector;

    /// <summary>The file's name in its folder.</summary>
    public string Name { get; } = Names[(int)format];

    private string Draft => Path.Combine(folder, Name + ".tmp");

    /// <summary>Begins a file, and drops what was written before it.</summary>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public SampleCollector Begin(Plan plan, RunOptions options)
    {
        Drop();
        _stream = File.Create(Draft);
        _file = format == SampleFormat.Parquet
            ? new ParquetSampleFile(plan, options, _stream)
            : new ArrowSampleFile(plan, options, _stream);
        _collector = new SampleCollector(plan.Metrics, _file)
        {
            FirstPath = options.FirstPath,
        };
        return _collector;
    }

    /// <summary>Makes the draft a file of a result; to be called once, after the run.</summary>
    /// <exception cref="IOException">What is left cannot be written.</exception>
    public void Finish(StagedFiles staged)
    {
        _collector!.Complete();
        _file!.Finish();
        _file.Dispose();
        _stream!.Flush(flushToDisk: true);
        _stream.Dispose();
        _stream = null;
        staged.Take(Draft, Name);
    }

    /// <inheritdoc/>
    public void Dispose() => Drop();

    private void Drop()
    {
        if (_stream is null)
        {
            return;
        }

        try
        {
            _file?.Dispose();
            _stream.Dispose();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // What could not be written is of no use: the draft goes.
        }

        _stream = null;
        File.Delete(Draft);
    }
}
