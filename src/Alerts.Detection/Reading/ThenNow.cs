using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>
/// An old position in an aside, a new one in the main clause that names the topic no more: "Riga, once allergic to X,
/// gave its consent"; "Lima, which ruled out X last week, has declared one". The main clause must speak of consent or
/// take the topic up again; else it is about something else.
/// </summary>
internal sealed class ThenNow(SentenceFacts facts)
{
    private static readonly HashSet<string> Consents = new(
    [
        "consent", "assent", "approval", "blessing", "backing", "support", "go-ahead", "permission", "agreement", "signature", "vote", "votes", "membership", "readmission", "admission", "seat", "application",
        "accession", "part", "side", "it", "them", "one", "measure", "plan", "proposal", "idea", "scheme", "project", "policy", "treaty", "deal", "pact", "ban", "demand", "challenge", "objection", "objections", "veto",
    ], StringComparer.Ordinal);

    private static readonly string[] Then = ["once", "long", "formerly", "previously", "hitherto", "until", "initially", "traditionally", "years", "decades", "months", "last", "ago", "earlier", "before", "lifelong", "longtime", "original", "generation"];

    /// <summary>Take the topic up again, however it was called.</summary>
    private static readonly string[] Again = ["it", "one", "ones", "them", "three", "two", "four", "more", "worth"];

    private readonly ParsedSentence sentence = facts.Sentence;

    /// <summary>The change that the sentence tells; null where it tells none.</summary>
    /// <param name="old">What the mention itself gave, dropped.</param>
    /// <param name="first">First token of the mention.</param>
    /// <param name="last">Last token of the mention.</param>
    public Attitude? Read(Attitude old, int first, int last)
    {
        if (Main(last) is not { Verb: { } verb } main || facts.Resolver.Resolve(main.Subjects[0]) is not { Known: true } holder)
            return null;
        var again = TakesUp(main, first, last);
        if (OldPosition(old, first, again, holder) is not var (from, thing) || !(again || SpeaksOfIt(main)))
            return null;
        var direction = Direction(main, verb, again) * thing;
        if (verb.Shape is { Negation: >= 0, NoLonger: false })
            direction = -direction;
        var to = (from, direction) switch
        {
            (Position.Against, > 0) => Position.Favor,
            (Position.Against, < 0) when TakesObjection(main) => Position.Neutral,
            (Position.Favor, < 0) => Position.Neutral,
            _ => Position.Unknown,
        };
        if (to == Position.Unknown)
            return null;
        var change = new Attitude { Topic = old.Topic, Holders = main.Subjects, Rule = "verb.then-now", Hedged = verb.Shape?.Modal is "may" or "might" or "could" };
        change.Move(from, to, to == Position.Favor ? 1 : -1);
        change.Act = facts.Info(verb).Verbs.FirstOrDefault();
        change.Cover(first, last + 1);
        change.Cover(verb.Start, verb.End);
        change.Cover(main.Subjects[0].Start, main.Subjects[0].End);
        change.Cues.Add((verb.Start, verb.End));
        return change;
    }

    // The position of the aside, and the sign of what it speaks of: that may be the end of what the topic is for.
    private (Position Position, int Thing)? OldPosition(Attitude old, int first, bool again, Party holder)
    {
        if (!old.Dropped)
        {
            return again && old is { Mode: not AttitudeMode.Thing, Hedged: false, To: Position.Favor or Position.Against } && IsPastAside(first) && old.Holders.Count > 0 && facts.Resolver.Resolve(old.Holders[0]) is { } who && who.Actor == holder.Actor
                ? (old.To, Thing(old, old.To))
                : null;
        }

        if (old is { DropRule: "scope.background", Mode: not AttitudeMode.Thing, To: Position.Favor or Position.Against })
            return (old.To, Thing(old, old.To));
        if (old.DropRule is not ("mention.only" or "holder.unknown") || !(again || SaysThen(first)))
            return null;
        if (old is { Mode: AttitudeMode.Thing, LastEffect: Effect.Pro or Effect.Con })
            return (Attitude.Toward(old.Sign), Thing(old, Attitude.Toward(old.Sign)));

        // "once allergic to talk of X": the adjective of the aside.
        for (var t = first - 1; t > 0 && first - t < 6; t--)
        {
            if (sentence.Tags[t] is Tag.Comma or Tag.Break or Tag.Verb)
                break;
            if (facts.Lexicon[sentence.Tokens[t].Lower].Adjectives.Find(a => a.Object is Effect.Pro or Effect.Con && a.Prepositions.Contains(sentence.Tokens[t + 1].Lower)) is { } adjective)
                return (Attitude.Toward(adjective.Object == Effect.Pro ? old.Sign : -old.Sign), old.Sign);
        }

        return null;
    }

    private static int Thing(Attitude old, Position position)
    {
        var sign = position == Position.Favor ? 1 : -1;
        return old.LastEffect is Effect.Con or Effect.Reject or Effect.Refuse or Effect.Drop or Effect.Quit ? -sign : sign;
    }

    // "which ruled out X last week", "having turned up its nose at X": a clause of its own before the main one.
    private bool IsPastAside(int first) =>
        facts.Scopes.OwnerOf(first) is { Kind: ClauseKind.Relative or ClauseKind.Participle or ClauseKind.Gerund or ClauseKind.Infinitive } aside && Top(aside) is { Verb: { Shape: { } shape } verb } && (shape.Past || shape.PastPerfect || shape.BareParticiple || sentence.Tokens[verb.Start].Is("having"));

