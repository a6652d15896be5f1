using System.Runtime.InteropServices;
using GpuRisk.CudaTests.Ptx;

namespace GpuRisk.CudaTests.Machine;

/// <summary>Runs launches, warp after warp.</summary>
internal static unsafe class Grid
{
    /// <summary>What stands in fresh registers: no value that a kernel would give.</summary>
    private const byte Poison = 0xA5;

    /// <summary>Runs a launch.</summary>
    /// <param name="launch">The launch, which keeps the counts.</param>
    /// <param name="memory">The memory that it may touch.</param>
    /// <param name="mostInstructions">Of warps; more of them are an endless loop.</param>
    /// <exception cref="MachineException">A thread did what it may not.</exception>
    public static void Run(Launch launch, DeviceMemory memory, long mostInstructions)
    {
        foreach (Allocation allocation in memory.Allocations)
        {
            (allocation.Read, allocation.Written) = (0, 0);
        }

        nuint size = (nuint)(launch.Kernel.Registers * Warp.Lanes * sizeof(ulong));
        var registers = (ulong*)NativeMemory.AlignedAlloc(size, 64);
        try
        {
            var warp = new Warp(launch, memory, registers, mostInstructions);
            for (int block = 0; block < launch.Grid.Count; block++)
            {
                for (int first = 0; first < launch.Block.Count; first += Warp.Lanes)
                {
                    NativeMemory.Fill(registers, size, Poison);
                    FillConstants(launch.Kernel, registers);
                    FillSpecials(launch, registers, block, first);
                    warp.Run(Math.Min(Warp.Lanes, launch.Block.Count - first));
                }
            }
        }
        finally
        {
            NativeMemory.AlignedFree(registers);
        }

        launch.Traffic = memory.Allocations.ToDictionary(
            allocation => allocation.Start, allocation => allocation.Read + allocation.Written);
    }

    private static void FillConstants(PtxKernel kernel, ulong* registers)
    {
        foreach ((int place, ulong bits) in kernel.Constants)
        {
            new Span<ulong>(registers + (place * Warp.Lanes), Warp.Lanes).Fill(bits);
        }
    }

    private static void FillSpecials(Launch launch, ulong* registers, int block, int firstThread)
    {
        foreach ((string name, int place) in launch.Kernel.Specials)
        {
            for (int lane = 0; lane < Warp.Lanes; lane++)
            {
                registers[(place * Warp.Lanes) + lane] =
                    (uint)Special(name, launch, block, firstThread + lane);
            }
        }
    }

    private static int Special(string name, Launch launch, int block, int thread) => name switch
    {
        "%tid.x" => thread % launch.Block.X,
        "%tid.y" => thread / launch.Block.X % launch.Block.Y,
        "%tid.z" => thread / launch.Block.X / launch.Block.Y,
        "%ntid.x" => launch.Block.X,
        "%ntid.y" => launch.Block.Y,
        "%ntid.z" => launch.Block.Z,
        "%ctaid.x" => block % launch.Grid.X,
        "%ctaid.y" => block / launch.Grid.X % launch.Grid.Y,
        "%ctaid.z" => block / launch.Grid.X / launch.Grid.Y,
        "%nctaid.x" => launch.Grid.X,
        "%nctaid.y" => launch.Grid.Y,
        "%nctaid.z" => launch.Grid.Z,
        _ => throw new PtxException($"The special register {name} is unknown."),
    };
}
