using Alerts.Detection.Lexicon;
using Alerts.Detection.Text;

namespace Alerts.Detection.Parsing;

/// <summary>One pass of a <see cref="ClauseBuilder"/> over a sentence: what opens and closes clauses, and their nouns.</summary>
internal sealed partial class ClausePass(EnglishLexicon lexicon, IReadOnlyList<Token> tokens, Tag[] tags, List<Chunk> chunks)
{
    private readonly List<Clause> clauses = [];
    private Clause current = new(ClauseKind.Root, null);

    /// <summary>A preposition that waits for its noun.</summary>
    private Chunk? preposition;

    /// <summary>The noun phrase just read, if nothing but adverbs came after it.</summary>
    private Chunk? lastNoun;

    /// <summary>Whether <see cref="lastNoun"/> stands after a preposition: it is no subject then.</summary>
    private bool lastNounIsPrepositional;

    public List<Clause> Run()
    {
        clauses.Add(current);
        for (var i = 0; i < chunks.Count; i++)
            Take(chunks[i]);
        Finish();
        return clauses;
    }

    private void Take(Chunk chunk)
    {
        switch (chunk.Kind)
        {
            case ChunkKind.Noun:
                TakeNoun(chunk);
                break;
            case ChunkKind.Verb:
                TakeVerb(chunk);
                break;
            case ChunkKind.Preposition:
                preposition = chunk;
                break;
            case ChunkKind.Subordinator:
                Open(new Clause(ClauseKind.Adverbial, AdverbialParent()) { Opener = chunk });
                break;
            case ChunkKind.Complementizer:
                Open(new Clause(ClauseKind.Content, ContentParent(chunk)) { Opener = chunk, GovernorNoun = GovernorOf(chunk) });
                break;
            case ChunkKind.Relative:
                Open(new Clause(ClauseKind.Relative, current) { Opener = chunk, Antecedent = lastNoun ?? LastSubject() });
                break;
            case ChunkKind.Comma:
                TakeComma();
                break;
            case ChunkKind.Break:
                preposition = null;
                lastNoun = null;
                TakeBreak(chunk);
                break;
            case ChunkKind.Quote or ChunkKind.Adverb or ChunkKind.Adjective or ChunkKind.Conjunction or ChunkKind.Stop:
                break;
            default:
                break;
        }
    }

    // "reports that", "a report in a Tokyo daily that"
    private Chunk? GovernorOf(Chunk opener)
    {
        if (lastNoun is null || !IsJustBefore(lastNoun, opener))
            return null;
        if (current.Verb is { } tells && lexicon[tokens[tells.Head].Lower].Lemma is "tell" or "inform" or "warn" or "assure" or "remind" or "notify" or "convince" or "persuade" or "reassure" && current.Complements.Exists(c => c.Noun == lastNoun && c.Preposition is null))
            return null; // "told allies that": no report of allies
        if (NounTakesClause(lastNoun))
            return lastNoun;
        for (var i = lastNoun.Index - 1; i >= 0 && lastNoun.Index - i <= 4; i--)
        {
            if (chunks[i].Kind is not (ChunkKind.Noun or ChunkKind.Preposition))
                return null;
            if (chunks[i].Kind == ChunkKind.Noun && lexicon[tokens[chunks[i].Head].Lower].Nouns.Exists(n => n.Object == Effect.Hedge))
                return chunks[i];
        }

        return null;
    }

