namespace GpuRisk.Engine.Sampling;

/// <summary>What takes the outcomes of single paths, block by block.</summary>
public interface ISampleWriter
{
    /// <summary>Takes a block. Blocks come in the order of their paths, one at a time, but on any
    /// thread; a block is used again once this returns.</summary>
    /// <param name="block">The outcomes.</param>
    void Write(SampleBlock block);
}
