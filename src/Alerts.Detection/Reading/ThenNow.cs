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
        "permit", "permits", "licence", "licences", "license", "licenses", "request", "requests", "order", "orders", "industry", "practice", "technology", "cause", "notion", "concept", "step", "move", "programme", "program", "champions", "champion", "supporters", "supporter", "backers", "advocates", "critics", "critic", "opponents", "defenders", "club", "bloc", "alliance", "sector", "calls",
    ], StringComparer.Ordinal);

    /// <summary>Take the topic up again, however it was called.</summary>
    private static readonly string[] Again = ["it", "one", "ones", "them", "three", "two", "four", "more", "worth"];

    private readonly ParsedSentence sentence = facts.Sentence;

    /// <summary>The change that the sentence tells; null where it tells none.</summary>
    /// <param name="old">What the mention itself gave, dropped.</param>
    /// <param name="first">First token of the mention.</param>
    /// <param name="last">Last token of the mention.</param>
    /// <param name="sign">-1 where the mention names the opposite of the proposition, else 1.</param>
    public Attitude? Read(Attitude old, int first, int last, int sign)
    {
        if (Main(last) is not { Verb: { } } root || facts.Resolver.Resolve(root.Subjects[0]) is not { Known: true } holder)
            return null;
        var main = Told(root, holder);
        var verb = main.Verb!; // both have one
        var again = TakesUp(main, first, last);
        if (sentence.Tokens.Exists(t => t.Lower is "before" or "ever") && facts.Scopes.IndexOfWords("as before") + facts.Scopes.IndexOfWords("as ever") > -2)
            return null;
        if (new OldStance(facts).Find(old, first, last, sign, again, holder) is not var (from, thing))
            return null;
        if (from == Position.Against && thing > 0 && verb.Shape is { NoLonger: true } && facts.Lemma(verb) is "object" or "oppose" or "resist" or "mind")
            return Change(old, main, verb, first, last, from, Position.Neutral);
        if (from == Position.Against && thing > 0 && (verb.Shape is { NoLonger: true } || main.Complements.Exists(c => sentence.Tokens[c.Noun.Start].Is("no"))) && facts.Lemma(verb) is "have" or "see" or "hold" or "raise" && TakesObjection(main))
            return Change(old, main, verb, first, last, from, Position.Neutral);
        if (Said(main, verb) is var said and not 0)
            return Change(old, main, verb, first, last, from, said * thing > 0 ? Position.Favor : from == Position.Favor && facts.Lemma(verb) is "hint" or "suggest" or "signal" ? Position.Against : Position.Neutral);
        var now = SaysNow(verb) || (main != root && SaysNow(root.Verb!));
        if (!(again || SpeaksOfIt(main) || now))
            return null;
        var direction = Direction(main, verb, again) * thing;
        if (direction == 0 && (again || TakesAnchor(main) || (now && main != root && verb.Shape is { Modal: "will" or "would" })) && !Continues(main, verb))
            direction = from == Position.Against ? 1 : -1; // the aside tells the old for the sake of the new
        if (verb.Shape is { Negation: >= 0, NoLonger: false })
            direction = -direction;
        var to = (from, direction) switch
        {
            (Position.Against, > 0) => Position.Favor,
            (Position.Against, < 0) when TakesObjection(main) => Position.Neutral,
            (Position.Favor, -2) => Position.Against,
            (Position.Favor, < 0) => Position.Neutral,
            _ => Position.Unknown,
        };
        return Change(old, main, verb, first, last, from, to);
    }

    private Attitude? Change(Attitude old, Clause main, Chunk verb, int first, int last, Position from, Position to)
    {
        if (to == Position.Unknown || from == to)
            return null;
        var change = new Attitude { Topic = old.Topic, Holders = main.Subjects, Rule = "verb.then-now", Hedged = verb.Shape?.Modal is "may" or "might" or "could" || facts.Lemma(verb) is "hint" or "suggest" or "edge" or "inch" or "lean" or "veer" or "drift" };
        change.Move(from, to, to == Position.Favor ? 1 : -1);
        change.Act = facts.Info(verb).Verbs.FirstOrDefault();
        change.Cover(first, last + 1);
        change.Cover(verb.Start, verb.End);
        change.Cover(main.Subjects[0].Start, main.Subjects[0].End);
        change.Cues.Add((verb.Start, verb.End));
        return change;
    }

    // "said it no longer objects", "confirmed that Shell had made one": what the holder says of itself.
    private Clause Told(Clause root, Party holder)
    {
        if (root.Verb is not { Shape.Negation: < 0 } says || !facts.Info(says).Verbs.Exists(v => v.Clause is Effect.Say or Effect.Concede) || root.Children.Find(c => c is { Kind: ClauseKind.Content, Verb: not null, Subjects.Count: 1 }) is not { } content)
            return root;
        return facts.Resolver.Resolve(content.Subjects[0]) is { Known: true } subject && subject.Actor == holder.Actor && !(facts.Word(content.Subjects[0]) is "it" or "they" && content.Verb!.Shape!.Copula) ? content : root;
    }

    // "for years hostile to X, now backs Y"
    private bool SaysNow(Chunk verb) => verb.Start > 0 && (sentence.Tokens[verb.Start - 1].Is("now") || (verb.End - verb.Start > 1 && sentence.Tokens[verb.Start + 1].Is("now")));

    // "now says they are unavoidable", "hinted that they would close": what the holder says of it.
    private int Said(Clause main, Chunk verb)
    {
        // "so far unwilling to touch X, said brokers could offer them": it is allowed.
        if (facts.Info(verb).Verbs.Exists(v => v.Clause == Effect.Say) && main.Children.Find(c => c is { Kind: ClauseKind.Content, Verb.Shape: { Negation: < 0, Modal: "could" or "can" or "may" or "will" } }) is { Verb: { } allowed } leave
            && leave.Complements.Exists(c => !c.BeforeVerb && c.Preposition is null && facts.Word(c.Noun) is "them" or "it" or "one") && !facts.Info(allowed).Verbs.Exists(v => v.Fixed.Length == 0 && v.Object is Effect.Reject or Effect.Drop or Effect.Quit or Effect.Weaken))
        {
            return 1;
        }

        if (verb.Shape is { Negation: >= 0 } || main.Children.Find(c => c is { Kind: ClauseKind.Content, Verb: not null, Subjects.Count: 1 }) is not { Verb: { } told } content || facts.Word(content.Subjects[0]) is not ("it" or "they" or "this" or "that"))
            return 0;
        if (facts.Predicates.Adjective(content) is { } adjective)
            return Direct(adjective.Pattern.Object switch { Effect.Pro or Effect.Hold or Effect.Restore => 1, Effect.Con or Effect.Lose => -1, _ => 0 });
        if (facts.Word(content.Subjects[0]) is "it" && facts.Predicates.ForSubject(told, told.Shape?.Passive == true) is null)
            return 0;
        var direction = facts.Predicates.ForSubject(told, told.Shape?.Passive == true) is { } pattern
            ? told.Shape?.Passive == true ? Of(pattern.Object) : Of(pattern.Subject)
            : facts.Lemma(told) is "close" or "end" or "stop" or "lapse" or "expire" or "go" ? -1 : 0;
        return Direct(direction);

        int Direct(int way) => told.Shape is { Negation: >= 0 } ? -way : way;
    }

    private bool TakesAnchor(Clause main) => Objects(main).Any(c => !(c.Preposition is { } p && sentence.Tokens[p.Start].Lower is "by" or "at" or "after" or "before" or "with") && Consents.Contains(facts.Word(c.Noun)));

    private bool Continues(Clause main, Chunk verb) =>
        facts.Lemma(verb) is "remain" or "stay" or "keep" or "continue" or "say" or "be" or "tell" or "warn" or "insist" || facts.Scopes.Word(main, WordClass.Continuity) >= 0 || facts.Info(verb).Verbs.Exists(v => v.Clause is Effect.Say or Effect.Insist or Effect.Deny && v.Fixed.Length == 0);

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
        // "is now one of its champions", "has become its fiercest critic"
        if (verb.Shape is { Copula: true } || facts.Lemma(verb) is "become" or "turn")
        {
            foreach (var complement in main.Complements.Where(c => !c.BeforeVerb))
            {
                if (facts.Word(complement.Noun).TrimEnd('s') is "champion" or "supporter" or "critic" or "opponent" or "advocate" or "backer" or "defender" or "proponent" or "foe" or "enemy" or "convert" or "detractor" or "sceptic" or "skeptic" && facts.Info(complement.Noun).Nouns.Find(n => n.Object is Effect.Pro or Effect.Con) is { } side)
                    return side.Object == Effect.Pro ? 1 : -2;
            }
        }

        foreach (var complement in main.Complements.OrderByDescending(c => !c.BeforeVerb && facts.Predicates.IsIdiom(verb, c)))
        {
            // "once a champion of X, now backs the phase-out"
            if (!complement.BeforeVerb && complement.Preposition is null && EndsIt(complement.Noun) && facts.Predicates.ForObject(verb, complement) is { } ended && Of(ended.Object) is not 0 and var of)
                return of > 0 ? -2 : 1;
            if (!complement.BeforeVerb && facts.Predicates.ForObject(verb, complement) is { } pattern && Of(pattern.Object) is not 0 and var direction)
                return direction;
        }

        // "now calls it a liability"
        if (facts.Lemma(verb) is "call" or "consider" or "regard" or "see" or "describe" or "brand" or "deem" or "think" or "find")
        {
            for (var t = verb.End; t < Math.Min(verb.End + 5, sentence.Tokens.Count); t++)
            {
                if (facts.Predicates.AdjectiveAt(t) is { Prepositions.Length: 0, Object: Effect.Con or Effect.Pro or Effect.Lose or Effect.Hold } judged)
                    return judged.Object is Effect.Pro or Effect.Hold ? 1 : -2;
            }
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
        Effect.Reject or Effect.Quit or Effect.Refuse or Effect.Reverse => -2,
        Effect.Drop or Effect.Weaken or Effect.Lose => -1,
        _ => 0,
    };
}
