using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>
/// An old position in an aside, a new one in the main clause that names the topic no more: "Riga, once allergic to X,
/// gave its consent". The main clause must speak of consent or take the topic up again; else it is about something else.
/// </summary>
internal sealed class ThenNow(SentenceFacts facts)
{
    private static readonly HashSet<string> Consents = new(
    [
        "consent", "assent", "approval", "blessing", "backing", "support", "go-ahead", "permission", "agreement", "signature", "vote", "votes", "membership", "readmission", "admission", "seat", "application",
        "accession", "part", "side", "it", "them", "one", "measure", "plan", "proposal", "idea", "scheme", "project", "policy", "treaty", "deal", "pact", "ban", "demand", "challenge", "objection", "objections", "veto",
    ], StringComparer.Ordinal);

    private static readonly string[] Then = ["once", "long", "formerly", "previously", "hitherto", "until", "initially", "traditionally", "years", "decades", "months", "last", "ago"];

    private readonly ParsedSentence sentence = facts.Sentence;

    /// <summary>The change that the sentence tells; null where it tells none.</summary>
    /// <param name="old">What the mention itself gave, dropped.</param>
    /// <param name="first">First token of the mention.</param>
    /// <param name="last">Last token of the mention.</param>
    public Attitude? Read(Attitude old, int first, int last)
    {
        if (OldPosition(old, first) is not { } from || Main(last) is not { Verb: { } verb } main)
            return null;
        if (facts.Resolver.Resolve(main.Subjects[0]) is not { Known: true } || !SpeaksOfIt(main))
            return null;
        var direction = Direction(main, verb);
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

    private Position? OldPosition(Attitude old, int first)
    {
        if (old is { DropRule: "scope.background", Mode: not AttitudeMode.Thing, To: Position.Favor or Position.Against })
            return old.To;
        if (old.DropRule is not ("mention.only" or "holder.unknown") || !SaysThen(first))
            return null;
        if (old is { Mode: AttitudeMode.Thing, LastEffect: Effect.Pro or Effect.Con })
            return Attitude.Toward(old.Sign);

        // "once allergic to talk of X": the adjective of the aside.
        for (var t = first - 1; t > 0 && first - t < 6; t--)
        {
            if (sentence.Tags[t] is Tag.Comma or Tag.Break or Tag.Verb)
                break;
            if (facts.Lexicon[sentence.Tokens[t].Lower].Adjectives.Find(a => a.Object is Effect.Pro or Effect.Con && a.Prepositions.Contains(sentence.Tokens[t + 1].Lower)) is { } adjective)
                return adjective.Object == Effect.Pro ? Position.Favor : Position.Against;
        }

        return null;
    }

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
        var objects = main.Complements.Concat(main.Children.Where(c => c.Kind == ClauseKind.Infinitive).SelectMany(c => c.Complements)).Where(c => !c.BeforeVerb && !facts.IsTime(c.Noun)).ToList();
        return objects.Count == 0 || objects.Exists(c => Consents.Contains(facts.Word(c.Noun)));
    }

    private bool TakesObjection(Clause main) => main.Complements.Exists(c => facts.Info(c.Noun).Nouns.Exists(n => n.Object == Effect.Con) || facts.Word(c.Noun) is "challenge" or "lawsuit" or "appeal");

    private int Direction(Clause main, Chunk verb)
    {
        if (facts.Lemma(verb) is "ask" or "urge" or "want" or "vote" or "decide" or "agree" or "plan" or "propose" && main.Children.Find(c => c is { Kind: ClauseKind.Infinitive, Verb: not null }) is { } what && Direction(what, what.Verb!) is not 0 and var wanted)
            return wanted;
        if (facts.Predicates.Adjective(main) is { } adjective)
            return adjective.Pattern.Object switch { Effect.Pro or Effect.Willing => 1, Effect.Con => -1, _ => 0 };
        foreach (var complement in main.Complements)
        {
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

        return 0;
    }

    private static int Of(Effect effect) => effect switch
    {
        Effect.Support or Effect.Adopt or Effect.Accept or Effect.Yield or Effect.Impose or Effect.Restore or Effect.Willing => 1,
        Effect.Reject or Effect.Drop or Effect.Quit or Effect.Weaken or Effect.Refuse or Effect.Reverse => -1,
        _ => 0,
    };
}
