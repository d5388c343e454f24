using System.Globalization;
using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;
using Alerts.Detection.Text;

namespace Alerts.Detection.Reading;

/// <summary>What stands around a clause and decides what it counts for: time, hedges, continuity, contrast with the past, conditions.</summary>
internal sealed class Scopes(EnglishLexicon lexicon, ParsedSentence sentence, int? year)
{
    private static readonly string[] Falsehoods = ["it is not true", "it was not true", "it is untrue", "it was a lie", "it is a lie", "there is no truth", "there was no truth", "it is false", "it is nonsense", "it was nonsense", "it is a myth"];
    private static readonly string[] Absences = ["no sign", "no signs", "no indication", "no indications", "no hint", "no evidence", "no suggestion", "little sign", "no question of", "no prospect of", "no talk of", "no word"];
    private static readonly string[] InvertedNegations = ["under no circumstances", "at no point", "in no way", "by no means", "on no account", "at no time"];

    private readonly string lower = sentence.Text[sentence.Span.Start..sentence.Span.End].ToLowerInvariant();

    /// <summary>The clause each token belongs to: that of its chunk, or of the nearest one.</summary>
    private readonly Clause?[] owners = Owners(sentence);

    // What of a list of cues stands in the sentence, in the list's order; looked up once.
    private List<(string Phrase, int At)>? pastPhrases;
    private List<(string Phrase, int At)>? exchanges;
    private List<(string Phrase, int At)>? continuity;
    private List<(string Phrase, int At)>? hedges;

    public Clause? OwnerOf(int token) => owners[token];

    /// <summary>A word of the class in the clause itself; -1 where there is none.</summary>
    public int Word(Clause clause, WordClass @class)
    {
        for (var t = 0; t < sentence.Tokens.Count; t++)
        {
            if (owners[t] == clause && sentence.Tags[t] is Tag.Adverb or Tag.Noun or Tag.Adjective or Tag.Subordinator or Tag.Preposition or Tag.Determiner && lexicon[sentence.Tokens[t].Lower].Has(@class) && !InsideNoun(t))
                return t;
        }

        return -1;
    }

    /// <summary>The words that put the clause in a former time; null where there are none.</summary>
    public string? Background(Clause clause)
    {
        if (OwnBackground(clause) is { } own)
            return own;

        // "floated a ban in 2022 only to shelve it"
        if (clause is { Kind: ClauseKind.Infinitive, Parent: { Verb: not null } above, Verb: { Start: > 0 } verb } && sentence.Tokens[verb.Start - 1].Is("only") && OwnBackground(above) is { } then)
            return then;

        // "tried in 2009, grew tired and abandoned it": the year of the first verb holds for the others.
        return clause is { Conjunct: { } first, Verb.Shape: { Past: true } or { BareParticiple: true } } && !HasDay(clause) && !IsNow(clause) ? Background(first) : null;
    }

    // "The party, once its fiercest enemy, proposed ...": the aside's time is not the clause's.
    private bool InApposition(int t)
    {
        if (t == 0 || sentence.Tags[t - 1] is not Tag.Comma)
            return false;
        for (var i = t + 1; i < sentence.Tokens.Count && i < t + 14; i++)
        {
            if (sentence.Tags[i] is Tag.Comma)
                return true;
            if (sentence.Tags[i] is Tag.Verb or Tag.Be or Tag.Have or Tag.Modal)
                return false;
        }

        return false;
    }

    // Between two commas with no verb: "Mann, an outlier a year ago, has ..."
    private bool InAside(int t)
    {
        var from = t;
        while (from > 0 && sentence.Tags[from] is not (Tag.Comma or Tag.Break or Tag.Verb or Tag.Be or Tag.Have or Tag.Modal))
            from--;
        var to = t;
        while (to < sentence.Tokens.Count - 1 && sentence.Tags[to] is not (Tag.Comma or Tag.Break or Tag.Verb or Tag.Be or Tag.Have or Tag.Modal))
            to++;
        return from > 0 && sentence.Tags[from] == Tag.Comma && sentence.Tags[to] == Tag.Comma;
    }

    private bool HasDay(Clause clause)
    {
        for (var t = 0; t < sentence.Tokens.Count; t++)
        {
            if (owners[t] == clause && (lexicon[sentence.Tokens[t].Lower].Has(WordClass.Day) || sentence.Tokens[t].Lower is "since" or "later" or "this"))
                return true;
        }

        return false;
    }

