using GpuRisk.CudaTests.Machine;
using GpuRisk.CudaTests.Ptx;

namespace GpuRisk.CudaTests.Driver;

/// <summary>The emulated driver: what <see cref="CudaExports"/> leads to, and what tests look at.
/// </summary>
internal sealed class CudaDriver
{
    private readonly Lock _lock = new();
    private readonly Dictionary<nint, object> _handles = [];
    private readonly List<string> _violations = [];
    private nint _lastHandle = 0x1000;

    [ThreadStatic]
    private static nint _current;

    private CudaDriver()
    {
    }

    /// <summary>The process's driver.</summary>
    public static CudaDriver Instance { get; } = new();

    /// <summary>The card; contexts that are open keep their memory.</summary>
    public Card Card { get; set; } = new();

    /// <summary>What the assembler says of the next kernel; null where it takes it.</summary>
    public string? Complaint { get; set; }

    /// <summary>Whether launches touch what they may not.</summary>
    public bool LaunchesFail { get; set; }

    /// <summary>Whether a context works again after a failed launch, which no driver's does.
    /// </summary>
    public bool IsForgiving { get; set; }

    /// <summary>Instructions of warps in one launch at most.</summary>
    public long MostInstructions { get; set; } = long.MaxValue;

    /// <summary>Told of every launch once it is done; may be null.</summary>
    public Action<Launch>? Launched { get; set; }

    /// <summary>Bytes of the largest copy from the device to the host.</summary>
    public long LargestCopyToHost { get; set; }

    /// <summary>Kernels that are loaded.</summary>
    public IReadOnlyList<PtxKernel> Kernels
    {
        get
        {
            lock (_lock)
            {
                return [.. _handles.Values.OfType<PtxKernel>().Distinct()];
            }
        }
    }

    /// <summary>Allocations of all contexts.</summary>
    public int Allocations
    {
        get
        {
            lock (_lock)
            {
                return _handles.Values.OfType<DeviceContext>()
                    .Sum(context => context.Memory.Count + context.PageLocked.Count);
            }
        }
    }

    /// <summary>What callers did against the rules since somebody last asked.</summary>
    public IReadOnlyList<string> TakeViolations()
    {
        lock (_lock)
        {
            string[] taken = [.. _violations];
            _violations.Clear();
            return taken;
        }
    }

    /// <summary>A call that needs no context.</summary>
    public CudaResult Call(Func<CudaDriver, CudaResult> body)
    {
        lock (_lock)
        {
            return body(this);
        }
    }

    /// <summary>A call in the context of the calling thread.</summary>
    /// <param name="name">The called function.</param>
    /// <param name="body">What it does.</param>
    public CudaResult Call(string name, Func<CudaDriver, DeviceContext, CudaResult> body)
    {
        lock (_lock)
        {
            if (Find<DeviceContext>(_current) is not { } context)
            {
                return Violation(
                    CudaResult.InvalidContext, $"{name} on a thread without a context");
            }

            if (context.Sticky is { } sticky)
            {
                return sticky;
            }

            try
            {
                return body(this, context);
            }
            catch (MachineException error)
            {
                _violations.Add($"{name}: {error.Message}");
                return Break(context);
            }
            catch (InjectedException)
            {
                return Break(context);
            }
        }
    }

    /// <summary>Remembers something under a new handle.</summary>
    public nint Add(object value)
    {
        _handles.Add(_lastHandle += 16, value);
        return _lastHandle;
    }

    public T? Find<T>(nint handle)
        where T : class => _handles.GetValueOrDefault(handle) as T;

    public bool Remove(nint handle) => _handles.Remove(handle);

    /// <summary>Gives the calling thread a context; 0 for none.</summary>
    public static void SetCurrent(nint context) => _current = context;

    /// <summary>Remembers a call against the rules.</summary>
    public CudaResult Violation(CudaResult result, string what)
    {
        _violations.Add(what);
        return result;
    }

    /// <summary>Runs a launch.</summary>
    public void Run(Launch launch, DeviceContext context)
    {
        if (LaunchesFail)
        {
            throw new InjectedException();
        }

        Grid.Run(launch, context.Memory, MostInstructions);
        Launched?.Invoke(launch);
    }

    private CudaResult Break(DeviceContext context)
    {
        context.Streams.Clear();
        context.Sticky = IsForgiving ? null : CudaResult.IllegalAddress;
        return CudaResult.IllegalAddress;
    }

    private sealed class InjectedException : Exception;
}
