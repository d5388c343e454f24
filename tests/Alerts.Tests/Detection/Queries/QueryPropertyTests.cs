using Alerts.Detection;
using Alerts.Detection.Queries;
using CsCheck;

namespace Alerts.Tests.Detection.Queries;

public class QueryPropertyTests
{
    private static readonly Gen<QueryDocument> Documents = Gen.Select(
        RandomQueries.Text,
        RandomQueries.Text,
        Gen.OneOf<string?>(null, "Reuters", "www.reuters.com", "BBC"),
        Gen.OneOf<string?>(null, "en-GB", "fr"),
        (title, text, source, language) => new QueryDocument(title, text, source, language));

    [Fact]
    public void The_index_finds_exactly_what_asking_every_query_finds() =>
        Gen.Select(RandomQueries.Query.Array[1, 40], Documents.Array[1, 3], Gen.Bool)
            .Sample((texts, documents, build) =>
            {
                var queries = Good(texts);
                var index = new QueryIndex();
                if (build)
                    index = QueryIndex.Build(queries);
                else
                    foreach (var (key, query) in queries)
                        index.Add(key, query);

                foreach (var document in documents)
                    Same(queries, index, document);
            }, iter: 1500);

    [Fact]
    public void The_index_stays_exact_while_queries_come_and_go() =>
        Gen.Select(RandomQueries.Query.Array[1, 30], Gen.Select(Gen.Int[0, 9], Gen.Int[0, 29]).Array[1, 60], Documents)
            .Sample((texts, changes, document) =>
            {
                var pool = Good(texts);
                var index = new QueryIndex();
                Dictionary<string, KeywordQuery> held = [];
                foreach (var (slot, pick) in changes)
                {
                    var key = $"key{slot}";
                    if (pick >= pool.Length)
                    {
                        Assert.Equal(held.Remove(key), index.Remove(key));
                    }
                    else
                    {
                        held[key] = pool[pick].Value;
                        index.Add(key, pool[pick].Value);
                    }
                }

                Assert.Equal(held.Count, index.Count);
                Same([.. held], index, document);
            }, iter: 1000);

    [Fact]
    public void The_canonical_form_parses_to_itself_and_means_the_same() =>
        Gen.Select(RandomQueries.Query, Documents).Sample((text, document) =>
        {
            if (!KeywordQuery.TryParse(text, out var query, out _))
                return;

            var again = KeywordQuery.Parse(query.Canonical);
            Assert.Equal(query.Canonical, again.Canonical);
            Assert.Equal(query.Matches(document), again.Matches(document));
        }, iter: 2000);

    [Fact]
    public void The_order_of_operands_their_repetition_and_double_negation_change_nothing() =>
        Gen.Select(RandomQueries.Query, RandomQueries.Query, RandomQueries.Query).Sample((a, b, c) =>
        {
            Same($"({a}) ({b}) ({c})", $"({c}) AND (({b}) ({a})) AND ({c})");
            Same($"({a}) OR ({b}) OR ({c})", $"({c}) OR (({b}) OR ({a}) OR ({b}))");
            Same($"{a}", $"NOT (NOT ({a}))");
            Same($"NOT (({a}) OR NOT ({b}))", $"({b}) -({a})");

            static void Same(string left, string right)
            {
                var good = KeywordQuery.TryParse(left, out var one, out _);
                Assert.Equal(good, KeywordQuery.TryParse(right, out var other, out _));
                Assert.Equal(one?.Canonical, other?.Canonical);
            }
        }, iter: 1000);

    [Fact]
    public void Evidence_is_verbatim_and_its_words_lie_in_order_within_it() =>
        Gen.Select(RandomQueries.Query, Documents).Sample((text, document) =>
        {
            if (!KeywordQuery.TryParse(text, out var query, out _))
                return;

            var found = query.Find(document);
            Assert.Equal(query.Matches(document), found.Count > 0);
            foreach (var evidence in found)
            {
                var part = evidence.Part == TextPart.Title ? document.Title : document.Text;
                Assert.Equal(part[evidence.Span.Start..evidence.Span.End], evidence.Quote);
                Assert.NotEmpty(evidence.Terms);
                var last = evidence.Span.Start;
                foreach (var term in evidence.Terms)
                {
                    Assert.InRange(term.Start, last, evidence.Span.End);
                    Assert.InRange(term.End, term.Start + 1, evidence.Span.End);
                    last = term.End;
                }
            }
        }, iter: 2000);

    [Fact]
    public void Any_text_is_read_and_each_of_its_words_finds_it() =>
        Gen.String.Sample(text =>
        {
            var document = new QueryDocument(null, text);
            for (var word = 0; word < document.Words.Count; word++)
            {
                var query = KeywordQuery.Parse($"\"{document.Words.Word(word)}\"");
                Assert.True(query.Matches(document), query.Canonical);
            }
        }, iter: 2000);

    [Fact]
    public void Any_query_is_read_or_refused() =>
        Gen.String[Gen.OneOf(Gen.Char.AlphaNumeric, Gen.Char["()\"-=*: /ANDORTé’ "]), 0, 40].Sample(text =>
        {
            if (KeywordQuery.TryParse(text, out var query, out var error))
                Assert.Equal(query, KeywordQuery.Parse(query.Canonical));
            else
                Assert.InRange(error.Column, 1, text.Length + 1);
        }, iter: 10000);

    [Fact]
    public void The_spelling_of_a_character_is_spelled_the_same()
    {
        for (var code = 0; code <= 0x2FFFF; code++)
        {
            if (code is >= 0xD800 and <= 0xDFFF)
                continue;

            var once = new QueryDocument(null, char.ConvertFromUtf32(code)).Words;
            if (once.Count == 0)
                continue;

            var spelled = once.Word(0).ToString();
            var twice = new QueryDocument(null, spelled).Words;
            Assert.True(twice.Count == 1 && twice.Word(0).SequenceEqual(spelled), $"U+{code:X4}");
        }
    }

    private static KeyValuePair<string, KeywordQuery>[] Good(string[] texts) =>
        [.. texts
            .Select((text, i) => KeyValuePair.Create($"q{i}", KeywordQuery.TryParse(text, out var query, out _) ? query : null))
            .Where(pair => pair.Value is not null)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value!))]; // Not null: filtered just above.

    private static void Same(KeyValuePair<string, KeywordQuery>[] queries, QueryIndex index, QueryDocument document)
    {
        var expected = queries.Where(pair => pair.Value.Matches(document)).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        var found = index.Match(document);
        Assert.Equal(expected.Select(pair => pair.Key), found.Select(match => match.Key));
        foreach (var (pair, match) in expected.Zip(found))
            Assert.Equivalent(pair.Value.Find(document), match.Evidence, strict: true);
    }
}