    private static Clause Top(Clause clause)
    {
        while (clause.Kind is ClauseKind.Gerund or ClauseKind.Infinitive && clause.Parent is { Kind: ClauseKind.Relative or ClauseKind.Participle or ClauseKind.Gerund } parent)
            clause = parent;
        return clause;
    }

    private bool TakesUp(Clause main, int first, int last)
    {
        foreach (var complement in Objects(main))
        {
            var word = facts.Word(complement.Noun);
            var bare = complement.Noun.End - complement.Noun.Start == 1;
            if (Again.Contains(word) && (bare || word == "worth"))
                return true;
            var definite = sentence.Tokens[complement.Noun.Start].Lower is "the" or "that" or "this" or "its" or "their" or "such" or "any";
            for (var t = first; t <= last && definite; t++)
            {
                if (sentence.Tags[t] == Tag.Noun && Names(complement.Noun, sentence.Tokens[t].Lower))
                    return true;
            }
        }

        return false;
    }

    private bool EndsIt(Chunk noun) => facts.Word(noun) is "phase-out" or "phaseout" or "repeal" or "abolition" or "end" or "closure" or "withdrawal" or "exit" && sentence.Tokens[noun.Start].Lower is "the" or "its" or "their";

    // "let the plan lapse": one phrase to the parser.
    private bool LetsGo(Chunk noun) => noun.Head > noun.Start && noun.Start > 0 && facts.Lexicon[sentence.Tokens[noun.Start - 1].Lower].Lemma is "let" or "allow";

    private bool Names(Chunk noun, string word) =>
        facts.Word(noun).TrimEnd('s') == word.TrimEnd('s') || (LetsGo(noun) && sentence.Tokens[noun.Head - 1].Lower.TrimEnd('s') == word.TrimEnd('s'));

    private IEnumerable<Complement> Objects(Clause main) =>
        main.Complements.Concat(main.Children.Where(c => c.Kind is ClauseKind.Infinitive or ClauseKind.Gerund).SelectMany(c => c.Complements)).Where(c => !c.BeforeVerb && !facts.IsTime(c.Noun));

    private bool SaysThen(int first)
    {
        for (var t = first - 1; t >= 0 && sentence.Tags[t] is not (Tag.Comma or Tag.Break); t--)
        {
            if (Then.Contains(sentence.Tokens[t].Lower))
                return true;
        }

        return false;
    }

    private Clause? Main(int last) =>
        sentence.Clauses.Find(c => c.Kind == ClauseKind.Root && c.Verb is { } verb && verb.Start > last && c.Subjects.Count > 0 && !sentence.Clauses.Exists(other => other.Attribution == c));

    private bool SpeaksOfIt(Clause main)
    {
        var objects = Objects(main).ToList();
        return objects.Count == 0 || objects.Exists(c => Consents.Contains(facts.Word(c.Noun)) || EndsIt(c.Noun) || (LetsGo(c.Noun) && Consents.Contains(sentence.Tokens[c.Noun.Head - 1].Lower)));
    }

    private bool TakesObjection(Clause main) => main.Complements.Exists(c => facts.Info(c.Noun).Nouns.Exists(n => n.Object == Effect.Con) || facts.Word(c.Noun) is "challenge" or "lawsuit" or "appeal");

    private int Direction(Clause main, Chunk verb, bool again)
    {
        if (facts.Lemma(verb) is "ask" or "urge" or "want" or "vote" or "decide" or "agree" or "plan" or "propose" && main.Children.Find(c => c is { Kind: ClauseKind.Infinitive, Verb: not null }) is { } what && Direction(what, what.Verb!, again) is not 0 and var wanted)
            return wanted;
        if (facts.Predicates.Adjective(main) is { } adjective)
            return adjective.Pattern.Object switch { Effect.Pro or Effect.Willing => 1, Effect.Con => -1, _ => 0 };
        foreach (var complement in main.Complements)
        {
            // "once a champion of X, now backs the phase-out"
            if (!complement.BeforeVerb && complement.Preposition is null && EndsIt(complement.Noun) && facts.Predicates.ForObject(verb, complement) is { } ended && Of(ended.Object) is not 0 and var of)
                return -of;
            if (!complement.BeforeVerb && facts.Predicates.ForObject(verb, complement) is { } pattern && Of(pattern.Object) is not 0 and var direction)
                return direction;
        }

        if (facts.Lemma(verb) is "apply" or "ask" or "sign" or "join" or "give" or "vote" or "agree" or "relent" or "yield" or "signal")
            return 1;
        foreach (var pattern in facts.Info(verb).Verbs)
        {
            if (pattern.Fixed.Length == 0 && Of(pattern.Object) is not 0 and var direction)
                return direction;
        }

        // "let it go", "let the demand lapse"
        if (facts.Lemma(verb) is "let" or "allow" && main.Complements.Exists(c => !c.BeforeVerb))
            return sentence.Tokens.Exists(t => t.Start > sentence.Tokens[verb.Start].Start && t.Lower is "go" or "lapse" or "expire" or "die" or "drop" or "fall" or "collapse") ? -1 : 1;

        // Whoever makes, orders or declares one does it.
        return again && facts.Lemma(verb) is "announce" or "declare" or "order" or "build" or "make" or "create" or "buy" or "take" or "open" or "pass" or "issue" or "commission" or "set" or "hold" or "host" or "call" ? 1 : 0;
    }

    private static int Of(Effect effect) => effect switch
    {
        Effect.Support or Effect.Adopt or Effect.Accept or Effect.Yield or Effect.Impose or Effect.Restore or Effect.Willing => 1,
        Effect.Reject or Effect.Drop or Effect.Quit or Effect.Weaken or Effect.Refuse or Effect.Reverse => -1,
        _ => 0,
    };
}
