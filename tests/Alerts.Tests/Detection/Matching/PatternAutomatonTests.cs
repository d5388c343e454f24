using System.Diagnostics;
using Alerts.Detection.Matching;
using Alerts.Detection.Text;
using CsCheck;

namespace Alerts.Tests.Detection.Matching;

public sealed class PatternAutomatonTests
{
    private const string Alphabet = "abABéÉ -'\u2019\u2011\u00A01.ж\u4E2D\uD83D\uDE00\n\u02BC\u212Ak";

    [Theory]
    [InlineData("ban", "The ban, the Ban and THE BAN.", 3)]
    [InlineData("ban", "urban bans band ban2 2ban", 0)]
    [InlineData("ban", "ban", 1)]
    [InlineData("u.s. bases", "U.S. bases", 1)]
    [InlineData("o'neill plan", "The O\u2019Neill\u00A0plan", 1)]
    [InlineData("o\u2019neill plan", "The O'Neill plan", 1)]
    [InlineData("phase-out", "a phase\u2011out and a phase\u2010out", 2)]
    [InlineData("ceasefire", "a cease\u00ADfire", 1)]
    [InlineData("ceasefire", "a \u200Bceasefire\uFEFF", 1)]
    [InlineData("réforme", "La RÉFORME des réformes", 1)]
    [InlineData("перемир'я", "Перемир\u2019я оголошено", 1)]
    [InlineData("€300 billion", "A loan of €300 billion", 1)]
    [InlineData(".net", "written in .NET, not in asp.net", 1)]
    [InlineData("a b", "a b a b", 2)]
    [InlineData("停火", "宣布 停火 了", 1)]
    [InlineData("", "anything", 0)]
    public void Finds_whole_words_whatever_their_typography(string pattern, string text, int expected) =>
        Assert.Equal(expected, Find([pattern], text).Count);

    [Fact]
    public void Gives_all_patterns_at_a_place_and_their_ids()
    {
        var found = Find(["oil", "oil output", "output cuts", "OIL", "oil output cuts"], "Oil output cuts");
        Assert.Equal([(0, 0, 3), (3, 0, 3), (1, 0, 10), (4, 0, 15), (2, 4, 15)], found);
    }

    [Fact]
    public void A_pattern_is_found_wherever_it_lies_in_a_long_text()
    {
        for (var before = 0; before < 140; before++)
        {
            for (var after = 0; after < 3; after++)
            {
                var text = new string('x', before) + " a ceasefire in sight" + new string('.', after);
                Assert.Contains((0, before + 3, before + 21), Find(["ceasefire in sight"], text));
            }
        }
    }

    [Fact]
    public void Stops_when_the_visitor_has_enough()
    {
        var first = new First();
        new PatternAutomaton(["ban"]).Scan("ban ban ban", ref first);
        Assert.Equal(1, first.Count);
    }

    [Fact]
    public void Takes_patterns_of_more_letters_than_a_byte_counts()
    {
        string[] patterns = [.. Enumerable.Range(0x4E00, 20_000).Select(c => $"{(char)c}{(char)(c + 1)}")];
        var found = Find(patterns, "\u4E05\u4E06 \u7000\u7001 \u7000\u7002");
        Assert.Equal([(5, 0, 2), (0x7000 - 0x4E00, 3, 5)], found);
    }

    [Fact]
    public void Thirty_thousand_patterns_are_built_at_once_and_stay_small()
    {
        var random = new Random(7);
        string[] patterns = [.. Enumerable.Range(0, 30_000).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Word(random))))];
        var clock = Stopwatch.StartNew();
        var automaton = new PatternAutomaton(patterns);
        Assert.InRange(automaton.Size, 1, 16 << 20);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"took {clock.Elapsed}"); // a tenth of a second on an idle core
    }

    [Fact]
    public void Finds_what_a_search_one_pattern_at_a_time_finds()
    {
        var letters = Gen.Int[0, Alphabet.Length - 1].Select(i => Alphabet[i]);
        var pattern = Gen.String[letters, 1, 6];
        var text = Gen.String[letters, 0, 200];
        Gen.Select(pattern.Array[1, 12], text).Sample((patterns, input) =>
        {
            var expected = patterns.SelectMany((p, id) => Naive(p, input).Select(start => (id, start, start + p.Length))).Order();
            Assert.Equal(expected, Find(patterns, input).Order());
        });
    }

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(2, 9)).Select(_ => (char)('a' + (random.Next(26) * random.Next(26) / 25))));

    private static List<int> Naive(string pattern, string text)
    {
        var (folded, folder) = (Fold(text), Fold(pattern));
        var found = new List<int>();
        for (var i = 0; i + folder.Length <= folded.Length; i++)
        {
            var end = i + folder.Length;
            if (string.CompareOrdinal(folded, i, folder, 0, folder.Length) == 0 && (i == 0 || !char.IsLetterOrDigit(folded[i - 1])) && (end == folded.Length || !char.IsLetterOrDigit(folded[end])))
                found.Add(i);
        }

        return found;
    }

    private static string Fold(string text) => string.Concat(text.Select(c => char.ToLowerInvariant(NormalizedText.Fold(c))));

    private static List<(int Id, int Start, int End)> Find(string[] patterns, string text)
    {
        var all = new All([]);
        new PatternAutomaton(patterns).Scan(text, ref all);
        return all.Found;
    }

    private readonly record struct All(List<(int Id, int Start, int End)> Found) : IHitVisitor
    {
        public bool Visit(int id, int start, int end)
        {
            Found.Add((id, start, end));
            return true;
        }
    }

    private struct First : IHitVisitor
    {
        public int Count { get; private set; }

        public bool Visit(int id, int start, int end)
        {
            Count++;
            return false;
        }
    }
}