    private void TakeNoun(Chunk noun)
    {
        var with = preposition;
        preposition = null;

        // "the pact it had initialled surprised ...": a relative clause without its opener, in a subject.
        if (with is null && current is { Verb: null, Subjects.Count: > 0 } && noun.End - noun.Start == 1 && tokens[noun.Start].Lower is "it" or "he" or "she" or "they" or "we" && lastNoun is { } taken && IsJustBefore(taken, noun)
            && noun.Index + 1 < chunks.Count && chunks[noun.Index + 1] is { Kind: ChunkKind.Verb, Shape.Finite: true })
        {
            Open(new Clause(ClauseKind.Relative, current) { Antecedent = taken });
            current.Subjects.Add(noun);
            lastNoun = noun;
            lastNounIsPrepositional = false;
            return;
        }

        // "Once the loudest champions of sending X, the party ...": back to the apposition that came first.
        if (with is null && current is { Kind: ClauseKind.Gerund } && Previous(noun)?.Kind == ChunkKind.Comma && !IsTime(noun) && MainRoot() is { Verb: null, Subjects: [var fronted] } waits && IsFronted(fronted))
            current = waits;

        if (current.Verb is null && with is null && !IsTime(noun))
        {
            // "France and Germany", or an apposition: "Zelenskyy, the president,".
            if (current.Subjects.Count == 0 || ConjunctionBefore(noun))
            {
                current.Subjects.Add(noun);
            }
            else if (current.Subjects.Count == 1 && IsFronted(current.Subjects[0]) && Previous(noun)?.Kind == ChunkKind.Comma)
            {
                // "Long the fiercest opponent of X, Belgium ...": the apposition comes first.
                current.Complements.Add(new Complement(null, current.Subjects[0], true));
                current.Subjects[0] = noun;
            }
            else if (current.Subjects.Count == 1 && Previous(noun)?.Kind == ChunkKind.Comma && Next(noun) is { Kind: ChunkKind.Verb } deed && IsBareBase(deed) && tokens[noun.Head].Capital && tokens[current.Subjects[0].Head].Capital && !IsReport(deed))
            {
                current.Subjects.Add(noun); // "France, Germany drop X"
            }
            else
                current.Complements.Add(new Complement(null, noun, true));
        }
        else
        {
            current.Complements.Add(new Complement(with, noun, current.Verb is null));
        }

        lastNoun = noun;
        lastNounIsPrepositional = with is not null;
    }

    private bool IsFronted(Chunk noun) =>
        (noun.Start == 0 || (tokens[0].Lower is "until" or "for" or "till" && noun.Start < 6 && AllTime(1, noun.Start)) || (noun.Start == 1 && tokens[0].Lower is "once" or "long" or "formerly" or "previously" or "hitherto" or "traditionally" or "historically" or "already"))
        && ((noun.End - noun.Start == 1 && lexicon[tokens[noun.Head].Lower].Adjectives.Count > 0 && !tokens[noun.Head].Lower.EndsWith('s')) || tokens[noun.Head].Lower is "sponsor" or "architect" or "architects" or "author" or "authors" or "host" or "opponent" or "opponents" or "supporter" or "supporters" or "champion" or "champions" or "holdout" or "laggard" or "hawk" or "hawks" or "sceptic" or "skeptic" or "sceptics" or "skeptics" or "friend" or "pioneer" or "home" or "advocate" or "advocates" or "critic" or "critics" or "foe" or "foes" or "backer" or "backers" or "proponent" or "proponents" or "defender" or "defenders");

    private bool AllTime(int from, int to)
    {
        for (var t = from; t < to; t++)
        {
            if (!lexicon[tokens[t].Lower].Has(WordClass.TimeNoun | WordClass.Day | WordClass.Month | WordClass.Determiner | WordClass.Adverb | WordClass.Adjective) && tags[t] is not (Tag.Number or Tag.Adverb or Tag.Adjective))
                return false;
        }

        return true;
    }

    private void TakeComma()
    {
        preposition = null;

        // A fronted adverbial or a relative set off by commas ends here once it has its verb.
        if (current.Verb is not null && Nearest(c => c.Kind is ClauseKind.Adverbial or ClauseKind.Relative or ClauseKind.Participle && Above(c) is { Verb: null }) is { } closing)
        {
            current = closing.Parent ?? current;
            lastNoun = null;
            return;
        }

    }

    private void TakeBreak(Chunk mark)
    {
        // A dash or a colon opens a new main clause; brackets and dashes around an aside are rare enough in news to be read so too.
        if (tokens[mark.Start].Is(":") && current is { Kind: ClauseKind.Root, Verb: null, Subjects: [var source], Complements.Count: 0 } && tokens[source.Head].Lower is "report" or "reports" or "source" or "sources" or "official" or "officials" or "media" or "exclusive" or "breaking" or "poll" or "update" or "analysis")
        {
            current.Subjects.Clear(); // "Report: Paris to abandon X"
            return;
        }

        if (mark.Start >= 0 && tokens[mark.Start].Lower is ";" or "\u2014" or ":" or "-" or "|" && current.Verb is not null)
        {
            var root = new Clause(ClauseKind.Root, null);
            Open(root);
        }
    }

