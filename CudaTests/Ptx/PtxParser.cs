using System.Globalization;
using System.Text.RegularExpressions;
using GpuRisk.CudaTests.Machine;

namespace GpuRisk.CudaTests.Ptx;

/// <summary>Reads a module with one kernel in the form that ILGPU gives it: an instruction a line.
/// </summary>
internal sealed partial class PtxParser
{
    private const int ArchitecturesMostThreads = 1024;

    private readonly string[] _lines;
    private readonly RegisterFile _registers = new();
    private readonly Dictionary<string, int> _parameters = [];
    private readonly Dictionary<string, int> _labels = [];
    private readonly List<(Instruction Branch, string Label)> _branches = [];
    private readonly List<Instruction> _code = [];
    private int _parameterBytes;
    private int _mostThreads = ArchitecturesMostThreads;

    private PtxParser(string text) => _lines = text.Split('\n');

    /// <summary>Reads a module.</summary>
    /// <param name="text">The module.</param>
    /// <param name="architecture">That of the card, such as 90.</param>
    /// <exception cref="PtxException">Something there is unknown or forbidden.</exception>
    public static PtxKernel Parse(string text, int architecture)
    {
        Match target = Target().Match(text);
        return target.Success && Number(target.Groups[1].Value) is >= 30 and var least
            && least <= architecture
            ? new PtxParser(text).Parse()
            : throw new PtxException($"{target.Value} does not run on sm_{architecture}.");
    }

    private PtxKernel Parse()
    {
        int line = Array.FindIndex(
            _lines, text => text.Contains(".entry ", StringComparison.Ordinal));
        if (line < 0)
        {
            throw new PtxException("There is no .entry.");
        }

        string name = EntryName().Match(_lines[line]).Groups[1].Value;
        for (line++; !_lines[line].TrimStart().StartsWith(')'); line++)
        {
            AddParameter(_lines[line]);
        }

        for (; !_lines[line].TrimStart().StartsWith('{'); line++)
        {
            if (LaunchBound().Match(_lines[line]) is { Success: true } bound)
            {
                _mostThreads = Number(bound.Groups[1].Value);
            }
        }

        for (line++; !_lines[line].StartsWith('}'); line++)
        {
            AddLine(_lines[line].Split("//")[0].Trim(), line + 1);
        }

        foreach ((Instruction branch, string label) in _branches)
        {
            branch.Destination = _labels.TryGetValue(label, out int place)
                ? place : throw new PtxException($"{branch}: there is no such label.");
        }

        Instruction[] code = [.. _code];
        return new PtxKernel(
            name, string.Join('\n', _lines), code, ControlFlow.Joins(code), _registers.Count,
            _parameterBytes, _registers.Constants, _registers.Specials, _mostThreads);
    }

    private void AddParameter(string line)
    {
        Match match = Parameter().Match(line);
        if (!match.Success)
        {
            throw new PtxException($"A parameter: {line}");
        }

        bool isStruct = match.Groups["bytes"].Success;
        int size = isStruct
            ? Number(match.Groups["bytes"].Value) : Number(match.Groups["bits"].Value) / 8;
        int alignment = isStruct ? Number(match.Groups["align"].Value) : size;
        int start = (_parameterBytes + alignment - 1) / alignment * alignment;
        _parameters.Add(match.Groups["name"].Value, start);
        _parameterBytes = start + size;
    }

    private void AddLine(string line, int number)
    {
        if (line.StartsWith(".reg", StringComparison.Ordinal))
        {
            Match range = Registers().Match(line);
            _registers.Declare(range.Groups[1].Value, Number(range.Groups[2].Value));
        }
        else if (line.EndsWith(':'))
        {
            _labels.Add(line[..^1], _code.Count);
        }
        else if (line.EndsWith(';'))
        {
            Decode(new Instruction { Line = number, Text = line[..^1] });
        }
        else if (line.Length > 0)
        {
            throw new PtxException($"line {number}: {line}");
        }
    }

