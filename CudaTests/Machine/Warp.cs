using System.Numerics;
using GpuRisk.CudaTests.Ptx;

namespace GpuRisk.CudaTests.Machine;

/// <summary>32 threads in lock step. The sides of a branch that they take differently run one after
/// the other, and meet where the branch's two ways do.</summary>
internal sealed unsafe class Warp(
    Launch launch, DeviceMemory memory, ulong* registers, long mostInstructions)
{
    public const int Lanes = 32;

    private readonly Instruction[] _code = launch.Kernel.Code;
    private readonly int[] _joins = launch.Kernel.Joins;
    private readonly Stack<Side> _waiting = new();
    private Allocation? _lastTouched;
    private Side _side;

    /// <summary>Lanes that go the same way from a place up to a place.</summary>
    private record struct Side(int Place, int End, uint Lanes);

    /// <summary>Runs the warp's threads from the kernel's first instruction to their end.</summary>
    public void Run(int lanes)
    {
        _side = new Side(0, _code.Length, uint.MaxValue >> (Lanes - lanes));
        while (true)
        {
            if (_side.Lanes == 0 || _side.Place == _side.End)
            {
                if (!_waiting.TryPop(out _side))
                {
                    return;
                }

                continue;
            }

            Step(_code[_side.Place]);
        }
    }

    private void Step(Instruction instruction)
    {
        uint active = instruction.Guard < 0 ? _side.Lanes : Guarded(instruction);
        launch.Executed[_side.Place] += BitOperations.PopCount(_side.Lanes);
        if (++launch.WarpInstructions > mostInstructions)
        {
            throw new MachineException($"{launch.Kernel.Name} does not end.");
        }

        switch (instruction.Kind)
        {
            case InstructionKind.Branch:
                Branch(instruction, active);
                return;
            case InstructionKind.Return:
                Return(active);
                return;
            case InstructionKind.Arithmetic:
                instruction.Operation.Run(
                    Register(instruction.Target), Register(instruction.A),
                    Register(instruction.B), Register(instruction.C), active);
                break;
            case InstructionKind.LoadParameter:
                LoadParameter(instruction, active);
                break;
            default:
                Touch(instruction, active);
                break;
        }

        if (instruction.WrongBits != 0)
        {
            Mutate(instruction, active);
        }

        _side.Place++;
    }

    private ulong* Register(int place) => registers + (place * Lanes);

    private uint Guarded(Instruction instruction)
    {
        ulong* guard = Register(instruction.Guard);
        uint set = 0;
        for (uint lanes = _side.Lanes; lanes != 0; lanes &= lanes - 1)
        {
            int lane = BitOperations.TrailingZeroCount(lanes);
            set |= (uint)(guard[lane] & 1) << lane;
        }

        return _side.Lanes & (instruction.IsGuardNegated ? ~set : set);
    }

    private void Branch(Instruction branch, uint taken)
    {
        uint others = _side.Lanes & ~taken;
        if (others == 0 || taken == 0)
        {
            _side.Place = taken == 0 ? _side.Place + 1 : branch.Destination;
            return;
        }

        if (branch.IsUniform)
        {
            throw new MachineException(
                $"{launch.Kernel.Name}, {branch}: lanes part, and the code denies it.");
        }

        int join = _joins[_side.Place];
        if (join != _side.End)
        {
            // What follows where both sides meet waits for them.
            _waiting.Push(_side with { Place = join });
        }

        _waiting.Push(new Side(_side.Place + 1, join, others));
        _side = new Side(branch.Destination, join, taken);
    }

    private void Return(uint returning)
    {
        if (returning == 0)
        {
            _side.Place++;
            return;
        }

        // Lanes that return take part in nothing that waits.
        Side[] waiting = [.. _waiting];
        _waiting.Clear();
        foreach (Side side in waiting.Reverse())
        {
            _waiting.Push(side with { Lanes = side.Lanes & ~returning });
        }

        _side = _side with { Place = _side.Place + 1, Lanes = _side.Lanes & ~returning };
    }

    private void LoadParameter(Instruction instruction, uint active)
    {
        ulong value = instruction.Size == sizeof(uint)
            ? BitConverter.ToUInt32(launch.Parameters, instruction.Offset)
            : BitConverter.ToUInt64(launch.Parameters, instruction.Offset);
        ulong* target = Register(instruction.Target);
        for (; active != 0; active &= active - 1)
        {
            target[BitOperations.TrailingZeroCount(active)] = value;
        }
    }

    private void Touch(Instruction instruction, uint active)
    {
        ulong* addresses = Register(instruction.A);
        ulong* values = Register(
            instruction.Kind == InstructionKind.Load ? instruction.Target : instruction.B);
        for (; active != 0; active &= active - 1)
        {
            int lane = BitOperations.TrailingZeroCount(active);
            ulong address = addresses[lane] + (ulong)instruction.Offset;
            Allocation allocation = Check(instruction, address);
            switch (instruction.Kind)
            {
                case InstructionKind.Load:
                    allocation.Read += instruction.Size;
                    values[lane] = instruction.Size == sizeof(uint)
                        ? *(uint*)address : *(ulong*)address;
                    break;
                case InstructionKind.Store when instruction.Size == sizeof(uint):
                    allocation.Written += instruction.Size;
                    *(uint*)address = (uint)values[lane];
                    break;
                case InstructionKind.Store:
                    allocation.Written += instruction.Size;
                    *(ulong*)address = values[lane];
                    break;
                default:
                    allocation.Written += instruction.Size;
                    *(ulong*)address = ((Operation.Binary)instruction.Operation)
                        .Apply(*(ulong*)address, values[lane]);
                    break;
            }
        }
    }

    private Allocation Check(Instruction instruction, ulong address)
    {
        var size = (ulong)instruction.Size;
        if (_lastTouched?.Holds(address, size) != true)
        {
            _lastTouched = memory.Find(address, size) ?? throw new MachineException(
                $"{launch.Kernel.Name}, {instruction}: {address:x} is outside of all allocations.");
        }

        return address % size == 0 ? _lastTouched : throw new MachineException(
            $"{launch.Kernel.Name}, {instruction}: {address:x} is no multiple of {size}.");
    }

    private void Mutate(Instruction instruction, uint active)
    {
        ulong* target = Register(instruction.Target);
        for (; active != 0; active &= active - 1)
        {
            target[BitOperations.TrailingZeroCount(active)] ^= instruction.WrongBits;
        }
    }
}