    private string? OwnBackground(Clause clause)
    {
        if (clause is { Kind: ClauseKind.Infinitive, Parent.Verb: { Shape: { Past: true, Passive: false } } used } && lexicon[sentence.Tokens[used.Head].Lower].Lemma == "use")
            return "used to";
        var shape = clause.Verb?.Shape;
        var unchanged = shape is { Modal: null, Infinitive: false, Gerund: false, Negation: < 0 } && lexicon[sentence.Tokens[clause.Verb!.Head].Lower] is var form && (form.Forms & (VerbForm.Base | VerbForm.Past)) == (VerbForm.Base | VerbForm.Past); // "cut", "put", "quit"
        var past = unchanged || shape is { Past: true } or { PastPerfect: true } or { BareParticiple: true } or { Perfect: true } or { Passive: true } || clause.Kind is ClauseKind.Participle;
        for (var t = 0; t < sentence.Tokens.Count; t++)
        {
            if (owners[t] != clause && !(owners[t] is { Kind: ClauseKind.Gerund or ClauseKind.Infinitive } inner && inner.Parent == clause))
                continue;
            var token = sentence.Tokens[t];
            if (past && char.IsDigit(token.Lower[0]) && PastYear(t))
                return t > 0 ? sentence.Words(t - 1, t + 1) : token.Lower;
            var info = lexicon[token.Lower];
            if (info.Has(WordClass.PastTitle))
                return token.Lower;
            if (past && info.Has(WordClass.PastAdverb) && sentence.Tags[t] == Tag.Adverb && token.Lower is not "earlier" && !(token.Is("once") && t + 1 < sentence.Tokens.Count && sentence.Tokens[t + 1].Lower is "more" or "again") && !IsNow(clause) && !InApposition(t))
                return token.Lower;
            if (past && token.Is("ago") && t > 0 && LongAgo(t) && !InAside(t))
                return sentence.Words(Math.Max(0, t - 2), t + 1);
            if (past && token.Is("last") && t + 1 < sentence.Tokens.Count && sentence.Tokens[t + 1].Lower is "year" or "century" or "decade" or "winter" or "summer" or "spring" or "autumn" && !(t + 2 < sentence.Tokens.Count && sentence.Tags[t + 2] == Tag.PossessiveMark))
                return sentence.Words(t, t + 2);
            if (past && token.Is("earlier") && t > 0 && lexicon[sentence.Tokens[t - 1].Lower].Has(WordClass.TimeNoun) && sentence.Tokens[t - 1].Lower is "year" or "years" or "decade" or "decades" or "months")
                return sentence.Words(t - 1, t + 1);
        }

        if (past)
        {
            foreach (var (phrase, at) in pastPhrases ??= Found("past-phrases"))
            {
                if (OwnsCharacter(clause, at))
                    return phrase;
            }
        }

        return null;
    }

    /// <summary>"The embargo that Washington eased in September had grounded ...": told as known.</summary>
    /// <param name="clause">A relative clause.</param>
    public static bool IsKnownBefore(Clause clause) =>
        clause is { Kind: ClauseKind.Relative, Verb.Shape: { } shape } && (shape.Past || shape.BareParticiple) && Main(clause).Verb?.Shape is { PastPerfect: true };

    /// <summary>The tokens of the sentence's condition; null where there is none.</summary>
    public (int Start, int End)? Condition()
    {
        foreach (var (phrase, at) in exchanges ??= Found("exchanges"))
        {
            var (first, _) = sentence.TokensIn(sentence.Span.Start + at, sentence.Span.Start + at + phrase.Length);
            return (first, EndOfPhrase(first + 1));
        }

        foreach (var other in sentence.Clauses)
        {
            if (other.Kind != ClauseKind.Adverbial || other.Opener is not { } opener)
                continue;
            var word = sentence.Tokens[opener.Start].Lower;
            if (word is "if" or "should" or "unless" or "until" or "provided" or "providing" or "assuming" or "once" || (word == "as" && sentence.Tokens.Count > opener.Start + 2 && sentence.Tokens[opener.Start + 1].Is("long")))
                return (opener.Start, EndOfPhrase(opener.Start + 1));
        }

        for (var t = 0; t < sentence.Tokens.Count; t++)
        {
            if (sentence.Tokens[t].Is("until") && t + 1 < sentence.Tokens.Count && sentence.Tokens[t + 1].Kind == TokenKind.Word && !lexicon[sentence.Tokens[t + 1].Lower].Has(WordClass.Month | WordClass.Day | WordClass.TimeNoun))
                return (t, EndOfPhrase(t + 1));
        }

        return null;
    }

    /// <summary>Whether the condition that begins at the token is a price: in exchange for, in return for.</summary>
    public bool IsExchange(int token) => token + 1 < sentence.Tokens.Count && sentence.Tokens[token + 1].Lower is "exchange" or "return";

    public List<(string Phrase, int At)> Found(string list)
    {
        var found = new List<(string Phrase, int At)>();
        foreach (var phrase in lexicon.List(list))
        {
            if (IndexOfWords(phrase) is >= 0 and var at)
                found.Add((phrase, at));
        }

        return found;
    }

    public int IndexOfWords(string phrase)
    {
        var from = 0;
        while (true)
        {
            var at = lower.IndexOf(phrase, from, StringComparison.Ordinal);
            if (at < 0)
                return -1;
            var end = at + phrase.Length;
            if ((at == 0 || !char.IsLetterOrDigit(lower[at - 1])) && (end >= lower.Length || !char.IsLetterOrDigit(lower[end])))
                return at;
            from = at + 1;
        }
    }

    public static Clause Main(Clause clause)
    {
        while (clause.Parent is not null)
            clause = clause.Parent;
        return clause;
    }

