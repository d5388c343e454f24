using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>From the clause in which a position was found outward: what stands around it, then what governs it.</summary>
internal sealed class Outward(SentenceReader reader)
{
    private readonly SentenceFacts facts = reader.Facts;
    private readonly ParsedSentence sentence = reader.Facts.Sentence;
    private readonly Predicates predicates = reader.Facts.Predicates;

    // The verb has made an attitude of the thing: its holder, then what stands around and above its clause.
    public void AfterVerb(Attitude a, Clause clause, bool passive)
    {
        a.Detached = passive;
        if (!passive)
            a.Holders = clause.SubjectChain();
        else if (facts.By(clause) is { } agent)
            a.Holders = [agent];
        Finish(a, clause);
    }

    // Scopes of the clause, then its governor, and so outward.
    public void Finish(Attitude a, Clause clause)
    {
        var current = clause;
        for (var depth = 0; depth < 12 && !a.Dropped; depth++)
        {
            reader.Surroundings.Apply(a, current);
            if (a.Dropped)
                return;
            var next = Above(a, current);
            if (next is null)
                return;
            current = next;
        }
    }

    // The governor of a clause, applied; the clause to go on with, or null at the top.
    private Clause? Above(Attitude a, Clause clause)
    {
        var root = clause;
        // "RBNZ open to rethinking X", "is open to rethinking X"
        if (clause is { Preposition: { } opens, Parent: { } state } && predicates.Adjective(state) is { } adjective && adjective.End == opens.Start)
            return reader.Verbs.Govern(a, clause, state);
        if (clause.GovernorNoun is { } noun && !(clause.Preposition is not null && clause.Parent?.Verb is { } idiom && idiom.End <= clause.Preposition.Start && predicates.ForClause(idiom, clause) is { Fixed.Length: > 0 } or { Clause: Effect.Accuse }))
            return reader.Nouns.Govern(a, clause, noun);
        if (clause.Kind is ClauseKind.Infinitive or ClauseKind.Gerund or ClauseKind.Content && clause.Parent is { } parent)
            return reader.Verbs.Govern(a, clause, parent);
        if (clause.Kind is ClauseKind.Participle or ClauseKind.Relative or ClauseKind.Adverbial && clause.Parent is { } main)
        {
            // What governs the main clause in thought and speech governs what hangs on it.
            if (clause.Kind == ClauseKind.Participle && clause.Antecedent is not null && main.Verb is { } sees && facts.Lemma(sees) is "see" or "expect" or "imagine" or "envisage" or "foresee" or "picture" or "predict" or "fear")
            {
                reader.Reports.Speak(a, Effect.Hedge, main, sees);
                return a.Dropped ? null : main;
            }

            if (clause.Kind == ClauseKind.Participle && clause.Antecedent is { } told && predicates.Noun(told, null) is { Object: Effect.Hedge })
                return reader.Nouns.Govern(a, clause, told);

            // A relative after a comma is the writer's own aside, whoever is being reported.
            if (clause is { Kind: ClauseKind.Relative, Opener: { Index: > 0 } which } && sentence.Chunks[which.Index - 1].Kind == ChunkKind.Comma)
                return null;

            root = main;
            while (root.Parent is { } up && root.Kind is not (ClauseKind.Root or ClauseKind.Content))
                root = up;
            if (root.Kind == ClauseKind.Content && root.Parent is { } speech)
                return reader.Verbs.Govern(a, root, speech);
        }

        var report = root.Attribution ?? sentence.Clauses.Find(c => c.Attribution is not null && c.Attribution != root)?.Attribution;
        if (report is { Verb: { } verb } && report != root)
            Report(a, report, verb);
        return null;
    }

    private void Report(Attitude a, Clause report, Chunk verb)
    {
        var stand = new Clause(ClauseKind.Content, report);
        var pattern = predicates.ForClause(verb, stand);

        // After what is said, "suggests" and "told" only report.
        if (pattern?.Clause is Effect.Urge or Effect.Want || facts.Lemma(verb) == "confirm")
            pattern = facts.Info(verb).Verbs.Find(v => v.Clause is Effect.Hedge or Effect.Say) ?? pattern;
        reader.Reports.Speak(a, pattern?.Clause ?? Effect.Say, report, verb);
        if (report.Verb?.Shape is { Negation: >= 0 })
            a.Drop("scope.negation", $"negated by {sentence.Words(verb)}");
    }
}