    // "Having rejected X, France ...", "By dropping X, France ...": what opens the sentence belongs to its main clause.
    private void JoinOpening()
    {
        var opening = clauses[0];
        if (opening is not { Kind: ClauseKind.Root, Verb: null, Subjects.Count: 0 } || !chunks.Exists(c => c.Kind == ChunkKind.Comma) || clauses.Find(c => c != opening && c is { Kind: ClauseKind.Root, Verb: not null, Subjects.Count: > 0 }) is not { } main || !SetOff(main.Subjects[0]) || (opening.Attribution == main && !main.Children.Exists(c => c.Kind == ClauseKind.Content)))
            return;
        foreach (var child in opening.Children)
        {
            child.Parent = main;
            if (child is { Kind: ClauseKind.Gerund, Preposition: null })
                child.Kind = ClauseKind.Participle;
        }

        main.Children.InsertRange(0, opening.Children);
        main.Complements.InsertRange(0, opening.Complements);
        clauses.Remove(opening);
    }

    // After a comma, if need be with an apposition between: not "Lifting X is ...".
    private bool SetOff(Chunk subject)
    {
        for (var previous = Previous(subject); previous is not null; previous = Previous(previous))
        {
            if (previous.Kind is ChunkKind.Comma or ChunkKind.Quote)
                return true;
            if (previous.Kind is not (ChunkKind.Adverb or ChunkKind.Preposition or ChunkKind.Noun))
                return false;
        }

        return false;
    }

    private void Finish()
    {
        JoinOpening();
        foreach (var clause in clauses.ToArray())
        {
            if (clause.Verb is not null || clause.Kind != ClauseKind.Root || clause.Subjects.Count == 0)
                continue;

            // Headline: "EU to lift sanctions", "Sanctions lifted on Syria".
            var child = clause.Children.Find(c => (c.Kind == ClauseKind.Infinitive && c.GovernorNoun is null) || c is { Kind: ClauseKind.Participle, Verb.Shape.BareParticiple: true });
            if (child is null)
                continue;
            if (child.Kind == ClauseKind.Participle)
                child.Verb!.Shape!.Passive = true; // a participle clause has its verb
            else if (!HasPredicate(clause))
                child.Verb!.Shape!.Modal ??= "will"; // likewise
            else
                continue;
            child.Verb.Shape.Infinitive = false;
            child.Kind = ClauseKind.Root;
            child.Parent = null;
            child.Subjects.AddRange(clause.Subjects);
            child.Complements.InsertRange(0, clause.Complements);
            child.Attribution = clause.Attribution;
            clause.Subjects.Clear();
            clause.Complements.Clear();
        }
    }

    // "Ukraine ready to drop": an adjective stands for the missing verb.
    private bool HasPredicate(Clause clause)
    {
        foreach (var subject in clause.Subjects)
        {
            for (var t = subject.Start; t < subject.End; t++)
            {
                if (lexicon[tokens[t].Lower].Adjectives.Count > 0 && tags[t] == Tag.Adjective)
                    return true;
            }
        }

        return false;
    }

    // An -ed form right after a noun, with no auxiliary, while the clause has its verb or a by-phrase follows.
    private bool ReducedRelative(Chunk verb, VerbShape shape)
    {
        if (!shape.BareParticiple || lastNoun is null || !IsJustBefore(lastNoun, verb))
            return false;
        var info = lexicon[tokens[verb.Head].Lower];
        if (Next(verb) is { Kind: ChunkKind.Preposition } next && tokens[next.Start].Is("by"))
            return !info.Verbs.Exists(v => v.Prepositions.Contains("by"));
        if (Previous(HeadOfPhrase(lastNoun)) is { Kind: ChunkKind.Comma or ChunkKind.Quote } && info.Verbs.Exists(v => v.Clause is Effect.Say or Effect.Insist or Effect.Concede or Effect.Deny))
            return false;

        // After a fronted phrase and its comma comes the subject: "After a year of doubt, Belgium bowed".
        if (Previous(lastNoun) is { Kind: ChunkKind.Comma or ChunkKind.Quote or ChunkKind.Break } && MainRoot().Verb is null)
            return false;
        if (current.Verb is null)
            return false;

        // "says Kyiv dropped": a content clause. "the embargo imposed in May": nothing follows that could be an object.
        var governor = lexicon[tokens[current.Verb.Head].Lower];
        if (governor.Verbs.Exists(v => v.Clause is Effect.Say or Effect.Insist or Effect.Concede or Effect.Deny) && Previous(lastNoun)?.Kind == ChunkKind.Verb)
            return false;
        var behind = Next(verb) is { Kind: ChunkKind.Adverb } adverb ? Next(adverb) : Next(verb);
        return behind is not { Kind: ChunkKind.Noun } taken || IsTime(taken);
    }

