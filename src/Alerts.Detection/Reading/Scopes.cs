using System.Globalization;
using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;
using Alerts.Detection.Text;

namespace Alerts.Detection.Reading;

/// <summary>What stands around a clause and decides what it counts for: time, hedges, continuity, contrast with the past, conditions.</summary>
internal sealed class Scopes(EnglishLexicon lexicon, ParsedSentence sentence, int? year)
{
    private static readonly string[] Falsehoods = ["it is not true", "it was not true", "it is untrue", "it was a lie", "it is a lie", "there is no truth", "there was no truth", "it is false", "it is nonsense", "it was nonsense", "it is a myth"];
    private static readonly string[] InvertedNegations = ["under no circumstances", "at no point", "in no way", "by no means", "on no account", "at no time"];

    private readonly string lower = sentence.Text[sentence.Span.Start..sentence.Span.End].ToLowerInvariant();

    /// <summary>The clause each token belongs to: that of its chunk, or of the nearest one.</summary>
    private readonly Clause?[] owners = Owners(sentence);

    // What of a list of cues stands in the sentence, in the list's order; looked up once.
    private List<(string Phrase, int At)>? newness;
    private List<(string Phrase, int At)>? pastPhrases;
    private List<(string Phrase, int At)>? exchanges;
    private List<(string Phrase, int At)>? continuity;

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

        // "tried in 2009, grew tired and abandoned it": the year of the first verb holds for the others.
        return clause is { Conjunct: { } first, Verb.Shape: { Past: true } or { BareParticiple: true } } && !HasDay(clause) && !IsNow(clause) ? Background(first) : null;
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
            if (past && info.Has(WordClass.PastAdverb) && sentence.Tags[t] == Tag.Adverb && token.Lower is not "earlier" && !(token.Is("once") && t + 1 < sentence.Tokens.Count && sentence.Tokens[t + 1].Lower is "more" or "again") && !IsNow(clause))
                return token.Lower;
            if (past && token.Is("ago") && t > 0 && LongAgo(t))
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

    /// <summary>The words by which the text itself calls the position new; null where there are none.</summary>
    /// <param name="clause">The clause of the position.</param>
    /// <param name="positive">Whether the position is in favor.</param>
    public string? Contrast(Clause clause, bool positive)
    {
        foreach (var (phrase, at) in newness ??= Found("newness"))
        {
            if ((phrase is not "now" || OwnsCharacter(clause, at) || OwnsCharacter(Main(clause), at)))
                return phrase;
        }

        for (var t = 0; t < sentence.Tokens.Count; t++)
        {
            var word = sentence.Tokens[t].Lower;
            if ((word is "long" && t > 0 && sentence.Tokens[t - 1].Is("as")) || (word is "once" && sentence.Tags[t] == Tag.Subordinator))
                continue;
            if (word is "holdout" && t > 0 && sentence.Tokens[t - 1].Lower is "last" or "lone" or "only" or "final" or "main")
                return sentence.Words(t - 1, t + 1);
            if (word is "after" or "following" or "despite" or "having" && OldPositionFollows(t) is { } cue)
                return cue;
            if (word is "previously" or "formerly" or "once" or "long" or "hitherto" or "initially" or "earlier" or "originally" && OldAdjective(t, clause) is { } old)
                return old;
            if (word is "u-turn" or "about-face" or "climbdown" && t + 1 < sentence.Tokens.Count && sentence.Tokens[t + 1].Is(":"))
                return word;
            if (word is "u-turn" or "about-face" or "about-turn" or "volte-face" or "turnaround" or "climbdown" or "reversal" && sentence.Tags[t] == Tag.Noun && t > 0 && sentence.Tokens[t - 1].Lower is "a" or "sharp" or "dramatic" or "abrupt" or "apparent" or "major" or "policy" or "stunning" or "remarkable" or "striking" or "sudden" or "rare" or "its" or "clear" or "surprise")
                return word;
        }

        // A relative or adverbial clause in the pluperfect tells of the old position: "it had promised to scrap".
        foreach (var other in sentence.Clauses)
        {
            if (other == clause || other.Verb is not { } verb || verb.Shape is not { } shape || SetApart(clause, verb) || SomeoneElse(other))
                continue;
            var aside = other.Kind is ClauseKind.Relative or ClauseKind.Adverbial;
            if (aside && shape.PastPerfect && (SaysOfPosition(other) || Word(other, WordClass.PastAdverb) >= 0))
                return sentence.Words(verb);
            if (other.Kind is ClauseKind.Relative or ClauseKind.Participle && other.Antecedent is not null && (shape.Past || shape.BareParticiple || shape.Perfect) && (Rejects(verb) || Avoids(verb) || other.Children.Exists(c => c is { Kind: ClauseKind.Gerund or ClauseKind.Participle, Verb: { } spent } && (Rejects(spent) || Avoids(spent)))))
                return sentence.Words(verb);

            // "will not enforce the cap it asked for in 2024"
            if (!positive && other.Kind is ClauseKind.Relative && other.Antecedent is not null && (shape.Past || shape.Perfect) && shape.Negation < 0 && Supports(verb) && other.Subjects.Count > 0 && sentence.Tags[other.Subjects[0].Head] == Tag.Pronoun)
                return sentence.Words(verb);

            // "Having sworn for years that ..."
            if (other.Kind is ClauseKind.Gerund or ClauseKind.Participle && sentence.Tokens[verb.Start].Is("having") && other.GovernorNoun is null && SaysOfPosition(other))
                return sentence.Words(verb);

            // "dropping the reservations it voiced", "has dropped its refusal ... and signed up"
            if (Drops(verb) && other.Complements.Exists(c => lexicon[sentence.Tokens[c.Noun.Head].Lower].Nouns.Exists(n => n.Object == Effect.Con)) && shape.Negation < 0)
                return sentence.Words(verb);
        }

        return null;
    }

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

