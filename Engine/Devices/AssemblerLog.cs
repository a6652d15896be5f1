using System.Diagnostics;
using System.Text;
using ILGPU.Runtime.Cuda;

namespace GpuRisk.Engine.Devices;

/// <summary>What a driver's assembler says of code that it does not take. ILGPU tells it to whoever
/// traces, and to nobody else.</summary>
internal sealed class AssemblerLog : TraceListener
{
    private readonly StringBuilder _text = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;

    private AssemblerLog()
    {
    }

    /// <summary>Loads code.</summary>
    /// <exception cref="DeviceException">The assembler does not take it.</exception>
    public static T Of<T>(Func<T> load)
    {
        using var log = new AssemblerLog();
        Trace.Listeners.Add(log);
        try
        {
            return load();
        }
        catch (CudaException error)
        {
            throw new DeviceException(
                $"The driver does not take the kernel's code: {error.Message} ({error.Error}). "
                + log._text, error);
        }
        finally
        {
            Trace.Listeners.Remove(log);
        }
    }

    /// <inheritdoc/>
    public override void Write(string? message)
    {
        if (Environment.CurrentManagedThreadId == _thread)
        {
            _text.Append(message?.Split('\0')[0]);
        }
    }

    /// <inheritdoc/>
    public override void WriteLine(string? message) => Write(message + ' ');
}