    private bool PostposedReport(Chunk verb)
    {
        if (!lexicon[tokens[verb.Head].Lower].Verbs.Exists(v => v.Clause is Effect.Say or Effect.Insist or Effect.Concede))
            return false;
        var before = lastNoun is null ? null : Previous(lastNoun);
        return before?.Kind is ChunkKind.Comma or ChunkKind.Quote;
    }

    private static Clause Coordinate(Clause sibling, Chunk verb) => new(sibling.Kind, sibling.Parent)
    {
        Verb = verb,
        Conjunct = sibling,
        Opener = sibling.Opener,
        GovernorNoun = sibling.GovernorNoun,
        Preposition = sibling.Preposition,
        ObjectControl = sibling.ObjectControl,
        Antecedent = sibling.Antecedent,
        Attribution = sibling.Attribution,
    };

    private void Open(Clause clause)
    {
        if (!clauses.Contains(clause))
        {
            clauses.Add(clause);
            clause.Parent?.Children.Add(clause);
        }

        current = clause;
        preposition = null;
        if (clause.Verb is null)
            lastNoun = null;
    }

    private void Open(Clause clause, Chunk verb)
    {
        clause.Verb = verb;
        Open(clause);
    }

    private void Remove(Chunk noun)
    {
        foreach (var clause in clauses)
        {
            clause.Complements.RemoveAll(c => c.Noun == noun);
            if (clause.Verb is not null || clause.Subjects.Count > 1)
                clause.Subjects.Remove(noun);
        }
    }

    private Clause? Nearest(Func<Clause, bool> wanted)
    {
        for (var clause = current; clause is not null; clause = Above(clause))
        {
            if (wanted(clause))
                return clause;
        }

        return null;
    }

    private static Clause? Above(Clause clause) => clause.Parent;

    // An inflected verb does not share a modal: "maintains that X must stay out and continues ..." goes back to "maintains".
    private Clause? FiniteSibling(Chunk verb)
    {
        var inflected = verb.Shape is { Modal: null } && (lexicon[tokens[verb.Head].Lower].Forms & VerbForm.Base) == 0;
        return Nearest(c => c.Verb?.Shape is { Finite: true } shape && c.Kind is not ClauseKind.Participle && !(inflected && shape.Modal is not null))
            ?? Nearest(c => c.Verb?.Shape?.Finite == true && c.Kind is not ClauseKind.Participle);
    }

    private Clause MainRoot()
    {
        var clause = current;
        while (clause.Parent is not null)
            clause = clause.Parent;
        return clause;
    }

    private Clause MainOf(Clause clause)
    {
        while (clause.Parent is not null && (clause.Kind is ClauseKind.Relative or ClauseKind.Infinitive or ClauseKind.Gerund or ClauseKind.Participle || IsCaused(clause)))
            clause = clause.Parent;
        return clause;
    }

    // "let the peso float, doing away with X": who lets it does away.
    private bool IsCaused(Clause clause) => clause is { Kind: ClauseKind.Content, Opener: null, Parent.Verb: { } causes } && lexicon[tokens[causes.Head].Lower].Lemma is "let" or "make" or "help";

    private Clause AdverbialParent() => current.Verb is null && current.Subjects.Count == 0 ? current : Nearest(c => c.Verb is not null) ?? current;

    private Clause ContentParent(Chunk opener)
    {
        // "said X had dropped, and that it ...": a second that-clause hangs where the first does.
        var previous = Previous(opener);
        if (previous?.Kind == ChunkKind.Conjunction && Nearest(c => c.Kind == ClauseKind.Content) is { Parent: { } parent })
            return parent;
        return current;
    }