    private List<(string Phrase, int At)> Found(string list)
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

    private static Clause Main(Clause clause)
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

    /// <summary>Whether another clause says that the holder was against it before: "a project it had branded reckless".</summary>
    public bool OldAgainst(Clause clause)
    {
        foreach (var other in sentence.Clauses)
        {
            if (other == clause || other.Verb is not { } verb || other.Kind is not (ClauseKind.Relative or ClauseKind.Participle or ClauseKind.Adverbial) || verb.Shape is not ({ PastPerfect: true } or { Past: true }))
                continue;
            if (Rejects(verb) || Avoids(verb))
                return true;
            for (var t = verb.End; t < Math.Min(verb.End + 4, sentence.Tokens.Count); t++)
            {
                if (lexicon[sentence.Tokens[t].Lower].Adjectives.Exists(j => j is { Object: Effect.Con, Fixed.Length: 0, Prepositions.Length: 0 }))
                    return true;
            }
        }

        return false;
    }

    private bool Avoids(Chunk verb) => lexicon[sentence.Tokens[verb.Head].Lower].Lemma is "avoid" or "resist" or "shun";

    // A semicolon or a colon between the two.
    private bool SetApart(Clause clause, Chunk verb)
    {
        if (clause.Verb is not { } own)
            return false;
        for (var t = Math.Min(own.Start, verb.Start); t < Math.Max(own.Start, verb.Start); t++)
        {
            if (sentence.Tokens[t].Lower is ";" or ":")
                return true;
        }

        return false;
    }

    // "the measure his own backbenchers had begged him to delay": not the holder's old position.
    private bool SomeoneElse(Clause other) => other.Subjects.Count > 0 && sentence.Tags[other.Subjects[0].Start] == Tag.PossessivePronoun;

    private bool Supports(Chunk verb) => lexicon[sentence.Tokens[verb.Head].Lower].Verbs.Exists(v => v.Object is Effect.Support or Effect.Adopt or Effect.Impose or Effect.Keep or Effect.Accept);

    private bool Drops(Chunk verb) => lexicon[sentence.Tokens[verb.Head].Lower].Verbs.Exists(v => v.Object is Effect.Drop or Effect.Weaken && v.Fixed.Length == 0);

    private bool Rejects(Chunk verb) => lexicon[sentence.Tokens[verb.Head].Lower].Verbs.Exists(v => v.Object is Effect.Reject or Effect.Quit or Effect.Drop && Continues(v, verb));

    // "lobbying for" is no "lobbying against".
    private bool Continues(ActPattern pattern, Chunk verb)
    {
        var next = verb.End < sentence.Tokens.Count ? sentence.Tokens[verb.End].Lower : "";
        return pattern.Fixed.Length > 0 ? pattern.Fixed[0] == "ITS" || pattern.Fixed[0] == next : pattern.Prepositions.Length == 0 || pattern.Prepositions.Contains(next);
    }

    private bool SaysOfPosition(Clause clause) => clause.Verb is { } verb && lexicon[sentence.Tokens[verb.Head].Lower].Verbs.Exists(v => v.Object is not (Effect.None or Effect.Transparent) || v.Clause is Effect.Intend or Effect.Refuse or Effect.Insist or Effect.Want);

