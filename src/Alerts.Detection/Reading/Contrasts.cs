using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;
using Alerts.Detection.Text;

namespace Alerts.Detection.Reading;

/// <summary>The words by which a sentence sets a position against an older one: that makes a change of a statement.</summary>
internal sealed class Contrasts(EnglishLexicon lexicon, ParsedSentence sentence, Scopes scopes)
{
    // What a relative clause takes may be the topic under another word.
    private static readonly string[] General = ["idea", "ideas", "plan", "plans", "proposal", "proposals", "deal", "measure", "measures", "move", "bill", "law", "offer", "offers", "approach", "approaches", "bid", "bids", "scheme", "project", "policy", "step", "request", "requests", "call", "calls", "demand", "demands", "accord", "pact", "treaty", "agreement", "vote", "votes", "move", "such", "version", "versions", "draft", "attempt", "attempts", "notion", "suggestion", "concept", "prospect"];

    // "abandoned its insistence on Y and endorsed X"
    private static readonly string[] OldLines = ["insistence", "stance", "policy", "position", "line", "doctrine", "taboo", "neutrality", "rhetoric", "reluctance", "hesitation", "ambiguity", "silence"];

    private static readonly string[] Deadlocks = ["standoff", "stand-off", "deadlock", "stalemate", "impasse", "holdout", "boycott", "blockade", "silence", "wait", "delay"];

    private static readonly string[] Attitudes = ["opposition", "resistance", "refusal", "refusals", "objection", "objections", "hostility", "scepticism", "skepticism", "support", "backing", "rejection", "rejections", "denial", "denials", "doubt", "doubts", "insistence", "vetoes", "veto", "boycott", "reservations", "misgivings", "qualms", "criticism", "advocacy", "campaigning", "lobbying"];

    private List<(string Phrase, int At)>? newness;

    /// <summary>Whether the words found last stand in a relative clause on the holder: "Monaco, which broke off the talks, asks to ...".</summary>
    public bool IsAside { get; private set; }

    /// <summary>Whether the words found last name the opposite position: "for years an opponent of X".</summary>
    public bool IsOpposed { get; private set; }

