namespace GpuRisk.CudaTests.Ptx;

/// <summary>Where the two sides of each branch meet again: K. Cooper, T. Harvey, K. Kennedy, "A
/// simple, fast dominance algorithm", on the reversed graph of basic blocks.</summary>
internal sealed class ControlFlow
{
    private const int Unknown = -1;

    private readonly Instruction[] _code;
    private readonly int[] _starts;
    private readonly int[] _blockOf;
    private readonly List<int>[] _after;
    private readonly int _exit;

    private ControlFlow(Instruction[] code)
    {
        _code = code;
        var starts = new SortedSet<int> { 0 };
        for (int i = 0; i < code.Length; i++)
        {
            if (code[i].Kind == InstructionKind.Branch)
            {
                starts.Add(code[i].Destination);
            }

            if (code[i].Kind is InstructionKind.Branch or InstructionKind.Return)
            {
                starts.Add(i + 1);
            }
        }

        starts.Remove(code.Length);
        _starts = [.. starts];
        _exit = _starts.Length;
        _blockOf = new int[code.Length];
        for (int block = 0; block < _exit; block++)
        {
            Array.Fill(_blockOf, block, _starts[block], EndOf(block) - _starts[block]);
        }

        _after = [.. Enumerable.Range(0, _exit).Select(Successors)];
    }

    /// <summary>For each instruction, the first one of its block's immediate post-dominator; the
    /// length of the code where that is the end.</summary>
    public static int[] Joins(Instruction[] code)
    {
        var flow = new ControlFlow(code);
        int[] dominators = flow.PostDominators();
        return [.. flow._blockOf.Select(block => dominators[block] is var dominator
            && (dominator == Unknown || dominator == flow._exit)
                ? code.Length : flow._starts[dominator])];
    }

    private int EndOf(int block) => block + 1 < _starts.Length ? _starts[block + 1] : _code.Length;

    private List<int> Successors(int block)
    {
        Instruction last = _code[EndOf(block) - 1];
        List<int> after = [];
        if (last.Kind == InstructionKind.Branch)
        {
            after.Add(last.Destination == _code.Length ? _exit : _blockOf[last.Destination]);
        }
        else if (last.Kind == InstructionKind.Return)
        {
            after.Add(_exit);
        }

        if (last.Guard >= 0 || last.Kind is not (InstructionKind.Branch or InstructionKind.Return))
        {
            // The block after the last is the exit.
            after.Add(block + 1);
        }

        return after;
    }

    private int[] PostDominators()
    {
        int[] order = Order();
        int[] rank = new int[_exit + 1];
        for (int i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }

        int[] dominators = new int[_exit + 1];
        Array.Fill(dominators, Unknown);
        dominators[_exit] = _exit;
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (int block in order.Where(block => block != _exit))
            {
                int common = _after[block]
                    .Where(next => dominators[next] != Unknown)
                    .Aggregate(Unknown, (x, y) => x == Unknown ? y : Meet(x, y));
                changed |= dominators[block] != common;
                dominators[block] = common;
            }
        }

        return dominators;

        int Meet(int x, int y)
        {
            while (x != y)
            {
                if (rank[x] > rank[y])
                {
                    x = dominators[x];
                }
                else
                {
                    y = dominators[y];
                }
            }

            return x;
        }
    }

    // Blocks from the exit backwards, each after those on some way from it to the exit.
    private int[] Order()
    {
        List<int>[] before = [.. Enumerable.Range(0, _exit + 1).Select(_ => new List<int>())];
        for (int block = 0; block < _exit; block++)
        {
            _after[block].ForEach(next => before[next].Add(block));
        }

        var seen = new bool[_exit + 1];
        var order = new List<int>();
        var open = new Stack<(int Block, int Next)>([(_exit, 0)]);
        seen[_exit] = true;
        while (open.TryPop(out (int Block, int Next) top))
        {
            if (top.Next == before[top.Block].Count)
            {
                order.Add(top.Block);
                continue;
            }

            open.Push((top.Block, top.Next + 1));
            int block = before[top.Block][top.Next];
            if (!seen[block])
            {
                seen[block] = true;
                open.Push((block, 0));
            }
        }

        order.Reverse();
        return [.. order];
    }
}