    // "after weeks of refusing", "after long opposing", "despite years of support", "having long resisted"
    private string? OldPositionFollows(int token)
    {
        if (token + 1 < sentence.Tokens.Count && sentence.Tags[token + 1] == Tag.Verb && (lexicon[sentence.Tokens[token + 1].Lower].Forms & VerbForm.Ing) != 0
            && lexicon[sentence.Tokens[token + 1].Lower].Verbs.Exists(v => v.Object == Effect.Reject && v.Clause == Effect.Refuse))
        {
            return sentence.Words(token, token + 2);
        }

        var duration = false;
        for (var t = token + 1; t < sentence.Tokens.Count && t <= token + 8; t++)
        {
            var word = sentence.Tokens[t];
            if (word.Kind is TokenKind.Comma or TokenKind.Break or TokenKind.Stop)
                return null;
            var info = lexicon[word.Lower];
            duration |= info.Has(WordClass.TimeNoun) || word.Lower is "long" or "previously" or "initially" or "repeatedly" or "earlier" or "previous" or "first" or "once" or "originally" or "decades-long" or "years-long" or "months-long" or "long-standing" or "longstanding" or "consistently";
            var stands = info.Verbs.Exists(v => v.Object is not (Effect.None or Effect.Transparent) || v.Clause is Effect.Refuse or Effect.Insist or Effect.Intend) || info.Nouns.Exists(n => n.Object is Effect.Pro or Effect.Con) || info.Lemma is "stall" or "stonewall" or "dither" or "drag" or "haggle" || word.Lower is "silence" or "deadlock" or "hesitation" or "refusals" or "ambiguity" or "indecision" or "non-alignment";
            if (duration && stands && (sentence.Tags[t] is Tag.Verb or Tag.Noun))
                return sentence.Words(token, t + 1);
        }

        return null;
    }

    // "previously adamant", "long committed to", "once a champion of"
    private string? OldAdjective(int token, Clause clause)
    {
        if (token + 1 >= sentence.Tokens.Count || owners[token] is null)
            return null;
        var apposition = token > 0 && sentence.Tokens[token - 1].Kind is TokenKind.Comma or TokenKind.Break;
        for (var t = token + 1; t < sentence.Tokens.Count && t <= token + 4; t++)
        {
            var info = lexicon[sentence.Tokens[t].Lower];
            if (sentence.Tokens[t].Kind == TokenKind.Comma)
                return null;
            var stands = info.Adjectives.Count > 0 || info.Verbs.Exists(v => v.Object is not (Effect.None or Effect.Transparent) || v.Clause is Effect.Refuse or Effect.Insist or Effect.Intend) || info.Nouns.Exists(n => n.Object is Effect.Pro or Effect.Con)
                || sentence.Tokens[t].Lower is "critic" or "opponent" or "champion" or "supporter" or "advocate" or "holdout" or "sceptic" or "skeptic" or "hawk" or "laggard";
            if (!stands)
                continue;
            var own = sentence.Tags[t] == Tag.Verb && owners[t] == clause;
            return !own && (apposition || (owners[t] is { } other && other != clause && other.Kind is ClauseKind.Relative or ClauseKind.Adverbial or ClauseKind.Participle)) ? sentence.Words(token, t + 1) : null;
        }

        return null;
    }

    private bool PastYear(int t)
    {
        var word = sentence.Tokens[t].Lower;
        if (word.Length == 5 && word[4] == 's' && word[3] == '0')
            word = word[..4]; // the 1990s
        if (word.Length != 4 || !int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value is < 1800 or > 2100)
            return false;
        if (t > 0 && sentence.Tokens[t - 1].Lower is "by" or "until" or "till" or "from" or "for" or "to" or "since" or "before" or "through" or "beyond")
            return false;
        if (t > 0 && (sentence.Tags[t - 1] is Tag.Noun or Tag.Determiner or Tag.Adjective) && !lexicon[sentence.Tokens[t - 1].Lower].Has(WordClass.Month) && !sentence.Tokens[t - 1].Lower.EndsWith("mid", StringComparison.Ordinal))
            return false;
        return year is not { } published || value < published;
    }

    private bool LongAgo(int t) => sentence.Tokens[t - 1].Lower is "years" or "decades" or "months" or "decade" or "year" or "generation" or "century" or "long";

    private bool OwnsCharacter(Clause clause, int at)
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