    /// <summary>The words by which the text itself calls the position new; null where there are none.</summary>
    /// <param name="clause">The clause of the position.</param>
    /// <param name="positive">Whether the position is in favor.</param>
    /// <param name="topic">What it is a position on.</param>
    public string? Find(Clause clause, bool positive, Topic topic)
    {
        (IsOpposed, IsAside) = (false, false);
        foreach (var (phrase, at) in newness ??= scopes.Found("newness"))
        {
            if (phrase is not "now" || ((scopes.OwnsCharacter(clause, at) || scopes.OwnsCharacter(Scopes.Main(clause), at)) && !IsOfNoun(at)))
                return phrase;
        }

        for (var t = 0; t < sentence.Tokens.Count; t++)
        {
            var word = sentence.Tokens[t].Lower;
            if ((word is "long" && t > 0 && sentence.Tokens[t - 1].Is("as")) || (word is "once" && sentence.Tags[t] == Tag.Subordinator))
                continue;
            if (word is "holdout" && t > 0 && sentence.Tokens[t - 1].Lower is "last" or "lone" or "only" or "final" or "main")
                return sentence.Words(t - 1, t + 1);
            if (word is "after" or "following" or "despite" or "having" or "ended" or "ends" or "ending" or "broke" or "breaks" or "breaking" && OldPositionFollows(t) is { } cue)
                return cue;
            if ((word is "previously" or "formerly" or "once" or "long" or "hitherto" or "initially" or "earlier" or "originally" || (word is "years" or "decades" or "months" or "decade" or "year" or "generation" && t > 0 && (sentence.Tokens[t - 1].Is("for") || (t > 1 && sentence.Tokens[t - 2].Is("for"))))) && OldAdjective(t, clause, positive) is { } old)
            {
                IsAside = true;
                return old;
            }

            if (word is "ends" or "ended" or "overturns" or "reverses" or "breaks" or "buries" or "overturning" or "reversing" or "ending" or "burying" or "breaking" or "abandoning" or "casting" && LongTime(t) is { } ended)
                return ended;
            if (word is "u-turn" or "about-face" or "climbdown" && t + 1 < sentence.Tokens.Count && sentence.Tokens[t + 1].Is(":"))
                return word;
            if (word is "u-turn" or "about-face" or "about-turn" or "volte-face" or "turnaround" or "climbdown" or "reversal" && sentence.Tags[t] == Tag.Noun && t > 0 && sentence.Tokens[t - 1].Lower is "a" or "sharp" or "dramatic" or "abrupt" or "apparent" or "major" or "policy" or "stunning" or "remarkable" or "striking" or "sudden" or "rare" or "its" or "clear" or "surprise" or "makes" or "make" or "made" or "making" or "does" or "did" or "performs" or "performed" or "executes")
                return word;
        }

        // A relative or adverbial clause in the pluperfect tells of the old position: "it had promised to scrap".
        foreach (var other in sentence.Clauses)
        {
            if (other.Verb is not { } verb || verb.Shape is not { } shape)
                continue;
            if (lexicon[sentence.Tokens[verb.Head].Lower].Lemma is "end" or "break" or "cap" or "conclude" && shape.Negation < 0 && other.Complements.Exists(c => !c.BeforeVerb && Deadlocks.Contains(sentence.Tokens[c.Noun.Head].Lower)))
                return sentence.Words(verb);
            if (other == clause || SetApart(clause, verb) || SomeoneElse(other) || SpeaksOfAnother(other, topic))
                continue;
            var aside = other.Kind is ClauseKind.Relative or ClauseKind.Adverbial;
            IsAside = other.Kind == ClauseKind.Relative && other.Subjects.Count == 0;
            if (aside && shape.PastPerfect && (SaysOfPosition(other) || scopes.Word(other, WordClass.PastAdverb) >= 0))
                return sentence.Words(verb);
            if (other.Kind is ClauseKind.Relative or ClauseKind.Participle && other.Antecedent is not null && (shape.Past || shape.BareParticiple || shape.Perfect) && !(other.Parent?.Verb is { } wants && lexicon[sentence.Tokens[wants.Head].Lower].Lemma is "want" or "need" or "like" or "prefer" or "see") && (Rejects(verb) || Avoids(verb) || (positive && CalledBad(verb)) || other.Children.Exists(c => c is { Kind: ClauseKind.Gerund or ClauseKind.Participle, Verb: { } spent } && (Rejects(spent) || Avoids(spent)))))
                return sentence.Words(verb);

            // "the measure it used to champion", "the treaty it helped draft"
            if (other is { Kind: ClauseKind.Relative, Antecedent: not null } && lexicon[sentence.Tokens[verb.Head].Lower].Lemma is "use" or "help" && shape.Past && other.Children.Find(c => c is { Verb: not null }) is { Verb: { } former } && (positive ? Rejects(former) || Avoids(former) : Supports(former)))
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
            if (Drops(verb) && clause.Conjunct == other && shape.Negation < 0 && other.Complements.Exists(c => c.Preposition is null && !c.BeforeVerb && OldLines.Contains(sentence.Tokens[c.Noun.Head].Lower)))
                return sentence.Words(verb);
        }

        return null;
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

            // "the ban he had called nannying": what is called something without praise.
            if (lexicon[sentence.Tokens[verb.Head].Lower].Lemma is "call" or "brand" or "label" or "dub" or "deride" or "ridicule" or "mock" && verb.End < sentence.Tokens.Count && sentence.Tags[verb.End] is not (Tag.Preposition or Tag.Comma or Tag.Stop) && !lexicon[sentence.Tokens[verb.End].Lower].Adjectives.Exists(j => j.Object == Effect.Pro))
                return true;
            for (var t = verb.End; t < Math.Min(verb.End + 4, sentence.Tokens.Count); t++)
            {
                if (lexicon[sentence.Tokens[t].Lower].Adjectives.Exists(j => j is { Object: Effect.Con, Fixed.Length: 0, Prepositions.Length: 0 }))
                    return true;
            }
        }

