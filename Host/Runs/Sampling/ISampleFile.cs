using GpuRisk.Engine.Sampling;

namespace GpuRisk.Host.Runs.Sampling;

/// <summary>A file of samples that is being written.</summary>
internal interface ISampleFile : ISampleWriter, IDisposable
{
    /// <summary>Writes what stands at the file's end; without it the file cannot be read.
    /// </summary>
    void Finish();
}
