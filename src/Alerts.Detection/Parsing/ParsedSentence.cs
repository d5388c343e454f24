using Alerts.Detection.Lexicon;
using Alerts.Detection.Text;

namespace Alerts.Detection.Parsing;

/// <summary>A sentence with its tokens, chunks and clauses.</summary>
internal sealed class ParsedSentence
{
    private ParsedSentence(string text, TextSpan span, bool headline, List<Token> tokens, Tag[] tags, List<Chunk> chunks, List<Clause> clauses)
    {
        Text = text;
        Span = span;
        Headline = headline;
        Tokens = tokens;
        Tags = tags;
        Chunks = chunks;
        Clauses = clauses;
        IsQuestion = tokens.Count > 0 && tokens[^1].Lower.StartsWith('?');
        IsQuestion |= headline && IsExplainer(tokens);
        for (var i = tokens.Count - 1; i >= 0 && i >= tokens.Count - 3; i--)
            IsQuestion |= tokens[i].Lower.Contains('?', StringComparison.Ordinal);
    }

    /// <summary>The normalised text the token positions point into.</summary>
    public string Text { get; }

    public TextSpan Span { get; }

    public bool Headline { get; }

    public List<Token> Tokens { get; }

    public Tag[] Tags { get; }

    public List<Chunk> Chunks { get; }

    public List<Clause> Clauses { get; }

    public bool IsQuestion { get; }

    public static ParsedSentence Parse(EnglishLexicon lexicon, string text, TextSpan span, bool headline, Func<Token, bool> isNominal)
    {
        var tokens = Tokenizer.Tokenize(text, span.Start, span.End);
        var nominal = new bool[tokens.Count];
        for (var i = 0; i < tokens.Count; i++)
            nominal[i] = isNominal(tokens[i]);
        var tags = new Tagger(lexicon).TagAll(tokens, nominal, headline);
        var chunks = new Chunker(lexicon).Chunk(tokens, tags);
        var clauses = new ClauseBuilder(lexicon).Build(tokens, tags, chunks);
        return new ParsedSentence(text, span, headline, tokens, tags, chunks, clauses);
    }

    // "Five reasons Warsaw might ...", "Why Oslo should ...", "Could Spain ..."
    private static bool IsExplainer(List<Token> tokens)
    {
        if (tokens.Count < 4)
            return false;
        for (var i = 1; i < Math.Min(4, tokens.Count); i++)
        {
            if (tokens[i].Lower is "reasons" or "ways" or "things" or "questions" or "takeaways" or "scenarios" or "lessons" or "charts")
                return true;
        }

        var asks = tokens[0].Lower is "why" or "how" or "what" or "when" or "who";
        return (tokens[0].Is("how") && tokens.Exists(t => t.Lower is "came")) || tokens[0].Lower is "could" or "should" or "will" or "would" or "can" or "is" or "are" or "does" or "do" or "did"
            || (asks && tokens.Exists(t => t.Lower is "might" or "should" or "could" or "would" or "may" or "can"));
    }

    public string Words(int start, int end) => end > start ? Text[Tokens[start].Start..Tokens[end - 1].End] : "";

    public string Words(Chunk chunk) => Words(chunk.Start, chunk.End);

    /// <summary>The tokens from first to last that lie within a span of the text; (-1, -1) where there are none.</summary>
    public (int First, int Last) TokensIn(int start, int end)
    {
        var first = -1;
        var last = -1;
        for (var i = 0; i < Tokens.Count; i++)
        {
            if (Tokens[i].End <= start || Tokens[i].Start >= end)
                continue;
            if (first < 0)
                first = i;
            last = i;
        }

        return (first, last);
    }
}
