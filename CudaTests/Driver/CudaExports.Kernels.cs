using System.Runtime.InteropServices;
using System.Text;
using GpuRisk.CudaTests.Machine;
using GpuRisk.CudaTests.Ptx;

namespace GpuRisk.CudaTests.Driver;

/// <summary>Modules and launches.</summary>
internal static unsafe partial class CudaExports
{
    private const int ErrorLogOption = 5;
    private const int ErrorLogSizeOption = 6;
    private const nint ParametersOption = 1;
    private const nint ParametersSizeOption = 2;

    [UnmanagedCallersOnly]
    private static CudaResult cuModuleLoadDataEx(
        nint* module, byte* text, int count, int* options, nint* values) => Driver.Call(
        nameof(cuModuleLoadDataEx), (driver, _) =>
        {
            try
            {
                string ptx = Marshal.PtrToStringUTF8((nint)text)!;
                *module = driver.Add(driver.Complaint is { } complaint
                    ? throw new PtxException(complaint)
                    : PtxParser.Parse(ptx, driver.Card.Architecture));
                return CudaResult.Success;
            }
            catch (PtxException error)
            {
                nint log = Option(count, options, values, ErrorLogOption);
                int size = (int)Option(count, options, values, ErrorLogSizeOption);
                string said = error.Message[..Math.Min(error.Message.Length, size - 1)] + '\0';
                Encoding.ASCII.GetBytes(said, new Span<byte>((void*)log, size));
                return CudaResult.InvalidPtx;
            }
        });

    [UnmanagedCallersOnly]
    private static CudaResult cuModuleUnload(nint module) => Driver.Call(
        nameof(cuModuleUnload), (driver, _) =>
            driver.Remove(module) ? CudaResult.Success : CudaResult.InvalidHandle);

    [UnmanagedCallersOnly]
    private static CudaResult cuModuleGetFunction(nint* function, nint module, byte* name) =>
        Driver.Call(nameof(cuModuleGetFunction), (driver, _) =>
        {
            *function = module;
            return driver.Find<PtxKernel>(module)?.Name == Marshal.PtrToStringUTF8((nint)name)
                ? CudaResult.Success : CudaResult.NotFound;
        });

    [UnmanagedCallersOnly]
    private static CudaResult cuOccupancyMaxActiveBlocksPerMultiprocessor(
        int* blocks, nint function, int blockSize, nint shared) => Driver.Call(
        nameof(cuOccupancyMaxActiveBlocksPerMultiprocessor), (driver, _) =>
        {
            *blocks = driver.Card.BlocksPerMultiprocessor;
            return CudaResult.Success;
        });

    [UnmanagedCallersOnly]
    private static CudaResult cuLaunchKernel(
        nint function, int gridX, int gridY, int gridZ, int blockX, int blockY, int blockZ,
        int shared, nint stream, nint* arguments, nint* extra) => Driver.Call(
        nameof(cuLaunchKernel), (driver, context) =>
        {
            PtxKernel kernel = driver.Find<PtxKernel>(function)!;
            var launch = new Launch(
                kernel, new Size(gridX, gridY, gridZ), new Size(blockX, blockY, blockZ),
                Parameters(extra));
            if (Problem(launch) is { } problem)
            {
                return driver.Violation(CudaResult.InvalidValue, $"{kernel.Name}: {problem}");
            }

            return Enqueue(driver, context, stream, () => driver.Run(launch, context));
        });

    private static nint Option(int count, int* options, nint* values, int option)
    {
        int place = new ReadOnlySpan<int>(options, count).IndexOf(option);
        return place < 0 ? 0 : values[place];
    }

    private static byte[] Parameters(nint* extra)
    {
        nint start = 0;
        nint size = 0;
        for (; *extra != 0; extra += 2)
        {
            if (extra[0] == ParametersOption)
            {
                start = extra[1];
            }
            else if (extra[0] == ParametersSizeOption)
            {
                size = *(nint*)extra[1];
            }
        }

        return new ReadOnlySpan<byte>((void*)start, (int)size).ToArray();
    }

    private static string? Problem(Launch launch)
    {
        (Size grid, Size block) = (launch.Grid, launch.Block);
        if (grid.X <= 0 || grid.Y is <= 0 or > 65535 || grid.Z is <= 0 or > 65535
            || block.X is <= 0 or > 1024 || block.Y is <= 0 or > 1024 || block.Z is <= 0 or > 64)
        {
            return $"a grid of {grid} with blocks of {block}";
        }

        if (block.Count > launch.Kernel.MostThreads)
        {
            return $"{block.Count} threads a block; at most {launch.Kernel.MostThreads}";
        }

        return launch.Parameters.Length == launch.Kernel.ParameterBytes
            ? null
            : $"{launch.Parameters.Length} bytes of parameters, not {launch.Kernel.ParameterBytes}";
    }
}