        return false;
    }

    // "a step Bangkok had previously called unthinkable", "described as out of the question"
    private bool CalledBad(Chunk verb)
    {
        if (lexicon[sentence.Tokens[verb.Head].Lower].Lemma is not ("call" or "describe" or "brand" or "label" or "deem" or "consider" or "declare" or "dub" or "term" or "think" or "regard" or "find" or "say"))
            return false;
        for (var t = verb.End; t < Math.Min(verb.End + 4, sentence.Tokens.Count); t++)
        {
            if (lexicon[sentence.Tokens[t].Lower].Adjectives.Exists(j => j is { Object: Effect.Con or Effect.Lose, Prepositions.Length: 0 } && Follows(j, t + 1)))
                return true;
        }

        return false;
    }

    private bool Follows(ActPattern pattern, int token)
    {
        for (var i = 0; i < pattern.Fixed.Length; i++)
        {
            if (token + i >= sentence.Tokens.Count || !sentence.Tokens[token + i].Is(pattern.Fixed[i]))
                return false;
        }

        return true;
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
    private bool SomeoneElse(Clause other) => other.Subjects.Count > 0 && sentence.Tags[other.Subjects[0].Start] == Tag.PossessivePronoun && !lexicon[sentence.Tokens[other.Subjects[0].Head].Lower].Has(WordClass.OfficeNoun | WordClass.BodyNoun);

    private bool Supports(Chunk verb) => lexicon[sentence.Tokens[verb.Head].Lower].Lemma is "draft" or "write" or "author" or "co-author" or "sponsor" or "co-sponsor" or "table" or "negotiate" or "design" or "found" or "introduce" or "initiate" or "invent" or "devise" or "pioneer" or "inaugurate" or "initial" or "court" || lexicon[sentence.Tokens[verb.Head].Lower].Verbs.Exists(v => v.Object is Effect.Support or Effect.Adopt or Effect.Impose or Effect.Keep or Effect.Accept);

    private bool Drops(Chunk verb) => lexicon[sentence.Tokens[verb.Head].Lower].Verbs.Exists(v => v.Object is Effect.Drop or Effect.Weaken && (v.Fixed.Length == 0 || (v.Prepositions.Length == 0 && Follows(v, verb.End))));

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

        // "despite having assured its customers that ..."
        if (sentence.Tokens[token].Lower is "despite" or "after" && sentence.Tokens[token + 1].Is("having") && token + 2 < sentence.Tokens.Count && lexicon[sentence.Tokens[token + 2].Lower] is var had
            && (had.Lemma is "assure" or "promise" or "tell" or "say" or "insist" || had.Verbs.Exists(v => v.Clause is Effect.Intend or Effect.Refuse or Effect.Insist)))
        {
            return sentence.Words(token, token + 3);
        }

        var duration = false;
        for (var t = token + 1; t < sentence.Tokens.Count && t <= token + 8; t++)
        {
            var word = sentence.Tokens[t];
            if (word.Kind is TokenKind.Comma or TokenKind.Break or TokenKind.Stop || sentence.Tags[t] == Tag.Complementizer)
                return null;
            var info = lexicon[word.Lower];
            duration |= info.Has(WordClass.TimeNoun) || word.Lower is "long" or "previously" or "initially" or "repeatedly" or "earlier" or "previous" or "first" or "once" or "originally" or "decades-long" or "years-long" or "months-long" or "long-standing" or "longstanding" or "consistently";
            var stands = info.Verbs.Exists(v => v.Object is not (Effect.None or Effect.Transparent) || v.Clause is Effect.Refuse or Effect.Insist or Effect.Intend) || info.Nouns.Exists(n => n.Object is Effect.Pro or Effect.Con && (n.Prepositions.Length == 0 || (t + 1 < sentence.Tokens.Count && n.Prepositions.Contains(sentence.Tokens[t + 1].Lower)) || Attitudes.Contains(word.Lower))) || info.Lemma is "stall" or "stonewall" or "dither" or "drag" or "haggle" || word.Lower is "neutrality" or "reluctance" or "caution" or "inaction" or "indifference" or "abstention" or "stalling" or "dithering" or "wavering" or "prevarication" or "foot-dragging" or "isolation" or "holding" or "silence" or "deadlock" or "hesitation" or "refusals" or "ambiguity" or "indecision" or "non-alignment";
            if (duration && stands && (sentence.Tags[t] is Tag.Verb or Tag.Noun))
                return sentence.Words(token, t + 1);
        }

        return null;
    }

    // "previously adamant", "long committed to", "once a champion of"
    private string? OldAdjective(int token, Clause clause, bool positive)
    {
        if (token + 1 >= sentence.Tokens.Count || scopes.OwnerOf(token) is null)
            return null;
        var opens = token;
        while (opens > 0 && sentence.Tokens[opens - 1].Lower is "for" or "a" or "the" or "many" or "last")
            opens--;
        var apposition = opens > 0 && sentence.Tokens[opens - 1].Kind is TokenKind.Comma or TokenKind.Break;
        for (var t = token + 1; t < sentence.Tokens.Count && t <= token + 6; t++)
        {
            var info = lexicon[sentence.Tokens[t].Lower];
            if (sentence.Tokens[t].Kind == TokenKind.Comma)
                return null;
            var stands = info.Adjectives.Exists(j => Follows(j, t + 1)) || (sentence.Tags[t] == Tag.Verb && info.Verbs.Exists(v => v.Object is not (Effect.None or Effect.Transparent) || v.Clause is Effect.Refuse or Effect.Insist or Effect.Intend)) || info.Nouns.Exists(n => n.Object is Effect.Pro or Effect.Con)
                || sentence.Tokens[t].Lower is "critic" or "opponent" or "champion" or "supporter" or "advocate" or "holdout" or "sceptic" or "skeptic" or "hawk" or "laggard";
            if (!stands)
                continue;
            var points = Points(t);
            if (points == positive)
                return null;
            IsOpposed = points is not null;
            var own = sentence.Tags[t] == Tag.Verb && scopes.OwnerOf(t) == clause;
            return !own && (apposition || (scopes.OwnerOf(t) is { } other && other != clause && other.Kind is ClauseKind.Relative or ClauseKind.Adverbial or ClauseKind.Participle)) ? sentence.Words(token, t + 1) : null;
        }

        return null;
    }

    // Whether the noun of an aside speaks for its object; null where it says nothing of it. "an advocate of closing it" speaks against.
    private bool? Points(int t)
    {
        var info = lexicon[sentence.Tokens[t].Lower];
        bool? pro = info.Nouns.Exists(n => n.Object == Effect.Pro) || sentence.Tokens[t].Lower is "champion" or "supporter" or "advocate" ? true
            : info.Nouns.Exists(n => n.Object == Effect.Con) || sentence.Tokens[t].Lower is "critic" or "opponent" or "holdout" or "sceptic" or "skeptic" ? false
            : null;
        var after = t + 2 < sentence.Tokens.Count ? sentence.Clauses.Find(c => c.Kind == ClauseKind.Gerund && c.Verb?.Start == t + 2)?.Verb : null;
        return after is not null && (Rejects(after) || Drops(after) || lexicon[sentence.Tokens[after.Head].Lower].Lemma is "close" or "end" or "shut" or "leave" or "stop" or "withdraw") ? !pro : pro;
    }

    // "the bill now before the senate"
    private bool IsOfNoun(int at)
    {
        var (now, _) = sentence.TokensIn(sentence.Span.Start + at, sentence.Span.Start + at + 3);
        return now > 0 && now + 1 < sentence.Tokens.Count && sentence.Tags[now - 1] == Tag.Noun && sentence.Tags[now + 1] == Tag.Preposition;
    }

    // "overturning three decades of doctrine"
    private string? LongTime(int token)
    {
        for (var t = token + 1; t < sentence.Tokens.Count && t <= token + 4; t++)
        {
            if (sentence.Tokens[t].Lower is "years" or "decades" or "months" or "weeks" or "generations" or "century" or "centuries" or "decade" or "year")
                return sentence.Words(token, t + 1);
        }

        return null;
    }

    // "AstraZeneca, which paused an investment, favours X": what the aside takes is something else.
    private bool SpeaksOfAnother(Clause other, Topic topic)
    {
        var having = other is { Kind: ClauseKind.Gerund or ClauseKind.Participle, Verb: { } perfect } && sentence.Tokens[perfect.Start].Is("having");
        if (!(having || other.Kind is ClauseKind.Relative) || other.Subjects.Count > 0)
            return false;
        var taken = other.Complements.Find(c => c.Preposition is null && !c.BeforeVerb && !lexicon[sentence.Tokens[c.Noun.Head].Lower].Has(WordClass.Day | WordClass.Month | WordClass.TimeNoun));
        if (taken is null || sentence.Tags[taken.Noun.Head] is not Tag.Noun)
            return false;
        var head = sentence.Tokens[taken.Noun.Head].Lower;
        var info = lexicon[head];
        var next = taken.Noun.End < sentence.Tokens.Count ? sentence.Tokens[taken.Noun.End].Lower : "";
        return !General.Contains(head) && !info.Nouns.Exists(n => n.Prepositions.Length == 0 || n.Prepositions.Contains(next)) && info.Head == Effect.None && !other.Children.Exists(c => c.Verb is not null)
            && (sentence.Tokens[taken.Noun.Start].Lower is "a" or "an" or "its" or "their" or "his" or "her" || (having && sentence.Tokens[taken.Noun.Start].Is("the")))
            && !topic.Mentions.Concat(topic.Weak).Concat(topic.Counter).Append(topic.Proposition).Any(m => m.Contains(head, StringComparison.OrdinalIgnoreCase));
    }
}