    private bool IsNow(Clause clause)
    {
        for (var t = 0; t < sentence.Tokens.Count; t++)
        {
            if (owners[t] == clause && sentence.Tokens[t].Is("now"))
                return true;
        }

        return false;
    }

    /// <summary>"It is not true that ...": what follows is denied.</summary>
    public string? Falsehood()
    {
        foreach (var phrase in Falsehoods)
        {
            if (IndexOfWords(phrase) >= 0)
                return phrase;
        }

        return null;
    }

    /// <summary>"there are signs that", "is said to be".</summary>
    public bool IsHedgedByPhrase() => (hedges ??= Found("hedge-phrases")).Count > 0;

    /// <summary>"there is no sign that ...": what follows is not said to be so.</summary>
    public string? Absence() => Array.Find(Absences, phrase => IndexOfWords(phrase) >= 0);

    /// <summary>"not ... any more".</summary>
    public bool AnyMore() => IndexOfWords("any more") >= 0 || IndexOfWords("anymore") >= 0 || IndexOfWords("any longer") >= 0;

    /// <summary>A negation set before subject and verb: "under no circumstances would she".</summary>
    public string? InvertedNegation()
    {
        foreach (var phrase in InvertedNegations)
        {
            if (IndexOfWords(phrase) >= 0)
                return phrase;
        }

        return null;
    }

    /// <summary>Whether the sentence says that all this was said before.</summary>
    public bool Repeated()
    {
        foreach (var (phrase, _) in continuity ??= Found("continuity"))
        {
            if (phrase.Contains(' ', StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private bool PastYear(int t)
    {
        var word = sentence.Tokens[t].Lower;
        var decade = word.Length == 5 && word[4] == 's' && word[3] == '0';
        if (decade)
            word = word[..4]; // the 1990s
        if (word.Length != 4 || !int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value is < 1800 or > 2100)
            return false;
        if (t > 0 && sentence.Tokens[t - 1].Lower is "by" or "until" or "till" or "from" or "for" or "to" or "since" or "before" or "through" or "beyond")
            return false;
        if (!decade && t > 0 && (sentence.Tags[t - 1] is Tag.Noun or Tag.Determiner or Tag.Adjective or Tag.PossessiveMark or Tag.PossessivePronoun) && !lexicon[sentence.Tokens[t - 1].Lower].Has(WordClass.Month) && !sentence.Tokens[t - 1].Lower.EndsWith("mid", StringComparison.Ordinal))
            return false;
        return year is not { } published || value < published;
    }

    private bool LongAgo(int t) => sentence.Tokens[t - 1].Lower is "years" or "decades" or "months" or "decade" or "year" or "generation" or "century" or "long";

    public bool OwnsCharacter(Clause clause, int at)
    {
        var (first, _) = sentence.TokensIn(sentence.Span.Start + at, sentence.Span.Start + at + 1);
        return first >= 0 && owners[first] == clause;
    }

    private bool InsideNoun(int token)
    {
        if (sentence.Tags[token] is not (Tag.Noun or Tag.Adjective))
            return false;
        foreach (var chunk in sentence.Chunks)
        {
            if (chunk.Kind == ChunkKind.Noun && chunk.Contains(token))
                return chunk.End - chunk.Start > 1;
        }

        return false;
    }

    private int EndOfPhrase(int from)
    {
        var t = from;
        while (t < sentence.Tokens.Count && sentence.Tokens[t].Kind is not (TokenKind.Comma or TokenKind.Break or TokenKind.Stop or TokenKind.Quote))
            t++;
        return t;
    }

    private static Clause?[] Owners(ParsedSentence sentence)
    {
        var owners = new Clause?[sentence.Tokens.Count];
        foreach (var clause in sentence.Clauses)
        {
            Mark(clause.Opener, clause);
            foreach (var subject in clause.Subjects)
                Mark(subject, clause);
            foreach (var complement in clause.Complements)
            {
                Mark(complement.Preposition, clause);
                Mark(complement.Noun, clause);
            }

            Mark(clause.Verb, clause);
        }

        // Words between chunks go with the verb they precede, else with what they follow.
        for (var t = sentence.Tokens.Count - 1; t >= 0; t--)
        {
            if (owners[t] is null && t + 1 < owners.Length && sentence.Tags[t] is Tag.Adverb or Tag.Negation or Tag.Preposition && sentence.Tags[t + 1] is not (Tag.Comma or Tag.Break or Tag.Stop))
                owners[t] = owners[t + 1];
        }

        for (var t = 0; t < owners.Length; t++)
        {
            if (owners[t] is null && t > 0)
                owners[t] = owners[t - 1];
        }

        for (var t = owners.Length - 1; t >= 0; t--)
        {
            if (owners[t] is null && t + 1 < owners.Length)
                owners[t] = owners[t + 1];
        }

        return owners;

        void Mark(Chunk? chunk, Clause clause)
        {
            if (chunk is null)
                return;
            for (var t = chunk.Start; t < chunk.End; t++)
                owners[t] ??= clause;
        }
    }
}