    private void CloseRelativeBeforeComma()
    {
        if (current.Kind == ClauseKind.Relative && current.Parent is not null)
            current = current.Parent;
    }

    private Chunk? LastSubject() => current.Subjects.Count > 0 ? current.Subjects[^1] : null;

    private bool IsObject(Chunk noun) => current.Complements.Exists(c => c.Noun == noun && (c.Preposition is null || tokens[c.Preposition.Start].Lower is "on" or "upon" or "with" or "for" or "to" or "at"));

    private bool TakesObjectInfinitive(Chunk verb) => lexicon[tokens[verb.Head].Lower].Verbs.Exists(v => v.Clause is Effect.Urge or Effect.Force);

    private bool NounTakesInfinitive(Chunk noun)
    {
        var info = lexicon[tokens[noun.Head].Lower];
        if (tokens[noun.Head].Capital && info.Nouns.Count == 0)
            return false;
        return info.Nouns.Exists(n => n.Object is not Effect.None) || info.Lemma is "plan" or "bid" or "decide" or "vow" or "pledge" or "promise" or "threat" or "offer" or "move" or "propose" or "demand" or "refuse" or "attempt" or "vote" or "need" or "try"
            || tokens[noun.Head].Lower is "plan" or "plans" or "decision" or "proposal" or "proposals" or "threat" or "threats" or "right" or "intention" or "intentions" or "effort" or "efforts" or "attempt" or "deal" or "agreement" or "bill" or "motion" or "ability" or "chance" or "need" or "desire" or "wish" or "steps" or "step" or "moves" or "commitment" or "resolve" or "determination" or "reason" or "way" or "time" or "order" or "vow" or "calls" or "call" or "request" or "requests" or "appeal" or "appeals" or "suggestion" or "pressure";
    }

    private bool NounTakesClause(Chunk noun) => lexicon[tokens[noun.Head].Lower] is var info && (info.Nouns.Exists(n => n.Object == Effect.Hedge || n.Object == Effect.Pro || n.Object == Effect.Con) || info.Lemma is not null || tokens[noun.Head].Lower is "fact" or "idea" or "view" or "belief" or "insistence" or "assertion" or "suggestion" or "speculation" or "rumours" or "rumors" or "allegations" or "denial" or "admission" or "announcement" or "condition" or "news" or "statement");

    private Chunk? NextNoun(Chunk chunk)
    {
        for (var next = Next(chunk); next is not null; next = Next(next))
        {
            if (next.Kind == ChunkKind.Noun)
                return next;
            if (next.Kind is not ChunkKind.Adverb)
                return null;
        }

        return null;
    }

    private bool ConjunctionBefore(Chunk chunk)
    {
        for (var previous = Previous(chunk); previous is not null; previous = Previous(previous))
        {
            switch (previous.Kind)
            {
                case ChunkKind.Conjunction: return true;
                case ChunkKind.Adverb or ChunkKind.Quote: continue;
                default: return false;
            }
        }

        return false;
    }

    private bool IsJustBefore(Chunk first, Chunk second)
    {
        for (var i = first.Index + 1; i < second.Index; i++)
        {
            if (chunks[i].Kind is not (ChunkKind.Adverb or ChunkKind.Quote))
                return false;
        }

        return true;
    }

    private bool IsTime(Chunk noun)
    {
        for (var t = noun.Start; t < noun.End; t++)
        {
            if (tags[t] is Tag.Noun && lexicon[tokens[t].Lower] is var info && !info.Has(WordClass.TimeNoun | WordClass.Day | WordClass.Month))
                return false;
        }

        return lexicon[tokens[noun.Head].Lower].Has(WordClass.TimeNoun | WordClass.Day | WordClass.Month) || (tags[noun.Head] == Tag.Number && tokens[noun.Head].Lower.Length == 4);
    }

    private Chunk? Previous(Chunk chunk) => chunk.Index > 0 ? chunks[chunk.Index - 1] : null;

    private Chunk? Next(Chunk chunk) => chunk.Index + 1 < chunks.Count ? chunks[chunk.Index + 1] : null;
}