    private void Decode(Instruction instruction)
    {
        Match match = Parts().Match(instruction.Text);
        if (match.Groups["guard"] is { Success: true } guard)
        {
            instruction.Guard = _registers.PlaceOf(guard.Value);
            instruction.IsGuardNegated = match.Groups["not"].Success;
        }

        string opcode = match.Groups["opcode"].Value;
        string[] operands = match.Groups["operands"].Value
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] words = opcode.Split('.');
        switch (words)
        {
            case ["bra", ..]:
                instruction.Kind = InstructionKind.Branch;
                instruction.IsUniform = words[^1] == "uni";
                _branches.Add((instruction, operands[0]));
                break;
            case ["ret", ..]:
                instruction.Kind = InstructionKind.Return;
                break;
            case ["ld", "param", _]:
                instruction.Kind = InstructionKind.LoadParameter;
                instruction.Target = _registers.PlaceOf(operands[0]);
                (string parameter, int within) = Address(operands[1]);
                instruction.Offset = _parameters[parameter] + within;
                instruction.Size = SizeOf(words[^1]);
                break;
            case ["ld", "global", _]:
                instruction.Kind = InstructionKind.Load;
                instruction.Target = _registers.PlaceOf(operands[0]);
                TakeAddress(instruction, operands[1], words[^1]);
                break;
            case ["st", "global", _]:
                instruction.Kind = InstructionKind.Store;
                TakeAddress(instruction, operands[0], words[^1]);
                instruction.B = _registers.PlaceOf(operands[1]);
                break;
            case ["red", _, "global", _]:
                instruction.Kind = InstructionKind.Reduce;
                instruction.Operation = Known(instruction, opcode);
                TakeAddress(instruction, operands[0], words[^1]);
                instruction.B = _registers.PlaceOf(operands[1]);
                break;
            default:
                instruction.Operation = Known(instruction, opcode);
                int[] places = [.. operands.Select(_registers.PlaceOf)];
                instruction.Target = places[0];
                instruction.A = places.ElementAtOrDefault(1);
                instruction.B = places.ElementAtOrDefault(2);
                instruction.C = places.ElementAtOrDefault(3);
                break;
        }

        _code.Add(instruction);
    }

    private static Operation Known(Instruction instruction, string opcode) =>
        Operations.Find(opcode)
        ?? throw new PtxException($"{instruction}: {opcode} is unknown.");

    private void TakeAddress(Instruction instruction, string operand, string type)
    {
        (string register, instruction.Offset) = Address(operand);
        instruction.A = _registers.PlaceOf(register);
        instruction.Size = SizeOf(type);
    }

    private static (string Base, int Offset) Address(string operand)
    {
        string[] parts = operand.Trim('[', ']').Split('+', StringSplitOptions.TrimEntries);
        return (parts[0], parts.Length > 1 ? Number(parts[1]) : 0);
    }

    private static int SizeOf(string type) => type[1..] switch
    {
        "32" => sizeof(uint),
        "64" => sizeof(ulong),
        _ => throw new PtxException($"Memory holds 32 and 64 bits, not {type}."),
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\.target\s+sm_(\d+)", RegexOptions.Multiline)]
    private static partial Regex Target();

    [GeneratedRegex(@"\.entry\s+(\w+)")]
    private static partial Regex EntryName();

    [GeneratedRegex(
        @"\.param\s+(?:\.align\s+(?<align>\d+)\s+\.b8\s+(?<name>\w+)\[(?<bytes>\d+)\]"
        + @"|\.[bsuf](?<bits>\d+)\s+(?<name>\w+))")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\.maxntid\s+(\d+)")]
    private static partial Regex LaunchBound();

    [GeneratedRegex(@"(%[a-z]+)<(\d+)>")]
    private static partial Regex Registers();

    [GeneratedRegex(@"^(?:@(?<not>!)?(?<guard>%\w+)\s+)?(?<opcode>[\w.]+)\s*(?<operands>.*)$")]
    private static partial Regex Parts();
}
